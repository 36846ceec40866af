#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace shamal {

/// What an ensemble says of its error at one cell, and the error.
struct CellSpread {
    double spread;  ///< standard deviation of the members (divisor m-1)
    double error;   ///< mean of the members less the truth
};

/// Of one day; put those of several days one after the other. Cells where the truth or any member is NaN are
/// left out. Throws InputError with fewer than two members or when a member's size is not the truth's.
std::vector<CellSpread> cellSpreads(std::span<const float> truth,
                                    std::span<const std::span<const float>> members);

/// Cells whose members lie similarly far apart.
struct SpreadBin {
    std::size_t n = 0;
    double spread = 0.0;  ///< root mean variance of the members
    double rmse = 0.0;    ///< of the mean of the members
};

/// `bins` bins of equal counts of cells by ascending spread. Cells of equal spread stay together, in the
/// lower bin, so bins may be unequal, and fewer where spreads repeat; a constant spread makes one bin, no
/// cell none. An ensemble drawn like the truth has rmse = sqrt((m+1)/m) spread in every bin. Throws
/// InputError with fewer than one bin.
std::vector<SpreadBin> binnedSpreadSkill(std::vector<CellSpread> cells, int bins);

}  // namespace shamal
