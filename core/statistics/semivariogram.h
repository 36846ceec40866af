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

#include "statistics/lag_classes.h"

namespace shamal {

/// How distances are divided into bins [lower, upper), of which the last includes the longest lag.
enum class LagDivision {
    Number,  ///< SemivariogramOptions::bins of equal width between the shortest and the longest lag
    Width,   ///< SemivariogramOptions::widthKm each, from the shortest lag on; the last ends at the longest
    EqualCounts  ///< SemivariogramOptions::bins with nearly equal numbers of pairs
};

/// Estimator of the semivariance of a bin from the differences d of its N pairs.
enum class VariogramEstimator {
    Matheron,        ///< mean(d^2) / 2, over all pairs
    CressieHawkins,  ///< mean(|d|^0.5)^4 / (0.457 + 0.494 / N) / 2 (Cressie and Hawkins 1980, Mathematical
                     ///< Geology 12, 115, in the form of Cressie 1993, eq. 2.4.12)
    Dowd             ///< 2.198 median(|d|)^2 / 2 (Dowd 1984, Geostatistics for Natural Resources
                     ///< Characterization, 91)
};

/// Pairs whose azimuth lies in [azimuth - tolerance, azimuth + tolerance), modulo 180 degrees. The azimuth of
/// a pair is the bearing of its great circle at the midpoint, clockwise from north, on the ellipsoid as well.
struct SemivariogramDirection {
    double azimuthDegrees = 0.0;
    double toleranceDegrees = 22.5;  ///< above 0, at most 90: every direction
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
    std::optional<SemivariogramDirection> direction;  ///< nothing: every direction
    EarthFigure figure = EarthFigure::Sphere;         ///< what distances are measured on
    VariogramEstimator estimator = VariogramEstimator::Matheron;
    /// The robust estimators take every pair of a day of which there are certainly no more than this, else so
    /// many drawn at random: both cells uniformly, with replacement, until they are a pair within the lags.
    std::int64_t pairsPerDay = 200000;
    /// Dowd's estimator, a median, keeps all its differences, 8 bytes each (up to twice that while it
    /// collects them, and once more with `daily`). Of more than this many over all days it takes of every day
    /// but an equal share of them, in place of pairsPerDay, drawn as above. Cressie and Hawkins's keeps sums
    /// alone.
    std::int64_t keptPairs = 20'000'000;
    std::uint64_t seed = 1;  ///< of the draws: a day's depend on it and the step, and on nothing else
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

/// Empirical semivariogram over the pairs of all days. Matheron's is the average of the days with pair counts
/// as weights; the robust ones take all days' differences together.
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
    /// Where a robust estimator drew pairs: how many of a day at most, and the seed; else 0.
    std::int64_t sampledPairsPerDay = 0;
    std::uint64_t seed = 0;
};

/// Exact over all pairs of `region`, each counted once: the distance of two cells depends only on their rows
/// and the difference of their columns, so pair sums are correlations along longitude (Marcotte 1996,
/// Computers & Geosciences 22(10), here row by row on the sphere). Longitudes that are not evenly spaced
/// within 2e-5 degrees take a loop over the pairs instead: the same result, slowly. On a grid all round the
/// globe the shorter way round counts. Matheron's estimator alone; the others go through the pairs. Throws
/// InputError when no step has two cells with data in the region, or an option is out of range.
Semivariogram semivariogram(const FieldSeries& series, std::span<const std::size_t> steps,
                            const Region& region, const SemivariogramOptions& options,
                            const Progress& progress, const std::stop_token& stop);

/// Semivariograms of sectors of azimuth, centred on 0, 180/N, ... degrees and 180/N degrees wide: each pair
/// of cells is in one. Errors as of semivariogram(), and an InputError for fewer than one sector or more than
/// 180; options.direction is not looked at. The daily results of every sector hold the same steps.
struct AnisotropyRose {
    std::vector<double> azimuthDegrees;  ///< centres of the sectors
    std::vector<Semivariogram> sectors;  ///< one each, on the same bins
};
AnisotropyRose anisotropyRose(const FieldSeries& series, std::span<const std::size_t> steps,
                              const Region& region, int sectors, const SemivariogramOptions& options,
                              const Progress& progress, const std::stop_token& stop);

/// Cross-semivariogram sum (x_i - x_j)(y_i - y_j) / 2N over pairs of cells in which both series have data, by
/// Matheron's estimator (Wackernagel 2003, Multivariate Geostatistics, eq. 20.12); it may be negative. Both
/// series lie on one grid; days in common are given as steps of each, the k-th of both being one day, and
/// steps of the result are those of `first`. log10Transform is of both. Throws InputError when grids or
/// numbers of steps differ, for a robust estimator, and as semivariogram().
Semivariogram crossSemivariogram(const FieldSeries& first, std::span<const std::size_t> firstSteps,
                                 const FieldSeries& second, std::span<const std::size_t> secondSteps,
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
