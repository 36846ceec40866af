#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "downscale/evaluation.h"
#include "fields/error.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Where the sums of a day stand in its row of numbers.
enum Sum : std::size_t {
    N,
    Truth,
    Predicted,
    TruthSquares,
    PredictedSquares,
    Products,
    Absolute,
    EnsembleN,
    Crps,
    FairCrps,
    Variance,
    SquaredError,
    SumCount
};

std::vector<double> rowOf(const DaySums& day)
{
    const EnsembleSums& e = day.ensemble;
    return {day.n,        day.truth,     day.prediction,           day.truthSquares, day.predictionSquares,
            day.products, day.absolute,  static_cast<double>(e.n), e.crps,           e.fairCrps,
            e.variance,   e.squaredError};
}

double fromSums(std::span<const double> s, Score score, std::size_t members)
{
    const double n = s[N];
    const double errors = std::max(0.0, s[TruthSquares] + s[PredictedSquares] - 2.0 * s[Products]);
    // Rounding of a constant field must not pass for variance.
    const auto varianceOf = [n](double squares, double sum) {
        const double variance = (squares - sum * sum / n) / n;
        return variance > 1e-12 * squares / n ? variance : kMissing;
    };
    const double truth = varianceOf(s[TruthSquares], s[Truth]);
    const double predicted = varianceOf(s[PredictedSquares], s[Predicted]);
    const double correlation = (s[Products] - s[Truth] * s[Predicted] / n) / n / std::sqrt(truth * predicted);
    switch (score) {
        case Score::Rmse:
            return std::sqrt(errors / n);
        case Score::Mae:
            return s[Absolute] / n;
        case Score::Bias:
            return (s[Predicted] - s[Truth]) / n;
        case Score::R2:
            return correlation * correlation;
        case Score::Nse:
            return 1.0 - errors / n / truth;
        case Score::Kge:
            return s[Truth] == 0.0 ? kMissing
                                   : 1.0 - std::hypot(correlation - 1.0, s[Predicted] / s[Truth] - 1.0,
                                                      std::sqrt(predicted / truth) - 1.0);
        case Score::Crps:
            return s[Crps] / s[EnsembleN];
        case Score::FairCrps:
            return s[FairCrps] / s[EnsembleN];
        case Score::SpreadSkill: {
            const auto m = static_cast<double>(members);
            return members > 1 && s[SquaredError] > 0.0
                       ? std::sqrt((m + 1.0) / m * s[Variance] / s[SquaredError])
                       : kMissing;
        }
    }
    return kMissing;
}

std::vector<std::vector<double>> rowsOf(const MethodEvaluation& method)
{
    std::vector<std::vector<double>> rows;
    for (const DaySums& day : method.days)
        rows.push_back(rowOf(day));
    return rows;
}

/// One row a day: the sums of the first, then those of the second.
std::vector<std::vector<double>> pairedRows(const MethodEvaluation& first, const MethodEvaluation& second)
{
    std::vector<std::vector<double>> rows = rowsOf(first);
    bool same = first.days.size() == second.days.size();
    for (std::size_t i = 0; same && i < rows.size(); ++i) {
        const std::vector<double> other = rowOf(second.days[i]);
        same = first.days[i].day == second.days[i].day;
        rows[i].insert(rows[i].end(), other.begin(), other.end());
    }
    if (!same)
        throw InputError(
            fmt::format("'{}' and '{}' were not scored on the same days and cannot be compared day by day.",
                        first.method, second.method));
    return rows;
}

}  // namespace

std::string_view nameOf(Score score)
{
    switch (score) {
        case Score::Rmse:
            return "RMSE";
        case Score::Mae:
            return "MAE";
        case Score::Bias:
            return "bias";
        case Score::R2:
            return "R2";
        case Score::Nse:
            return "NSE";
        case Score::Kge:
            return "KGE";
        case Score::Crps:
            return "CRPS";
        case Score::FairCrps:
            return "fair CRPS";
        case Score::SpreadSkill:
            return "spread/skill";
    }
    return "";
}

double valueOf(const MethodEvaluation& method, Score score)
{
    std::vector<double> sums(SumCount, 0.0);
    for (const DaySums& day : method.days) {
        const std::vector<double> row = rowOf(day);
        for (std::size_t i = 0; i < row.size(); ++i)
            sums[i] += row[i];
    }
    return fromSums(sums, score, method.members);
}

BootstrapInterval interval(const MethodEvaluation& method, Score score, const DayBootstrapOptions& options)
{
    return DayBootstrap(method.days.size(), options)
        .interval(rowsOf(method),
                  [&](std::span<const double> sums) { return fromSums(sums, score, method.members); });
}

BootstrapInterval difference(const MethodEvaluation& first, const MethodEvaluation& second, Score score,
                             const DayBootstrapOptions& options)
{
    return DayBootstrap(first.days.size(), options)
        .interval(pairedRows(first, second), [&](std::span<const double> sums) {
            return fromSums(sums.first(SumCount), score, first.members) -
                   fromSums(sums.last(SumCount), score, second.members);
        });
}

BootstrapInterval ratio(const MethodEvaluation& first, Score ofFirst, const MethodEvaluation& second,
                        Score ofSecond, const DayBootstrapOptions& options)
{
    return DayBootstrap(first.days.size(), options)
        .interval(pairedRows(first, second), [&](std::span<const double> sums) {
            return fromSums(sums.first(SumCount), ofFirst, first.members) /
                   fromSums(sums.last(SumCount), ofSecond, second.members);
        });
}

}  // namespace shamal
