#pragma once
#include "downscale/day_inputs.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shamal {

/// What a per-cell regression predicts the fine field of day t from.
enum class RegressionInputs {
    CoarseToday,       ///< coarse t
    CoarseAndHistory,  ///< coarse t, coarse t-1, fine t-1
};

/// The baselines that look at one cell at a time: linear least squares with a small ridge (1e-3 of the
/// predictors' variance over the training days), fitted on the training days alone. Standardised units.
class CellRegression {
public:
    /// Fits on those of `trainingDays` whose fields are all there, each of `cells` values. Throws InputError
    /// when there is none.
    CellRegression(const DayFields& fields, std::span<const Date> trainingDays, Calendar calendar,
                   std::size_t cells, RegressionInputs inputs);

    /// Of a day by number, from what `fields` has of it. Where the coarse or fine field of the day before is
    /// missing (the whole, or a cell of it), the regression on coarse t; where that is missing too, the mean
    /// of the training days: so every method is scored on the same cells.
    std::vector<float> predict(const DayFields& fields, std::int64_t day) const;

    /// Coefficient maps: intercept, then the predictors in the order of RegressionInputs.
    const std::vector<std::vector<float>>& coefficients() const;

private:
    std::size_t m_cells;
    std::vector<std::vector<std::vector<float>>>
        m_fits;  // coefficient maps: the fullest first, the mean last
};

}  // namespace shamal
