#pragma once
#include <cstddef>
#include <limits>
#include <span>

namespace shamal {

/// Scores of predictions against truth over all pairs without NaN. A score that is not defined (no pair, a
/// constant series where a variance is divided by, a truth with mean zero for KGE) is NaN.
struct SkillScores {
    static constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
    std::size_t n = 0;
    double rmse = kUndefined, mae = kUndefined;
    double bias = kUndefined;  ///< mean(prediction - truth)
    double r2 = kUndefined;    ///< squared Pearson correlation: blind to bias
    double nse = kUndefined;   ///< 1 - SSE/SST, the coefficient of determination
    /// 1 - sqrt((r-1)^2 + (beta-1)^2 + (gamma-1)^2) with beta the ratio of the means and gamma the ratio of
    /// the standard deviations, prediction over truth (Gupta et al. 2009).
    double kge = kUndefined;
};
/// Throws InputError when the two differ in length.
SkillScores skillScores(std::span<const float> truth, std::span<const float> prediction);

/// log10(max(x, floor)); NaN stays NaN.
float log10Floored(float x, float floor = 1e-6F);

}  // namespace shamal
