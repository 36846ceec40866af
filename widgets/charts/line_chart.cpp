#include "charts/line_chart.h"

#include "charts/axis_titles.h"
#include "charts/chart_plottables.h"
#include "charts/chart_scales.h"
#include "charts/data_colours.h"
#include "charts/density_map.h"
#include "charts/polar_axes.h"

#include <qcustomplot.h>
#include <QEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

struct Theme {
    QColor background, text, axis, grid;
    bool dark = false;
};

Theme themeOf(const QPalette& palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const auto mix = [&](double share) {
        const auto channel = [share](int a, int b) { return static_cast<int>(a + share * (b - a)); };
        return QColor(channel(base.red(), text.red()), channel(base.green(), text.green()),
                      channel(base.blue(), text.blue()));
    };
    return {base, text, mix(0.6), mix(0.14), base.lightness() < 128};
}

const Theme kPrint{Qt::white, Qt::black, QColor(80, 80, 80), QColor(225, 225, 225), false};

void styleAxis(QCPAxis* axis, const Theme& theme, const QFont& font)
{
    axis->setBasePen(QPen(theme.axis, 1));
    axis->setTickPen(QPen(theme.axis, 1));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTicks(true);
    axis->setTickLabels(true);
    axis->grid()->setVisible(true);
    axis->setTickLengthIn(0);
    axis->setTickLengthOut(3);
    axis->setTickLabelColor(theme.text);
    axis->setLabelColor(theme.text);
    axis->setTickLabelFont(font);
    axis->setLabelFont(font);
    axis->setLabelPadding(2);
    axis->grid()->setPen(QPen(theme.grid, 1));
    axis->grid()->setZeroLinePen(QPen(theme.axis, 1));
    axis->setNumberFormat("gbc");
    axis->setNumberPrecision(3);
}

void applyTo(QCustomPlot& plot, const Theme& theme, const QFont& font)
{
    plot.setBackground(QBrush(theme.background));
    styleAxis(plot.xAxis, theme, font);
    styleAxis(plot.yAxis, theme, font);
    plot.legend->setBrush(
        QColor(theme.background.red(), theme.background.green(), theme.background.blue(), 150));
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setTextColor(theme.text);
    plot.legend->setFont(font);
    plot.legend->setRowSpacing(0);
    plot.legend->setIconSize(16, 10);
}

void addHorizontalLine(QCustomPlot& plot, double y, const Theme& theme)
{
    auto* line = new QCPItemStraightLine(&plot);
    line->point1->setCoords(0.0, y);
    line->point2->setCoords(1.0, y);
    line->setPen(QPen(theme.axis, 1, Qt::DashLine));
}

/// As many dates as `pixels` have room for.
QSharedPointer<QCPAxisTicker> dateTicker(const QCPRange& x, int pixels)
{
    constexpr int kPixelsADate = 80;
    constexpr double kDay = 86400.0;
    auto ticker = QSharedPointer<QCPAxisTickerDateTime>::create();
    ticker->setDateTimeSpec(Qt::UTC);
    ticker->setTickCount(std::clamp(pixels / kPixelsADate, 1, 4));
    ticker->setDateTimeFormat(x.size() > 1000.0 * kDay ? QStringLiteral("yyyy")
                              : x.size() > 60.0 * kDay ? QStringLiteral("yyyy-MM")
                                                       : QStringLiteral("yyyy-MM-dd"));
    return ticker;
}

/// Those that depend on what is seen, and how large.
void fitTickers(QCustomPlot& plot, const ChartContent& content)
{
    constexpr int kPixelsANumber = 40, kPixelsALine = 24;  // with the space round it
    const int across = plot.width() / kPixelsANumber, up = plot.height() / kPixelsALine;
    if (content.datesX)
        plot.xAxis->setTicker(dateTicker(plot.xAxis->range(), plot.width()));
    if (content.logX)
        plot.xAxis->setTicker(logTicker(plot.xAxis->range(), across));
    if (content.logY)
        plot.yAxis->setTicker(logTicker(plot.yAxis->range(), up));
    else
        plot.yAxis->ticker()->setTickCount(std::clamp(up - 1, 2, 5));
}

