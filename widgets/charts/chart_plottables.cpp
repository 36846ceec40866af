#include "charts/chart_plottables.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace {

QColor fainter(QColor colour)
{
    constexpr int kFaint = 90;  // of 255
    colour.setAlpha(std::min(colour.alpha(), kFaint));
    return colour;
}

void style(QCPGraph& graph, ChartCurve::Style curveStyle, const QColor& colour)
{
    using Style = ChartCurve::Style;
    const bool dashed = curveStyle == Style::DashedLine || curveStyle == Style::Guide;
    graph.setPen(QPen(colour, dashed ? 1.2 : 1.6, dashed ? Qt::DashLine : Qt::SolidLine));
    switch (curveStyle) {
        case Style::Bars:  // no graph
        case Style::Line:
        case Style::DashedLine:
        case Style::Guide:
            graph.setLineStyle(QCPGraph::lsLine);
            break;
        case Style::Points:
            graph.setLineStyle(QCPGraph::lsNone);
            break;
        case Style::LineAndPoints:
            graph.setLineStyle(QCPGraph::lsLine);
            break;
        case Style::Stems:
            graph.setLineStyle(QCPGraph::lsImpulse);
            break;
    }
    if (curveStyle == Style::Points || curveStyle == Style::LineAndPoints || curveStyle == Style::Stems)
        graph.setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 4));
}

void addBand(QCustomPlot& plot, const ChartCurve& curve, QColor colour)
{
    auto* lower = plot.addGraph();
    auto* upper = plot.addGraph();
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
        if (std::isnan(curve.y[i])) {
            // Where the line breaks, the band does.
            lower->addData(curve.x[i], curve.y[i]);
            upper->addData(curve.x[i], curve.y[i]);
            continue;
        }
        if (!curve.lower.empty()) {
            lower->addData(curve.x[i], curve.lower[i]);
            upper->addData(curve.x[i], curve.upper[i]);
            continue;
        }
        const double factor = curve.halfWidthOfLog10 ? std::pow(10.0, curve.halfWidth[i]) : 1.0;
        const double away = curve.halfWidthOfLog10 ? 0.0 : curve.halfWidth[i];
        lower->addData(curve.x[i], curve.y[i] / factor - away);
        upper->addData(curve.x[i], curve.y[i] * factor + away);
    }
    colour.setAlpha(40);
    for (auto* graph : {lower, upper}) {
        graph->setPen(Qt::NoPen);
        graph->removeFromLegend();
    }
    upper->setBrush(colour);
    upper->setChannelFillGraph(lower);
}

/// Points without a neighbour: no line leads to them, so without a disc they are not seen.
void addLonePoints(QCustomPlot& plot, const ChartCurve& curve, const QColor& colour)
{
    const auto drawn = [&](std::size_t i) { return i < curve.y.size() && !std::isnan(curve.y[i]); };
    ChartCurve lone;
    for (std::size_t i = 0; i < curve.y.size(); ++i) {
        if (!drawn(i) || drawn(i + 1) || (i > 0 && drawn(i - 1)))
            continue;
        lone.x.push_back(curve.x[i]);
        lone.y.push_back(curve.y[i]);
    }
    if (lone.x.empty())
        return;
    lone.style = ChartCurve::Style::Points;
    addCurve(plot, lone, colour);
}

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

}  // namespace

void addCurve(QCustomPlot& plot, const ChartCurve& curve, const QColor& colour)
{
    if (curve.style == ChartCurve::Style::Bars)
        return addBars(plot, curve, colour);
    if (!curve.halfWidth.empty() || !curve.lower.empty())
        addBand(plot, curve, colour);
    auto* graph = plot.addGraph();
    graph->setData(QVector<double>(curve.x.begin(), curve.x.end()),
                   QVector<double>(curve.y.begin(), curve.y.end()));
    style(*graph, curve.style, colour);
    graph->setName(curve.name);
    if (curve.name.isEmpty())
        graph->removeFromLegend();
    if (curve.style == ChartCurve::Style::Line)
        addLonePoints(plot, curve, colour);
}

void addCounts(QCustomPlot& plot, const ChartCurve& curve, QColor colour)
{
    constexpr double kShare = 0.2;
    const auto most = std::ranges::max_element(curve.n);
    if (curve.n.size() < 2 || !(*most > 0.0))
        return;
    auto* bars = new QCPBars(plot.xAxis, plot.yAxis2);
    bars->setWidth(0.9 * (curve.x.back() - curve.x.front()) / static_cast<double>(curve.x.size() - 1));
    for (std::size_t i = 0; i < curve.x.size(); ++i)
        bars->addData(curve.x[i], curve.n[i] / *most);
    colour.setAlpha(50);
    bars->setPen(Qt::NoPen);
    bars->setBrush(colour);
    bars->removeFromLegend();
    plot.yAxis2->setRange(0.0, 1.0 / kShare);
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
