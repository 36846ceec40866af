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

/// How far a model trained on rolled-out histories trusts a day of its own, beside 1 for a true one
/// (ModelCard::predictionTrust): between the truth and what is made up of the coarse field.
inline constexpr float kTrustInPrediction = 0.5F;

/// Draws batches for the stages of one model. Features of a frozen encoder are made once for each training
/// day on the whole grid and cut from there; the cache holds them in half precision.
class BatchSource {
public:
    static constexpr int kBatch = 6;
    BatchSource(TrainingSet& set, const ModelNetworks& networks, Method method, torch::Device device);

    TrainingBatch next(UniformStream& stream, bool frozenFeatures);
    /// Predicts the whole training period (TrainingSet::rollouts) in runs of 1 to 75 days with the networks
    /// as they are, each day on the predictions before it. From then on batches have such histories too.
    void rollOut(std::uint64_t seed, const Progress& progress, const std::stop_token& stop);
    /// Batches of validation days, the same every time; none without validation days.
    std::vector<TrainingBatch> validation(std::uint64_t seed, bool frozenFeatures);
    torch::Device device() const { return m_device; }

private:
    TrainingBatch collect(const std::vector<TrainingPatch>& patches) const;
    DayInputs inputsOnGrid(Date date, PastKnown past) const;  ///< sides rounded up to multiples of 8
    torch::Tensor featuresOnGrid(const DayInputs& inputs);
    /// Of a patch whose past is true or predicted; made when it is first asked for.
    torch::Tensor cachedFeatures(const TrainingPatch& patch);

    TrainingSet& m_set;
    ModelNetworks m_networks;
    bool m_residual;
    torch::Device m_device;
    PatchSource m_patches;
    CellWindow m_padded;                               ///< the grid, its sides rounded up to multiples of 8
    std::map<std::int64_t, torch::Tensor> m_features;  ///< of the whole grid, by day
    std::map<std::int64_t, torch::Tensor> m_rolledOutFeatures;  ///< of rolled-out histories
};

}  // namespace shamal
