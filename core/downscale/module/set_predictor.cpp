#include "downscale/module/set_predictor.h"

#include "downscale/module/large_buffers.h"

namespace shamal {

SetPredictor::SetPredictor(const TrainedModel& model, const TrainingSet& set, int members)
    : m_model(model), m_set(set), m_window(networkWindow(set.grid.rows(), set.grid.columns()))
{
    m_sampler.members = members;
}

DayInputs SetPredictor::inputs(std::int64_t day, PastKnown past, const Rollouts* rollouts) const
{
    return gatherInputs(m_model.maps(), m_set.fields, dateOfDay(day, m_set.calendar), m_set.calendar,
                        m_window, past, rollouts);
}

std::unique_ptr<PreparedDay> SetPredictor::prepare(std::int64_t day, PastKnown past,
                                                   const Rollouts* rollouts) const
{
    return prepare(inputs(day, past, rollouts));
}

std::unique_ptr<PreparedDay> SetPredictor::prepare(const DayInputs& inputs) const
{
    giveBackBuffers();
    return m_model.prepare(inputs, m_window.rows, m_window.columns, m_sampler);
}

std::vector<float> SetPredictor::onGrid(const std::vector<float>& field) const
{
    return cutWindow(field, m_window.rows, m_window.columns, {0, 0, m_set.grid.rows(), m_set.grid.columns()});
}

const std::vector<float>* SetPredictor::truth(std::int64_t day) const
{
    const DayFields::Fine* fine = m_set.fields.fine(day);
    return fine != nullptr ? &fine->values : nullptr;
}

}  // namespace shamal