void rescale(QCustomPlot& plot, const ChartContent& content)
{
    plot.rescaleAxes();
    QCPRange y = plot.yAxis->range();
    for (const double line : content.horizontalLines)
        y.expand(line);
    if (content.yFromZero)
        y.expand(0.0);
    const QCPRange wider = withMargins(y, content.logY);
    plot.yAxis->setRange(content.yFromZero ? y.lower : wider.lower, wider.upper);
    QCPRange x = plot.xAxis->range();
    if (!content.datesX && !content.fitsX)
        x.expand(0.0);
    for (const ChartCurve& curve : content.curves) {
        if (curve.style != ChartCurve::Style::Bars || curve.x.empty())
            continue;
        x.expand(curve.x.front() - kBarWidth / 2.0);
        x.expand(curve.x.back() + kBarWidth / 2.0);
    }
    constexpr double kAfterTheLast = 0.02;
    plot.xAxis->setRange(x.lower, content.logX ? x.upper * std::pow(x.upper / x.lower, kAfterTheLast)
                                               : x.upper + kAfterTheLast * x.size());
    fitTickers(plot, content);
}

QColor colourOf(const ChartCurve& curve, const Theme& theme)
{
    return curve.style == ChartCurve::Style::Guide ? theme.text : dataColour(curve.kind, theme.dark);
}

bool hasBars(const ChartContent& content)
{
    return std::ranges::find(content.curves, ChartCurve::Style::Bars, &ChartCurve::style) !=
           content.curves.end();
}

/// Whether anything that was found can be seen on these axes; a guide alone was not found.
bool anyDrawable(const ChartContent& content)
{
    const auto hasPlace = [](double value, bool logarithmic) {
        return std::isfinite(value) && (!logarithmic || value > 0.0);
    };
    for (const ChartCurve& curve : content.curves) {
        if (curve.style == ChartCurve::Style::Guide)
            continue;
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            if (hasPlace(curve.x[i], content.logX) && hasPlace(curve.y[i], content.logY))
                return true;
        }
    }
    return false;
}

