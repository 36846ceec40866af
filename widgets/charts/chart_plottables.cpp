#include "charts/chart_plottables.h"

#include "map/palette.h"

#include <qcustomplot.h>

#include <algorithm>
#include <numeric>

namespace {

/// From the palette's end that is like the background to the other.
QCPColorGradient countColours(bool darkBackground)
{
    QCPColorGradient gradient;
    const std::vector<QColor>& colours = sequentialPalette().colours;
    const auto last = static_cast<double>(colours.size() - 1);
    gradient.clearColorStops();
    for (std::size_t i = 0; i < colours.size(); ++i)
        gradient.setColorStopAt(static_cast<double>(i) / last,
                                colours[darkBackground ? i : colours.size() - 1 - i]);
    gradient.setNanHandling(QCPColorGradient::nhTransparent);
    return gradient;
}

QColor fainter(QColor colour)
{
    constexpr int kFaint = 90;  // of 255
    colour.setAlpha(std::min(colour.alpha(), kFaint));
    return colour;
}

}  // namespace

void addBars(QCustomPlot& plot, const ChartCurve& curve, QColor colour)
{
    auto* bars = new QCPBars(plot.xAxis, plot.yAxis);
    bars->setWidth(kBarWidth);
    bars->setData(QVector<double>(curve.x.begin(), curve.x.end()),
                  QVector<double>(curve.y.begin(), curve.y.end()), true);
    bars->setName(curve.name);
    bars->setPen(Qt::NoPen);
    colour.setAlpha(200);
    bars->setBrush(colour);
    if (curve.name.isEmpty())
        bars->removeFromLegend();
}

void addDensity(QCustomPlot& plot, const ChartDensity& density, bool darkBackground)
{
    const auto columns = static_cast<int>(density.xEdges.size()) - 1;
    const auto rows = static_cast<int>(density.yEdges.size()) - 1;
    const auto centres = [](const std::vector<double>& edges) {
        return QCPRange(std::midpoint(edges[0], edges[1]),
                        std::midpoint(edges[edges.size() - 2], edges.back()));
    };
    auto* map = new QCPColorMap(plot.xAxis, plot.yAxis);
    map->data()->setSize(columns, rows);
    map->data()->setRange(centres(density.xEdges), centres(density.yEdges));
    double most = 2.0;  // a logarithmic scale needs a length
    auto count = density.counts.begin();
    for (int column = 0; column < columns; ++column) {
        for (int row = 0; row < rows; ++row, ++count) {
            map->data()->setCell(column, row, *count > 0.0 ? *count : qQNaN());
            most = std::max(most, *count);
        }
    }
    map->setGradient(countColours(darkBackground));
    map->setDataScaleType(QCPAxis::stLogarithmic);
    map->setDataRange({1.0, most});
    map->setInterpolate(false);
    map->removeFromLegend();
}

void dim(QCPAbstractPlottable& plottable)
{
    QPen pen = plottable.pen();
    pen.setColor(fainter(pen.color()));
    plottable.setPen(pen);
    if (auto* bars = qobject_cast<QCPBars*>(&plottable))
        bars->setBrush(fainter(bars->brush().color()));
    if (auto* map = qobject_cast<QCPColorMap*>(&plottable)) {
        QCPColorGradient gradient = map->gradient();
        QMap<double, QColor> stops = gradient.colorStops();
        for (QColor& colour : stops)
            colour = fainter(colour);
        gradient.setColorStops(stops);
        map->setGradient(gradient);
    }
}
