#include "statistics/temporal_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shamal {

namespace {

// A block's sums stay in the processor's cache while the days go by.
constexpr std::size_t kBlock = 2048;

struct Sums {
    std::vector<double> origin, sum, squares, most, count;

    explicit Sums(std::size_t cells)
        : origin(cells, 0.0),
          sum(cells, 0.0),
          squares(cells, 0.0),
          most(cells, -std::numeric_limits<double>::infinity()),
          count(cells, 0.0)
    {
    }

    /// Squares are those of distances from the first value met, or digits would be lost where a field varies
    /// little about a large mean.
    void add(std::span<const float> values)
    {
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double value = values[i];
            if (std::isnan(value))
                continue;
            origin[i] = count[i] == 0.0 ? value : origin[i];
            const double away = value - origin[i];
            sum[i] += away;
            squares[i] += away * away;
            most[i] = std::max(most[i], value);
            count[i] += 1.0;
        }
    }
};

}  // namespace

TemporalStatistics temporalStatistics(const FieldSeries& series, std::span<const std::size_t> steps)
{
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
    const std::size_t cells = series.grid().cells();
    TemporalStatistics result{std::vector<float>(cells, kNone), std::vector<float>(cells, kNone),
                              std::vector<float>(cells, kNone), std::vector<float>(cells, 0.0F)};
    for (std::size_t first = 0; first < cells; first += kBlock) {
        const std::size_t size = std::min(kBlock, cells - first);
        Sums sums(size);
        for (const std::size_t step : steps)
            sums.add(series.field(step).subspan(first, size));
        for (std::size_t i = 0; i < size; ++i) {
            const double n = sums.count[i];
            result.count[first + i] = static_cast<float>(n);
            if (n < 1.0)
                continue;
            result.mean[first + i] = static_cast<float>(sums.origin[i] + sums.sum[i] / n);
            result.maximum[first + i] = static_cast<float>(sums.most[i]);
            if (n < 2.0)
                continue;
            const double variance = (sums.squares[i] - sums.sum[i] * sums.sum[i] / n) / (n - 1.0);
            result.standardDeviation[first + i] = static_cast<float>(std::sqrt(std::max(0.0, variance)));
        }
    }
    return result;
}

}  // namespace shamal
