#pragma once
#include "downscale/gaussian_noise.h"
#include "downscale/training_set.h"

namespace shamal {

/// One sample a network learns from: a day on a window of the grid.
struct TrainingPatch {
    Date date;
    CellWindow window;
    PastKnown past = PastKnown::Everything;
    DayInputs inputs;
    std::vector<float> truth;  ///< standardised fine field; NaN where missing
};

/// Draws patches of the days of a training set on the fly; nothing is materialised.
class PatchSource {
public:
    static constexpr std::size_t kSide = 96;  ///< cells, or the largest multiple of 8 the grid holds

    explicit PatchSource(const TrainingSet& set);
    /// A training day, a place and how much of the past is hidden, by the stream.
    TrainingPatch draw(UniformStream& stream) const;
    CellWindow drawWindow(UniformStream& stream) const;
    /// The day's fine field must be in the set.
    TrainingPatch at(Date date, const CellWindow& window, PastKnown past) const;

private:
    const TrainingSet& m_set;
    std::size_t m_rows, m_columns;
};

/// `count` patches spread evenly over the set's validation days, the same for a seed; none without validation
/// days. All of their past is known, or of every other one own predictions, once there are such. Their fine
/// fields are in the set for the duration of the call alone.
std::vector<TrainingPatch> validationPatches(TrainingSet& set, std::size_t count, std::uint64_t seed);

}  // namespace shamal
