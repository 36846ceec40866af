#include "panels/analysis_panel.h"

#include "charts/data_colours.h"
#include "charts/line_chart.h"
#include "panels/icons.h"

#include <QActionEvent>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <algorithm>
#include <set>
#include <utility>

namespace {
// A rectangle being dragged or days arriving one by one ask for one computation, not for twenty.
constexpr int kSettleMs = 30;
// What is under way for older inputs may finish within this and is shown, out of date: a curve that follows
// the hand. After it, only the newest inputs count.
constexpr int kPatienceMs = 150;
}  // namespace

AnalysisPanel::AnalysisPanel(Analysis analysis, int charts, const std::function<void(SettingsForm&)>& addRows,
                             QWidget* parent)
    : QWidget(parent),
      m_analysis(std::move(analysis)),
      m_delay(new QTimer(this)),
      m_legend(new QLabel(this)),
      m_notes(new QLabel(this)),
      m_findings(new QLabel),
      m_settings(new SettingsForm)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    QFont small = font();
    small.setPointSizeF(std::max(7.5, small.pointSizeF() - 1.5));
    m_legend->setFont(small);
    m_notes->setFont(small);
    layout->addWidget(makeHeader(addRows));
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
    connect(m_settings, &SettingsForm::edited, this, &AnalysisPanel::computeAgain);
    connect(m_charts.front(), &LineChart::pointed, this, &AnalysisPanel::pointed);
    for (LineChart* chart : m_charts) {
        connect(chart, &LineChart::clicked, this, [this, chart](double x) {
            if (chart->content().datesX)
                emit dayChosen(dateOnAxis(x));
        });
    }
}

QToolButton* AnalysisPanel::headerButton(const QString& icon, const QString& words)
{
    auto* button = new QToolButton;
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(words);
    button->setAccessibleName(words);
    button->setIconSize({16, 16});
    button->setPopupMode(QToolButton::InstantPopup);
    button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_buttons.emplace_back(button, icon);
    return button;
}

QWidget* AnalysisPanel::makeHeader(const std::function<void(SettingsForm&)>& addRows)
{
    auto* header = new QWidget(this);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_legend, 1);
    m_legend->setMinimumWidth(1);  // its end may be cut; the buttons stay
    auto* log10 = new QToolButton;
    log10->setText(QStringLiteral("log10"));
    log10->setToolTip(tr("Of log10 of the values, as published; else of the values in their unit"));
    log10->setAccessibleName(tr("log10 of the values"));
    log10->setAutoRaise(true);
    log10->setFocusPolicy(Qt::TabFocus);
    log10->setFont(m_legend->font());
    m_settings->addSwitch(
        QStringLiteral("log10"), log10, [](const AnalysisSettings& s) { return s.log10 ? 1.0 : 0.0; },
        [](AnalysisSettings& s, double value) { s.log10 = value != 0.0; });
    row->addWidget(log10);
    auto* findings = headerButton(QStringLiteral("info"), tr("What was found, and by which formulas"));
    auto* words = new QMenu(findings);
    auto* sheet = new QWidgetAction(words);
    constexpr int kWidth = 420;
    m_findings->setMargin(12);
    m_findings->setWordWrap(true);
    m_findings->setFixedWidth(kWidth);
    m_findings->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    sheet->setDefaultWidget(m_findings);
    words->addAction(sheet);
    findings->setMenu(words);
    // A menu keeps the size of what it held when it was opened last.
    connect(words, &QMenu::aboutToShow, this, [words, sheet] {
        QActionEvent changed(QEvent::ActionChanged, sheet);
        QCoreApplication::sendEvent(words, &changed);
    });
    row->addWidget(findings);
    auto* options = headerButton(QStringLiteral("options"), tr("Options of this analysis"));
    auto* form = new QMenu(options);
    auto* holder = new QWidgetAction(form);
    holder->setDefaultWidget(m_settings);
    form->addAction(holder);
    options->setMenu(form);
    if (addRows)
        addRows(*m_settings);
    else
        options->hide();
    row->addWidget(options);
    auto* exporting = headerButton(QStringLiteral("export"), tr("Export this analysis"));
    auto* menu = new QMenu(exporting);
    menu->addAction(tr("Figure…"), this, &AnalysisPanel::figureRequested);
    menu->addAction(tr("Table…"), this, &AnalysisPanel::tableRequested);
    exporting->setMenu(menu);
    row->addWidget(exporting);
    drawIcons();
    return header;
}

void AnalysisPanel::drawIcons()
{
    for (const auto& [button, icon] : m_buttons)
        button->setIcon(lineIcon(icon, palette()));
}

void AnalysisPanel::keepSettings(const QString& name)
{
    const QString group = QStringLiteral("analyses/") + name;
    QSettings kept;
    kept.beginGroup(group);
    m_settings->restore(kept);
    connect(m_settings, &SettingsForm::edited, this, [this, group] {
        QSettings settings;
        settings.beginGroup(group);
        m_settings->save(settings);
    });
}

