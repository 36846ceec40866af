#include "charts/chart_scales.h"

#include "map/colour_scale.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

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
    constexpr std::size_t kMost = 7;  // of many decades, every second or third
    const std::size_t stride = (ticks.size() + kMost - 1) / kMost;
    std::vector<double> kept;
    for (std::size_t i = 0; i < ticks.size(); i += std::max<std::size_t>(stride, 1))
        kept.push_back(ticks[i]);
    ticks = std::move(kept);
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    ticker->setTicks(QVector<double>(ticks.begin(), ticks.end()), tickLabels(ticks));
    return ticker;
}
