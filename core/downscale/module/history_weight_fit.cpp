#include "downscale/module/history_weight_fit.h"

#include "downscale/module/set_predictor.h"
#include "downscale/module/trainer.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>

namespace shamal {

namespace {

constexpr std::int64_t kWeek = 7;
constexpr std::int64_t kEvery = 2;  ///< of a week's days a run starts on
/// Days of predictions that a long run has behind it when it comes to its week.
constexpr std::int64_t kLongAgo = 21;

/// Successive validation days, each predicted on those before it. The day before the first is a true one.
struct ValidationRun {
    std::int64_t start, last;
    Rollouts rollouts;
};

class WeightFitter {
public:
    WeightFitter(const TrainedModel& model, const TrainingSet& set)
        : m_predictor(model, set, 0), m_firstDay(m_predictor.number(set.fineSeries.steps().front().date))
    {
        std::int64_t first = 0;
        std::int64_t last = -2;
        for (const Date date : set.days.validation) {
            const std::int64_t day = m_predictor.number(date);
            if (day != last + 1 || day - first >= kWeek) {
                addRuns(first, last);
                first = day;
            }
            last = day;
        }
        addRuns(first, last);
    }

    /// What all runs say of one lead, blended best.
    void predict(std::int64_t lead, const std::stop_token& stop)
    {
        struct Pair {
            ValidationRun& run;
            std::int64_t day;
            std::vector<float> own;
        };
        std::vector<Pair> pairs;
        LeadErrors& errors = m_leads[static_cast<std::size_t>(lead - 1)];
        for (ValidationRun& run : m_runs) {
            const std::int64_t day = run.start + lead - 1;
            if (day > run.last)
                continue;
            throwIfStopped(stop);
            run.rollouts.starts[day] = run.start;
            pairs.push_back({run, day, predictDay(day, PastKnown::OwnPredictions, &run.rollouts)});
            add(errors, day, pairs.back().own, withoutHistory(day));
        }
        const double weight = lead == 1 ? 1.0 : errors.bestWeight();
        for (Pair& pair : pairs)
            remember(pair.run.rollouts, pair.day, std::move(pair.own), withoutHistory(pair.day), weight);
    }

    /// What is left of the worth of own predictions long after the truth: every other week again, after days
    /// whose predictions, blended half and half, are all there is of the past.
    void predictLongAgo(const Progress& progress, const std::stop_token& stop)
    {
        std::erase_if(m_weeks, [&](const auto& week) { return week.first - kLongAgo <= m_firstDay; });
        for (std::size_t i = 0; i < m_weeks.size(); i += 2) {
            progress.report(static_cast<double>(i) / static_cast<double>(m_weeks.size()),
                            "Weighing own predictions, long runs");
            const auto [first, last] = m_weeks[i];
            Rollouts rollouts;
            for (std::int64_t day = first - kLongAgo; day <= last; ++day) {
                throwIfStopped(stop);
                rollouts.starts[day] = first - kLongAgo;
                std::vector<float> own = predictDay(day, PastKnown::OwnPredictions, &rollouts);
                const std::vector<float>& other = withoutHistory(day);
                if (day >= first)
                    add(m_lasting, day, own, other);
                remember(rollouts, day, std::move(own), other, 0.5);
            }
        }
    }

    HistoryWeight result() const { return bestHistoryWeight(m_leads, m_lasting.bestWeight()); }

private:
    void addRuns(std::int64_t first, std::int64_t last)
    {
        if (last >= first)
            m_weeks.emplace_back(first, last);
        for (std::int64_t start = first; start <= last; start += kEvery) {
            if (m_predictor.truth(start - 1) != nullptr)
                m_runs.push_back({start, last, {}});
        }
    }
    std::vector<float> predictDay(std::int64_t day, PastKnown past, const Rollouts* rollouts = nullptr) const
    {
        return m_predictor.onGrid(m_predictor.prepare(day, past, rollouts)->mean());
    }
    const std::vector<float>& withoutHistory(std::int64_t day)
    {
        const auto [found, isNew] = m_withoutHistory.try_emplace(day);
        if (isNew)
            found->second = predictDay(day, PastKnown::CoarseOnly);
        return found->second;
    }
    void remember(Rollouts& rollouts, std::int64_t day, std::vector<float> own,
                  const std::vector<float>& other, double weight) const
    {
        for (std::size_t i = 0; i < other.size(); ++i)
            own[i] += static_cast<float>(1.0 - weight) * (other[i] - own[i]);
        rollouts.predicted.setFine(day,
                                   {std::move(own), static_cast<float>(m_predictor.card().predictionTrust)});
    }
    /// Over the cells that have a truth.
    void add(LeadErrors& errors, std::int64_t day, const std::vector<float>& own,
             const std::vector<float>& coarse) const
    {
        const std::vector<float>& truth = *m_predictor.truth(day);
        for (std::size_t i = 0; i < truth.size(); ++i) {
            if (std::isnan(truth[i]))
                continue;
            const double ofOwn = double{own[i]} - truth[i];
            const double ofCoarse = double{coarse[i]} - truth[i];
            errors.own += ofOwn * ofOwn;
            errors.coarse += ofCoarse * ofCoarse;
            errors.both += ofOwn * ofCoarse;
        }
    }

    SetPredictor m_predictor;
    std::int64_t m_firstDay;                                     ///< of the fine record
    std::vector<std::pair<std::int64_t, std::int64_t>> m_weeks;  ///< first and last day
    std::vector<ValidationRun> m_runs;
    std::map<std::int64_t, std::vector<float>> m_withoutHistory;
    std::array<LeadErrors, kWeek> m_leads{};
    LeadErrors m_lasting;
};

}  // namespace

std::optional<HistoryWeight> fitHistoryWeight(const TrainedModel& model, TrainingSet& set,
                                              const Progress& progress, const std::stop_token& stop)
{
    if (model.card().predictionTrust == 0.0 || set.days.validation.empty())
        return std::nullopt;
    revealDays(set, set.days.validation);
    WeightFitter fitter(model, set);
    for (std::int64_t lead = 1; lead <= kWeek; ++lead) {
        progress.report(0.5 * static_cast<double>(lead - 1) / static_cast<double>(kWeek),
                        fmt::format("Weighing own predictions, lead {}", lead));
        fitter.predict(lead, stop);
    }
    fitter.predictLongAgo(partOf(progress, 0.5, 1.0), stop);
    hideDays(set, set.days.validation);
    return fitter.result();
}

}  // namespace shamal
