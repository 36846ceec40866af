#include "window/source_facts.h"

#include "fields/day_matching.h"
#include "map/colour_scale.h"

#include <QCoreApplication>

#include <cmath>
#include <numbers>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SourceFacts)
};

QString periodOf(const shamal::FieldSeries& series)
{
    if (series.timeless())
        return Words::tr("no time: one field");
    const QString first = QString::fromStdString(toString(series.steps().front().date));
    const QString last = QString::fromStdString(toString(series.steps().back().date));
    return first == last ? first : QStringLiteral("%1 – %2").arg(first, last);
}

QString stepsOf(const LoadedSource& source)
{
    const double seconds = source.dataset.stepSeconds();
    if (seconds <= 0.0 || seconds >= 86400.0)
        return {};
    const QString step = seconds >= 3600.0 ? Words::tr("%1 h").arg(displayNumber(seconds / 3600.0))
                                           : Words::tr("%1 min").arg(displayNumber(seconds / 60.0));
    return Words::tr("%1 of %2, averaged to days").arg(source.dataset.steps().size()).arg(step);
}

QString spacingOf(const shamal::Grid& grid)
{
    const double latitudeKm = grid.meanLatitudeStep() * shamal::kEarthRadiusKm * std::numbers::pi / 180.0;
    const double middle =
        0.5 * (grid.latitudes().front() + grid.latitudes().back()) * std::numbers::pi / 180.0;
    const double longitudeKm =
        grid.meanLongitudeStep() * shamal::kEarthRadiusKm * std::numbers::pi / 180.0 * std::cos(middle);
    const QString latitude = displayNumber(grid.meanLatitudeStep());
    const QString longitude = displayNumber(grid.meanLongitudeStep());
    if (latitude == longitude)
        return Words::tr("%1° (%2 × %3 km)")
            .arg(latitude, displayNumber(latitudeKm), displayNumber(longitudeKm));
    return Words::tr("%1° × %2° (%3 × %4 km)")
        .arg(latitude, longitude, displayNumber(latitudeKm), displayNumber(longitudeKm));
}

QString shortDaysOf(const shamal::Dataset& dataset)
{
    const std::vector<shamal::TimeStep> days = dataset.incompleteDays();
    if (days.empty())
        return {};
    return Words::tr("%n day(s) with too few steps, the first %1", nullptr, static_cast<int>(days.size()))
        .arg(QString::fromStdString(toString(days.front())));
}

QString repeatedOf(const shamal::Dataset& dataset)
{
    std::size_t count = 0;
    for (const shamal::RepeatedSteps& repeated : dataset.repeatedSteps())
        count += repeated.count;
    if (count == 0)
        return {};
    return Words::tr("%n step(s) came twice, taken from %1", nullptr, static_cast<int>(count))
        .arg(QString::fromStdString(dataset.repeatedSteps().front().kept.filename().string()));
}

}  // namespace

DataPanelEntry factsOf(const LoadedSource& source, const LoadedSource* counterpart)
{
    DataPanelEntry entry;
    entry.title = QString::fromStdString(source.dataset.title());
    entry.path = QString::fromStdString(source.dataset.files().front().string());
    if (source.dataset.files().size() > 1)
        entry.path += Words::tr(" and %n more", nullptr, static_cast<int>(source.dataset.files().size()) - 1);
    entry.variables = source.dataset.variables();
    entry.variable = source.variable;
    entry.level = source.level;
    entry.role = source.role;
    entry.roleReason = QString::fromStdString(source.dataset.role().reason);
    entry.period = periodOf(source.series);
    if (!source.series.timeless())
        entry.days = Words::tr("%n day(s)", nullptr, static_cast<int>(source.series.size()));
    entry.steps = stepsOf(source);
    const auto gaps = source.dataset.gaps();
    if (!gaps.empty()) {
        entry.gaps = Words::tr("%n gap(s), the first after %1", nullptr, static_cast<int>(gaps.size()))
                         .arg(QString::fromStdString(toString(gaps.front().before)));
    }
    entry.shortDays = shortDaysOf(source.dataset);
    entry.repeated = repeatedOf(source.dataset);
    if (counterpart != nullptr && !source.series.timeless() && !counterpart->series.timeless()) {
        const shamal::DayMatching days = matchDays(source.series.steps(), counterpart->series.steps());
        entry.inCommon = Words::tr("%n day(s)", nullptr, static_cast<int>(days.both.size()));
        if (!days.firstOnly.empty())
            entry.inCommon += Words::tr(", %n only here", nullptr, static_cast<int>(days.firstOnly.size()));
    }
    entry.grid =
        Words::tr("%1 × %2 cells").arg(source.series.grid().rows()).arg(source.series.grid().columns());
    entry.spacing = spacingOf(source.series.grid());
    entry.synthetic = source.dataset.synthetic();
    return entry;
}
