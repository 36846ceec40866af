#pragma once
#include "downscale/module/model_networks.h"
#include "downscale/training_patches.h"

#include <map>

namespace shamal {

/// Patches as tensors on the device.
struct TrainingBatch {
    torch::Tensor conditions;  ///< N x kConditions
    torch::Tensor history;     ///< N x 40
    torch::Tensor features;    ///< of a frozen encoder; undefined where the stage trains what makes them
    torch::Tensor target;      ///< N x 1, see predictsResidual(); 0 where missing
    torch::Tensor present;     ///< 1 where the truth is known
};

/// Draws batches for the stages of one model. Features of a frozen encoder are made once for each training
/// day on the whole grid and cut from there; the cache holds them in half precision.
class BatchSource {
public:
    static constexpr int kBatch = 6;
    BatchSource(TrainingSet& set, const ModelNetworks& networks, Method method, torch::Device device);

    TrainingBatch next(UniformStream& stream, bool frozenFeatures);
    /// Batches of validation days, the same every time; none without validation days.
    std::vector<TrainingBatch> validation(std::uint64_t seed, bool frozenFeatures);
    torch::Device device() const { return m_device; }

private:
    TrainingBatch collect(const std::vector<TrainingPatch>& patches) const;
    torch::Tensor cachedFeatures(const TrainingPatch& patch);

    TrainingSet& m_set;
    ModelNetworks m_networks;
    bool m_residual;
    torch::Device m_device;
    PatchSource m_patches;
    std::map<std::int64_t, torch::Tensor> m_features;  ///< of the whole grid, by day
};

}  // namespace shamal
