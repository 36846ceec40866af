#pragma once
#include "downscale/result.h"
#include "jobs/read_job.h"
#include "map/map_pins.h"
#include "session/map_choice.h"

#include <QObject>
#include <QUndoStack>

#include <optional>
#include <vector>

/// The document: what is open, which day, season and region are looked at, and what was downscaled. Views
/// read it and follow its signals; only actions and the main window change it.
class Session : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const std::vector<LoadedSource>& sources() const { return m_sources; }
    /// The source shown as coarse or fine; null when there is none.
    const LoadedSource* coarse() const { return withRole(shamal::SourceRole::Coarse); }
    const LoadedSource* fine() const { return withRole(shamal::SourceRole::Fine); }
    /// Takes the place of a source of the same files, and the role from any other that has it.
    void addSource(LoadedSource source);
    void setRole(std::size_t index, shamal::SourceRole role);
    void closeSource(std::size_t index);

    std::optional<shamal::Date> day() const { return m_day; }
    void setDay(shamal::Date day);
    shamal::Season season() const { return m_season; }
    void setSeason(shamal::Season season);
    const std::optional<shamal::Region>& region() const { return m_region; }
    void setRegion(const shamal::Region& region);  ///< can be undone
    QUndoStack& regionChanges() { return m_regionChanges; }

    /// What the maps show, from the first on.
    const std::vector<MapChoice>& maps() const { return m_maps; }
    void setMap(std::size_t map, const MapChoice& choice);
    void addMap(const MapChoice& choice);
    void closeMap(std::size_t map);

    /// Probes kept on all maps, and the one whose series is shown.
    const MapPins& pins() const { return m_pins; }
    void addPin(shamal::LatLon place);  ///< under the lowest number that is free; chosen at once
    void removePin(int number);
    void removePins();
    void choosePin(int number);

    const std::optional<shamal::DownscaleResult>& result() const { return m_result; }
    /// The finished day of that date, or null.
    const shamal::DownscaledDay* downscaled(shamal::Date day) const;
    void beginResult(const shamal::DownscaleRunInfo& info);
    void addDay(const shamal::DownscaledDay& day);

signals:
    void sourcesChanged();
    void dayChanged();
    void seasonChanged();
    void regionChanged();
    void mapsChanged();
    void pinsChanged();
    void resultChanged();  ///< begun, or a day more

private:
    class RegionChange;
    void putRegion(const std::optional<shamal::Region>& region, bool chosen);
    const LoadedSource* withRole(shamal::SourceRole role) const;
    void takeRoleFromOthers(std::size_t keeper);

    std::vector<LoadedSource> m_sources;
    std::optional<shamal::Date> m_day;
    shamal::Season m_season = shamal::Season::All;
    std::optional<shamal::Region> m_region;
    QUndoStack m_regionChanges;
    bool m_regionChosen = false;  ///< by the user; else the whole of the finest source
    std::vector<MapChoice> m_maps = mapsOfANewWindow();
    MapPins m_pins;
    std::optional<shamal::DownscaleResult> m_result;
};
