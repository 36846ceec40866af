#include "charts/density_map.h"

#include "charts/chart_scales.h"
#include "map/palette.h"

#include <qcustomplot.h>

#include <algorithm>
#include <numeric>

namespace {

constexpr QCP::MarginSides kSides = QCP::msLeft | QCP::msRight;

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

QCPColorMap* addMap(QCustomPlot& plot, const ChartDensity& density)
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
    auto count = density.counts.begin();
    for (int column = 0; column < columns; ++column) {
        for (int row = 0; row < rows; ++row, ++count)
            map->data()->setCell(column, row, *count > 0.0 ? *count : qQNaN());
    }
    map->setInterpolate(false);
    map->removeFromLegend();
    return map;
}

void dressLike(QCPAxis& axis, const QCPAxis& other)
{
    axis.setBasePen(Qt::NoPen);
    axis.setTickPen(other.tickPen());
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLengthIn(0);
    axis.setTickLengthOut(other.tickLengthOut());
    axis.setTickLabelColor(other.tickLabelColor());
    axis.setLabelColor(other.labelColor());
    axis.setTickLabelFont(other.tickLabelFont());
    axis.setLabelFont(other.labelFont());
    axis.setTickLabelPadding(1);
    axis.setLabelPadding(0);
}

/// As wide as the axes below.
QCPColorScale* addScale(QCustomPlot& plot, const QString& label, const QCPRange& counts)
{
    constexpr int kMostNumbers = 4, kBarPixels = 6;
    auto* scale = new QCPColorScale(&plot);
    plot.plotLayout()->insertRow(0);
    plot.plotLayout()->addElement(0, 0, scale);
    scale->setType(QCPAxis::atTop);
    scale->setBarWidth(kBarPixels);
    scale->setMinimumMargins({8, 4, 8, 0});
    dressLike(*scale->axis(), *plot.xAxis);
    scale->setLabel(label);
    scale->setDataScaleType(QCPAxis::stLogarithmic);
    scale->setDataRange(counts);
    scale->axis()->setTicker(logTicker(counts, kMostNumbers));
    auto* group = new QCPMarginGroup(&plot);
    scale->setMarginGroup(kSides, group);
    plot.axisRect()->setMarginGroup(kSides, group);
    return scale;
}

}  // namespace

bool hasRoomForScale(const QCustomPlot& plot)
{
    constexpr int kPixels = 170;  // lower ones need theirs for the plot
    return plot.height() >= kPixels;
}

void addDensity(QCustomPlot& plot, const ChartDensity& density, bool darkBackground)
{
    constexpr double kLeast = 2.0;  // a logarithmic scale needs a length
    const double most = density.counts.empty() ? 0.0 : *std::ranges::max_element(density.counts);
    const QCPRange counts{1.0, std::max(kLeast, most)};
    QCPColorMap* map = addMap(plot, density);
    if (hasRoomForScale(plot))
        map->setColorScale(addScale(plot, density.label, counts));
    map->setDataScaleType(QCPAxis::stLogarithmic);
    map->setDataRange(counts);
    map->setGradient(countColours(darkBackground));
}

void addCasing(QCustomPlot& plot, const ChartCurve& curve, const QColor& background)
{
    constexpr double kPixels = 3.5;
    auto* casing = plot.addGraph();
    casing->setData(QVector<double>(curve.x.begin(), curve.x.end()),
                    QVector<double>(curve.y.begin(), curve.y.end()));
    casing->setPen(QPen(background, kPixels));
    casing->removeFromLegend();
}

void removeDensityScale(QCustomPlot& plot)
{
    QCPLayoutGrid& layout = *plot.plotLayout();
    for (int i = 0; i < layout.elementCount(); ++i) {
        auto* scale = qobject_cast<QCPColorScale*>(layout.elementAt(i));
        if (scale == nullptr)
            continue;
        QCPMarginGroup* group = scale->marginGroup(QCP::msLeft);
        plot.axisRect()->setMarginGroup(kSides, nullptr);
        layout.remove(scale);
        delete group;
        layout.simplify();
        return;
    }
}
