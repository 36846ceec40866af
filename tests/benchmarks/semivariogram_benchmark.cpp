// Time of the semivariogram over all pairs on the grid of area A0 and on a region of 64 x 64 cells, pairs per
// second against a loop over the same pairs in the same run, and, where Rscript with gstat is on the path,
// against gstat. Bars: 92 days below 2 s and 1 day below 0.15 s with 2 threads, the region over 92 days below
// 0.1 s.

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numeric>
#include <random>

#include "statistics/pair_sums.h"
#include "statistics/semivariogram.h"
#include "statistics/variogram_fit.h"
#include "timing.h"

namespace {

using namespace shamal;

const Region kA0{"A0", kAreaA0};
/// Of 64 x 64 cells of the grid below.
const Region kSmall{"64 x 64", {33.2, 37.2, 66.53, 70.53}};

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

double secondsOfSemivariogram(const FieldSeries& series, const Region& region, unsigned threads,
                              SemivariogramOptions options = {})
{
    std::vector<std::size_t> steps(series.size());
    std::iota(steps.begin(), steps.end(), 0);
    options.threads = threads;
    return secondsOf([&] { semivariogram(series, steps, region, options, Progress(), std::stop_token()); });
}

void printTimes(const FieldSeries& day, const FieldSeries& season)
{
    for (const unsigned threads : {1U, 2U})
        fmt::print(
            "  {} thread(s): 1 day {:.3f} s, 92 days {:.3f} s; {} cells: 1 day {:.4f} s, 92 days {:.3f} s\n",
            threads, secondsOfSemivariogram(day, kA0, threads), secondsOfSemivariogram(season, kA0, threads),
            kSmall.cellCount(day.grid()), secondsOfSemivariogram(day, kSmall, threads),
            secondsOfSemivariogram(season, kSmall, threads));
}

/// What is taken on request only, one thread.
void printOptions(const FieldSeries& day, const FieldSeries& season)
{
    SemivariogramOptions daily, north, ellipsoid, robust;
    daily.daily = true;
    north.direction = SemivariogramDirection{};
    ellipsoid.figure = EarthFigure::Wgs84;
    robust.estimator = VariogramEstimator::Dowd;
    fmt::print(
        "1 thread: each of 92 days {:.2f} s; 1 day: a direction {:.3f} s, WGS 84 {:.2f} s, Dowd {:.2f} s\n",
        secondsOfSemivariogram(season, kA0, 1, daily), secondsOfSemivariogram(day, kA0, 1, north),
        secondsOfSemivariogram(day, kA0, 1, ellipsoid), secondsOfSemivariogram(day, kA0, 1, robust));
}

/// What a rose of ranges takes.
void printRose(const FieldSeries& season)
{
    std::vector<std::size_t> steps(season.size());
    std::iota(steps.begin(), steps.end(), 0);
    constexpr int kSectors = 12;
    AnisotropyRose rose;
    const double pairing = secondsOf(
        [&] { rose = anisotropyRose(season, steps, kA0, kSectors, {}, Progress(), std::stop_token()); });
    fmt::print("{} sectors, {} days: {:.2f} s", kSectors, season.size(), pairing);
    VariogramFitOptions matern, nested;
    matern.structures.front().shape = VariogramShape::Matern;
    nested.structures.emplace_back();
    for (const auto& [name, options] : {std::pair("spherical", VariogramFitOptions()),
                                        std::pair("Matern", matern), std::pair("nested", nested)}) {
        const double fitting = secondsOf([&rose, &fitOptions = options] {
            for (const Semivariogram& sector : rose.sectors)
                fitVariogram(sector, fitOptions);
        });
        fmt::print("; {} models {:.3f} s", name, fitting);
    }
    fmt::print("\n");
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
        "1 day, 1 thread, {} pairs: transform {:.3f} s ({:.2e} pairs/s), loop {:.2f} s ({:.2e} pairs/s), "
        "ratio "
        "{:.0f}; counts equal: {}; largest relative difference {:.1e}\n",
        pairs, transformSeconds, static_cast<double>(pairs) / transformSeconds, loopSeconds,
        static_cast<double>(pairs) / loopSeconds, loopSeconds / transformSeconds,
        transformed.pairs == looped.pairs ? "yes" : "no", worst);
}

/// What a command prints; empty when it cannot be run.
std::string outputOf(const std::string& command)
{
    std::string output;
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr)
        return output;
    for (int character = std::fgetc(pipe); character != EOF; character = std::fgetc(pipe))
        output += static_cast<char>(character);
    pclose(pipe);
    return output;
}

/// Seconds of gstat's variogram() on the cells as points in space, with chords as class borders.
constexpr const char* kGstatScript = R"(
suppressMessages(library(gstat))
points <- read.csv(commandArgs(TRUE)[1])
chords <- 2 * 6371.0088 * sin(seq(25, 600, by = 25) / (2 * 6371.0088))
cat(system.time(variogram(value ~ 1, ~ x + y + z, points, boundaries = chords))[["elapsed"]])
)";

void compareWithGstat()
{
    const Grid grid = Grid::regular(33.0, 0.0625, 50, 66.0, 0.0625, 50);
    std::vector<float> values;
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    const std::filesystem::path script = folder / "shamal_semivariogram_benchmark.R";
    const std::filesystem::path points = folder / "shamal_semivariogram_benchmark.csv";
    {
        std::ofstream(script) << kGstatScript;
        std::ofstream table(points);
        table << "x,y,z,value\n";
        constexpr double kRadians = 3.14159265358979323846 / 180.0;
        for (std::size_t cell = 0; cell < grid.cells(); ++cell) {
            const LatLon place = grid.centre(cell / 50, cell % 50);
            values.push_back(std::sin(static_cast<float>(cell % 50) / 9.0F) +
                             std::cos(static_cast<float>(cell) / 400.0F));
            const double latitude = place.latitude * kRadians, longitude = place.longitude * kRadians;
            table << fmt::format("{},{},{},{}\n", kEarthRadiusKm * std::cos(latitude) * std::cos(longitude),
                                 kEarthRadiusKm * std::cos(latitude) * std::sin(longitude),
                                 kEarthRadiusKm * std::sin(latitude), values.back());
        }
    }
    const std::string seconds =
        outputOf(fmt::format("Rscript '{}' '{}' 2>/dev/null", script.string(), points.string()));
    std::filesystem::remove(script);
    std::filesystem::remove(points);
    if (seconds.empty()) {
        fmt::print("gstat: left out, no Rscript with gstat on the path\n");
        return;
    }
    const FieldSeries series({}, grid, Calendar::Standard, {TimeStep{{2006, 7, 14}, 0, 1, true}}, values);
    const double own = secondsOfSemivariogram(series, kA0, 1);
    fmt::print("50 x 50 cells, 1 day: transform {:.4f} s, 1 thread; gstat {} s\n", own, seconds);
}

}  // namespace

int main()
{
    fmt::print("Area A0, 228 x 322 cells, 24 bins to 600 km\n");
    for (const bool holes : {false, true}) {
        const FieldSeries day = syntheticSeries(1, holes);
        const FieldSeries season = syntheticSeries(92, holes);
        fmt::print("{}\n", holes ? "every day other cells missing (10 %):" : "no cell missing:");
        printTimes(day, season);
        if (!holes)
            printOptions(day, season);
        printRose(season);
    }
    compareWithLoop(syntheticSeries(1, true));
    compareWithGstat();
    return 0;
}
