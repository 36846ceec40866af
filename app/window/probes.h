#pragma once
#include "panels/pin_series.h"
#include "panels/probe_reading.h"
#include "session/map_contents.h"

#include <QObject>

#include <optional>
#include <vector>

class MapBoard;
class ProbeLine;
class ProbePanel;

/// The probe: what all maps read under the pointer, or else at the chosen pin, in the status line and in the
/// probe panel; the pins, and the series at the chosen one.
class Probes : public QObject {
    Q_OBJECT
public:
    /// All must outlive it. To be made after what shows the session's fields on the maps is connected.
    Probes(Session& session, MapContents& contents, MapBoard& maps, ProbeLine& line, ProbePanel& panel);

    void setData(const std::vector<AnalysisDataSet>& dataSets);
    const PinSeries& series() const { return m_series; }

signals:
    void pinned();           ///< a pin was set
    void exportRequested();  ///< of series()

private:
    void connectPanel();
    void pointAt(const std::optional<shamal::LatLon>& point);
    void showReadings();
    void showPins();
    void drawSeries();
    void markDay();
    std::optional<MapPin> chosenPin() const;
    std::vector<ProbeReading> readingsAt(shamal::LatLon place);

    Session& m_session;
    MapContents& m_contents;
    MapBoard& m_maps;
    ProbeLine& m_line;
    ProbePanel& m_panel;
    PinSeries m_series;
    std::optional<shamal::LatLon> m_pointed;
};
