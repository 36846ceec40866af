#include "window/time_rows.h"

#include <QCoreApplication>

#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TimeRows)
};

constexpr double kSecondsPerDay = 86400.0;

TimeRow rowOf(const LoadedSource& source, DataKind kind)
{
    const shamal::FieldSeries& series = source.series;
    TimeRow row{.kind = kind,
                .name = QString::fromStdString(series.metadata().source),
                .days = {series.steps(), series.calendar()},
                .testDays = {},
                .repeated = {}};
    const double seconds = source.dataset.stepSeconds();
    if (seconds > 0.0 && seconds < kSecondsPerDay)
        row.stepsADay = static_cast<int>(std::lround(kSecondsPerDay / seconds));
    for (const shamal::RepeatedSteps& repeated : source.dataset.repeatedSteps())
        row.repeated.emplace_back(repeated.first.date, repeated.last.date);
    return row;
}

}  // namespace

std::vector<TimeRow> timeRows(const Session& session, const shamal::ModelCard* model)
{
    std::vector<TimeRow> rows;
    if (const LoadedSource* fine = session.fine(); fine != nullptr && !fine->series.timeless()) {
        rows.push_back(rowOf(*fine, DataKind::Fine));
        if (model != nullptr && model->variable == fine->series.metadata().name)
            rows.back().testDays = model->split.test;
    }
    if (const LoadedSource* coarse = session.coarse(); coarse != nullptr && !coarse->series.timeless())
        rows.push_back(rowOf(*coarse, DataKind::Coarse));
    if (session.result()) {
        std::vector<shamal::TimeStep> steps;
        for (const auto& day : session.result()->days())
            steps.push_back({.date = day->date, .daily = true});
        rows.push_back({.kind = DataKind::Downscaled,
                        .name = Words::tr("Downscaled"),
                        .days = {std::move(steps), session.result()->info().calendar},
                        .testDays = {},
                        .repeated = {}});
    }
    return rows;
}
