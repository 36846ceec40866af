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

namespace {

bool isPowerOfTen(double tick)
{
    const double exponent = std::log10(tick);
    return std::abs(exponent - std::round(exponent)) < 1e-6;
}

}  // namespace

QSharedPointer<QCPAxisTicker> logTicker(const QCPRange& range, int most)
{
    constexpr int kTicks = 4;
    const auto room = static_cast<std::size_t>(std::clamp(most, 2, 7));
    ColourScale scale{.kind = ColourScale::Kind::Log10, .minimum = range.lower, .maximum = range.upper};
    std::vector<double> ticks = scale.ticks(kTicks);
    if (ticks.size() < 2) {
        scale.kind = ColourScale::Kind::Linear;
        ticks = scale.ticks(kTicks);
    }
    if (ticks.size() > room && std::ranges::count_if(ticks, isPowerOfTen) >= 2)
        std::erase_if(ticks, [](double tick) { return !isPowerOfTen(tick); });
    const std::size_t stride = (ticks.size() + room - 1) / room;
    std::vector<double> kept;
    for (std::size_t i = 0; i < ticks.size(); i += std::max<std::size_t>(stride, 1))
        kept.push_back(ticks[i]);
    ticks = std::move(kept);
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    ticker->setTicks(QVector<double>(ticks.begin(), ticks.end()), tickLabels(ticks));
    return ticker;
}
