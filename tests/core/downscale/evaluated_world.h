#pragma once
#include "downscale/evaluation.h"

#include <cmath>
#include <random>

/// Days of 12 x 14 cells and predictions of them, for the tests of evaluations.
namespace evaluated_world {

using Field = std::vector<float>;

inline shamal::Grid grid()
{
    return shamal::Grid::regular(30.0, 0.25, 12, 60.0, 0.25, 14);
}

inline shamal::EvaluationOptions options()
{
    shamal::EvaluationOptions options;
    options.bandEdgesKm = {60, 100, 200, 400};
    options.maxLagKm = 150.0;
    options.lagBins = 5;
    options.maxLagDays = 4;
    return options;
}

struct Day {
    std::int64_t number;
    Field truth, mean;
    std::vector<Field> members;

    shamal::PredictedDay prediction() const { return {mean, {members.begin(), members.end()}}; }
};

/// Persistent waves under noise; the same three cells of every day are missing in the truth.
inline std::vector<Day> days(int count, std::size_t members, float error = 0.3F)
{
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    const std::size_t cells = grid().cells();
    std::vector<Day> result;
    Field state(cells, 0.0F);
    for (int t = 0; t < count; ++t) {
        Day day{13300 + t, Field(cells), Field(cells), {}};
        const float common = normal(random);
        for (std::size_t i = 0; i < cells; ++i) {
            state[i] = 0.7F * state[i] + 0.4F * common + 0.3F * normal(random);
            day.truth[i] = -1.0F + state[i] + 0.5F * std::sin(static_cast<float>(i) / 9.0F);
            day.mean[i] = day.truth[i] + 0.1F + error * normal(random);
        }
        for (std::size_t m = 0; m < members; ++m) {
            Field member = day.mean;
            for (float& value : member)
                value += error * normal(random);
            day.members.push_back(std::move(member));
        }
        for (const std::size_t hole : {std::size_t{3}, std::size_t{50}, std::size_t{51}})
            day.truth[hole] = NAN;
        result.push_back(std::move(day));
    }
    return result;
}

inline shamal::MethodEvaluation evaluate(const std::vector<Day>& days, const std::string& method = "any")
{
    shamal::EvaluationAccumulator scores(method, grid(), options());
    for (const Day& day : days)
        scores.add(day.number, day.truth, day.prediction());
    return scores.result();
}

}  // namespace evaluated_world
