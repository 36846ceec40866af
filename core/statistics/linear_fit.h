#pragma once
#include <vector>

namespace shamal {

/// Values to be fitted, and the weight of each squared difference.
struct WeightedData {
    std::vector<double> values;
    std::vector<double> weights;
};

/// The factors, none negative, with which the sum of the columns fits best: weighted least squares. For a
/// handful of columns, as every set of factors that are not zero is tried, which is exact. Columns that are
/// multiples of each other, or sums, do not enter together.
std::vector<double> nonNegativeFit(const std::vector<std::vector<double>>& columns, const WeightedData& data);

/// Diagonal of (J' W J)^-1, J being the columns and W the weights; empty when that matrix is singular.
std::vector<double> inverseDiagonal(const std::vector<std::vector<double>>& columns,
                                    const std::vector<double>& weights);

}  // namespace shamal
