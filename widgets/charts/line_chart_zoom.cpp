// Looking closer at a part of a chart's abscissa; the ordinate fits what is seen.
#include "charts/chart_scales.h"
#include "charts/line_chart.h"

#include <qcustomplot.h>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

constexpr double kNotch = 120.0;  // Qt's angle of one wheel step, eighths of a degree
constexpr double kPerStep = 1.25;
constexpr double kMostTimes = 1000.0;  // a part this many times smaller than the whole is close enough
constexpr double kByKey = 0.1;         // of what is seen

}  // namespace

void LineChart::connectZoom()
{
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusProxy(this);
    connect(m_plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) {
        if (m_content.curves.empty())
            return;
        zoom(std::pow(kPerStep, event->angleDelta().y() / kNotch),
             m_plot->xAxis->pixelToCoord(event->position().x()));
        event->accept();
    });
    connect(m_plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton)
            m_drag = Drag{event->position().x(), seenAt(m_plot->xAxis->range().lower), false};
    });
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (m_drag && event->buttons().testFlag(Qt::LeftButton))
            drag(event->position().x());
    });
    connect(m_plot, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        const auto drag = std::exchange(m_drag, std::nullopt);
        if (!drag || drag->moved)
            return;
        if (const auto x = nearestX(event->position().x()))
            emit clicked(*x);
    });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &LineChart::showWhole);
}

void LineChart::zoom(double factor, double about)
{
    if (m_content.polar)
        return;
    const double from = seenAt(m_plot->xAxis->range().lower), to = seenAt(m_plot->xAxis->range().upper);
    const double whole = seenAt(m_wholeX.second) - seenAt(m_wholeX.first);
    const double size = std::max((to - from) / factor, whole / kMostTimes);
    const double share = std::clamp((seenAt(about) - from) / (to - from), 0.0, 1.0);
    look(seenAt(about) - share * size, size);
}

double LineChart::seenAt(double x) const
{
    return m_content.logX ? std::log10(x) : x;
}

void LineChart::drag(double pixel)
{
    const double moved = pixel - m_drag->pixel;
    m_drag->moved = m_drag->moved || std::abs(moved) >= QGuiApplication::styleHints()->startDragDistance();
    if (!m_drag->moved || !m_span)
        return;
    const double size = seenAt(m_span->second) - seenAt(m_span->first);
    const double along = moved * size / std::max(1, m_plot->axisRect()->width());
    look(m_drag->from - (m_content.descendingX ? -along : along), size);
}

/// To the right by that share of what is seen.
void LineChart::go(double share)
{
    if (!m_span)
        return;
    const double from = seenAt(m_span->first), size = seenAt(m_span->second) - from;
    look(from + (m_content.descendingX ? -share : share) * size, size);
}

/// The part of `size` from `from` on, moved so that it lies inside the whole.
void LineChart::look(double from, double size)
{
    const double least = seenAt(m_wholeX.first), most = seenAt(m_wholeX.second);
    if (size >= most - least)
        return showWhole();
    const double lower = std::clamp(from, least, most - size);
    m_span = m_content.logX ? std::pair(std::pow(10.0, lower), std::pow(10.0, lower + size))
                            : std::pair(lower, lower + size);
    applyZoom();
}

void LineChart::showWhole()
{
    m_span.reset();
    applyZoom();
}

/// The range of the ordinate for the part that is seen.
std::pair<double, double> LineChart::valuesSeen() const
{
    QCPRange y;
    bool any = false;
    const QCP::SignDomain sign = m_content.logY ? QCP::sdPositive : QCP::sdBoth;
    for (int i = 0; i < m_plot->plottableCount(); ++i) {
        const QCPAbstractPlottable* plottable = m_plot->plottable(i);
        if (plottable->valueAxis() != m_plot->yAxis)  // counts along the lower edge
            continue;
        bool found = false;
        const QCPRange values = plottable->getValueRange(found, sign, m_plot->xAxis->range());
        if (found)
            y = any ? y.expanded(values) : values;
        any = any || found;
    }
    if (!any)
        return m_wholeY;
    const QCPRange wider = withMargins(y, m_content.logY);
    return {m_content.yFromZero ? std::min(0.0, y.lower) : wider.lower, wider.upper};
}

void LineChart::keyPressEvent(QKeyEvent* event)
{
    const double middle = m_plot->xAxis->pixelToCoord(m_plot->axisRect()->center().x());
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            return zoom(kPerStep, middle);
        case Qt::Key_Minus:
            return zoom(1.0 / kPerStep, middle);
        case Qt::Key_Home:
            return showWhole();
        case Qt::Key_Left:
        case Qt::Key_Right:
            return go(event->key() == Qt::Key_Left ? -kByKey : kByKey);
        default:
            QWidget::keyPressEvent(event);
    }
}
