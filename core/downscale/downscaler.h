#pragma once
#include "downscale/model_package.h"
#include "downscale/sampler_options.h"
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

#include <functional>
#include <limits>
#include <memory>
#include <optional>

namespace shamal {

/// How histories of the fine field are made (METHOD.md, autoregression).
enum class HistoryMode {
    Lenient,    ///< true fine days where the fine record has them, own predictions elsewhere (as far as they
                ///< help, see ModelCard::historyWeight)
    Strict,     ///< a day predicted in this run replaces the true one in later histories
    CoarseOnly  ///< no fine day at all, true or predicted: what the coarse record alone tells
};

struct DownscaleRequest {
    std::filesystem::path model;  ///< package folder
    FieldSeries coarse;           ///< daily; must cover area and days (one cell of margin is used when there)
    std::optional<FieldSeries> fine;  ///< daily history on (a superset of) the model's fine grid, if any
    /// Means of days before, predicted by an earlier part of the same run, on the run's grid: history as if
    /// this run had predicted them.
    std::optional<FieldSeries> predicted;
    LatLonBox area;          ///< cut with the model's area
    std::vector<Date> days;  ///< ascending
    HistoryMode history = HistoryMode::Lenient;
    SamplerOptions sampler;
    int threads = 0;  ///< 0 = all cores
};

/// One downscaled day on DownscaleResultInfo::grid, in the variable's units (row-major).
struct DownscaledDay {
    Date date;
    std::vector<float> mean;    ///< what the model expects: the prediction to use when one field is wanted
    std::vector<float> spread;  ///< standard deviation of log10 over members; empty with fewer than 2
    std::vector<std::vector<float>> members;  ///< one field per member
    double seconds = 0.0;                     ///< time this day took
    bool fullHistory = true;  ///< false when some of the fine history had to be made up from the coarse field
};

struct DownscaleRunInfo {
    ModelCard model;
    Grid grid;
    Calendar calendar = Calendar::Standard;
    std::vector<Date> days;
    SamplerOptions sampler;  ///< the request's, with what it left open decided
    std::string
        warning;  ///< what the user should know ("the model was trained on DUEXTTAU"); empty if nothing
};

/// Checks a request without running it (fast, no network evaluated): does the area overlap, are the days
/// covered, units alike. Throws InputError with the remedy.
DownscaleRunInfo planDownscaling(const DownscaleRequest& request);

struct TrainRequest {
    FieldSeries coarse;                    ///< daily, the long record
    FieldSeries fine;                      ///< daily
    std::optional<FieldSeries> elevation;  ///< on the fine grid; the shipped terrain without
    LatLonBox area;
    Season season = Season::All;
    std::string name;
    std::filesystem::path output;  ///< package folder to make
    /// Package whose transfer encoder and U-Net are taken as they are, where the method has such, instead of
    /// being trained; it must be of the same area, days and transforms.
    std::optional<std::filesystem::path> networksFrom;
    Profile profile = Profile::Interactive;
    Method method = Method::ResidualDiffusion;
    EncoderUse encoderUse = EncoderUse::Frozen;
    std::optional<Prediction> prediction;  ///< of a denoiser; without: usualPrediction(method)
    Scaling scaling = Scaling::Standardised;
    double validationShare = 0.2;  ///< of the training days, see SplitOptions
    double dayFraction = 1.0;      ///< of the training days that are used
    int encoderSteps = 1500;       ///< at most, of the optimiser: transfer encoder, temporal model of ASDMTE
    int meanSteps = 2000;          ///< of a network that tells the mean: U-Net, SRDRN, ASDM
    int rolloutSteps = 800;        ///< more of them for the U-Net, on its own predictions; 0 = none
    int denoiserSteps = 4000;      ///< of a network that draws members: denoiser, VAE
    std::uint64_t splitSeed = 1;   ///< of the test and validation days
    std::uint64_t seed = 1;        ///< of first weights and draws
    std::string device = "cpu";    ///< or "cuda"
    int checkpointEvery = 500;     ///< steps; 0 = when stopped and at the end of a stage alone
    bool resume = false;           ///< go on from the checkpoints in `output`, with the same settings
    int threads = 0;               ///< 0 = all cores
    std::string command;           ///< for ModelCard::trainedWith

    Prediction denoiserPrediction() const { return prediction.value_or(usualPrediction(method)); }
};

/// The request for a model of the published profile, with that profile's method, encoder, prediction and
/// scaling, and as many steps as the paper's epochs take: encoderSteps and denoiserSteps bound them.
inline TrainRequest publishedTraining(TrainRequest request)
{
    request.profile = Profile::Published;
    request.method = Method::DirectDiffusion;
    request.encoderUse = EncoderUse::Frozen;
    request.prediction = Prediction::Clean;
    request.scaling = Scaling::MinMax;
    request.encoderSteps = request.denoiserSteps = std::numeric_limits<int>::max();
    return request;
}

/// What the LibTorch module offers. One at a time per object; objects are independent.
class Downscaler {
public:
    virtual ~Downscaler() = default;
    /// Runs day by day in order; calls `dayDone` from this thread as each is finished. Throws Stopped: days
    /// delivered are good.
    virtual void downscale(const DownscaleRequest& request,
                           const std::function<void(const DownscaledDay&)>& dayDone, const Progress& progress,
                           std::stop_token stop) = 0;
    /// Trains and scores a model and writes its package; returns its card.
    virtual ModelCard train(const TrainRequest& request, const Progress& progress, std::stop_token stop) = 0;
};

/// Loads the module at first use (dlopen, RTLD_LOCAL; 0.7 s) and makes a Downscaler. Throws InputError when
/// the module is missing.
std::unique_ptr<Downscaler> makeDownscaler();

}  // namespace shamal
