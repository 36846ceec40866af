#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace shamal {

/// Linear least squares with an intercept in every cell by itself, y = c0 + c1 x1 + .. + cp xp, from daily
/// fields that are added one by one and not kept. Days on which y or an x of the cell is NaN do not count for
/// the cell.
class CellLeastSquares {
public:
    CellLeastSquares(std::size_t cells, std::size_t predictors);

    /// One day: as many fields as there are predictors, each of as many values as there are cells.
    void add(std::span<const std::span<const float>> predictors, std::span<const float> target);

    /// Coefficient maps, c0 first. Minimises the sum of squares over the n days of the cell plus
    /// ridge * n * (c1^2 + .. + cp^2), which keeps a cell of few days, or predictors that say the same, from
    /// wild coefficients; `ridge` is above 0, in the squared unit of the predictors. A cell without a day has
    /// coefficients 0.
    std::vector<std::vector<float>> solve(double ridge) const;

private:
    std::size_t m_cells, m_terms;  // predictors and the constant
    std::size_t m_sumsPerCell;
    std::vector<double> m_sums;  // per cell: products of terms i <= j, then of each term and y
};

}  // namespace shamal
