#pragma once
#include "fields/calendar.h"
#include "fields/grid.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace shamal {

/// x -> (log10(max(x, floor)) - mean) / standardDeviation, fitted on training days only.
struct FieldTransform {
    double floor = 1e-6;
    double mean = 0.0;
    double standardDeviation = 1.0;

    float standardise(float value) const;     ///< NaN stays NaN
    float restore(float standardised) const;  ///< the inverse, in the variable's units
};

struct ModelScore {
    std::string method;  ///< "Shamal, mean", "coarse, bilinear", "persistence", ...
    double rmse = 0, mae = 0, bias = 0, r2 = 0, temporalR2 = 0;  ///< on held-out days, log10
};

/// What `model.json` says of a model package: a folder with model.json and weights.safetensors
/// (tensor_file.h). A package is data, never code.
struct ModelCard {
    int schemaVersion = 1;
    std::string id;        ///< name and the first 12 hex digits of the weights' SHA-256
    std::string name;      ///< shown to the user
    std::string variable;  ///< netCDF name it was trained on
    std::string units;
    Season season = Season::All;
    LatLonBox area;
    Grid fineGrid;  ///< of the area; predictions are on this grid or a window of it
    FieldTransform coarse, fine;
    int historyDays = 40;        ///< fine days the transfer encoder sees
    bool synthetic = false;      ///< trained on the demo world
    std::vector<Date> testDays;  ///< held out
    std::vector<ModelScore> scores;
    std::string trainedWith;  ///< the command that made it
    std::string softwareVersion;
    std::map<std::string, std::string> sha256;  ///< of each further file in the package, by name
    std::filesystem::path folder;
};

/// Reads and checks a package: schema, ranges, presence and SHA-256 of every file. Throws InputError naming
/// what is missing or damaged.
ModelCard readModelPackage(const std::filesystem::path& folder);
void writeModelCard(const ModelCard& card);  ///< to card.folder / "model.json", atomically

/// Packages shipped in resources/models, then the user's own (XDG data folder shamal/models). Damaged ones
/// are left out and told in `faults`.
std::vector<ModelCard> findModels(std::vector<std::string>& faults);

}  // namespace shamal
