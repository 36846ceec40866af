#include "session/session.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace {

bool overlap(const shamal::LatLonBox& a, const shamal::LatLonBox& b)
{
    const shamal::LatLon centre{0.5 * (a.south + a.north), 0.5 * (a.west + a.east)};
    const shamal::LatLon otherCentre{0.5 * (b.south + b.north), 0.5 * (b.west + b.east)};
    return b.contains(centre) || a.contains(otherCentre);
}

}  // namespace

/// From the regions there were when it was made to others.
class Session::RegionChange : public QUndoCommand {
public:
    RegionChange(Session& session, const QString& text, shamal::RegionList after, int drag)
        : QUndoCommand(text),
          m_session(session),
          m_before(session.m_regions),
          m_after(std::move(after)),
          m_drag(drag)
    {
    }
    void undo() override { m_session.putRegions(m_before); }
    void redo() override { m_session.putRegions(m_after); }
    int id() const override { return m_drag == 0 ? -1 : m_drag; }
    bool mergeWith(const QUndoCommand* later) override
    {
        m_after = static_cast<const RegionChange*>(later)->m_after;
        setObsolete(m_after == m_before);  // the drag was taken back
        return true;
    }

private:
    Session& m_session;
    shamal::RegionList m_before;
    shamal::RegionList m_after;
    int m_drag;
};

const LoadedSource* Session::withRole(shamal::SourceRole role) const
{
    const auto found = std::find_if(m_sources.begin(), m_sources.end(),
                                    [role](const LoadedSource& source) { return source.role == role; });
    return found == m_sources.end() ? nullptr : &*found;
}

void Session::takeRoleFromOthers(std::size_t keeper)
{
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (i != keeper && m_sources[i].role == m_sources[keeper].role)
            m_sources[i].role = shamal::SourceRole::Other;
    }
}

void Session::addSource(LoadedSource source)
{
    if (source.role == shamal::SourceRole::Other)
        source.role = coarse() == nullptr ? shamal::SourceRole::Coarse : shamal::SourceRole::Fine;
    const auto same = std::find_if(m_sources.begin(), m_sources.end(), [&source](const LoadedSource& open) {
        return open.dataset.files() == source.dataset.files();
    });
    std::size_t index = static_cast<std::size_t>(same - m_sources.begin());
    if (same == m_sources.end())
        m_sources.push_back(std::move(source));
    else
        *same = std::move(source);
    takeRoleFromOthers(index);

    const shamal::FieldSeries& series = m_sources[index].series;
    const bool outOfSight = !m_region || !overlap(m_region->bounds(), series.grid().bounds());
    if (outOfSight)
        m_regions.active.reset();
    if (outOfSight || m_sources[index].role == shamal::SourceRole::Fine)
        setWholeArea(m_sources[index]);
    const bool another = findRegion();
    const bool dayThere = m_day && series.find(*m_day).has_value();
    const bool firstDay = !m_day;
    if (!series.timeless() && !series.empty() && !dayThere)
        m_day = series.steps().front().date;
    if (firstDay && !m_timeLinked)
        holdDays();
    emit sourcesChanged();
    emit dayChanged();
    emit regionsChanged();
    if (another)
        emit regionChanged();
}

void Session::setRole(std::size_t index, shamal::SourceRole role)
{
    if (index >= m_sources.size())
        return;
    m_sources[index].role = role;
    if (role != shamal::SourceRole::Other)
        takeRoleFromOthers(index);
    emit sourcesChanged();
    refitWholeArea();
}

void Session::closeSource(std::size_t index)
{
    if (index >= m_sources.size())
        return;
    m_sources.erase(m_sources.begin() + static_cast<std::ptrdiff_t>(index));
    emit sourcesChanged();
    refitWholeArea();
}

void Session::setDay(shamal::Date day)
{
    if (m_day == day)
        return;
    m_day = day;
    emit dayChanged();
}

void Session::setSeason(shamal::Season season)
{
    if (m_season == season)
        return;
    m_season = season;
    emit seasonChanged();
}

void Session::addRegions(const std::vector<shamal::Region>& regions)
{
    if (regions.empty())
        return;
    shamal::RegionList after = m_regions;
    for (const shamal::Region& region : regions)
        after.add(region);
    if (after.regions == m_regions.regions)
        return activateRegion(after.active);
    const QString text = regions.size() == 1
                             ? tr("add %1").arg(QString::fromStdString(after.regions.back().name))
                             : tr("add %n regions", "", static_cast<int>(regions.size()));
    pushRegions(text, std::move(after));
}

void Session::changeRegion(std::size_t index, shamal::Region changed, int drag)
{
    shamal::RegionList after = m_regions;
    shamal::Region& region = after.regions.at(index);
    changed.name = m_regions.uniqueName(changed.name, index);
    if (region == changed)
        return;
    const QString text = region.name != changed.name     ? tr("rename %1")
                         : region.shape == changed.shape ? tr("recolour %1")
                                                         : tr("reshape %1");
    const QString name = QString::fromStdString(region.name);
    region = std::move(changed);
    pushRegions(text.arg(name), std::move(after), drag);
}

void Session::removeRegions(std::vector<std::size_t> indices)
{
    shamal::RegionList after = m_regions;
    std::ranges::sort(indices, std::greater());
    for (const std::size_t index : indices)
        after.remove(index);
    if (indices.size() == 1)
        pushRegions(tr("remove %1").arg(QString::fromStdString(m_regions.regions[indices.front()].name)),
                    std::move(after));
    else if (!indices.empty())
        pushRegions(tr("remove %n regions", "", static_cast<int>(indices.size())), std::move(after));
}

