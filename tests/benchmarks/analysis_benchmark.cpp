// What the analyses beside the maps take after a change of region: a coarse and a fine data set of 92 days on
// area A0, for a region of 64 x 64 fine cells and for all of it. The slowest tells when the last curve is
// drawn, as they run side by side; their sum is what a single processor would take.
#include "panels/analyses.h"
#include "timing.h"

#include <fmt/format.h>
#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace {

constexpr int kDays = 92;
constexpr int kRepetitions = 5;

shamal::FieldSeries dustSeries(const shamal::Grid& grid, const std::string& source, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> noise(0.0F, 0.1F);
    std::vector<float> values;
    std::vector<shamal::TimeStep> steps;
    const auto first = dayNumber({2006, 6, 1}, shamal::Calendar::Standard);
    for (int day = 0; day < kDays; ++day) {
        steps.push_back({shamal::dateOfDay(first + day, shamal::Calendar::Standard), 0, 1, true});
        for (std::size_t cell = 0; cell < grid.cells(); ++cell) {
            const auto latitude = static_cast<float>(grid.latitudes()[cell / grid.columns()]);
            const auto longitude = static_cast<float>(grid.longitudes()[cell % grid.columns()]);
            const float wave =
                std::sin(0.7F * latitude + 0.3F * static_cast<float>(day)) + std::cos(0.4F * longitude);
            values.push_back(std::pow(10.0F, 0.3F * wave - 1.0F + noise(random)));
        }
    }
    shamal::FieldMetadata metadata;
    metadata.name = "DUEXTTAU";
    metadata.source = source;
    return {metadata, grid, shamal::Calendar::Standard, steps, values};
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    AnalysisInputs inputs;
    inputs.dataSets = {
        {DataKind::Coarse, "MERRA-2",
         dustSeries(shamal::Grid::regular(28.5, 0.5, 34, 59.375, 0.625, 39), "MERRA-2", 1)},
        {DataKind::Fine, "G5NR",
         dustSeries(shamal::Grid::regular(29.21875, 0.0625, 228, 60.3125, 0.0625, 322), "G5NR", 2)}};
    const std::pair<const char*, shamal::LatLonBox> regions[] = {
        {"64 x 64 cells", {33.19, 37.18, 66.29, 70.28}}, {"all of A0", {29.0, 43.6, 60.2, 80.5}}};
    const std::pair<const char*, Analysis> analyses[] = {{"semivariogram", analyseSemivariogram},
                                                         {"ACF and PACF", analyseAutocorrelation},
                                                         {"lag RMSE and R2", analyseLagSkill},
                                                         {"skill", analyseSkill},
                                                         {"distributions", analyseSimilarity}};
    for (const auto& [where, box] : regions) {
        inputs.region = {where, box};
        double sum = 0.0, slowest = 0.0;
        for (const auto& [name, analysis] : analyses) {
            std::vector<double> times;
            for (int i = 0; i < kRepetitions; ++i)
                times.push_back(1e3 * secondsOf([&] { analysis(inputs, {}); }));
            std::ranges::nth_element(times, times.begin() + kRepetitions / 2);
            const double median = times[kRepetitions / 2];
            fmt::print("{}, {}: {:.0f} ms\n", where, name, median);
            sum += median;
            slowest = std::max(slowest, median);
        }
        fmt::print("{}: slowest {:.0f} ms, one after the other {:.0f} ms\n", where, slowest, sum);
    }
    return 0;
}
