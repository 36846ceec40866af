#include "session/map_fields.h"

#include "fields/day_steps.h"
#include "fields/regrid.h"
#include "fields/units.h"
#include "panels/day_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

QString quantity(const shamal::FieldMetadata& metadata)
{
    return metadata.units.empty()
               ? text(metadata.title())
               : QStringLiteral("%1 (%2)").arg(text(metadata.title()), text(metadata.units));
}

QString syntheticNote(bool synthetic)
{
    return synthetic ? Session::tr("synthetic") : QString();
}

/// What one step of a source is called, and what else is to be said of it.
struct StepWords {
    QString date, note;
};

StepWords wordsOf(const shamal::DaySteps& days, std::size_t step, shamal::Date day)
{
    const QString note = stepNote(days, step, day);
    const bool longer = days.cadence() != shamal::Cadence::Daily;
    return {longer ? text(toString(day)) : text(toString(days.steps()[step])), longer ? note : QString()};
}

PaneContent sourcePane(const LoadedSource* source, std::optional<shamal::Date> day, const QString& missing)
{
    if (source == nullptr)
        return {{}, missing};
    const shamal::FieldSeries& series = source->series;
    const shamal::FieldMetadata& metadata = series.metadata();
    StepWords words;
    std::optional<std::size_t> step;
    if (series.timeless()) {
        step = 0;  // shown on every day
    } else if (day) {
        const shamal::DaySteps days(series.steps(), series.calendar());
        step = days.stepOn(*day);
        if (step)
            words = wordsOf(days, *step, *day);
    }
    if (!step)
        return {{},
                Session::tr("%1 has no field of %2")
                    .arg(text(metadata.source), day ? text(toString(*day)) : QString())};
    QStringList notes{words.note, syntheticNote(metadata.synthetic)};
    notes.removeAll(QString());
    const std::span<const float> values = series.field(*step);
    return {MapField{series.grid(),
                     {values.begin(), values.end()},
                     QStringLiteral("%1 · %2").arg(text(metadata.source), text(metadata.name)),
                     words.date,
                     quantity(metadata),
                     notes.join(QStringLiteral(" · "))},
            {},
            words.note};
}

bool sameCells(const shamal::Grid& from, const shamal::Grid& to)
{
    const auto on = [](const std::vector<double>& axis, double wanted) {
        const auto found = std::lower_bound(axis.begin(), axis.end(), wanted - 1e-6);
        return found != axis.end() && std::abs(*found - wanted) < 1e-6;
    };
    return std::all_of(to.latitudes().begin(), to.latitudes().end(),
                       [&](double latitude) { return on(from.latitudes(), latitude); }) &&
           std::all_of(to.longitudes().begin(), to.longitudes().end(),
                       [&](double longitude) { return on(from.longitudes(), longitude); });
}

/// `minuend` - `subtrahend` on the minuend's grid; both have a field.
PaneContent difference(const PaneContent& minuend, const PaneContent& subtrahend, const QString& minuendName,
                       const QString& subtrahendName)
{
    MapField field = *minuend.field;
    const bool exact = sameCells(subtrahend.field->grid, field.grid);
    const std::vector<float> other =
        shamal::regrid(subtrahend.field->values, subtrahend.field->grid, field.grid,
                       exact ? shamal::RegridMethod::Nearest : shamal::RegridMethod::Bilinear);
    for (std::size_t cell = 0; cell < other.size(); ++cell)
        field.values[cell] -= other[cell];
    field.title = QStringLiteral("%1 − %2").arg(minuendName, subtrahendName);
    field.quantity = Session::tr("Difference of %1").arg(minuend.field->quantity);
    QStringList notes;
    for (const auto& [name, matched] :
         {std::pair(minuendName, minuend.matched), std::pair(subtrahendName, subtrahend.matched)}) {
        if (!matched.isEmpty())
            notes += QStringLiteral("%1: %2").arg(name, matched);
    }
    if (!exact)
        notes += Session::tr("%1 interpolated bilinearly").arg(subtrahendName);
    if (!notes.isEmpty())
        field.note = notes.join(QStringLiteral(" · "));
    return {std::move(field), {}};
}

}  // namespace

PaneContent coarsePane(const Session& session)
{
    return sourcePane(
        session.coarse(), session.day(),
        Session::tr("No coarse data set.\nFile > Open… takes netCDF files, File > Open Demo makes some."));
}

PaneContent finePane(const Session& session)
{
    return sourcePane(session.fine(), session.day(), Session::tr("Open a fine data set to compare."));
}

PaneContent downscaledPane(const Session& session)
{
    if (!session.result())
        return {{}, Session::tr("Nothing downscaled yet.\nChoose an area and days, then Downscale > Run.")};
    const shamal::DownscaledDay* day = session.day() ? session.downscaled(*session.day()) : nullptr;
    if (day == nullptr)
        return {{},
                Session::tr("%1 is not downscaled.")
                    .arg(session.day() ? text(toString(*session.day())) : QString())};
    const shamal::DownscaleRunInfo& info = session.result()->info();
    QString note = syntheticNote(info.model.synthetic);
    if (!day->fullHistory)
        note = Session::tr("history partly from the coarse field");
    return {MapField{info.grid, day->mean, Session::tr("Downscaled · mean"), text(toString(day->date)),
                     session.coarse() != nullptr ? quantity(session.coarse()->series.metadata())
                                                 : QStringLiteral("(%1)").arg(text(info.model.units)),
                     note},
            {}};
}

PaneContent differencePane(const Session& session)
{
    return differencePane(session, coarsePane(session), finePane(session), downscaledPane(session));
}

PaneContent differencePane(const Session& session, const PaneContent& coarse, const PaneContent& fine,
                           const PaneContent& downscaled)
{
    const QString coarseName =
        session.coarse() ? text(session.coarse()->series.metadata().source) : QString();
    const QString fineName = session.fine() ? text(session.fine()->series.metadata().source) : QString();
    const QString downscaledName = Session::tr("Downscaled");
    if (downscaled.field && fine.field)
        return difference(downscaled, fine, downscaledName, fineName);
    if (downscaled.field && coarse.field)
        return difference(downscaled, coarse, downscaledName, coarseName);
    if (fine.field && coarse.field && sharesUnits(session))
        return difference(fine, coarse, fineName, coarseName);
    return {{}, Session::tr("A difference needs two fields of the same day.")};
}

bool sharesUnits(const Session& session)
{
    return session.coarse() == nullptr || session.fine() == nullptr ||
           shamal::sameUnit(session.coarse()->series.metadata().units,
                            session.fine()->series.metadata().units);
}

ColourScale scaleOf(const shamal::FieldSeries& series)
{
    // A sample bears the percentiles as well as the whole and costs a frame, not seconds.
    constexpr std::size_t kWanted = 200'000;
    const std::size_t values = series.size() * series.grid().cells();
    const std::size_t stride = std::max<std::size_t>(1, values / kWanted) | 1U;
    std::vector<float> sample;
    for (std::size_t i = 0; i < values; i += stride)
        sample.push_back(series.field(i / series.grid().cells())[i % series.grid().cells()]);
    return ColourScale::fitted(sample);
}

ColourScale commonScale(const Session& session)
{
    const LoadedSource* source = session.fine() != nullptr ? session.fine() : session.coarse();
    return source == nullptr ? ColourScale{} : scaleOf(source->series);
}
