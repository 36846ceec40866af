// Time of lag RMSE and R2 on the grid of area A0 over two years, and of a plain loop over the same pairs in
// the same run.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "statistics/lag_skill.h"
#include "statistics/pixel_lag_skill.h"
#include "statistics/skill_scores.h"
#include "timing.h"

namespace {

using namespace shamal;

const Region kWhole{"whole", {29.0, 44.0, 60.0, 81.0}};
constexpr int kMaxLag = 10;

/// Waves that travel from day to day, and noise.
FieldSeries syntheticSeries(std::size_t days)
{
    const Grid grid = Grid::regular(29.21875, 0.0625, 228, 60.3125, 0.0625, 322);
    std::mt19937 random(20060714);
    std::vector<float> values;
    std::vector<TimeStep> steps;
    values.reserve(days * grid.cells());
    for (std::size_t day = 0; day < days; ++day) {
        const auto number = dayNumber({2005, 5, 16}, Calendar::Standard) + static_cast<std::int64_t>(day);
        steps.push_back({dateOfDay(number, Calendar::Standard), 0, 1, true});
        for (std::size_t cell = 0; cell < grid.cells(); ++cell) {
            const auto row = static_cast<float>(cell / grid.columns());
            const auto column = static_cast<float>(cell % grid.columns());
            const float noise = static_cast<float>(random() % 1024) / 4096.0F;
            values.push_back(
                1.5F + std::sin(row / 40.0F + static_cast<float>(day) / 4.0F) * std::cos(column / 60.0F) +
                noise);
        }
    }
    return {FieldMetadata{}, grid, Calendar::Standard, std::move(steps), std::move(values)};
}

/// Each day lacks other cells, one in ten.
FieldSeries withHoles(const FieldSeries& series)
{
    std::mt19937 random(20060715);
    std::vector<float> values;
    for (std::size_t day = 0; day < series.size(); ++day) {
        for (const float value : series.field(day))
            values.push_back(random() % 10 == 0 ? std::numeric_limits<float>::quiet_NaN() : value);
    }
    return {series.metadata(), series.grid(), series.calendar(), series.steps(), std::move(values)};
}

LagSkill lagSkillOf(const FieldSeries& series, unsigned threads, bool log10Transform)
{
    std::vector<std::size_t> steps(series.size());
    std::iota(steps.begin(), steps.end(), 0);
    LagSkillOptions options;
    options.maxLag = kMaxLag;
    options.threads = threads;
    options.log10Transform = log10Transform;
    return lagSkill(series, steps, kWhole, options, Progress(), std::stop_token());
}

/// Mean RMSE by lag of native values, pair by pair.
std::vector<double> plainLoop(const FieldSeries& series)
{
    std::vector<double> means;
    for (std::size_t lag = 1; lag <= kMaxLag; ++lag) {
        double sum = 0.0;
        for (std::size_t day = lag; day < series.size(); ++day)
            sum += skillScores(series.field(day - lag), series.field(day)).rmse;
        means.push_back(sum / static_cast<double>(series.size() - lag));
    }
    return means;
}

void compareWithLoop(const FieldSeries& series)
{
    LagSkill found;
    std::vector<double> expected;
    const double seconds = bestMilliseconds(3, [&] { found = lagSkillOf(series, 1, false); }) / 1e3;
    const double loopSeconds = bestMilliseconds(1, [&] { expected = plainLoop(series); }) / 1e3;
    double worst = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i)
        worst = std::max(worst, std::abs(found.rmseMean[i] / expected[i] - 1.0));
    fmt::print(
        "native units, 1 thread: {:.2f} s, plain loop {:.2f} s, ratio {:.1f}; largest relative difference "
        "of the mean RMSE {:.1e}\n",
        seconds, loopSeconds, loopSeconds / seconds, worst);
}

}  // namespace

int main()
{
    const FieldSeries series = syntheticSeries(763);
    fmt::print("228 x 322 cells, 763 days, lags 1 to {} days\n", kMaxLag);
    compareWithLoop(series);
    const auto print = [](const char* what, const FieldSeries& of, bool log10Transform) {
        for (const unsigned threads : {1U, 2U})
            fmt::print("{}, {} thread(s): {:.2f} s\n", what, threads,
                       bestMilliseconds(3, [&] { lagSkillOf(of, threads, log10Transform); }) / 1e3);
    };
    print("log10", series, true);
    print("other holes each day, native units", withHoles(series), false);

    std::vector<std::size_t> steps(series.size());
    std::iota(steps.begin(), steps.end(), 0);
    PixelLagSkillOptions options;
    options.threads = 1;
    fmt::print("cell by cell in time, one lag, log10, 1 thread: {:.2f} s\n",
               bestMilliseconds(2, [&] {
                   pixelLagSkill(series, steps, kWhole, options, Progress(), std::stop_token());
               }) / 1e3);
    return 0;
}
