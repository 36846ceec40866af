#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// How distances are divided into bins [lower, upper), of which the last includes the longest lag.
enum class LagDivision {
    Number,  ///< SemivariogramOptions::bins of equal width between the shortest and the longest lag
    Width,   ///< SemivariogramOptions::widthKm each, from the shortest lag on; the last ends at the longest
    EqualCounts  ///< SemivariogramOptions::bins with nearly equal numbers of pairs
};

struct SemivariogramOptions {
    double maxLagKm = 600.0;     ///< longest great-circle distance of a pair
    int bins = 24;               ///< their number, unless they are divided by width
    bool log10Transform = true;  ///< on log10(max(x, 1e-6)) as published, else in native units
    unsigned threads = 0;        ///< 0: one per processor. The result does not depend on it
    /// For spectra, bytes. More days than fit are taken in several goes, each with inverse transforms of its
    /// own.
    std::size_t spectraBytes = std::size_t{512} << 20;
    /// For equal counts the pairs of all days are summed in 2048 classes of equal width, and neighbours
    /// joined where the number of pairs below comes nearest to the wanted one: borders are multiples of a
    /// 2048th of the lags.
    LagDivision division = LagDivision::Number;
    double minLagKm = 0.0;  ///< shortest distance of a pair
    double widthKm = 25.0;  ///< of bins that are divided by width
    bool daily = false;     ///< also each day on its own, which takes the inverse transforms of every day
};

/// Semivariances of each day on its own.
struct DailySemivariances {
    std::vector<std::size_t> steps;          ///< of the series: those with two cells with data in the region
    std::vector<std::vector<double>> gamma;  ///< per day and bin; NaN where a day's bin has no pair
    std::vector<std::vector<std::int64_t>> pairs;  ///< per day and bin
    /// Standard deviation of gamma over the days that have pairs, per bin (divisor n - 1); NaN with fewer
    /// than two of them.
    std::vector<double> spread;
};

/// Empirical semivariogram (Matheron), over all pairs, averaged over days with pair counts as weights.
struct Semivariogram {
    std::vector<double> lagKm;  ///< bin centres, km
    std::vector<double>
        gamma;  ///< semivariance, (unit of the field)^2 or log10^2; NaN where a bin has no pair
    std::vector<std::int64_t> pairs;  ///< pairs per bin, summed over days
    std::size_t days = 0;             ///< steps with at least two cells with data in the region
    std::vector<double> bordersKm;    ///< of the bins, one more than those
    std::size_t cells = 0;            ///< of the region
    std::int64_t missing = 0;         ///< cells of the region without data, summed over all chosen steps
    std::optional<DailySemivariances> daily;  ///< where asked for
};

/// Exact over all pairs of `region`, each counted once: the distance of two cells depends only on their rows
/// and the difference of their columns, so pair sums are correlations along longitude (Marcotte 1996,
/// Computers & Geosciences 22(10), here row by row on the sphere). Longitudes that are not evenly spaced
/// within 2e-5 degrees take a loop over the pairs instead: the same result, slowly. On a grid all round the
/// globe the shorter way round counts. Throws InputError when no step has two cells with data in the region,
/// or an option is out of range.
Semivariogram semivariogram(const FieldSeries& series, std::span<const std::size_t> steps,
                            const Region& region, const SemivariogramOptions& options,
                            const Progress& progress, const std::stop_token& stop);

/// Spherical model nugget + sill * (1.5 h/a - 0.5 (h/a)^3), constant from h = a on.
struct SphericalFit {
    double nugget = 0.0, sill = 0.0, rangeKm = 0.0;  ///< sill is the partial sill; neither is negative
    bool converged =
        false;  ///< false: fewer than three bins with pairs, no structure, or a range outside the lags
    double at(double lagKm) const;
};
/// Least squares with weights N/h^2 (gstat's fit.method 7, after Cressie 1985), h the bin centre. The range
/// is sought between the first lag with pairs and three times the last.
SphericalFit fitSpherical(const Semivariogram& empirical);

}  // namespace shamal
