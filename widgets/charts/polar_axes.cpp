#include "charts/polar_axes.h"

#include "charts/data_colours.h"
#include "map/colour_scale.h"

#include <qcustomplot.h>
#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PolarAxes)
};

constexpr int kMostRings = 4;
constexpr double kLettersAt = 1.1;     // of the outermost ring
constexpr double kReach = 1.2;         // of the outermost ring: room for the letters
constexpr double kRadiiToldAt = 22.5;  // azimuth of the numbers, between two spokes
constexpr int kSpokes = 8;
constexpr double kRoomOfANumber = 30.0;  // pixels between rings
const QString kInnerRadius = QStringLiteral("innerRadius");

double longestRadius(const ChartContent& content)
{
    double longest = 0.0;
    for (const double ring : content.horizontalLines)
        longest = std::fmax(longest, ring);
    for (const ChartCurve& curve : content.curves) {
        for (const double radius : curve.y)
            longest = std::fmax(longest, radius);
    }
    return longest > 0.0 ? longest : 1.0;
}

/// A round number, of which a few reach the longest radius.
double betweenRings(double longest)
{
    const double least = longest / kMostRings;
    const double decade = std::pow(10.0, std::floor(std::log10(least)));
    for (const double step : {1.0, 2.0, 2.5, 5.0}) {
        if (step * decade >= least)
            return step * decade;
    }
    return 10.0 * decade;
}

double outermostRing(double longest)
{
    constexpr double kRounding = 1e-9;
    const double between = betweenRings(longest);
    return between * std::ceil(longest / between - kRounding);
}

QCPItemText* addText(QCustomPlot& plot, const QPointF& at, const QString& words, const QColor& colour,
                     Qt::Alignment alignment)
{
    auto* text = new QCPItemText(&plot);
    text->setLayer(QStringLiteral("grid"));
    text->setClipToAxisRect(false);
    text->position->setCoords(at);
    text->setPositionAlignment(alignment);
    text->setText(words);
    text->setFont(plot.xAxis->tickLabelFont());
    text->setColor(colour);
    return text;
}

void addRing(QCustomPlot& plot, double radius, const QPen& pen)
{
    auto* ring = new QCPItemEllipse(&plot);
    ring->setLayer(QStringLiteral("grid"));
    ring->setPen(pen);
    ring->topLeft->setCoords(-radius, radius);
    ring->bottomRight->setCoords(radius, -radius);
}

void addSpoke(QCustomPlot& plot, const QPointF& end, const QPen& pen)
{
    auto* spoke = new QCPItemLine(&plot);
    spoke->setLayer(QStringLiteral("grid"));
    spoke->setPen(pen);
    spoke->start->setCoords(0.0, 0.0);
    spoke->end->setCoords(end);
}

void addGrid(QCustomPlot& plot, double longest, const QString& unit, const PolarLook& look)
{
    const double outermost = outermostRing(longest);
    const double between = betweenRings(longest);
    for (int spoke = 0; spoke < kSpokes; ++spoke)
        addSpoke(plot, onPolarPlane(360.0 * spoke / kSpokes, outermost), QPen(look.grid, 1));
    const auto rings = static_cast<int>(std::lround(outermost / between));
    for (int ring = 1; ring <= rings; ++ring) {
        const bool last = ring == rings;
        const double radius = ring * between;
        addRing(plot, radius, QPen(last ? look.axis : look.grid, 1));
        const QString number = displayNumber(radius);
        auto* told = addText(plot, onPolarPlane(kRadiiToldAt, radius),
                             last ? QStringLiteral("%1 %2").arg(number, unit) : number, look.axis,
                             last ? Qt::AlignLeft | Qt::AlignBottom : Qt::AlignHCenter | Qt::AlignVCenter);
        if (!last)
            told->setObjectName(kInnerRadius);
    }
    double azimuth = 0.0;
    for (const QString& letter :
         {Words::tr("N", "north"), Words::tr("E", "east"), Words::tr("S", "south"), Words::tr("W", "west")}) {
        addText(plot, onPolarPlane(azimuth, kLettersAt * outermost), letter, look.text,
                Qt::AlignHCenter | Qt::AlignVCenter);
        azimuth += 90.0;
    }
}

void addCurve(QCustomPlot& plot, const ChartCurve& curve, const QColor& colour)
{
    auto* drawn = new QCPCurve(plot.xAxis, plot.yAxis);
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
        const QPointF at = onPolarPlane(curve.x[i], curve.y[i]);
        drawn->addData(at.x(), at.y());
    }
    drawn->setPen(QPen(colour, 1.6));
    drawn->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 4));
    drawn->setName(curve.name);
    if (curve.name.isEmpty())
        drawn->removeFromLegend();
}

}  // namespace

QPointF onPolarPlane(double azimuthDegrees, double radius)
{
    const double angle = azimuthDegrees * std::numbers::pi / 180.0;
    return {radius * std::sin(angle), radius * std::cos(angle)};
}

void fillPolar(QCustomPlot& plot, const ChartContent& content, const PolarLook& look)
{
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTicks(false);
        axis->setTickLabels(false);
        axis->grid()->setVisible(false);
    }
    plot.xAxis->setLabel(content.yLabel);
    plot.yAxis->setLabel({});
    addGrid(plot, longestRadius(content), content.radiusUnit, look);
    for (const double radius : content.horizontalLines)
        addRing(plot, radius, QPen(look.axis, 1, Qt::DashLine));
    for (const ChartCurve& curve : content.curves)
        addCurve(plot, curve, dataColour(curve.kind, look.dark));
    plot.axisRect()->insetLayout()->setInsetAlignment(0, content.legendCorner);
    plot.legend->setVisible(content.showsLegend && plot.legend->itemCount() > 0);
}

void fitPolar(QCustomPlot& plot, const ChartContent& content)
{
    const QSize size = plot.axisRect()->size();
    const double side = std::max(1, std::min(size.width(), size.height()));
    const double perPixel = kReach * outermostRing(longestRadius(content)) / (0.5 * side);
    plot.xAxis->setRange(-0.5 * size.width() * perPixel, 0.5 * size.width() * perPixel);
    plot.yAxis->setRange(-0.5 * size.height() * perPixel, 0.5 * size.height() * perPixel);
    const bool room = betweenRings(longestRadius(content)) / perPixel >= kRoomOfANumber;
    for (int i = 0; i < plot.itemCount(); ++i) {
        if (plot.item(i)->objectName() == kInnerRadius)
            plot.item(i)->setVisible(room);
    }
}
