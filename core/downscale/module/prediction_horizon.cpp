#include "downscale/module/prediction_horizon.h"

#include "downscale/module/set_predictor.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace shamal {

namespace {

constexpr std::int64_t kWeek = 7;
constexpr std::int64_t kEvery = 2;  ///< of its days a run starts on

struct Week {
    std::int64_t first, last;  ///< both validation days, as all between
};

class HorizonFitter {
public:
    HorizonFitter(const TrainedModel& model, const TrainingSet& set)
        : m_predictor(model, set, 0), m_validation(set.days.validation)
    {
    }

    std::vector<Week> weeks() const
    {
        std::vector<Week> weeks;
        for (const Date date : m_validation) {
            const std::int64_t day = m_predictor.number(date);
            if (!weeks.empty() && day == weeks.back().last + 1 && day - weeks.back().first < kWeek)
                weeks.back().last = day;
            else
                weeks.push_back({day, day});
        }
        return weeks;
    }

    void add(const Week& week)
    {
        std::map<std::int64_t, double> without;
        for (std::int64_t day = week.first; day <= week.last; ++day)
            without[day] = squaredError(predict(day, PastKnown::CoarseOnly), day);
        for (std::int64_t start = week.first; start <= week.last; start += kEvery) {
            if (m_predictor.truth(start - 1) == nullptr)
                continue;
            Rollouts run;
            for (std::int64_t day = start; day <= week.last; ++day) {
                run.starts[day] = start;
                const std::vector<float> field = predict(day, PastKnown::OwnPredictions, &run);
                run.predicted.setFine(day, {field, static_cast<float>(m_predictor.card().predictionTrust)});
                const auto lead = static_cast<std::size_t>(day - start);
                m_own[lead] += squaredError(field, day);
                m_without[lead] += without[day];
            }
        }
    }

    int result() const { return bestHorizon(m_own, m_without); }

private:
    std::vector<float> predict(std::int64_t day, PastKnown past, const Rollouts* run = nullptr) const
    {
        return m_predictor.onGrid(m_predictor.prepare(day, past, run)->mean());
    }
    /// Over the cells that have a truth.
    double squaredError(const std::vector<float>& field, std::int64_t day) const
    {
        const std::vector<float>& truth = *m_predictor.truth(day);
        double sum = 0.0;
        for (std::size_t i = 0; i < truth.size(); ++i) {
            if (!std::isnan(truth[i]))
                sum += std::pow(double{field[i]} - double{truth[i]}, 2);
        }
        return sum;
    }

    SetPredictor m_predictor;
    const std::vector<Date>& m_validation;
    std::vector<double> m_own = std::vector<double>(kWeek), m_without = m_own;
};

}  // namespace

int bestHorizon(std::span<const double> ownErrors, std::span<const double> coarseErrors)
{
    int best = 1;
    double sum = 0.0;
    double least = 0.0;
    for (std::size_t lead = 1; lead < ownErrors.size(); ++lead) {
        sum += ownErrors[lead] - coarseErrors[lead];
        if (sum < least) {
            least = sum;
            best = static_cast<int>(lead) + 1;
        }
    }
    return best;
}

std::optional<int> fitPredictionHorizon(const TrainedModel& model, TrainingSet& set, const Progress& progress,
                                        const std::stop_token& stop)
{
    if (model.card().predictionTrust == 0.0 || set.days.validation.empty())
        return std::nullopt;
    revealDays(set, set.days.validation);
    HorizonFitter fitter(model, set);
    const std::vector<Week> weeks = fitter.weeks();
    for (std::size_t i = 0; i < weeks.size(); ++i) {
        throwIfStopped(stop);
        progress.report(static_cast<double>(i) / static_cast<double>(weeks.size()),
                        "Rolling out to " + toString(dateOfDay(weeks[i].first, set.calendar)));
        fitter.add(weeks[i]);
    }
    hideDays(set, set.days.validation);
    return fitter.result();
}

}  // namespace shamal
