#pragma once
#include "charts/line_chart.h"
#include "fields/calendar.h"
#include "map/map_pins.h"
#include "panels/probe_reading.h"

#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;
class QTreeWidget;

/// What every map reads at a place, the pins, and the series at the chosen one. A view: shows what it is
/// given, tells what is asked for.
class ProbePanel : public QWidget {
    Q_OBJECT
public:
    explicit ProbePanel(QWidget* parent = nullptr);

    /// `place` is what they were read at; empty without readings.
    void setReadings(const QString& place, const std::vector<ProbeReading>& readings);
    void setPins(const MapPins& pins);
    LineChart& chart() { return *m_chart; }
    const LineChart& chart() const { return *m_chart; }

signals:
    void pinChosen(int number);
    void removeRequested(int number);
    void removeAllRequested();
    void exportRequested();
    void dayChosen(shamal::Date day);  ///< by a click in the chart

private:
    QLabel* m_place;
    QTreeWidget* m_readings;
    QListWidget* m_pins;
    std::vector<MapPin> m_shown;  ///< in the list
    QPushButton *m_remove, *m_removeAll, *m_export;
    LineChart* m_chart;
};
