#include "statistics/temporal_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/parallel_rows.h"

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

    void write(std::size_t i, TemporalStatistics& into, std::size_t cell) const
    {
        const double n = count[i];
        into.count[cell] = static_cast<float>(n);
        if (n < 1.0)
            return;
        into.mean[cell] = static_cast<float>(origin[i] + sum[i] / n);
        into.maximum[cell] = static_cast<float>(most[i]);
        if (n < 2.0)
            return;
        const double variance = (squares[i] - sum[i] * sum[i] / n) / (n - 1.0);
        into.standardDeviation[cell] = static_cast<float>(std::sqrt(std::max(0.0, variance)));
    }
};

}  // namespace

TemporalStatistics temporalStatistics(const FieldSeries& series, std::span<const std::size_t> steps,
                                      const std::stop_token& stop)
{
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
    const std::size_t cells = series.grid().cells();
    TemporalStatistics result{std::vector<float>(cells, kNone), std::vector<float>(cells, kNone),
                              std::vector<float>(cells, kNone), std::vector<float>(cells, 0.0F)};
    const auto makeWorker = [&] {
        return [&](std::size_t block) {
            const std::size_t first = block * kBlock;
            const std::size_t size = std::min(kBlock, cells - first);
            Sums sums(size);
            for (const std::size_t step : steps)
                sums.add(series.field(step).subspan(first, size));
            for (std::size_t i = 0; i < size; ++i)
                sums.write(i, result, first + i);
        };
    };
    constexpr unsigned kAllProcessors = 0;
    forEachRow((cells + kBlock - 1) / kBlock, kAllProcessors, makeWorker, {}, stop);
    return result;
}

}  // namespace shamal
