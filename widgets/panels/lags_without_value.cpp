#include "panels/lags_without_value.h"

#include "panels/analyses.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

struct Lags {
    int first, last;
};

/// Those that have one reason, in order.
struct Reason {
    QString text;
    std::vector<Lags> lags;

    void add(int lag)
    {
        if (!lags.empty() && lags.back().last == lag - 1)
            lags.back().last = lag;
        else
            lags.push_back({lag, lag});
    }
};

QString inWords(Lags lags)
{
    return lags.first == lags.last ? QString::number(lags.first)
                                   : Words::tr("%1 to %2").arg(lags.first).arg(lags.last);
}

QString inWords(const std::vector<Lags>& lags)
{
    constexpr std::size_t kMost = 5;
    QStringList parts;
    for (const Lags& some : lags)
        parts << inWords(some);
    if (lags.size() > kMost) {
        parts.resize(kMost);
        parts << QStringLiteral("…");
    }
    return parts.join(QStringLiteral(", "));
}

QString sentence(const QString& dataSet, const Reason& reason)
{
    const bool one = reason.lags.size() == 1 && reason.lags.front().first == reason.lags.front().last;
    return (one ? Words::tr("%1: %2 at lag %3") : Words::tr("%1: %2 at lags %3"))
        .arg(dataSet, reason.text, inWords(reason.lags));
}

bool hasValue(const ChartCurve& curve)
{
    return std::ranges::any_of(curve.y, [](double value) { return !std::isnan(value); });
}

}  // namespace

QStringList lagsWithoutValue(const QString& dataSet, const std::vector<int>& lagDays,
                             const std::vector<double>& values,
                             const std::function<QString(std::size_t)>& reason)
{
    std::vector<Reason> reasons;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const QString text = std::isnan(values[i]) ? reason(i) : QString();
        if (text.isEmpty())
            continue;
        auto found = std::ranges::find(reasons, text, &Reason::text);
        if (found == reasons.end())
            found = reasons.insert(found, {text, {}});
        found->add(lagDays[i]);
    }
    QStringList sentences;
    for (const Reason& each : reasons)
        sentences << sentence(dataSet, each);
    return sentences;
}

void addReasons(AnalysisResult& result, const QStringList& reasons, const std::vector<double>& values)
{
    const bool none = std::ranges::all_of(values, [](double value) { return std::isnan(value); });
    (none ? result.notes : result.findings) << reasons;
}

ChartContent withReasons(ChartContent chart, const QStringList& reasons)
{
    if (std::ranges::any_of(chart.curves, hasValue) || reasons.isEmpty())
        return chart;
    chart.curves.clear();
    chart.message = reasons.join('\n');
    return chart;
}
