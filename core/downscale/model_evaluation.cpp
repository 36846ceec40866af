#include "downscale/model_evaluation.h"

#include "fields/error.h"
#include "statistics/skill_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <thread>
#include <utility>

namespace shamal {

namespace {

std::vector<float> logOf(std::span<const float> values, const FieldTransform& transform)
{
    std::vector<float> logs(values.begin(), values.end());
    for (float& value : logs)
        value = log10Floored(value, static_cast<float>(transform.floor));
    return logs;
}

int harmonics(Season season)
{
    return season == Season::All ? 2 : 0;
}

/// Scores of all days and, beside them, of each season.
class SeasonalAccumulator {
public:
    SeasonalAccumulator(const std::string& method, const Grid& grid, const EvaluationOptions& options,
                        bool bySeason)
        : m_all(method, grid, options)
    {
        for (const Season season : {Season::DJF, Season::MAM, Season::JJA, Season::SON}) {
            if (bySeason)
                m_seasons.push_back({season, EvaluationAccumulator(method, grid, options), 0});
        }
    }
    void add(Date date, std::int64_t day, std::span<const float> truth, const PredictedDay& prediction)
    {
        m_all.add(day, truth, prediction);
        for (Part& part : m_seasons) {
            if (!contains(part.season, date))
                continue;
            part.scores.add(day, truth, prediction);
            ++part.days;
        }
    }
    SeasonalEvaluation result() const
    {
        SeasonalEvaluation result{m_all.result(), {}};
        for (const Part& part : m_seasons) {
            if (part.days > 0)
                result.seasons.emplace_back(part.season, part.scores.result());
        }
        return result;
    }

private:
    struct Part {
        Season season;
        EvaluationAccumulator scores;
        int days;
    };
    EvaluationAccumulator m_all;
    std::vector<Part> m_seasons;
};

}  // namespace

ModelEvaluation::ModelEvaluation(const TrainRequest& data, const Progress& progress, std::stop_token stop)
    : ModelEvaluation(makeTrainingSet(data, progress, std::move(stop)), data.season, data.threads)
{
}

ModelEvaluation::ModelEvaluation(TrainingSet set, Season season, int threads)
    : m_set(std::move(set)),
      m_season(season),
      m_climatology(m_set.fields, m_set.days.train, m_set.calendar, m_set.grid.cells(), harmonics(season)),
      m_coarseRegression(m_set.fields, m_set.days.train, m_set.calendar, m_set.grid.cells(),
                         RegressionInputs::CoarseToday),
      m_historyRegression(m_set.fields, m_set.days.train, m_set.calendar, m_set.grid.cells(),
                          RegressionInputs::CoarseAndHistory),
      m_threads(threads > 0 ? threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency())))
{
    revealHeldOutDays(m_set);
}

EvaluationOptions ModelEvaluation::options() const
{
    EvaluationOptions options;
    options.threads = static_cast<unsigned>(m_threads);
    return options;
}

std::vector<float> ModelEvaluation::truth(Date date) const
{
    return m_set.fine.toLog10(m_set.fields.fine(dayNumber(date, m_set.calendar))->values);
}

std::vector<SeasonalEvaluation> ModelEvaluation::baselines(const Progress& progress,
                                                           std::stop_token stop) const
{
    std::vector<SeasonalAccumulator> methods;
    for (const char* name : {"persistence", "climatology", "coarse, bilinear", "cell regression, coarse",
                             "cell regression, coarse and history"})
        methods.emplace_back(name, m_set.grid, options(), m_season == Season::All);
    const std::vector<Date>& days = m_set.days.test;
    for (std::size_t i = 0; i < days.size(); ++i) {
        throwIfStopped(stop);
        progress.report(static_cast<double>(i) / static_cast<double>(days.size()),
                        "Scoring simple methods on " + toString(days[i]));
        const std::int64_t day = dayNumber(days[i], m_set.calendar);
        const std::vector<float> target = truth(days[i]);
        const std::vector<float> predictions[] = {
            m_set.fine.toLog10(m_set.fields.fine(day - 1)->values),
            m_set.fine.toLog10(m_climatology.field(days[i])),
            m_set.coarse.toLog10(*m_set.fields.coarse(day)),
            m_set.fine.toLog10(m_coarseRegression.predict(m_set.fields, day)),
            m_set.fine.toLog10(m_historyRegression.predict(m_set.fields, day)),
        };
        for (std::size_t m = 0; m < methods.size(); ++m)
            methods[m].add(days[i], day, target, {predictions[m], {}});
    }
    std::vector<SeasonalEvaluation> results;
    for (const SeasonalAccumulator& method : methods)
        results.push_back(method.result());
    return results;
}

SeasonalEvaluation ModelEvaluation::model(Downscaler& downscaler, const std::string& name,
                                          const ModelCard& card, const SamplerOptions& sampler,
                                          const Progress& progress, std::stop_token stop) const
{
    for (const std::vector<Date>* seen : {&card.split.train, &card.split.validation}) {
        for (const Date date : m_set.days.test) {
            if (std::binary_search(seen->begin(), seen->end(), date))
                throw InputError(
                    fmt::format("The model in {} was trained on {}, which is a test day here. Judge it with "
                                "the season and the "
                                "seed it was trained with.",
                                card.folder.string(), toString(date)));
        }
    }
    DownscaleRequest request;
    request.model = card.folder;
    request.fine = m_set.fineSeries;
    request.days = m_set.days.test;
    request.sampler = sampler;
    return run(downscaler, std::move(request), name, progress, std::move(stop));
}

