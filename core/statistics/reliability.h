#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace shamal {

/// How often what an ensemble foretells with some probability comes true.
struct Reliability {
    static constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> forecast;      ///< per bin: mean forecast probability; NaN where no cell
    std::vector<double> observed;      ///< per bin: share of the cells where the event happened; likewise
    std::vector<std::int64_t> counts;  ///< per bin: cells
    std::int64_t n = 0;                ///< cells, over all bins
    double baseRate = kUndefined;      ///< share of all cells where the event happened
    /// Mean of (probability - event)^2 over the cells, 0 perfect, by the ensemble's own probabilities.
    double brier = kUndefined;
    /// Murphy's (1973, J. Appl. Meteorol. 12, 595) parts over the bins, with n_i of N cells, mean forecast
    /// f_i, observed o_i and base rate o:  reliability sum n_i (f_i - o_i)^2 / N,  resolution sum n_i (o_i -
    /// o)^2 / N,  uncertainty o (1 - o).  With one bin for each possible probability, brier = reliability -
    /// resolution + uncertainty.
    double reliability = kUndefined, resolution = kUndefined, uncertainty = kUndefined;
};

/// Cells by how many of m members exceed a threshold, which is all that follows from them. Add up those of
/// several days.
struct ReliabilityCounts {
    std::vector<std::int64_t> cells;   ///< by number of exceeding members, 0..m
    std::vector<std::int64_t> events;  ///< of these, where the truth exceeds

    /// Throws InputError when the number of members differs (counts of no day agree with any).
    ReliabilityCounts& operator+=(const ReliabilityCounts& other);
    /// Bins of equal width on 0..1, [lower, upper), the last one closed; 0: one for each of the m + 1
    /// probabilities that m members can give. Throws InputError for fewer than 0 bins.
    Reliability reliability(int bins = 0) const;
};

/// Of one day; the event is a value above `threshold`. Cells where the truth or any member is NaN are left
/// out. Throws InputError without members or when a member's size is not the truth's.
ReliabilityCounts reliabilityCounts(std::span<const float> truth,
                                    std::span<const std::span<const float>> members, double threshold);

}  // namespace shamal
