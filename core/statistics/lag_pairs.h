#pragma once
#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

#include "statistics/daily_cells.h"

namespace shamal {

/// An image and one of some days before, compared over the cells that both have.
struct LagPair {
    int lagDays;
    std::size_t n;  ///< common cells, one or more
    double rmse;
    double r2;  ///< squared Pearson correlation; NaN when either is constant over these cells
};

/// How many days one image may lie before another, both ends included.
struct LagBand {
    int least, most;
};

/// Per day of `later`: its pairs with days of `earlier` in the band, those of the longest lag first. Both
/// have the same cells and count days alike. The result does not depend on `threads` (parallel_rows.h).
///
/// With a and b two images less their means over n cells, the sum of a b is all that a pair of equal masks
/// has of its own: correlation and RMSE follow from it and the sums of a^2 and b^2. These sums of products
/// are the band next to the diagonal of the days' Gram matrix, taken in blocks of cells that stay in the
/// processor's cache while each day passes its neighbours. Pairs of unlike masks add up a, a^2, b and b^2
/// over common cells, as products with the other's mask. Images so alike that a difference of sums would lose
/// digits are compared cell by cell.
std::vector<std::vector<LagPair>> lagPairs(const DailyCells& later, const DailyCells& earlier, LagBand band,
                                           unsigned threads, const std::function<void(double)>& done,
                                           const std::stop_token& stop);

}  // namespace shamal