/// Builds graphs, labels and ranges; the plot must hold no graph yet.
void fill(QCustomPlot& plot, const ChartContent& content, const Theme& theme)
{
    // A logarithmic axis keeps to the sign of its range, which may be that of other data.
    plot.xAxis->setRange(1.0, 10.0);
    plot.yAxis->setRange(1.0, 10.0);
    plot.xAxis->setScaleType(content.logX ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot.yAxis->setScaleType(content.logY ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot.xAxis->setRangeReversed(content.descendingX);
    plot.yAxis->setTicker(QSharedPointer<WithTrueMinus<QCPAxisTicker>>::create());
    if (content.polar)
        return fillPolar(plot, content, {theme.text, theme.axis, theme.grid, theme.dark});
    plot.xAxis->setLabel(content.xLabel);
    plot.yAxis->setLabel(content.yLabel);
    plot.xAxis->grid()->setVisible(!hasBars(content));  // its lines would be seen through them
    if (content.density)
        addDensity(plot, *content.density, theme.dark);
    for (const ChartCurve& curve : content.curves) {
        if (content.density)
            addCasing(plot, curve, theme.background);
        addCurve(plot, curve, colourOf(curve, theme));
    }
    for (const double y : content.horizontalLines)
        addHorizontalLine(plot, y, theme);
    if (!content.integerX) {
        auto few = QSharedPointer<WithTrueMinus<QCPAxisTicker>>::create();
        few->setTickCount(3);
        plot.xAxis->setTicker(few);
    } else {
        const std::size_t lags = content.curves.empty() ? 0 : content.curves.front().x.size();
        auto ticker = QSharedPointer<WithTrueMinus<QCPAxisTickerFixed>>::create();
        ticker->setTickStep(lags < 12 ? 2.0 : lags < 60 ? 10.0 : lags < 130 ? 30.0 : 100.0);
        plot.xAxis->setTicker(ticker);
    }
    plot.axisRect()->insetLayout()->setInsetAlignment(0, content.legendCorner);
    plot.legend->setVisible(content.showsLegend && plot.legend->itemCount() > 0);
    rescale(plot, content);
    for (const ChartCurve& curve : content.curves) {
        if (content.showsCounts)
            addCounts(plot, curve, dataColour(curve.kind, theme.dark));
    }
}

}  // namespace

LineChart::LineChart(QWidget* parent)
    : QWidget(parent), m_plot(new QCustomPlot(this)), m_notice(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setMinimumSize(0, 0);
    m_plot->axisRect()->setMinimumMargins(QMargins(8, 8, 8, 4));
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setWordWrap(true);
    m_notice->setMargin(12);
    m_notice->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(m_plot, &QCustomPlot::mouseMove, this,
            [this](QMouseEvent* event) { readOut(event->position()); });
    connect(m_plot, &QCustomPlot::afterLayout, this, [this] {
        fitAxisTitles(*m_plot);
        if (m_content.polar)
            fitPolar(*m_plot, m_content);
    });
    m_plot->installEventFilter(this);
    connectZoom();
    applyTheme();
}

void LineChart::setContent(const ChartContent& content)
{
    if (!content.curves.empty() && !content.density && !anyDrawable(content)) {
        setMessage(content.message.isEmpty() ? tr("No value can be drawn: all are missing or not defined.")
                                             : content.message);
        return;
    }
    if (content.xLabel != m_content.xLabel)  // the part looked at was one of something else
        m_span.reset();
    m_content = content;
    m_message.clear();
    m_outOfDate = false;
    setAccessibleName(content.title);
    applyTheme();
}

void LineChart::setMessage(const QString& message)
{
    m_content = {};
    m_message = message;
    m_outOfDate = false;
    setAccessibleDescription(message);
    applyTheme();
}

void LineChart::setOutOfDate(bool outOfDate)
{
    if (std::exchange(m_outOfDate, outOfDate) != outOfDate)
        applyTheme();
}

void LineChart::setLegendShown(bool shown)
{
    m_legendShown = shown;
    applyTheme();
}

void LineChart::applyTheme()
{
    const Theme theme = themeOf(palette());
    QFont small = font();
    small.setPointSizeF(std::max(7.5, font().pointSizeF() - 1.5));
    m_plot->clearPlottables();
    m_plot->clearItems();
    removeDensityScale(*m_plot);
    m_markLine = nullptr;
    applyTo(*m_plot, theme, small);
    fill(*m_plot, m_content, theme);
    m_wholeX = {m_plot->xAxis->range().lower, m_plot->xAxis->range().upper};
    m_wholeY = {m_plot->yAxis->range().lower, m_plot->yAxis->range().upper};
    // Other data may not reach there.
    if (m_span && (m_content.polar || m_span->first >= m_wholeX.second || m_span->second <= m_wholeX.first))
        m_span.reset();
    applyZoom();
    if (!m_legendShown)
        m_plot->legend->setVisible(false);
    const bool empty = m_content.curves.empty();
    m_plot->axisRect()->setVisible(!empty);
    for (auto* axis : m_plot->axisRect()->axes())
        axis->setVisible(!empty && (axis == m_plot->xAxis || axis == m_plot->yAxis));
    m_notice->setVisible(empty || m_outOfDate);
    m_notice->setText(m_outOfDate ? tr("computing…") : m_message);
    m_notice->setFont(small);
    m_notice->raise();
    if (m_outOfDate) {
        for (int i = 0; i < m_plot->plottableCount(); ++i)
            dim(*m_plot->plottable(i));
    }
    drawMark();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

/// Ranges and dates for the part that is seen; nothing is drawn anew but the picture.
void LineChart::applyZoom()
{
    const auto& [from, to] = m_span ? *m_span : m_wholeX;
    m_plot->xAxis->setRange(from, to);
    const auto [low, high] = m_span ? valuesSeen() : m_wholeY;
    m_plot->yAxis->setRange(low, high);
    fitTickers(*m_plot, m_content);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LineChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void LineChart::resizeEvent(QResizeEvent* event)
{
    m_notice->setGeometry(rect());
    QWidget::resizeEvent(event);
    if (m_content.density && hasRoomForScale(*m_plot) != m_hadRoomForScale)
        applyTheme();
    m_hadRoomForScale = hasRoomForScale(*m_plot);
    applyZoom();
}

void LineChart::paintFigure(QCPPainter& painter, const QRectF& target) const
{
    QCustomPlot print;
    print.resize(target.size().toSize());
    print.setNoAntialiasingOnDrag(false);
    QFont figureFont = font();
    figureFont.setPointSizeF(6.5);
    applyTo(print, kPrint, figureFont);
    print.axisRect()->setMinimumMargins(QMargins(8, 8, 8, 4));
    fill(print, m_content, kPrint);
    connect(&print, &QCustomPlot::afterLayout, &print, [&] {
        fitAxisTitles(print);
        if (m_content.polar)
            fitPolar(print, m_content);
    });
    if (!m_content.title.isEmpty()) {
        print.plotLayout()->insertRow(0);
        auto* title = new QCPTextElement(&print, m_content.title, figureFont);
        title->setTextColor(kPrint.text);
        print.plotLayout()->addElement(0, 0, title);
    }
    if (m_content.curves.empty()) {
        painter.save();
        painter.setFont(figureFont);
        painter.drawText(target, Qt::AlignCenter | Qt::TextWordWrap, m_message);
        painter.restore();
        return;
    }
    painter.save();
    painter.translate(target.topLeft());
    print.toPainter(&painter, static_cast<int>(target.width()), static_cast<int>(target.height()));
    painter.restore();
}