void Session::activateRegion(std::optional<std::size_t> index)
{
    shamal::RegionList after = m_regions;
    after.active = index;
    if (const LoadedSource* const source = finest(); !index && source != nullptr)
        setWholeArea(*source);
    putRegions(after);
}

void Session::pushRegions(const QString& text, shamal::RegionList after, int drag)
{
    m_regionChanges.push(new RegionChange(*this, text, std::move(after), drag));
}

void Session::putRegions(const shamal::RegionList& regions)
{
    m_regions = regions;
    const bool another = findRegion();
    emit regionsChanged();
    if (another)
        emit regionChanged();
}

/// Whether region() tells another than before.
bool Session::findRegion()
{
    std::optional<shamal::Region> region = m_wholeArea;
    if (const shamal::Region* active = m_regions.activeRegion())
        region = *active;
    if (region == m_region)
        return false;
    m_region = std::move(region);
    return true;
}

const LoadedSource* Session::finest() const
{
    const LoadedSource* const known = fine();
    return known != nullptr ? known : coarse();
}

/// That of the finest record that is left.
void Session::refitWholeArea()
{
    m_wholeArea.reset();
    if (const LoadedSource* const source = finest())
        setWholeArea(*source);
    const bool another = findRegion();
    emit regionsChanged();
    if (another)
        emit regionChanged();
}

void Session::setWholeArea(const LoadedSource& source)
{
    m_wholeArea = shamal::Region{tr("Whole area").toStdString(), source.series.grid().bounds()};
}

const shamal::DownscaledDay* Session::downscaled(shamal::Date day) const
{
    if (!m_result)
        return nullptr;
    const auto& days = m_result->days();
    const auto found = std::ranges::find(days, day, [](const auto& done) { return done->date; });
    return found == days.end() ? nullptr : found->get();
}

void Session::beginResult(const shamal::DownscaleRunInfo& info)
{
    m_result.emplace(info, coarse() == nullptr ? shamal::FieldMetadata{} : coarse()->series.metadata());
    emit resultChanged();
}

void Session::addDay(const shamal::DownscaledDay& day)
{
    if (!m_result)
        return;
    m_result->add(day);
    emit resultChanged();
}

void Session::setMap(std::size_t map, const MapChoice& choice)
{
    if (m_maps.at(map) == choice)
        return;
    m_maps[map] = choice;
    emit mapsChanged();
}

void Session::addMap(const MapChoice& choice)
{
    m_maps.push_back(choice);
    if (!m_timeLinked && !choice.day)
        m_maps.back().day = m_day;
    emit mapsChanged();
}

void Session::closeMap(std::size_t map)
{
    m_maps.erase(m_maps.begin() + static_cast<std::ptrdiff_t>(map));
    const bool active = map == m_activeMap;
    m_activeMap = active ? 0 : m_activeMap - (map < m_activeMap ? 1 : 0);
    if (active && !m_timeLinked)
        return followHeldDay();
    emit mapsChanged();
}

void Session::setTimeLinked(bool linked)
{
    if (m_timeLinked == linked)
        return;
    m_timeLinked = linked;
    holdDays();
    emit mapsChanged();
}

void Session::holdDays()
{
    for (std::size_t map = 0; map < m_maps.size(); ++map)
        m_maps[map].day = m_timeLinked || map == m_activeMap ? std::nullopt : m_day;
}

void Session::setActiveMap(std::size_t map)
{
    if (m_activeMap == map || map >= m_maps.size())
        return;
    if (!m_timeLinked)
        m_maps[m_activeMap].day = m_day;
    m_activeMap = map;
    if (!m_timeLinked)
        followHeldDay();
}

void Session::followHeldDay()
{
    const auto held = std::exchange(m_maps[m_activeMap].day, std::nullopt);
    if (held && held != m_day)
        return setDay(*held);  // shows all maps again
    emit mapsChanged();
}

void Session::addPin(shamal::LatLon place)
{
    std::vector<MapPin>& pins = m_pins.pins;
    int number = 1;
    while (number <= static_cast<int>(pins.size()) &&
           pins[static_cast<std::size_t>(number) - 1].number == number)
        ++number;
    pins.insert(pins.begin() + (number - 1), MapPin{number, place});
    m_pins.chosen = number;
    emit pinsChanged();
}

void Session::removePin(int number)
{
    std::vector<MapPin>& pins = m_pins.pins;
    if (std::erase_if(pins, [number](const MapPin& pin) { return pin.number == number; }) == 0)
        return;
    if (m_pins.chosen == number)
        m_pins.chosen = pins.empty() ? std::nullopt : std::optional(pins.back().number);
    emit pinsChanged();
}

void Session::removePins()
{
    m_pins = {};
    emit pinsChanged();
}

std::optional<shamal::LatLon> Session::pinnedInRegion() const
{
    std::optional<shamal::LatLon> found;
    for (const MapPin& pin : m_pins.pins) {
        const bool chosen = pin.number == m_pins.chosen;
        if ((chosen || !found) && m_region && m_region->contains(pin.place))
            found = pin.place;
    }
    return found;
}

void Session::choosePin(int number)
{
    const bool there =
        std::ranges::any_of(m_pins.pins, [number](const MapPin& pin) { return pin.number == number; });
    if (!there || m_pins.chosen == number)
        return;
    m_pins.chosen = number;
    emit pinsChanged();
}
