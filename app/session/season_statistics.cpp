#include "session/season_statistics.h"

#include "session/map_contents.h"
#include "text.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace {

QString titleOf(const Session& session, const FieldChoice& choice)
{
    return QStringLiteral("%1 · %2").arg(nameOf(session, choice), nameOf(choice.over));
}

/// The days of the ensemble part chosen, as a series; empty when there is none.
shamal::FieldSeries downscaledSeries(const shamal::DownscaleResult& result, const FieldChoice& choice)
{
    if (choice.ensemble == FieldChoice::Ensemble::Mean)
        return result.mean();
    if (choice.ensemble == FieldChoice::Ensemble::Spread)
        return result.spread().value_or(shamal::FieldSeries());
    return result.member(static_cast<std::size_t>(choice.member)).value_or(shamal::FieldSeries());
}

shamal::FieldSeries seriesOf(const Session& session, const FieldChoice& choice)
{
    const LoadedSource* const source = sourceOf(session, choice);
    return source != nullptr ? source->series : downscaledSeries(*session.result(), choice);
}

/// What stands for all that is worked out together.
FieldChoice standingFor(FieldChoice choice)
{
    choice.over = workedOutWith(choice.over).front();
    return choice;
}

MapField fieldOf(const Session& session, const FieldChoice& choice, const CellStatistics& found)
{
    const shamal::FieldMetadata metadata = metadataOf(session, choice);
    const shamal::Season season = session.season();
    const auto days = static_cast<int>(found.days);
    QStringList notes;
    if (found.leastPairs)
        notes += Session::tr("≥ %1 pairs of days").arg(*found.leastPairs);
    notes += QStringLiteral("%1 – %2").arg(text(toString(found.first)), text(toString(found.last)));
    if (metadata.synthetic)
        notes += Session::tr("synthetic");
    return {.grid = found.grid,
            .values = found.fields.at(choice.over),
            .title = titleOf(session, choice),
            .date = season == shamal::Season::All
                        ? Session::tr("%n day(s)", nullptr, days)
                        : Session::tr("%1, %n day(s)", nullptr, days).arg(text(std::string(nameOf(season)))),
            .quantity = quantityOf(metadata),
            .note = notes.join(QStringLiteral(" · ")),
            .unit = text(metadata.units)};
}

}  // namespace

SeasonStatistics::SeasonStatistics(const Session& session) : m_session(session)
{
    connect(&m_task, &LatestTask::failed, this, [this](const QString& message) {
        settle([&](const FieldChoice&) { return MapContent{{}, message}; });
    });
}

bool SeasonStatistics::awaits(const FieldChoice& choice) const
{
    return choice.over != FieldChoice::Over::Day && !m_known.contains(choice) &&
           std::ranges::find(m_wanted, standingFor(choice)) != m_wanted.end();
}

MapContent SeasonStatistics::of(const FieldChoice& choice)
{
    const auto known = m_known.find(choice);
    if (known != m_known.end() && known->second.current)
        return known->second.content;
    const FieldChoice wanted = standingFor(choice);
    if (std::ranges::find(m_wanted, wanted) == m_wanted.end())
        m_wanted.push_back(wanted);
    workOn();
    return known != m_known.end()
               ? known->second.content
               : MapContent{{}, Session::tr("%1\ncomputing…").arg(titleOf(m_session, choice))};
}

void SeasonStatistics::workOn()
{
    if (m_wanted.empty() || m_task.busy())
        return;
    const FieldChoice& choice = m_wanted.front();
    // Spread is one of log10 already.
    const bool log10 = choice.ensemble != FieldChoice::Ensemble::Spread;
    m_task.submit([this, series = seriesOf(m_session, choice), season = m_session.season(),
                   over = choice.over, log10, name = nameOf(m_session, choice)](const std::stop_token& stop) {
        const auto found =
            std::make_shared<const CellStatistics>(cellStatistics(series, season, over, log10, name, stop));
        return LatestTask::Deliver([this, found] {
            settle([&](const FieldChoice& one) { return MapContent{fieldOf(m_session, one, *found), {}}; });
        });
    });
}

/// What was under way is known from now on.
void SeasonStatistics::settle(const std::function<MapContent(const FieldChoice&)>& contentOf)
{
    FieldChoice choice = m_wanted.front();
    m_wanted.pop_front();
    for (const FieldChoice::Over over : workedOutWith(choice.over)) {
        choice.over = over;
        m_known[choice] = {contentOf(choice)};
    }
    workOn();
    emit arrived();
}

void SeasonStatistics::forget()
{
    m_task.cancel();
    m_wanted.clear();
    m_known.clear();
}

void SeasonStatistics::forgetDownscaled()
{
    const auto downscaled = [](const FieldChoice& choice) {
        return choice.data == FieldChoice::Data::Downscaled;
    };
    if (!m_wanted.empty() && downscaled(m_wanted.front()))
        m_task.cancel();
    std::erase_if(m_wanted, downscaled);
    const bool begun = !m_session.result() || m_session.result()->empty();
    std::erase_if(m_known, [&](const auto& known) { return begun && downscaled(known.first); });
    for (auto& [choice, known] : m_known)
        known.current = known.current && !downscaled(choice);
    workOn();
}
