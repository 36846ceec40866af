#include "panels/pin_series.h"

#include <utility>

PinSeries::PinSeries(QObject* parent) : QObject(parent)
{
    connect(&m_task, &LatestTask::failed, this, &PinSeries::failed);
}

void PinSeries::setData(std::vector<AnalysisDataSet> dataSets, shamal::Season season)
{
    m_dataSets = std::move(dataSets);
    m_season = season;
    read();
}

void PinSeries::setPin(const std::optional<MapPin>& pin)
{
    if (m_pin == pin)
        return;
    m_pin = pin;
    m_series.clear();
    read();
}

void PinSeries::read()
{
    if (!m_pin) {
        m_task.cancel();
        emit updated();
        return;
    }
    m_task.submit(
        [this, dataSets = m_dataSets, place = m_pin->place, season = m_season](const std::stop_token& stop) {
            return LatestTask::Deliver([this, series = cellSeries(dataSets, place, season, stop)]() mutable {
                m_series = std::move(series);
                emit updated();
            });
        });
}
