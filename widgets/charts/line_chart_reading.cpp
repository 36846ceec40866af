// What a chart tells of the place under the pointer, and the line that marks a place.
#include "charts/line_chart.h"
#include "charts/polar_axes.h"
#include "map/colour_scale.h"

#include <qcustomplot.h>
#include <QLocale>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

/// A model or a band: at its points nothing was found.
bool isDrawnThrough(const ChartCurve& curve)
{
    return curve.style == ChartCurve::Style::DashedLine || curve.style == ChartCurve::Style::Guide;
}

/// How far a band reaches there, to follow its value; nothing without one.
QString bandAt(const ChartCurve& curve, std::size_t point)
{
    if (!curve.lower.empty() && !std::isnan(curve.lower[point]) && !std::isnan(curve.upper[point]))
        return LineChart::tr(" (%1 to %2)")
            .arg(displayNumber(curve.lower[point]), displayNumber(curve.upper[point]));
    if (curve.halfWidth.empty() || std::isnan(curve.halfWidth[point]))
        return {};
    const QString half = displayNumber(curve.halfWidth[point]);
    return curve.halfWidthOfLog10 ? LineChart::tr(" ± %1 log10").arg(half) : LineChart::tr(" ± %1").arg(half);
}

}  // namespace

void LineChart::setMark(std::optional<double> x)
{
    if (m_mark == x)
        return;
    m_mark = x;
    drawMark();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LineChart::drawMark()
{
    if (!m_mark || m_content.curves.empty() || m_content.polar) {
        if (m_markLine != nullptr)
            m_plot->removeItem(m_markLine);
        m_markLine = nullptr;
        return;
    }
    if (m_markLine == nullptr) {
        m_markLine = new QCPItemStraightLine(m_plot);
        m_markLine->setPen(QPen(palette().color(QPalette::Highlight), 1.5));
    }
    m_markLine->point1->setCoords(*m_mark, 0.0);
    m_markLine->point2->setCoords(*m_mark, 1.0);
}

std::optional<double> LineChart::nearestX(double pixel) const
{
    if (m_content.polar)
        return {};
    std::optional<double> nearest;
    const auto away = [&](double x) { return std::abs(m_plot->xAxis->coordToPixel(x) - pixel); };
    for (const ChartCurve& curve : m_content.curves) {
        if (isDrawnThrough(curve))
            continue;
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            if (!std::isnan(curve.y[i]) && (!nearest || away(curve.x[i]) < away(*nearest)))
                nearest = curve.x[i];
        }
    }
    return nearest;
}

void LineChart::readOut(const QPointF& position)
{
    const bool inside = m_plot->axisRect()->rect().contains(position.toPoint());
    point(inside ? nearestX(position.x()) : std::nullopt);
    const QString text = m_content.datesX    ? dayUnder(position)
                         : m_content.density ? countUnder(position)
                                             : nearestPoint(position);
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(m_plot->mapToGlobal(position.toPoint()), text, m_plot);
}

void LineChart::point(const std::optional<double>& x)
{
    if (std::exchange(m_pointed, x) != x)
        emit pointed(x);
}

bool LineChart::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Leave)
        point(std::nullopt);
    return QWidget::eventFilter(watched, event);
}

/// What every curve has on the day under the pointer.
QString LineChart::dayUnder(const QPointF& position) const
{
    const auto x = nearestX(position.x());
    if (!x || !m_plot->axisRect()->rect().contains(position.toPoint()))
        return {};
    QString text = QString::fromStdString(toString(dateOnAxis(*x)));
    for (const ChartCurve& curve : m_content.curves) {
        const auto found = std::ranges::lower_bound(curve.x, *x);
        if (found == curve.x.end() || *found != *x)
            continue;
        const auto i = static_cast<std::size_t>(found - curve.x.begin());
        text += QStringLiteral("\n%1: %2").arg(curve.name, displayNumber(curve.y[i])) + bandAt(curve, i);
    }
    return text;
}

QPointF LineChart::pixelOf(double x, double y) const
{
    const QPointF at = m_content.polar ? onPolarPlane(x, y) : QPointF(x, y);
    return {m_plot->xAxis->coordToPixel(at.x()), m_plot->yAxis->coordToPixel(at.y())};
}

QString LineChart::textAt(const ChartCurve& curve, std::size_t i) const
{
    const QString name = curve.name.isEmpty() ? QString() : curve.name + QStringLiteral(", ");
    const QString value = displayNumber(curve.y[i]);
    QString text =
        m_content.polar
            ? QStringLiteral("%1%2°: %3 %4").arg(name, displayNumber(curve.x[i]), value, m_content.radiusUnit)
            : QStringLiteral("%1%2: %3").arg(name, displayNumber(curve.x[i]), value) + bandAt(curve, i);
    if (!curve.n.empty())
        text += QStringLiteral("\nn = %1").arg(QLocale().toString(qRound64(curve.n[i])));
    return text;
}

/// How many there are in the bin under the pointer; nothing where there is none.
QString LineChart::countUnder(const QPointF& position) const
{
    const auto binOf = [](const std::vector<double>& edges, double at) {
        const double share = (at - edges.front()) / (edges.back() - edges.front());
        const auto bins = static_cast<double>(edges.size() - 1);
        return share >= 0.0 && share < 1.0 ? std::optional(static_cast<std::size_t>(share * bins))
                                           : std::nullopt;
    };
    const double x = m_plot->xAxis->pixelToCoord(position.x());
    const double y = m_plot->yAxis->pixelToCoord(position.y());
    const auto column = binOf(m_content.density->xEdges, x), row = binOf(m_content.density->yEdges, y);
    if (!column || !row || !m_plot->axisRect()->rect().contains(position.toPoint()))
        return {};
    const double count = m_content.density->counts[*column * (m_content.density->yEdges.size() - 1) + *row];
    if (count == 0.0)
        return {};
    return QStringLiteral("%1: %2\nn = %3")
        .arg(displayNumber(x), displayNumber(y), QLocale().toString(qRound64(count)));
}

QString LineChart::nearestPoint(const QPointF& position) const
{
    constexpr double kReachPixels = 12.0;
    double nearest = kReachPixels;
    QString text;
    for (const ChartCurve& curve : m_content.curves) {
        if (isDrawnThrough(curve))
            continue;
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            const QPointF at = pixelOf(curve.x[i], curve.y[i]);
            const double distance = QLineF(at, position).length();
            if (distance < nearest) {
                nearest = distance;
                text = textAt(curve, i);
            }
        }
    }
    return text;
}
