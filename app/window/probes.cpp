#include "window/probes.h"

#include "map/degree_text.h"
#include "panels/map_board.h"
#include "panels/probe_line.h"
#include "panels/probe_panel.h"
#include "session/probe_readings.h"

#include <algorithm>

Probes::Probes(Session& session, MapContents& contents, MapBoard& maps, ProbeLine& line, ProbePanel& panel)
    : m_session(session), m_contents(contents), m_maps(maps), m_line(line), m_panel(panel)
{
    connect(&maps, &MapBoard::cursorMoved, this, &Probes::pointAt);
    connect(&maps, &MapBoard::swipeMoved, this, &Probes::showReadings);
    connect(&maps, &MapBoard::placePinned, this, [this](const shamal::LatLon& place) {
        m_session.addPin(place);
        emit pinned();
    });
    connect(&session, &Session::pinsChanged, this, &Probes::showPins);
    for (const auto changed : {&Session::dayChanged, &Session::seasonChanged, &Session::sourcesChanged,
                               &Session::mapsChanged, &Session::resultChanged})
        connect(&session, changed, this, &Probes::showReadings);
    connect(&contents.statistics(), &SeasonStatistics::arrived, this, &Probes::showReadings);
    connect(&session, &Session::dayChanged, this, &Probes::markDay);
    connectPanel();
    showPins();
    drawSeries();
}

void Probes::connectPanel()
{
    connect(&m_panel, &ProbePanel::pinChosen, &m_session, &Session::choosePin);
    connect(&m_panel, &ProbePanel::removeRequested, &m_session, &Session::removePin);
    connect(&m_panel, &ProbePanel::removeAllRequested, &m_session, &Session::removePins);
    connect(&m_panel, &ProbePanel::exportRequested, this, &Probes::exportRequested);
    connect(&m_panel, &ProbePanel::dayChosen, &m_session, &Session::setDay);
    connect(&m_series, &PinSeries::updated, this, &Probes::drawSeries);
    connect(&m_series, &PinSeries::failed, this,
            [this](const QString& message) { m_panel.chart().setMessage(message); });
}

void Probes::setData(const std::vector<AnalysisDataSet>& dataSets)
{
    m_series.setData(dataSets, m_session.season());
}

void Probes::pointAt(const std::optional<shamal::LatLon>& point)
{
    m_pointed = point;
    showReadings();
}

std::vector<ProbeReading> Probes::readingsAt(shamal::LatLon place)
{
    std::vector<const MapField*> fields;
    for (int map = 0; map < m_maps.count(); ++map)
        fields.push_back(m_maps.view(map).fieldAt(place));
    // The spread belongs to the mean of a run, whether a map shows it or not.
    const shamal::DownscaledDay* day = m_session.day() ? m_session.downscaled(*m_session.day()) : nullptr;
    MapContent spread;
    if (day != nullptr && !day->spread.empty()) {
        MapChoice choice;
        choice.field.data = FieldChoice::Data::Downscaled;
        choice.field.ensemble = FieldChoice::Ensemble::Spread;
        spread = m_contents.of(choice);
    }
    const bool shown = spread.field && std::ranges::any_of(fields, [&](const MapField* field) {
                           return field != nullptr && field->title == spread.field->title;
                       });
    if (spread.field && !shown)
        fields.push_back(&*spread.field);
    return probeReadings(fields, place);
}

void Probes::showReadings()
{
    const auto chosen = chosenPin();
    if (m_pointed) {
        const std::vector<ProbeReading> readings = readingsAt(*m_pointed);
        m_line.setReadings(placeText(*m_pointed), readings);
        m_panel.setReadings(placeText(*m_pointed), readings);
        return;
    }
    m_line.clearReadings();
    if (chosen)
        m_panel.setReadings(tr("Pin %1: %2").arg(chosen->number).arg(placeText(chosen->place)),
                            readingsAt(chosen->place));
    else
        m_panel.setReadings({}, {});
}

std::optional<MapPin> Probes::chosenPin() const
{
    const MapPins& pins = m_session.pins();
    const auto chosen =
        std::ranges::find_if(pins.pins, [&](const MapPin& pin) { return pin.number == pins.chosen; });
    return chosen == pins.pins.end() ? std::nullopt : std::optional(*chosen);
}

void Probes::showPins()
{
    m_maps.setPins(m_session.pins());
    m_panel.setPins(m_session.pins());
    m_series.setPin(chosenPin());
    showReadings();
}

void Probes::drawSeries()
{
    LineChart& chart = m_panel.chart();
    const auto& pin = m_series.pin();
    if (!pin)
        chart.setMessage(tr("Pin a place to see its values over time."));
    else if (m_series.series().empty())
        chart.setMessage(tr("No data set has days of the season at this place."));
    else
        chart.setContent(
            chartOf(m_series.series(), tr("Pin %1, %2").arg(pin->number).arg(placeText(pin->place))));
    markDay();
}

void Probes::markDay()
{
    m_panel.chart().setMark(m_session.day() ? std::optional(onDateAxis(*m_session.day())) : std::nullopt);
}
