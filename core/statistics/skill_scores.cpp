#include "statistics/skill_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "fields/error.h"

namespace shamal {

namespace {

bool isPair(float a, float b)
{
    return !std::isnan(a) && !std::isnan(b);
}

}  // namespace

SkillScores skillScores(std::span<const float> truth, std::span<const float> prediction)
{
    if (truth.size() != prediction.size())
        throw InputError(fmt::format("{} values of truth stand against {} predictions. Give one for each.",
                                     truth.size(), prediction.size()));
    SkillScores scores;
    double truthSum = 0.0, predictionSum = 0.0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (!isPair(truth[i], prediction[i]))
            continue;
        ++scores.n;
        truthSum += truth[i];
        predictionSum += prediction[i];
    }
    if (scores.n == 0)
        return scores;

    const double n = static_cast<double>(scores.n);
    const double truthMean = truthSum / n;
    const double predictionMean = predictionSum / n;
    double errors = 0.0, absolute = 0.0, truthSquares = 0.0, predictionSquares = 0.0, products = 0.0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (!isPair(truth[i], prediction[i]))
            continue;
        const double error = double{prediction[i]} - double{truth[i]};
        const double t = truth[i] - truthMean;
        const double p = prediction[i] - predictionMean;
        errors += error * error;
        absolute += std::abs(error);
        truthSquares += t * t;
        predictionSquares += p * p;
        products += t * p;
    }
    scores.rmse = std::sqrt(errors / n);
    scores.mae = absolute / n;
    scores.bias = predictionMean - truthMean;
    if (truthSquares <= 0.0)
        return scores;
    scores.nse = 1.0 - errors / truthSquares;
    if (predictionSquares <= 0.0)
        return scores;
    const double r = products / std::sqrt(truthSquares * predictionSquares);
    scores.r2 = r * r;
    if (truthMean != 0.0)
        scores.kge = 1.0 - std::hypot(r - 1.0, predictionMean / truthMean - 1.0,
                                      std::sqrt(predictionSquares / truthSquares) - 1.0);
    return scores;
}

float log10Floored(float x, float floor)
{
    return std::isnan(x) ? x : std::log10(std::max(x, floor));
}

}  // namespace shamal