MethodEvaluation ModelEvaluation::outOfData(Downscaler& downscaler, const std::string& name,
                                            const ModelCard& card, HistoryMode history,
                                            const SamplerOptions& sampler, const Progress& progress,
                                            std::stop_token stop) const
{
    DownscaleRequest request;
    request.model = card.folder;
    request.days = m_set.days.outOfData;
    request.history = history;
    request.sampler = sampler;
    request.fine = fineBefore(request.days.front());
    return run(downscaler, std::move(request), name, progress, std::move(stop)).all;
}

LeadSkill ModelEvaluation::leadSkill(Downscaler& downscaler, const ModelCard& card,
                                     const MethodEvaluation& withoutHistory, const Progress& progress,
                                     std::stop_token stop) const
{
    constexpr std::size_t kLeads = 20;
    constexpr std::size_t kBetweenStarts = 5;
    const std::vector<Date>& block = m_set.days.outOfData;
    const std::size_t leads = std::min(kLeads, block.size());
    LeadSkill skill;
    std::vector<double> own(leads), without(leads);
    for (std::size_t start = 0; start + leads <= block.size(); start += kBetweenStarts) {
        DownscaleRequest request;
        request.model = card.folder;
        request.days.assign(block.begin() + static_cast<std::ptrdiff_t>(start),
                            block.begin() + static_cast<std::ptrdiff_t>(start + leads));
        request.fine = fineBefore(request.days.front());
        request.sampler.members = 0;
        std::size_t lead = 0;
        const auto add = [&](const DownscaledDay& day) {
            own[lead] += std::pow(skillScores(truth(day.date), logOf(day.mean, m_set.fine)).rmse, 2);
            without[lead] += std::pow(withoutHistory.days.at(start + lead).rmse(), 2);
            ++lead;
        };
        predict(downscaler, std::move(request), add, progress, stop);
        ++skill.starts;
    }
    const auto root = [&](double sum) { return std::sqrt(sum / static_cast<double>(skill.starts)); };
    std::ranges::transform(own, std::back_inserter(skill.own), root);
    std::ranges::transform(without, std::back_inserter(skill.without), root);
    return skill;
}

std::vector<ModelScore> ModelEvaluation::cardScores(Downscaler& downscaler, const ModelCard& card,
                                                    int members, const Progress& progress,
                                                    std::stop_token stop) const
{
    SamplerOptions sampler;
    sampler.members = members;
    std::vector<ModelScore> scores{
        model(downscaler, "Shamal, mean", card, sampler, progress, stop).all.modelScore()};
    DownscaleRequest blind;
    blind.model = card.folder;
    blind.days = m_set.days.test;
    blind.history = HistoryMode::CoarseOnly;
    blind.sampler.members = 0;
    scores.push_back(run(downscaler, std::move(blind), "Shamal, mean, without fine history", progress, stop)
                         .all.modelScore());
    for (const SeasonalEvaluation& baseline : baselines(progress, stop))
        scores.push_back(baseline.all.modelScore());
    return scores;
}

SeasonalEvaluation ModelEvaluation::run(Downscaler& downscaler, DownscaleRequest request,
                                        const std::string& name, const Progress& progress,
                                        std::stop_token stop) const
{
    SeasonalAccumulator scores(name, m_set.grid, options(), m_season == Season::All);
    const auto add = [&](const DownscaledDay& day) {
        const std::vector<float> mean = logOf(day.mean, m_set.fine);
        std::vector<std::vector<float>> members;
        for (const std::vector<float>& member : day.members)
            members.push_back(logOf(member, m_set.fine));
        scores.add(day.date, dayNumber(day.date, m_set.calendar), truth(day.date),
                   {mean, {members.begin(), members.end()}});
    };
    predict(downscaler, std::move(request), add, Progress([&](double fraction, const std::string& doing) {
                progress.report(fraction, name + ": " + doing);
            }),
            std::move(stop));
    return scores.result();
}

void ModelEvaluation::predict(Downscaler& downscaler, DownscaleRequest request, const OnDay& onDay,
                              const Progress& progress, std::stop_token stop) const
{
    request.coarse = m_set.coarseSeries;
    request.area = {-90.0, 90.0, -180.0, 180.0};  // cut with the model's
    request.threads = m_threads;
    if (planDownscaling(request).grid != m_set.grid)
        throw InputError(fmt::format("The model in {} is for another area than the one evaluated.",
                                     request.model.string()));
    downscaler.downscale(request, onDay, progress, std::move(stop));
}

FieldSeries ModelEvaluation::fineBefore(Date date) const
{
    std::vector<std::size_t> known;
    for (std::size_t i = 0; i < m_set.fineSeries.size(); ++i) {
        if (m_set.fineSeries.steps()[i].date < date)
            known.push_back(i);
    }
    return m_set.fineSeries.select(known);
}

}  // namespace shamal
