#pragma once
#include "fields/error.h"
#include "panels/analyses.h"

#include <QCoreApplication>

#include <algorithm>

/// The data set of that kind; null without one.
inline const AnalysisDataSet* dataSetOf(const AnalysisInputs& inputs, DataKind kind)
{
    const auto found = std::ranges::find(inputs.dataSets, kind, &AnalysisDataSet::kind);
    return found == inputs.dataSets.end() ? nullptr : &*found;
}

/// A result that knows its inputs, and has nothing yet.
inline AnalysisResult resultOf(const AnalysisInputs& inputs)
{
    AnalysisResult result;
    result.region = inputs.region;
    result.season = inputs.season;
    result.log10 = inputs.settings.log10;
    for (const AnalysisDataSet& dataSet : inputs.dataSets) {
        const shamal::FieldSeries& series = dataSet.series;
        AnalysedRecord record{dataSet.kind,
                              dataSet.name,
                              QString::fromStdString(series.metadata().name),
                              QString::fromStdString(series.metadata().units),
                              dataSet.files,
                              {},
                              {}};
        const std::vector<std::size_t> steps = series.stepsIn(inputs.season);
        if (!steps.empty()) {
            record.firstDay = series.steps()[steps.front()].date;
            record.lastDay = series.steps()[steps.back()].date;
            record.days = steps.size();
        }
        result.records.push_back(record);
    }
    return result;
}

/// Runs `one(dataSet, steps)` for every data set with the days of the season; a data set it cannot do is
/// noted, not fatal.
template <typename One>
void forEachDataSet(const AnalysisInputs& inputs, AnalysisResult& result, const std::stop_token& stop,
                    const One& one)
{
    for (const AnalysisDataSet& dataSet : inputs.dataSets) {
        shamal::throwIfStopped(stop);
        try {
            const std::vector<std::size_t> steps = dataSet.series.stepsIn(inputs.season);
            if (steps.empty())
                throw shamal::InputError(
                    QCoreApplication::translate("Analyses", "no day lies in the season").toStdString());
            one(dataSet, steps);
        } catch (const shamal::InputError& error) {
            result.notes << QStringLiteral("%1: %2").arg(dataSet.name, QString::fromUtf8(error.what()));
        }
    }
}

/// "log10", or the unit of the first data set that has one.
inline QString unitOfValues(const AnalysisInputs& inputs)
{
    if (inputs.settings.log10)
        return QStringLiteral("log10");
    for (const AnalysisDataSet& dataSet : inputs.dataSets) {
        if (!dataSet.series.metadata().units.empty())
            return QString::fromStdString(dataSet.series.metadata().units);
    }
    return QStringLiteral("1");
}

template <typename Integer>
std::vector<double> asDoubles(const std::vector<Integer>& values)
{
    return {values.begin(), values.end()};
}
