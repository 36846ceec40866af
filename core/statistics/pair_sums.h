#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "statistics/lag_classes.h"
#include "statistics/offset_classes.h"

namespace shamal {

/// Images of some days on one rectangle of cells, as pairs of cells are formed from them.
struct ImageStack {
    std::vector<double> latitudes;           ///< degrees, ascending
    std::vector<double> longitudes;          ///< degrees, ascending
    std::vector<std::vector<float>> images;  ///< per day, row-major latitude x longitude; NaN where no data
    /// A second variable's images of the same days, NaN where the first one's are; empty: one variable.
    std::vector<std::vector<float>> others{};

    std::size_t rows() const { return latitudes.size(); }
    std::size_t columns() const { return longitudes.size(); }
};

/// Whether the longitudes are evenly spaced within the rounding of single precision (2e-5 degrees).
bool evenlySpaced(const std::vector<double>& longitudes);

/// Over all pairs of cells with data on the same day, by class.
struct PairSums {
    /// Sum of squared differences; of two variables, of products of their differences.
    std::vector<double> squares;
    std::vector<std::int64_t> pairs;

    explicit PairSums(int classes)
        : squares(static_cast<std::size_t>(classes), 0.0), pairs(static_cast<std::size_t>(classes), 0)
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
PairSums pairSumsByTransform(const ImageStack& stack, const OffsetClasses& classes, const PairSumsRun& run);
PairSums pairSumsByTransform(const ImageStack& stack, const LagClasses& lags, const PairSumsRun& run);
/// With images of one variable, every day with a mask of its own; two take a third more.
std::size_t spectraBytesPerDay(const ImageStack& stack, const LagClasses& lags);
/// By a loop over the pairs, for any longitudes.
PairSums pairSumsByLoop(const ImageStack& stack, const LagClasses& lags, const PairSumsRun& run);

}  // namespace shamal
