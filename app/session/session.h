#pragma once
#include "downscale/result.h"
#include "fields/region_list.h"
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
    /// The active region, else the whole area of the data.
    const std::optional<shamal::Region>& region() const { return m_region; }
    /// The user's regions. Changes of them, but not of which is active, can be undone.
    const shamal::RegionList& regions() const { return m_regions; }
    /// The whole area of what is shown, as bounds of the fine data, else of the coarse.
    const std::optional<shamal::Region>& wholeArea() const { return m_wholeArea; }
    void addRegions(const std::vector<shamal::Region>& regions);  ///< the last becomes active
    /// Another name, colour or shape. What one drag does, told by one number above 0, is undone in one step.
    void changeRegion(std::size_t index, shamal::Region changed, int drag = 0);
    void removeRegions(std::vector<std::size_t> indices);
    void activateRegion(std::optional<std::size_t> index);  ///< none: the whole area
    QUndoStack& regionChanges() { return m_regionChanges; }

    /// What the maps show, from the first on.
    const std::vector<MapChoice>& maps() const { return m_maps; }
    void setMap(std::size_t map, const MapChoice& choice);
    void addMap(const MapChoice& choice);
    void closeMap(std::size_t map);
    /// Unlinked, the active map alone follows the day looked at; each of the others holds the day it showed.
    bool timeLinked() const { return m_timeLinked; }
    void setTimeLinked(bool linked);
    /// Unlinked, the day looked at becomes the one that map holds.
    void setActiveMap(std::size_t map);

    /// Probes kept on all maps, and the one whose series is shown.
    const MapPins& pins() const { return m_pins; }
    void addPin(shamal::LatLon place);  ///< under the lowest number that is free; chosen at once
    void removePin(int number);
    void removePins();
    void choosePin(int number);
    /// The chosen pin where the region looked at holds it, else the first that it holds.
    std::optional<shamal::LatLon> pinnedInRegion() const;

    const std::optional<shamal::DownscaleResult>& result() const { return m_result; }
    /// The finished day of that date, or null.
    const shamal::DownscaledDay* downscaled(shamal::Date day) const;
    void beginResult(const shamal::DownscaleRunInfo& info);
    void addDay(const shamal::DownscaledDay& day);

signals:
    void sourcesChanged();
    void dayChanged();
    void seasonChanged();
    void regionsChanged();  ///< one of them, how many there are, or which is active
    void regionChanged();   ///< the active one, or the whole area
    void mapsChanged();
    void pinsChanged();
    void resultChanged();  ///< begun, or a day more

private:
    class RegionChange;
    void pushRegions(const QString& text, shamal::RegionList after, int drag = 0);
    void putRegions(const shamal::RegionList& regions);
    bool findRegion();
    void setWholeArea(const LoadedSource& source);
    const LoadedSource* withRole(shamal::SourceRole role) const;
    void takeRoleFromOthers(std::size_t keeper);
    void followHeldDay();
    void holdDays();
    void refitWholeArea();
    const LoadedSource* finest() const;

    std::vector<LoadedSource> m_sources;
    std::optional<shamal::Date> m_day;
    shamal::Season m_season = shamal::Season::All;
    shamal::RegionList m_regions;
    std::optional<shamal::Region> m_wholeArea;
    std::optional<shamal::Region> m_region;  ///< of the two above, what region() tells
    QUndoStack m_regionChanges;
    std::vector<MapChoice> m_maps = mapsOfANewWindow();
    std::size_t m_activeMap = 0;
    bool m_timeLinked = true;
    MapPins m_pins;
    std::optional<shamal::DownscaleResult> m_result;
};
