#include "panels/analysis_panel.h"

#include "charts/line_chart.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace {
// A rectangle being dragged or days arriving one by one ask for one computation, not for twenty.
constexpr int kSettleMs = 30;
// What is under way for older inputs may finish within this and is shown, out of date: a curve that follows
// the hand. After it, only the newest inputs count.
constexpr int kPatienceMs = 150;
}  // namespace

AnalysisPanel::AnalysisPanel(Analysis analysis, int charts, QWidget* parent)
    : QWidget(parent),
      m_analysis(std::move(analysis)),
      m_delay(new QTimer(this)),
      m_legend(new QLabel(this)),
      m_notes(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    QFont small = font();
    small.setPointSizeF(std::max(7.5, small.pointSizeF() - 1.5));
    m_legend->setFont(small);
    m_notes->setFont(small);
    m_legend->hide();
    layout->addWidget(m_legend);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    for (int i = 0; i < charts; ++i) {
        m_charts.push_back(new LineChart(this));
        m_charts.back()->setLegendShown(false);
        row->addWidget(m_charts.back(), 1);
    }
    layout->addLayout(row, 1);
    m_notes->setWordWrap(true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notes->hide();
    layout->addWidget(m_notes);

    m_delay->setSingleShot(true);
    connect(m_delay, &QTimer::timeout, this, &AnalysisPanel::compute);
    connect(&m_task, &LatestTask::failed, this, &AnalysisPanel::showFault);
}

void AnalysisPanel::setInputs(AnalysisInputs inputs)
{
    m_pending = std::move(inputs);
    m_result.reset();
    for (LineChart* chart : m_charts)
        chart->setOutOfDate(true);
    if (!m_delay->isActive())
        m_delay->start(kSettleMs);
}

void AnalysisPanel::setMessage(const QString& message)
{
    m_pending.reset();
    m_result.reset();
    m_task.cancel();
    m_delay->stop();
    m_notes->hide();
    for (LineChart* chart : m_charts)
        chart->setMessage(message);
    emit updated();
}

bool AnalysisPanel::busy() const
{
    return m_task.busy() || m_pending.has_value();
}

std::vector<const LineChart*> AnalysisPanel::charts() const
{
    return {m_charts.begin(), m_charts.end()};
}

void AnalysisPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_pending)
        m_delay->start(kSettleMs);
}

void AnalysisPanel::compute()
{
    // A closed or covered panel costs nothing; it computes when it is looked at.
    if (!m_pending || !isVisible())
        return;
    if (m_task.busy() && m_running.elapsed() < kPatienceMs) {
        m_delay->start(static_cast<int>(kPatienceMs - m_running.elapsed()));
        return;
    }
    m_running.start();
    m_task.submit(
        [this, analysis = m_analysis, inputs = *std::exchange(m_pending, {})](const std::stop_token& stop) {
            return LatestTask::Deliver([this, result = analysis(inputs, stop)] { draw(result); });
        });
}

void AnalysisPanel::draw(const AnalysisResult& result)
{
    m_result = result;
    drawCharts(result);
    const bool someShown = !result.charts.empty() && !result.charts.front().curves.empty();
    m_notes->setVisible(someShown && !result.notes.isEmpty());
    m_notes->setText(result.notes.join('\n'));
    drawLegend();
    if (!m_pending) {
        emit updated();
        return;
    }
    m_result.reset();
    for (LineChart* chart : m_charts)
        chart->setOutOfDate(true);
    m_delay->start(0);
}

void AnalysisPanel::drawCharts(const AnalysisResult& result)
{
    for (std::size_t i = 0; i < m_charts.size() && i < result.charts.size(); ++i) {
        if (result.charts[i].curves.empty())
            m_charts[i]->setMessage(result.notes.join('\n'));
        else
            m_charts[i]->setContent(result.charts[i]);
    }
}

void AnalysisPanel::drawLegend()
{
    const bool dark = palette().color(QPalette::Base).lightness() < 128;
    QString text;
    if (m_result && !m_result->charts.empty()) {
        for (const ChartCurve& curve : m_result->charts.front().curves) {
            if (!curve.name.isEmpty())
                text += QStringLiteral("<span style='color:%1'>●</span> %2&nbsp;&nbsp; ")
                            .arg(dataColour(curve.kind, dark).name(), curve.name.toHtmlEscaped());
        }
    }
    m_legend->setText(text);
    m_legend->setVisible(!text.isEmpty());
}

void AnalysisPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        drawLegend();
    QWidget::changeEvent(event);
}

void AnalysisPanel::showFault(const QString& message)
{
    if (m_pending)  // of older inputs
        return m_delay->start(0);
    m_result.reset();
    m_notes->hide();
    for (LineChart* chart : m_charts)
        chart->setMessage(message);
    emit updated();
}
