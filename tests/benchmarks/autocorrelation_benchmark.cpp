// Time of ACF and PACF of 25 years of days, by each method, and of statsmodels for the same series in the
// same run; then that of the map of one lag over area A0.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "statistics/cell_autocorrelation.h"
#include "timing.h"

namespace {

using namespace shamal;

constexpr int kDays = 9131;
constexpr int kMaxLag = 30;
constexpr int kRepetitions = 21;

struct DailyValues {
    std::vector<std::int64_t> days;
    std::vector<double> values;
};

/// The first order of an autoregression, by arithmetic that the Python half repeats to the bit.
DailyValues syntheticDays()
{
    DailyValues series;
    std::uint64_t state = 20060714;
    double value = 0.0;
    for (int day = 0; day < kDays; ++day) {
        state = (1103515245 * state + 12345) % 2147483648U;
        value = 0.7 * value + (static_cast<double>(state) / 2147483648.0 - 0.5);
        series.days.push_back(day);
        series.values.push_back(value);
    }
    return series;
}

template <typename Work>
double medianMilliseconds(int repetitions, const Work& work)
{
    work();
    std::vector<double> times;
    for (int i = 0; i < repetitions; ++i)
        times.push_back(1e3 * secondsOf(work));
    std::ranges::nth_element(times, times.begin() + repetitions / 2);
    return times[static_cast<std::size_t>(repetitions) / 2];
}

/// One estimate by statsmodels.
struct OtherEstimate {
    std::string name;
    double milliseconds = 0.0;
    std::vector<double> values;
};

/// Empty when there is no python3 on the PATH or it has no statsmodels.
std::vector<OtherEstimate> byStatsmodels()
{
    const std::string command = fmt::format("python3 '{}' {} {} {} 2>/dev/null", SHAMAL_STATSMODELS_BENCHMARK,
                                            kDays, kMaxLag, kRepetitions);
    const std::unique_ptr<FILE, int (*)(FILE*)> output(popen(command.c_str(), "r"), pclose);
    std::string text;
    for (int c = 0; output && (c = std::fgetc(output.get())) != EOF;)
        text.push_back(static_cast<char>(c));
    std::vector<OtherEstimate> estimates;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        OtherEstimate& estimate = estimates.emplace_back();
        words >> estimate.name >> estimate.milliseconds;
        for (double value = 0.0; words >> value;)
            estimate.values.push_back(value);
    }
    return estimates;
}

struct Method {
    const char* name;
    AutocorrelationOptions options;
    bool partial;                     ///< compare the PACF, else the ACF
    std::vector<std::string> others;  ///< by statsmodels
};

void compare(const DailyValues& series, const std::vector<OtherEstimate>& others, const Method& method)
{
    Autocorrelation found;
    const double milliseconds = medianMilliseconds(
        kRepetitions, [&] { found = autocorrelation(series.days, series.values, method.options); });
    fmt::print("  {:32} {:8.3f} ms\n", method.name, milliseconds);
    const std::vector<double>& values = method.partial ? found.pacf : found.acf;
    for (const OtherEstimate& other : others) {
        if (std::ranges::find(method.others, other.name) == method.others.end())
            continue;
        double worst = 0.0;
        for (std::size_t lag = 0; lag < values.size(); ++lag)
            worst = std::max(worst, std::abs(values[lag] - other.values[lag]));
        fmt::print("    statsmodels {:24} {:6.3f} ms, ratio {:.1f}, largest difference {:.1e}\n", other.name,
                   other.milliseconds, other.milliseconds / milliseconds, worst);
    }
}

void compareMethods()
{
    const DailyValues series = syntheticDays();
    const std::vector<OtherEstimate> others = byStatsmodels();
    fmt::print("{} days, lags to {}, medians of {}. Ours have ACF and PACF in one{}\n", kDays, kMaxLag,
               kRepetitions,
               others.empty() ? "; statsmodels is left out: no python3 on the PATH has it" : "");
    using enum AcfEstimator;
    using enum PacfMethod;
    for (const Method& method : {
             Method{"ACF biased",
                    {kMaxLag, Biased, YuleWalkerBiased},
                    false,
                    {"acf_biased", "acf_biased_without_fft"}},
             Method{"ACF adjusted", {kMaxLag, Adjusted, YuleWalkerBiased}, false, {"acf_adjusted"}},
             Method{"PACF Yule-Walker biased",
                    {kMaxLag, Biased, YuleWalkerBiased},
                    true,
                    {"pacf_ywm", "pacf_ldb"}},
             Method{"PACF Yule-Walker adjusted",
                    {kMaxLag, Biased, YuleWalkerAdjusted},
                    true,
                    {"pacf_yw", "pacf_ld"}},
             Method{"PACF least squares", {kMaxLag, Biased, LeastSquares}, true, {"pacf_ols"}},
             Method{"PACF Burg", {kMaxLag, Biased, Burg}, true, {"pacf_burg"}},
         })
        compare(series, others, method);
}

void timeTheMap()
{
    constexpr std::int64_t kMapDays = 365;
    const Grid grid = Grid::regular(29.21875, 0.0625, 228, 60.3125, 0.0625, 322);
    std::vector<TimeStep> steps;
    std::vector<float> values;
    std::uint64_t state = 20060714;
    for (std::int64_t day = 0; day < kMapDays; ++day) {
        steps.push_back({dateOfDay(day, Calendar::Standard), 0, 1, true});
        for (std::size_t cell = 0; cell < grid.cells(); ++cell) {
            state = (1103515245 * state + 12345) % 2147483648U;
            values.push_back(static_cast<float>(state + 1) / 2147483648.0F);
        }
    }
    const FieldSeries series{FieldMetadata{}, grid, Calendar::Standard, std::move(steps), std::move(values)};
    std::vector<std::size_t> all(series.size());
    std::iota(all.begin(), all.end(), 0);
    const Region a0{"A0", kAreaA0};
    CellAutocorrelationOptions options;
    options.threads = 1;
    const double map = medianMilliseconds(
        3, [&] { cellAutocorrelation(series, all, a0, options, Progress(), std::stop_token()); });
    const double cellByCell = medianMilliseconds(1, [&] {
        for (std::size_t row = 0; row < grid.rows(); ++row) {
            for (std::size_t column = 0; column < grid.columns(); ++column) {
                const AreaSeries cell = cellSeries(series, all, {row, column}, {});
                autocorrelation(cell.dayNumbers, cell.values, 1);
            }
        }
    });
    fmt::print("Map of lag 1, {} cells, {} days, 1 thread: {:.0f} ms; cell by cell {:.0f} ms, ratio {:.1f}\n",
               grid.cells(), kMapDays, map, cellByCell, cellByCell / map);
}

}  // namespace

int main()
{
    compareMethods();
    timeTheMap();
    return 0;
}
