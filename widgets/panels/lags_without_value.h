#pragma once
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

struct AnalysisResult;
struct ChartContent;

/// Why a curve over lags has no value at some of them, one sentence for each reason: "G5NR: no pair of days
/// at lags 8 to 30". `reason(i)` is asked for every value that is NaN; it is empty where that is told
/// elsewhere. Many lags that are no neighbours are cut short.
QStringList lagsWithoutValue(const QString& dataSet, const std::vector<int>& lagDays,
                             const std::vector<double>& values,
                             const std::function<QString(std::size_t)>& reason);

/// Adds them as a note where no value is there, else to the findings: every short record lacks some.
void addReasons(AnalysisResult& result, const QStringList& reasons, const std::vector<double>& values);

/// Where no curve of the chart has a value, they go and `reasons` stand in their place.
ChartContent withReasons(ChartContent chart, const QStringList& reasons);
