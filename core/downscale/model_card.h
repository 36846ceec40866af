#pragma once
#include "downscale/history_weight.h"
#include "downscale/prediction.h"
#include "downscale/spectral_gain.h"
#include "fields/calendar.h"
#include "fields/grid.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shamal {

/// Interactive: small networks on the whole field. Published: the networks of METHOD.md on 16 x 16 tiles.
enum class Profile { Interactive, Published };

/// What kind of model a package holds; module/methods.h tells what each is.
enum class Method { ResidualDiffusion, DirectDiffusion, UNet, Vae, Asdm, AsdmTransfer, Srdrn };

/// Where the transfer encoder's weights come from; all but the third are controls.
enum class EncoderUse {
    None,      ///< no features at all
    Random,    ///< first weights, never trained
    Frozen,    ///< trained on the coarse record, then left alone (the method)
    FineTuned  ///< trained on the coarse record, then on with the rest
};

/// What the denoiser of a method tells unless asked otherwise: the published form the clean image, as that of
/// methods that have none; else Preconditioned.
Prediction usualPrediction(Method method);

/// How log10 values are brought to the size networks like.
enum class Scaling {
    Standardised,  ///< offset the mean, scale the standard deviation
    MinMax         ///< offset the minimum, scale maximum minus minimum: 0 .. 1 on the training days
};

// As they stand in model.json and on the command line: "residual-diffusion", "fine-tuned", "min-max", ...
std::string_view nameOf(Profile profile);
std::string_view nameOf(Method method);
std::string_view nameOf(EncoderUse use);
std::string_view nameOf(Prediction prediction);
std::string_view nameOf(Scaling scaling);
// Throw InputError that lists the names there are.
Profile profileFromName(std::string_view name);
Method methodFromName(std::string_view name);
EncoderUse encoderUseFromName(std::string_view name);
Prediction predictionFromName(std::string_view name);
Scaling scalingFromName(std::string_view name);

/// x -> (log10(max(x, floor)) - offset) / scale, fitted on training days only.
struct FieldTransform {
    double floor = 1e-6;
    double offset = 0.0;
    double scale = 1.0;
    Scaling scaling = Scaling::Standardised;

    float standardise(float value) const;     ///< NaN stays NaN
    float restore(float standardised) const;  ///< the inverse, in the variable's units
    /// Standardised values in log10 of the unit.
    std::vector<float> toLog10(std::vector<float> standardised) const;
};

struct ModelScore {
    std::string method;  ///< "Shamal, mean", "coarse, bilinear", "persistence", ...
    double rmse = 0, mae = 0, bias = 0, r2 = 0, temporalR2 = 0;  ///< on held-out days, log10
    std::optional<double> crps = std::nullopt;  ///< fair, of an ensemble, log10; none for a single field
};

/// Which days did what; no two lists share a day, each ascends.
struct DataSplit {
    std::uint64_t seed = 1;
    std::vector<Date> train;
    std::vector<Date> validation;  ///< of the training days, whole: choose weights, fit gains
    std::vector<Date> test;        ///< held out, with 40 days of history
    std::vector<Date> outOfData;   ///< one block at the end of the record, for roll-outs
};

/// One stage of a training.
struct StageRecord {
    std::string stage;          ///< "transfer encoder", "mean", "denoiser", ...
    std::int64_t steps = 0;     ///< of the optimiser
    double trainingLoss = 0;    ///< at the end, a running mean
    double validationLoss = 0;  ///< of the weights kept; NaN when nothing was validated
    double seconds = 0;
};

struct TrainingRecord {
    std::string device;  ///< "cpu" or "cuda"
    std::vector<StageRecord> stages;
};

/// What `model.json` says of a model package.
struct ModelCard {
    int schemaVersion = 2;
    std::string id;        ///< name and the first 12 hex digits of the weights' SHA-256
    std::string name;      ///< shown to the user
    std::string variable;  ///< netCDF name it was trained on
    std::string units;
    Profile profile = Profile::Interactive;
    Method method = Method::ResidualDiffusion;
    EncoderUse encoderUse = EncoderUse::Frozen;
    Prediction prediction = Prediction::Clean;  ///< what the denoiser tells; without one, Clean
    Season season = Season::All;
    LatLonBox area;
    Grid fineGrid;  ///< of the area; predictions are on this grid or a window of it
    FieldTransform coarse, fine;
    int historyDays = 40;    ///< fine days the transfer encoder sees
    bool synthetic = false;  ///< trained on the demo world
    DataSplit split;
    TrainingRecord training;
    /// 0 .. 1: how far the networks trust a history day they predicted themselves, beside 1 for a true one;
    /// 0 for models that never saw one in training.
    double predictionTrust = 0.0;
    /// Of the prediction that builds on own predictions, beside the one without fine history. Without: all of
    /// it, for ever.
    std::optional<HistoryWeight> historyWeight;
    double noisePersistence = 0.0;  ///< 0 .. 1: correlation of a member's noise with that of the day before
    SpectralGain meanGain;          ///< of the mean's deviation from the per-cell regression; may be empty
    SpectralGain spectralGain;      ///< of a member less the mean; may be empty
    std::vector<ModelScore> scores;
    std::string trainedWith;  ///< the command that made it
    std::string softwareVersion;
    std::map<std::string, std::string> sha256;  ///< of each further file in the package, by name
    std::filesystem::path folder;
};

}  // namespace shamal
