// Looking closer at a part of a chart's abscissa; the ordinate fits what is seen.
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
            m_drag = Drag{event->position().x(), m_plot->xAxis->range().lower, false};
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
    const QCPRange seen = m_plot->xAxis->range();
    const double size = std::max(seen.size() / factor, (m_wholeX.second - m_wholeX.first) / kMostTimes);
    const double share = std::clamp((about - seen.lower) / seen.size(), 0.0, 1.0);
    look(about - share * size, size);
}

void LineChart::drag(double pixel)
{
    const double moved = pixel - m_drag->pixel;
    m_drag->moved = m_drag->moved || std::abs(moved) >= QGuiApplication::styleHints()->startDragDistance();
    if (!m_drag->moved || !m_span)
        return;
    const double size = m_plot->xAxis->range().size();
    look(m_drag->from - moved * size / std::max(1, m_plot->axisRect()->width()), size);
}

/// The part of `size` from `from` on, moved so that it lies inside the whole.
void LineChart::look(double from, double size)
{
    if (size >= m_wholeX.second - m_wholeX.first)
        return showWhole();
    const double lower = std::clamp(from, m_wholeX.first, m_wholeX.second - size);
    m_span = std::pair(lower, lower + size);
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
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        bool found = false;
        const QCPRange values = m_plot->graph(i)->getValueRange(found, QCP::sdBoth, m_plot->xAxis->range());
        if (found)
            y = any ? y.expanded(values) : values;
        any = any || found;
    }
    if (!any)
        return m_wholeY;
    constexpr double kMargin = 0.06;
    const double margin = kMargin * (y.size() > 0.0 ? y.size() : 1.0);
    return {m_content.yFromZero ? std::min(0.0, y.lower) : y.lower - margin, y.upper + margin};
}

void LineChart::keyPressEvent(QKeyEvent* event)
{
    const QCPRange seen = m_plot->xAxis->range();
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            return zoom(kPerStep, seen.center());
        case Qt::Key_Minus:
            return zoom(1.0 / kPerStep, seen.center());
        case Qt::Key_Home:
            return showWhole();
        case Qt::Key_Left:
        case Qt::Key_Right:
            if (m_span)
                look(seen.lower + (event->key() == Qt::Key_Left ? -kByKey : kByKey) * seen.size(),
                     seen.size());
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}
