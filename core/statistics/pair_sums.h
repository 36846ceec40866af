#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <stop_token>
#include <vector>

namespace shamal {

/// Images of some days on one rectangle of cells, as pairs of cells are formed from them.
struct ImageStack {
    std::vector<double> latitudes;           ///< degrees, ascending
    std::vector<double> longitudes;          ///< degrees, ascending
    std::vector<std::vector<float>> images;  ///< per day, row-major latitude x longitude; NaN where no data

    std::size_t rows() const { return latitudes.size(); }
    std::size_t columns() const { return longitudes.size(); }
};

/// Whether the longitudes are evenly spaced within the rounding of single precision (2e-5 degrees).
bool evenlySpaced(const std::vector<double>& longitudes);

/// Classes of great-circle distance between two cells. Distances are compared as sin^2 of half the angle,
/// which needs no inverse function and grows with the distance.
class LagClasses {
public:
    static constexpr int kOutOfReach = -1;

    LagClasses(const std::vector<double>& latitudes, double maxLagKm, int bins);
    int bins() const { return static_cast<int>(m_upper.size()); }

    /// What two rows add to the haversine of the angle between their cells: sin^2 of half the difference in
    /// latitude, and the factor of sin^2 of half the difference in longitude.
    struct RowPair {
        double alongMeridian;
        double cosines;
    };
    RowPair rowPair(std::size_t i, std::size_t j) const;

    /// One past the last row with cells in reach of those of `row`.
    std::size_t rowEnd(std::size_t row) const;
    /// Class of two cells whose longitudes differ by d; `sinSquared` is sin^2(d/2). `guess` is any class or
    /// kOutOfReach; the class of a cell nearby makes the search short.
    int classOf(RowPair rows, double sinSquared, int guess) const;
    /// Offsets 0..columnEnd-1 hold every one at which any two rows are in reach of each other.
    std::size_t columnEnd(const std::vector<double>& sinSquared) const;

private:
    std::vector<double> m_latitudes;  // radians
    std::vector<double> m_cosines;
    std::vector<double> m_upper;  // per class: upper border as sin^2 of half the angle
};

/// Over all pairs of cells with data on the same day, by distance class.
struct PairSums {
    std::vector<double> squares;  ///< sum of squared differences
    std::vector<std::int64_t> pairs;

    explicit PairSums(int bins)
        : squares(static_cast<std::size_t>(bins), 0.0), pairs(static_cast<std::size_t>(bins), 0)
    {
    }
    void add(const PairSums& other);
};

/// How the work is run: `done(fraction)` is called on the calling thread.
struct PairSumsRun {
    unsigned threads = 0;
    std::function<void(double)> done;
    std::stop_token stop;
};

/// By correlations along longitude; the longitudes must be evenly spaced. All days are held in memory as
/// spectra at spectraBytesPerDay() each.
PairSums pairSumsByTransform(const ImageStack& stack, const LagClasses& lags, const PairSumsRun& run);
std::size_t spectraBytesPerDay(const ImageStack& stack, const LagClasses& lags);
/// By a loop over the pairs, for any longitudes.
PairSums pairSumsByLoop(const ImageStack& stack, const LagClasses& lags, const PairSumsRun& run);

}  // namespace shamal
