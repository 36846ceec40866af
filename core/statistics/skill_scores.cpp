#include "statistics/skill_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "fields/error.h"

namespace shamal {

namespace {

void checkSizes(std::span<const float> truth, std::span<const float> prediction)
{
    if (truth.size() != prediction.size())
        throw InputError(fmt::format("{} values of truth stand against {} predictions. Give one for each.",
                                     truth.size(), prediction.size()));
}

void checkWeights(std::span<const float> truth, std::span<const double> weights)
{
    if (truth.size() != weights.size())
        throw InputError(fmt::format("{} values of truth stand against {} weights. Give one for each.",
                                     truth.size(), weights.size()));
    for (const double weight : weights) {
        if (!(weight >= 0.0 && std::isfinite(weight)))
            throw InputError(fmt::format("A weight is {}. Give weights of 0 or more.", weight));
    }
}

/// Values are taken from the first one, so that a constant has exactly no variance.
template <class Weight>
SkillSums sumsOf(std::span<const float> truth, std::span<const float> prediction, const Weight& weightOf)
{
    const auto isPair = [&](std::size_t i) {
        return !std::isnan(truth[i]) && !std::isnan(prediction[i]) && weightOf(i) > 0.0;
    };
    SkillSums sums;
    double firstTruth = 0.0, firstPrediction = 0.0, truthSum = 0.0, predictionSum = 0.0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (!isPair(i))
            continue;
        if (sums.n == 0) {
            firstTruth = truth[i];
            firstPrediction = prediction[i];
        }
        const double weight = weightOf(i);
        ++sums.n;
        sums.weight += weight;
        truthSum += weight * (truth[i] - firstTruth);
        predictionSum += weight * (prediction[i] - firstPrediction);
    }
    if (sums.n == 0)
        return sums;
    sums.truthMean = firstTruth + truthSum / sums.weight;
    sums.predictionMean = firstPrediction + predictionSum / sums.weight;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (!isPair(i))
            continue;
        const double weight = weightOf(i);
        const double error = double{prediction[i]} - double{truth[i]};
        const double t = truth[i] - sums.truthMean;
        const double p = prediction[i] - sums.predictionMean;
        sums.squaredError += weight * error * error;
        sums.absoluteError += weight * std::abs(error);
        sums.truthSquares += weight * t * t;
        sums.predictionSquares += weight * p * p;
        sums.products += weight * t * p;
    }
    return sums;
}

}  // namespace

SkillSums& SkillSums::operator+=(const SkillSums& other)
{
    if (other.n == 0)
        return *this;
    if (n == 0)
        return *this = other;
    const double share = other.weight / (weight + other.weight);
    const double truthStep = other.truthMean - truthMean;
    const double predictionStep = other.predictionMean - predictionMean;
    truthSquares += other.truthSquares + truthStep * truthStep * weight * share;
    predictionSquares += other.predictionSquares + predictionStep * predictionStep * weight * share;
    products += other.products + truthStep * predictionStep * weight * share;
    truthMean += truthStep * share;
    predictionMean += predictionStep * share;
    squaredError += other.squaredError;
    absoluteError += other.absoluteError;
    weight += other.weight;
    n += other.n;
    return *this;
}

SkillScores SkillSums::scores() const
{
    SkillScores scores;
    scores.n = n;
    if (n == 0)
        return scores;
    scores.rmse = std::sqrt(squaredError / weight);
    scores.mae = absoluteError / weight;
    scores.bias = predictionMean - truthMean;
    if (truthMean != 0.0)
        scores.beta = predictionMean / truthMean;
    if (truthSquares <= 0.0)
        return scores;
    scores.nse = 1.0 - squaredError / truthSquares;
    scores.gamma = std::sqrt(predictionSquares / truthSquares);
    if (predictionSquares <= 0.0)
        return scores;
    scores.r = std::clamp(products / std::sqrt(truthSquares) / std::sqrt(predictionSquares), -1.0, 1.0);
    scores.r2 = scores.r * scores.r;
    scores.kge = 1.0 - std::hypot(scores.r - 1.0, scores.beta - 1.0, scores.gamma - 1.0);
    return scores;
}

SkillSums skillSums(std::span<const float> truth, std::span<const float> prediction)
{
    checkSizes(truth, prediction);
    return sumsOf(truth, prediction, [](std::size_t) { return 1.0; });
}

SkillSums skillSums(std::span<const float> truth, std::span<const float> prediction,
                    std::span<const double> weights)
{
    checkSizes(truth, prediction);
    checkWeights(truth, weights);
    return sumsOf(truth, prediction, [weights](std::size_t i) { return weights[i]; });
}

SkillScores skillScores(std::span<const float> truth, std::span<const float> prediction)
{
    return skillSums(truth, prediction).scores();
}

SkillScores skillScores(std::span<const float> truth, std::span<const float> prediction,
                        std::span<const double> weights)
{
    return skillSums(truth, prediction, weights).scores();
}

double meanSquareSkill(const SkillScores& prediction, const SkillScores& reference)
{
    if (!(reference.rmse > 0.0))
        return SkillScores::kUndefined;
    return 1.0 - prediction.rmse * prediction.rmse / (reference.rmse * reference.rmse);
}

float log10Floored(float x, float floor)
{
    return std::isnan(x) ? x : std::log10(std::max(x, floor));
}

}  // namespace shamal
