#include "session/source_field.h"

#include "fields/day_steps.h"
#include "panels/day_text.h"
#include "text.h"

namespace {

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

}  // namespace

QString quantityOf(const shamal::FieldMetadata& metadata)
{
    return metadata.units.empty()
               ? text(metadata.title())
               : QStringLiteral("%1 (%2)").arg(text(metadata.title()), text(metadata.units));
}

MapContent sourceField(const LoadedSource& source, std::optional<shamal::Date> day)
{
    const shamal::FieldSeries& series = source.series;
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
    QStringList notes{words.note, metadata.synthetic ? Session::tr("synthetic") : QString()};
    notes.removeAll(QString());
    const std::span<const float> values = series.field(*step);
    return {MapField{series.grid(),
                     {values.begin(), values.end()},
                     QStringLiteral("%1 · %2").arg(text(metadata.source), text(metadata.name)),
                     words.date,
                     quantityOf(metadata),
                     notes.join(QStringLiteral(" · ")),
                     text(metadata.units),
                     words.note},
            {}};
}
