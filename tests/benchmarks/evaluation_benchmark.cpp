// Time of scoring one day of an ensemble of 8 on the grid of area A0, parts of it, and of the intervals.

#include <fmt/format.h>

#include <cmath>
#include <random>

#include "downscale/evaluation_table.h"
#include "timing.h"

namespace {

using namespace shamal;

constexpr int kDays = 32;
constexpr std::size_t kMembers = 8;

std::vector<float> field(const Grid& grid, int day, std::mt19937& random)
{
    std::normal_distribution<float> noise(0.0F, 0.1F);
    std::vector<float> values;
    for (std::size_t cell = 0; cell < grid.cells(); ++cell)
        values.push_back(
            std::sin(static_cast<float>(cell / grid.columns()) / 40.0F + static_cast<float>(day)) +
            std::cos(static_cast<float>(cell % grid.columns()) / 60.0F) + noise(random));
    return values;
}

double secondsADay(const Grid& grid, std::size_t members, const EvaluationOptions& options,
                   EvaluationAccumulator& scores)
{
    std::mt19937 random(1);
    double seconds = 0.0;
    scores = EvaluationAccumulator("any", grid, options);
    for (int day = 0; day < kDays; ++day) {
        const std::vector<float> truth = field(grid, day, random);
        std::vector<std::vector<float>> fields;
        PredictedDay prediction;
        for (std::size_t i = 0; i < members; ++i)
            fields.push_back(field(grid, day, random));
        prediction.members.assign(fields.begin(), fields.end());
        seconds += secondsOf([&] { scores.add(day, truth, prediction); });
    }
    return seconds / kDays;
}

}  // namespace

int main()
{
    const Grid grid = Grid::regular(29.21875, 0.0625, 228, 60.3125, 0.0625, 322);
    EvaluationAccumulator scores("any", grid, {});
    EvaluationOptions fewer;
    fewer.semivariogramEvery = 0;
    fmt::print("Area A0, 228 x 322 cells, {} successive days, one thread\n", kDays);
    for (const std::size_t members : {std::size_t{1}, kMembers}) {
        const double without = secondsADay(grid, members, fewer, scores);
        const double whole = secondsADay(grid, members, {}, scores);
        fmt::print("  {} member(s): {:.3f} s a day, {:.3f} s without the semivariogram\n", members, whole,
                   without);
    }
    EvaluationTable table("any", {});
    const double seconds = secondsOf([&] { table.add("JJA", "A0", scores.result()); });
    fmt::print("  result and intervals of {} days, 1000 draws: {:.3f} s\n", kDays, seconds);
    return 0;
}
