#pragma once
#include "downscale/cell_regression.h"
#include "downscale/downscaler.h"
#include "downscale/evaluation_bars.h"
#include "downscale/harmonic_climatology.h"
#include "downscale/training_set.h"

namespace shamal {

/// Of all days, and of those of each season that has any (nothing when only days of one season are judged).
struct SeasonalEvaluation {
    MethodEvaluation all;
    std::vector<std::pair<Season, MethodEvaluation>> seasons;
};

/// Scores whole models and simple methods on the days a training set holds out. Every model is asked as its
/// users ask it, by Downscaler::downscale().
class ModelEvaluation {
public:
    /// `data` tells series, area, season, seed and shares; networks are not trained. The model packages
    /// judged must have been trained on the same days.
    ModelEvaluation(const TrainRequest& data, const Progress& progress, std::stop_token stop);
    /// On a training set there is already. threads: 0 = all cores.
    ModelEvaluation(TrainingSet set, Season season, int threads);

    /// Persistence, climatology, the coarse field brought to the fine grid, and both per-cell regressions: on
    /// the test days, each of whose past is known.
    std::vector<SeasonalEvaluation> baselines(const Progress& progress, std::stop_token stop) const;

    /// A model on the test days, with true histories. `sampler.members` = 0 or 1 gives the mean alone, scored
    /// as a single field. Throws InputError when the model was trained on one of the test days.
    SeasonalEvaluation model(Downscaler& downscaler, const std::string& name, const ModelCard& card,
                             const SamplerOptions& sampler, const Progress& progress,
                             std::stop_token stop) const;
    /// The same on the block of days held back at the end of the fine record, of which nothing is known: the
    /// histories are predictions (or made up, with HistoryMode::CoarseOnly).
    MethodEvaluation outOfData(Downscaler& downscaler, const std::string& name, const ModelCard& card,
                               HistoryMode history, const SamplerOptions& sampler, const Progress& progress,
                               std::stop_token stop) const;

    /// By lead, over runs that start every five days of that block, each with the truth before it as history,
    /// for 20 days or as many as there are. `withoutHistory`: the block scored by outOfData() with
    /// HistoryMode::CoarseOnly.
    LeadSkill leadSkill(Downscaler& downscaler, const ModelCard& card, const MethodEvaluation& withoutHistory,
                        const Progress& progress, std::stop_token stop) const;

    /// What a model's card keeps: its scores on the test days with `members` members, those of its mean
    /// without any fine history, and the baselines'.
    std::vector<ModelScore> cardScores(Downscaler& downscaler, const ModelCard& card, int members,
                                       const Progress& progress, std::stop_token stop) const;

    const TrainingSet& set() const { return m_set; }  ///< with the held-out days revealed

private:
    FieldSeries fineBefore(Date date) const;
    using OnDay = std::function<void(const DownscaledDay&)>;
    void predict(Downscaler& downscaler, DownscaleRequest request, const OnDay& onDay,
                 const Progress& progress, std::stop_token stop) const;
    SeasonalEvaluation run(Downscaler& downscaler, DownscaleRequest request, const std::string& name,
                           const Progress& progress, std::stop_token stop) const;
    EvaluationOptions options() const;
    std::vector<float> truth(Date date) const;  ///< log10

    TrainingSet m_set;
    Season m_season;
    HarmonicClimatology m_climatology;
    CellRegression m_coarseRegression, m_historyRegression;
    int m_threads;
};

}  // namespace shamal