void AnalysisPanel::computeAgain()
{
    if (m_inputs)
        setInputs(AnalysisInputs(*m_inputs));
}

void AnalysisPanel::setInputs(AnalysisInputs inputs)
{
    inputs.settings = m_settings->settings();
    m_inputs = std::move(inputs);
    m_pending = true;
    m_result.reset();
    m_findings->setText(tr("computing…"));
    for (LineChart* chart : m_charts)
        chart->setOutOfDate(true);
    if (!m_delay->isActive())
        m_delay->start(kSettleMs);
}

void AnalysisPanel::setPinned(const std::optional<shamal::LatLon>& place)
{
    if (!m_inputs || m_inputs->pinned == place)
        return;
    m_inputs->pinned = place;
    if (m_settings->settings().seriesOf == AnalysisSettings::SeriesOf::OneCell)
        computeAgain();
}

void AnalysisPanel::setMessage(const QString& message)
{
    m_pending = false;
    m_inputs.reset();
    m_result.reset();
    m_task.cancel();
    m_delay->stop();
    m_notes->hide();
    m_findings->setText(message);
    drawLegend();
    for (LineChart* chart : m_charts)
        chart->setMessage(message);
    emit updated();
}

bool AnalysisPanel::busy() const
{
    // One that nobody sees waits, and has nothing to do.
    return m_task.busy() || (m_pending && seen());
}

std::function<AnalysisResult(const std::stop_token&)> AnalysisPanel::newestResult() const
{
    if (m_result)
        return [result = *m_result](const std::stop_token&) { return result; };
    if (!m_inputs)
        return {};
    return [analysis = m_analysis, inputs = *m_inputs](const std::stop_token& stop) {
        return analysis(inputs, stop);
    };
}

void AnalysisPanel::markDay(const std::optional<shamal::Date>& day)
{
    m_day = day;
    for (LineChart* chart : m_charts)
        chart->setMark(day && chart->content().datesX ? std::optional(onDateAxis(*day)) : std::nullopt);
}

std::vector<const LineChart*> AnalysisPanel::charts() const
{
    return {m_charts.begin(), m_charts.end()};
}

/// The first sign that it is looked at: a dock that comes forward is painted, and told nothing else.
void AnalysisPanel::paintEvent(QPaintEvent* event)
{
    QWidget::paintEvent(event);
    if (m_pending && !m_delay->isActive())
        m_delay->start(kSettleMs);
}

void AnalysisPanel::compute()
{
    // A closed or covered panel costs nothing; it computes when it is looked at.
    if (!m_pending || !seen())
        return;
    if (m_task.busy() && m_running.elapsed() < kPatienceMs) {
        m_delay->start(static_cast<int>(kPatienceMs - m_running.elapsed()));
        return;
    }
    m_running.start();
    m_pending = false;
    m_task.submit([this, analysis = m_analysis, inputs = *m_inputs](const std::stop_token& stop) {
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
    m_findings->setText(result.findings.join('\n') + QStringLiteral("\n\n") +
                        tr("Formulas: %1").arg(result.source));
    drawLegend();
    markDay(m_day);
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
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        const ChartContent content = i < result.charts.size() ? result.charts[i] : ChartContent{};
        if (content.curves.empty())
            m_charts[i]->setMessage(content.message.isEmpty() ? result.notes.join('\n') : content.message);
        else
            m_charts[i]->setContent(content);
    }
}

void AnalysisPanel::drawLegend()
{
    const bool dark = palette().color(QPalette::Base).lightness() < 128;
    QString text;
    if (m_result && !m_result->charts.empty()) {
        std::set<DataKind> told;
        const auto tell = [&](const ChartCurve& curve) {
            if (curve.name.isEmpty())
                return;
            told.insert(curve.kind);
            text += QStringLiteral("<span style='color:%1'>●</span> %2&nbsp;&nbsp; ")
                        .arg(dataColour(curve.kind, dark).name(), curve.name.toHtmlEscaped());
        };
        for (const ChartCurve& curve : m_result->charts.front().curves)
            tell(curve);
        // What the other charts have beside: the truth in a spectrum.
        for (std::size_t i = 1; i < m_result->charts.size(); ++i) {
            for (const ChartCurve& curve : m_result->charts[i].curves) {
                if (!told.contains(curve.kind))
                    tell(curve);
            }
        }
    }
    m_legend->setText(text);
}

void AnalysisPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        drawLegend();
        drawIcons();
    }
    QWidget::changeEvent(event);
}

void AnalysisPanel::showFault(const QString& message)
{
    if (m_pending)  // of older inputs
        return m_delay->start(0);
    m_result.reset();
    m_notes->hide();
    m_findings->setText(message);
    drawLegend();
    for (LineChart* chart : m_charts)
        chart->setMessage(message);
    emit updated();
}
