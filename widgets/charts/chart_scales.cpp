#include "charts/chart_scales.h"

#include "map/colour_scale.h"

#include <cmath>

QCPRange withMargins(const QCPRange& range, bool logarithmic)
{
    constexpr double kMargin = 0.06;
    if (logarithmic) {
        const double factor = range.upper > range.lower ? std::pow(range.upper / range.lower, kMargin) : 2.0;
        return {range.lower / factor, range.upper * factor};
    }
    const double margin = kMargin * (range.size() > 0.0 ? range.size() : 1.0);
    return {range.lower - margin, range.upper + margin};
}

QSharedPointer<QCPAxisTicker> logTicker(const QCPRange& range)
{
    constexpr int kTicks = 4;
    ColourScale scale{.kind = ColourScale::Kind::Log10, .minimum = range.lower, .maximum = range.upper};
    std::vector<double> ticks = scale.ticks(kTicks);
    if (ticks.size() < 2) {
        scale.kind = ColourScale::Kind::Linear;
        ticks = scale.ticks(kTicks);
    }
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    ticker->setTicks(QVector<double>(ticks.begin(), ticks.end()), tickLabels(ticks));
    return ticker;
}
