#include "downscale/module/scoring.h"

#include "downscale/gaussian_noise.h"
#include "downscale/score_accumulator.h"

namespace shamal {

namespace {

std::size_t roundUpToEight(std::size_t side)
{
    return (side + 7) / 8 * 8;
}

class TestScorer {
public:
    TestScorer(const TrainedModel& model, const TrainingSet& set, const SamplerOptions& sampler)
        : m_model(model),
          m_set(set),
          m_sampler(sampler),
          m_window{0, 0, roundUpToEight(set.grid.rows()), roundUpToEight(set.grid.columns())}
    {
        for (const char* method : {"Shamal, mean", "Shamal, one member", "Shamal, mean, without fine history",
                                   "per-cell regression", "climatology", "persistence", "coarse, bilinear"})
            m_methods.emplace_back(method, set.grid.cells());
    }

    void score(Date date)
    {
        const std::int64_t day = dayNumber(date, m_set.calendar);
        const std::vector<float> truth = m_set.fine.toLog10(m_set.fields.fine(day)->values);
        const DayInputs inputs =
            gatherInputs(m_model.maps(), m_set.fields, date, m_set.calendar, m_window, PastKnown::Everything);
        const DayInputs blind =
            gatherInputs(m_model.maps(), m_set.fields, date, m_set.calendar, m_window, PastKnown::CoarseOnly);
        const auto seeing = m_model.prepare(inputs, m_window.rows, m_window.columns, m_sampler);
        const auto unseeing = m_model.prepare(blind, m_window.rows, m_window.columns, m_sampler);
        const std::vector<float> regression(inputs.condition(Condition::Regression).begin(),
                                            inputs.condition(Condition::Regression).end());
        m_methods[0].add(truth, onGrid(seeing->mean()));
        m_methods[1].add(truth, onGrid(seeing->member([&](int step) {
                             return gaussianNoise(m_sampler.seed, 0, day, m_window, step);
                         })));
        m_methods[2].add(truth, onGrid(unseeing->mean()));
        m_methods[3].add(truth, onGrid(regression));
        m_methods[4].add(truth, m_set.fine.toLog10(m_model.maps().fineClimatology));
        m_methods[5].add(truth, m_set.fine.toLog10(m_set.fields.fine(day - 1)->values));
        m_methods[6].add(truth, m_set.coarse.toLog10(*m_set.fields.coarse(day)));
    }

    std::vector<ModelScore> scores() const
    {
        std::vector<ModelScore> scores;
        for (const ScoreAccumulator& method : m_methods)
            scores.push_back(method.score());
        return scores;
    }

private:
    std::vector<float> onGrid(const std::vector<float>& padded) const
    {
        return m_set.fine.toLog10(cutWindow(padded, m_window.rows, m_window.columns,
                                            {0, 0, m_set.grid.rows(), m_set.grid.columns()}));
    }

    const TrainedModel& m_model;
    const TrainingSet& m_set;
    SamplerOptions m_sampler;
    CellWindow m_window;
    std::vector<ScoreAccumulator> m_methods;
};

}  // namespace

std::vector<ModelScore> scoreOnTestDays(const TrainedModel& model, const TrainingSet& set,
                                        const SamplerOptions& sampler, const Progress& progress,
                                        const std::stop_token& stop)
{
    TestScorer scorer(model, set, sampler);
    for (std::size_t i = 0; i < set.days.test.size(); ++i) {
        throwIfStopped(stop);
        progress.report(static_cast<double>(i) / static_cast<double>(set.days.test.size()),
                        "Scoring " + toString(set.days.test[i]));
        scorer.score(set.days.test[i]);
    }
    return scorer.scores();
}

}  // namespace shamal
