#include "map/scale_bar.h"

#include "geo/graticule.h"
#include "map/cased_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ScaleBar)
};

constexpr double kWidestRange = 2.0;  // of scales in one view
constexpr int kSamples = 9;           // a side, of the frame's scales
constexpr double kStep = 2.0;         // pixels between points of the row
constexpr double kMargin = 10.0;      // style units
constexpr double kTick = 5.0;
constexpr double kLongestPart = 0.35;  // of the frame
constexpr double kLongest = 160.0;     // style units

bool onEarth(const std::optional<shamal::LatLon>& point)
{
    return point && std::abs(point->latitude) <= 90.0;
}

bool scaleIsAlike(const MapGeometry& geometry)
{
    double least = std::numeric_limits<double>::infinity();
    double most = 0.0;
    const QRectF& frame = geometry.frame;
    for (int row = 0; row < kSamples; ++row) {
        for (int column = 0; column < kSamples; ++column) {
            const auto place =
                geometry.onPlane({std::lerp(frame.left(), frame.right(), column / (kSamples - 1.0)),
                                  std::lerp(frame.top(), frame.bottom(), row / (kSamples - 1.0))});
            if (geometry.projection.isPlateCarree() && std::abs(place.y) > 90.0)
                continue;
            const auto metres = geometry.projection.metresPerUnit(place);
            if (!metres)
                continue;
            least = std::min(least, *metres);
            most = std::max(most, *metres);
        }
    }
    return most > 0.0 && most <= kWidestRange * least;
}

/// The greatest of 1, 2, 5 times a power of ten up to `km`.
double roundedDown(double km)
{
    const double decade = std::pow(10.0, std::floor(std::log10(km)));
    for (const double digit : {5.0, 2.0}) {
        if (digit * decade <= km)
            return digit * decade;
    }
    return decade;
}

QString label(double km)
{
    const QLocale locale;
    return km >= 1.0 ? Words::tr("%1 km").arg(locale.toString(km, 'f', 0))
                     : Words::tr("%1 m").arg(locale.toString(1000.0 * km, 'f', 0));
}

}  // namespace

std::optional<ScaleBar> ScaleBar::at(const MapGeometry& geometry, QPointF start, double longest)
{
    const int steps = static_cast<int>(longest / kStep);
    std::vector<double> kmTo{0.0};  // after each step
    auto last = geometry.toGeographic(start);
    if (steps < 1 || !onEarth(last) || !scaleIsAlike(geometry))
        return std::nullopt;
    for (int i = 1; i <= steps; ++i) {
        const auto next = geometry.toGeographic(start + QPointF(i * kStep, 0.0));
        if (!onEarth(next))
            return std::nullopt;
        kmTo.push_back(kmTo.back() + shamal::geodesicKm(*last, *next));
        last = next;
    }
    if (!(kmTo.back() > 0.0))
        return std::nullopt;
    const double km = roundedDown(kmTo.back());
    const auto after = std::min(std::ranges::lower_bound(kmTo, km), kmTo.end() - 1);
    const double share = (km - *(after - 1)) / (*after - *(after - 1));
    const double length = kStep * (static_cast<double>(after - kmTo.begin()) - 1.0 + share);
    return ScaleBar{km, {start, start + QPointF(length, 0.0)}};
}

std::optional<ScaleBar> ScaleBar::in(const MapGeometry& geometry, const FrameStyle& style)
{
    const double margin = kMargin * style.unit;
    const QRectF& frame = geometry.frame;
    const double longest = std::min(kLongestPart * frame.width(), kLongest * style.unit);
    return at(geometry, {frame.left() + margin, std::floor(frame.bottom() - margin) + 0.5}, longest);
}

void ScaleBar::paint(QPainter& painter, const FrameStyle& style) const
{
    const CasedInk ink = CasedInk::plain(style.unit);
    const QPointF up(0.0, -kTick * style.unit);
    QPainterPath path(line.p1() + up);
    path.lineTo(line.p1());
    path.lineTo(line.p2());
    path.lineTo(line.p2() + up);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(ink.casing, 1.5 * style.unit + ink.width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawPath(path);
    painter.setPen(QPen(ink.ink, 1.5 * style.unit, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(path);
    painter.setFont(style.small);
    const QFontMetricsF text(style.small);
    const QString words = label(km);
    const double left = std::max(line.x1(), line.center().x() - text.horizontalAdvance(words) / 2.0);
    drawCasedText(painter, {left, line.y1() - 4.0 * style.unit}, words, ink);
}

QRectF ScaleBar::area(const FrameStyle& style) const
{
    const QFontMetricsF text(style.small);
    const double gap = 4.0 * style.unit;
    return QRectF(line.p1() - QPointF(0.0, text.ascent() + gap),
                  QSizeF(std::max(line.length(), text.horizontalAdvance(label(km))), text.ascent() + gap))
        .adjusted(-gap, 0.0, gap, gap);
}
