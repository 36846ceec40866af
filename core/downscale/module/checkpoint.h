#pragma once
#include <torch/torch.h>

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace shamal {

/// Where a stage of a training stands (trainer.h). The lists hold one tensor per trained parameter.
struct StageState {
    std::vector<torch::Tensor> weights;
    std::vector<torch::Tensor> first, second;  ///< Adam's moments of the gradient
    std::vector<torch::Tensor> average;        ///< running mean of the weights
    std::vector<torch::Tensor> best;           ///< mean at the best validation
    std::int64_t step = 0;
    double trainingLoss = 0.0;  ///< running mean
    double bestLoss = std::numeric_limits<double>::quiet_NaN();
    int withoutGain = 0, sinceDecay = 0;  ///< validations
    double rateFactor = 1.0;
    double seconds = 0.0;
    std::int64_t csvBytes = 0, jsonBytes = 0;  ///< of the logs
    bool finished = false;
};

/// Atomically, in LibTorch's archive format. Throws OutputError.
void writeCheckpoint(const std::filesystem::path& file, const std::string& settings, const StageState& state);

/// Fills `state`, whose tensors tell what shapes are expected; false when there is no such file. Throws
/// InputError when it is damaged or was written with other settings.
bool readCheckpoint(const std::filesystem::path& file, const std::string& settings, StageState& state);

}  // namespace shamal
