// Time of the semivariogram over all pairs on the grid of area A0, and of a loop over the same pairs in the
// same run.

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "statistics/pair_sums.h"
#include "statistics/semivariogram.h"
#include "timing.h"

namespace {

using namespace shamal;

const Region kA0{"A0", kAreaA0};

/// Smooth waves and noise. With holes, every day lacks other cells, the dearest case.
FieldSeries syntheticSeries(std::size_t days, bool holes)
{
    const Grid grid = Grid::regular(29.21875, 0.0625, 228, 60.3125, 0.0625, 322);
    std::mt19937 random(20060714);
    std::normal_distribution<float> noise(0.0F, 0.1F);
    std::uniform_real_distribution<float> uniform(0.0F, 1.0F);
    std::vector<float> values;
    std::vector<TimeStep> steps;
    for (std::size_t day = 0; day < days; ++day) {
        const auto number = dayNumber({2006, 6, 1}, Calendar::Standard) + static_cast<std::int64_t>(day);
        steps.push_back({dateOfDay(number, Calendar::Standard), 0, 1, true});
        for (std::size_t cell = 0; cell < grid.cells(); ++cell) {
            const auto row = static_cast<float>(cell / grid.columns());
            const auto column = static_cast<float>(cell % grid.columns());
            const float wave = std::sin(row / 40.0F + static_cast<float>(day)) + std::cos(column / 60.0F);
            const bool missing = holes && uniform(random) < 0.1F;
            values.push_back(missing ? std::numeric_limits<float>::quiet_NaN()
                                     : std::pow(10.0F, wave + noise(random)));
        }
    }
    return {FieldMetadata{}, grid, Calendar::Standard, std::move(steps), std::move(values)};
}

double secondsOfSemivariogram(const FieldSeries& series, unsigned threads)
{
    std::vector<std::size_t> steps(series.size());
    std::iota(steps.begin(), steps.end(), 0);
    SemivariogramOptions options;
    options.threads = threads;
    return secondsOf([&] { semivariogram(series, steps, kA0, options, Progress(), std::stop_token()); });
}

/// The two ways on the same images, one thread each.
void compareWithLoop(const FieldSeries& series)
{
    const ImageStack stack{series.grid().latitudes(),
                           series.grid().longitudes(),
                           {std::vector<float>(series.field(0).begin(), series.field(0).end())}};
    const LagClasses lags(stack.latitudes, 600.0, 24);
    const PairSumsRun run{1, {}, {}};
    PairSums transformed(lags.bins()), looped(lags.bins());
    const double transformSeconds = secondsOf([&] { transformed = pairSumsByTransform(stack, lags, run); });
    const double loopSeconds = secondsOf([&] { looped = pairSumsByLoop(stack, lags, run); });
    const std::int64_t pairs = std::accumulate(looped.pairs.begin(), looped.pairs.end(), std::int64_t{0});
    double worst = 0.0;
    for (std::size_t bin = 0; bin < looped.squares.size(); ++bin)
        worst = std::max(worst, std::abs(transformed.squares[bin] / looped.squares[bin] - 1.0));
    fmt::print(
        "1 day, 1 thread, {} pairs: transform {:.3f} s, loop {:.2f} s, ratio {:.0f}; counts equal: {}; "
        "largest relative difference {:.1e}\n",
        pairs, transformSeconds, loopSeconds, loopSeconds / transformSeconds,
        transformed.pairs == looped.pairs ? "yes" : "no", worst);
}

}  // namespace

int main()
{
    fmt::print("Area A0, 228 x 322 cells, 24 bins to 600 km\n");
    for (const bool holes : {false, true}) {
        const FieldSeries day = syntheticSeries(1, holes);
        const FieldSeries season = syntheticSeries(92, holes);
        fmt::print("{}\n", holes ? "every day other cells missing (10 %):" : "no cell missing:");
        for (const unsigned threads : {1U, 2U})
            fmt::print("  {} thread(s): 1 day {:.3f} s, 92 days {:.3f} s\n", threads,
                       secondsOfSemivariogram(day, threads), secondsOfSemivariogram(season, threads));
    }
    compareWithLoop(syntheticSeries(1, true));
    return 0;
}
