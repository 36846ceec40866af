#pragma once
#include "jobs/latest_task.h"
#include "map/map_pins.h"
#include "panels/cell_series.h"

#include <QObject>

#include <optional>
#include <vector>

/// The series of every data set at one pin, read off the GUI thread whenever pin, data or season change.
class PinSeries : public QObject {
    Q_OBJECT
public:
    explicit PinSeries(QObject* parent = nullptr);

    void setData(std::vector<AnalysisDataSet> dataSets, shamal::Season season);
    void setPin(const std::optional<MapPin>& pin);
    const std::optional<MapPin>& pin() const { return m_pin; }

    bool busy() const { return m_task.busy(); }
    const std::vector<CellSeries>& series() const { return m_series; }

signals:
    void updated();  ///< series() is that of pin()
    void failed(const QString& message);

private:
    void read();

    LatestTask m_task;
    std::vector<AnalysisDataSet> m_dataSets;
    shamal::Season m_season = shamal::Season::All;
    std::optional<MapPin> m_pin;
    std::vector<CellSeries> m_series;
};
