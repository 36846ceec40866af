#pragma once
#include <cstddef>
#include <limits>
#include <span>

namespace shamal {

/// Scores of predictions against truth over all pairs without NaN. A score that is not defined (no pair, a
/// constant series where a variance is divided by, a truth with mean zero for beta and KGE) is NaN. With
/// weights w every mean is sum(w x) / sum(w), in sums of squares and products likewise; without, all w are 1.
struct SkillScores {
    static constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
    std::size_t n = 0;  ///< pairs; with weights those of a weight above 0
    double rmse = kUndefined, mae = kUndefined;
    double bias = kUndefined;  ///< mean(prediction - truth)
    double r2 = kUndefined;    ///< squared Pearson correlation: blind to bias
    /// Nash and Sutcliffe's efficiency 1 - SSE/SST = 1 - sum(w (p - t)^2) / sum(w (t - mean(t))^2).
    double nse = kUndefined;
    /// 1 - sqrt((r-1)^2 + (beta-1)^2 + (gamma-1)^2) with the three parts below (Gupta et al. 2009).
    double kge = kUndefined;
    double r = kUndefined;      ///< Pearson correlation
    double beta = kUndefined;   ///< ratio of the means, prediction over truth
    double gamma = kUndefined;  ///< ratio of the standard deviations, prediction over truth

    /// The same number as the NSE by its other name; not the squared correlation r2.
    double coefficientOfDetermination() const { return nse; }
};

/// Sums of one or more days about their means, from which the scores follow. Add up those of several days for
/// the scores of all: the result is that of their pairs in one list (Chan et al. 1983, Am. Stat. 37, 242).
struct SkillSums {
    std::size_t n = 0;
    double weight = 0.0;
    double truthMean = 0.0, predictionMean = 0.0;
    double truthSquares = 0.0, predictionSquares = 0.0, products = 0.0;  ///< of departures from these means
    double squaredError = 0.0, absoluteError = 0.0;

    SkillSums& operator+=(const SkillSums& other);
    SkillScores scores() const;
};

/// Throw InputError when the lengths differ, or a weight is negative or not finite.
SkillSums skillSums(std::span<const float> truth, std::span<const float> prediction);
SkillSums skillSums(std::span<const float> truth, std::span<const float> prediction,
                    std::span<const double> weights);
SkillScores skillScores(std::span<const float> truth, std::span<const float> prediction);
SkillScores skillScores(std::span<const float> truth, std::span<const float> prediction,
                        std::span<const double> weights);

/// 1 - MSE / MSE of a reference prediction: 1 perfect, 0 no better than the reference. Score both over the
/// same cells and days. NaN where either is undefined or the reference is perfect.
double meanSquareSkill(const SkillScores& prediction, const SkillScores& reference);

/// log10(max(x, floor)); NaN stays NaN.
float log10Floored(float x, float floor = 1e-6F);

}  // namespace shamal
