#pragma once
#include "downscale/module/model_networks.h"
#include "downscale/module/trainer.h"
#include "downscale/training_set.h"

namespace shamal {

/// Forty days, yesterday first, to the next: N x 40 -> N x 1, sides multiples of 8.
using NextDay = std::function<torch::Tensor(const torch::Tensor& history)>;

/// Samples of the coarse series alone, on its own grid, whose edges are repeated to sides that are multiples
/// of 8: days with 40 before them, on the whole grid or on tiles.
class CoarseSamples {
public:
    struct Sample {
        std::int64_t day = 0;  ///< index in the series
        CellWindow tile;
    };

    /// `holdOut`: the last tenth of the days is kept to validate on. Tiles are of `tile` x `tile` cells at
    /// `stride`, the whole grid with 0. Throws InputError when the series has no 41 consecutive days.
    CoarseSamples(const TrainingSet& set, int batch, bool holdOut, std::size_t tile = 0,
                  std::size_t stride = 1);

    std::size_t count() const { return m_days.size() * m_tiles.size(); }  ///< to learn from
    std::vector<Sample> draw(UniformStream& stream) const;                ///< a batch
    /// Held-out days, evenly picked; with tiles, each on the next four.
    std::vector<Sample> heldOut() const;
    /// Mean absolute error of the next day.
    torch::Tensor error(const std::vector<Sample>& samples, const NextDay& nextDay,
                        torch::Device device) const;

private:
    int m_batch;
    torch::Tensor m_record;  ///< days x rows x columns, standardised
    std::vector<std::int64_t> m_days, m_heldOut;
    std::vector<CellWindow> m_tiles;
};

/// Trains `parameters` of a network on such samples by the mean absolute error of the next day.
StageRecord trainOnCoarseRecord(const StageOptions& options, const CoarseSamples& samples,
                                const std::vector<torch::Tensor>& parameters, const NextDay& nextDay,
                                torch::Device device, const Progress& progress, const std::stop_token& stop);

}  // namespace shamal
