#include "session/session.h"

#include <algorithm>
#include <utility>

namespace {

bool overlap(const shamal::LatLonBox& a, const shamal::LatLonBox& b)
{
    const shamal::LatLon centre{0.5 * (a.south + a.north), 0.5 * (a.west + a.east)};
    const shamal::LatLon otherCentre{0.5 * (b.south + b.north), 0.5 * (b.west + b.east)};
    return b.contains(centre) || a.contains(otherCentre);
}

}  // namespace

/// From the region there was when it was made to another.
class Session::RegionChange : public QUndoCommand {
public:
    RegionChange(Session& session, const shamal::Region& after)
        : QUndoCommand(QString::fromStdString(after.name)),
          m_session(session),
          m_before(session.m_region),
          m_chosenBefore(session.m_regionChosen),
          m_after(after)
    {
    }
    void undo() override { m_session.putRegion(m_before, m_chosenBefore); }
    void redo() override { m_session.putRegion(m_after, true); }

private:
    Session& m_session;
    std::optional<shamal::Region> m_before;
    bool m_chosenBefore;
    shamal::Region m_after;
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
    const bool newWhole =
        outOfSight || (!m_regionChosen && m_sources[index].role == shamal::SourceRole::Fine);
    if (newWhole) {
        m_region = shamal::Region{tr("Whole area").toStdString(), series.grid().bounds()};
        m_regionChosen = false;
    }
    const bool dayThere = m_day && series.find(*m_day).has_value();
    if (!series.timeless() && !series.empty() && !dayThere)
        m_day = series.steps().front().date;
    emit sourcesChanged();
    emit dayChanged();
    if (newWhole)
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
}

void Session::closeSource(std::size_t index)
{
    if (index >= m_sources.size())
        return;
    m_sources.erase(m_sources.begin() + static_cast<std::ptrdiff_t>(index));
    emit sourcesChanged();
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

void Session::setRegion(const shamal::Region& region)
{
    if (m_region == region)
        return;
    m_regionChanges.push(new RegionChange(*this, region));
}

void Session::putRegion(const std::optional<shamal::Region>& region, bool chosen)
{
    m_region = region;
    m_regionChosen = chosen;
    emit regionChanged();
}

const shamal::DownscaledDay* Session::downscaled(shamal::Date day) const
{
    if (!m_result)
        return nullptr;
    const auto& days = m_result->days();
    const auto found = std::find_if(days.begin(), days.end(),
                                    [day](const shamal::DownscaledDay& done) { return done.date == day; });
    return found == days.end() ? nullptr : &*found;
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
    emit mapsChanged();
}

void Session::closeMap(std::size_t map)
{
    m_maps.erase(m_maps.begin() + static_cast<std::ptrdiff_t>(map));
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

void Session::choosePin(int number)
{
    const bool there =
        std::ranges::any_of(m_pins.pins, [number](const MapPin& pin) { return pin.number == number; });
    if (!there || m_pins.chosen == number)
        return;
    m_pins.chosen = number;
    emit pinsChanged();
}
