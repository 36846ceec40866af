#pragma once
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace shamal {

/// Scores of an ensemble against the truth. Undefined ones (no cell; a spread of one member) are NaN.
struct EnsembleScores {
    static constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
    std::size_t n = 0;  ///< cells, over all days
    /// Continuous ranked probability score of the m members x against the truth y, averaged over cells, in
    /// the unit of the field:
    ///     mean over i of |x_i - y|  -  sum over i, j of |x_i - x_j| / (2 m^2).
    /// It falls with the number of members even where they are perfect.
    double crps = kUndefined;
    /// The fair score (Ferro 2014, Q. J. R. Meteorol. Soc. 140, 1917): the divisor is 2 m (m-1), so that
    /// ensembles of any size compare as if they were infinite. One member's score, plain or fair, is its MAE.
    double fairCrps = kUndefined;
    /// Root mean variance of the members (divisor m-1).
    double spread = kUndefined;
    /// RMSE of the mean of the members.
    double skill = kUndefined;
    /// sqrt((m+1)/m) spread / skill: 1 when truth and members are drawn alike, however few members there are
    /// (Fortin et al. 2014, J. Hydrometeorol. 15, 1708).
    double spreadSkill = kUndefined;
    /// Share of the cells whose truth exceeds 0, 1, .. m members; sums to 1. A truth that equals members
    /// counts in equal parts for every rank it could have. Flat where truth and members are drawn alike.
    std::vector<double> rankHistogram;
};

/// Sums of one or more days, from which the scores follow. Add up those of several days for the scores of
/// all.
struct EnsembleSums {
    std::size_t members = 0, n = 0;
    double crps = 0.0, fairCrps = 0.0;  ///< over cells
    double variance = 0.0;              ///< of the members, divisor m-1
    double squaredError = 0.0;          ///< of their mean
    std::vector<double> ranks;          ///< m + 1

    /// Throws InputError when the number of members differs (sums of no day agree with any).
    EnsembleSums& operator+=(const EnsembleSums& other);
    EnsembleScores scores() const;
};

/// Of one day. Cells where the truth or any member is NaN are left out. Throws InputError without members or
/// when a member's size is not the truth's.
EnsembleSums ensembleSums(std::span<const float> truth, std::span<const std::span<const float>> members);

}  // namespace shamal
