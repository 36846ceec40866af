#pragma once
#include "downscale/module/trained_model.h"
#include "downscale/training_set.h"

namespace shamal {

/// Days of a training set, predicted with a stored model on all of the set's grid. Both must outlive it.
class SetPredictor {
public:
    SetPredictor(const TrainedModel& model, const TrainingSet& set, int members);

    /// What the model is given: the grid, its sides continued to what networks work on.
    const CellWindow& window() const { return m_window; }
    const ModelCard& card() const { return m_model.card(); }

    std::int64_t number(Date date) const { return dayNumber(date, m_set.calendar); }
    /// `rollouts` are needed for PastKnown::OwnPredictions.
    DayInputs inputs(std::int64_t day, PastKnown past, const Rollouts* rollouts = nullptr) const;
    std::unique_ptr<PreparedDay> prepare(const DayInputs& inputs) const;
    std::unique_ptr<PreparedDay> prepare(std::int64_t day, PastKnown past,
                                         const Rollouts* rollouts = nullptr) const;
    /// The grid's part of a field on window().
    std::vector<float> onGrid(const std::vector<float>& field) const;
    /// Standardised; null when the set does not show it.
    const std::vector<float>* truth(std::int64_t day) const;

private:
    const TrainedModel& m_model;
    const TrainingSet& m_set;
    CellWindow m_window;
    SamplerOptions m_sampler;
};

}  // namespace shamal
