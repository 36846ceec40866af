#pragma once
#include "jobs/latest_task.h"
#include "panels/analyses.h"
#include "panels/settings_form.h"

#include <QElapsedTimer>
#include <QWidget>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

class LineChart;
class QLabel;
class QTimer;
class QToolButton;

/// Charts of one analysis that follow a snapshot of inputs: computed off the GUI thread, a stale result never
/// shown as current: while inputs change fast, as a region is dragged, results on the way are shown as out of
/// date.
class AnalysisPanel : public QWidget {
    Q_OBJECT
public:
    /// `charts`: how many the analysis draws, side by side. `addRows` lays out what may be chosen; without
    /// it there is nothing to choose.
    AnalysisPanel(Analysis analysis, int charts, const std::function<void(SettingsForm&)>& addRows = {},
                  QWidget* parent = nullptr);
    /// Takes on the settings last chosen under that name, and keeps them there from now on.
    void keepSettings(const QString& name);

    /// Its settings are the panel's.
    void setInputs(AnalysisInputs inputs);
    /// AnalysisInputs::pinned became another; computes again only where the settings look at it.
    void setPinned(const std::optional<shamal::LatLon>& place);
    /// Nothing to analyse: says what is missing.
    void setMessage(const QString& message);

    /// In charts over dates.
    void markDay(const std::optional<shamal::Date>& day);

    /// Not behind another dock: Qt moves those aside and leaves them visible.
    bool seen() const { return isVisible() && !visibleRegion().isEmpty(); }
    bool busy() const;
    const std::optional<AnalysisResult>& result() const { return m_result; }
    /// Gives that of the newest inputs, whether anybody looks at it or not: computes it where it is not there
    /// yet. Owns what it reads, for any thread; throws as an Analysis does. Empty where there is nothing to
    /// analyse.
    std::function<AnalysisResult(const std::stop_token&)> newestResult() const;
    std::vector<const LineChart*> charts() const;

signals:
    void dayChosen(shamal::Date day);  ///< in a chart over dates
    void figureRequested();
    void tableRequested();
    /// Of the first chart, by the pointer: a lag, for instance; nothing when it is elsewhere.
    void pointed(const std::optional<double>& x);
    void updated();  ///< a result or a message is shown, nothing is under way

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeHeader(const std::function<void(SettingsForm&)>& addRows);
    QToolButton* headerButton(const QString& icon, const QString& words);
    void drawIcons();
    void computeAgain();
    void compute();
    void draw(const AnalysisResult& result);
    void drawCharts(const AnalysisResult& result);
    void showFault(const QString& message);
    void drawLegend();

    Analysis m_analysis;
    LatestTask m_task;
    QTimer* m_delay;
    QElapsedTimer m_running;
    std::vector<LineChart*> m_charts;
    QLabel *m_legend, *m_notes, *m_findings;
    SettingsForm* m_settings;
    std::vector<std::pair<QToolButton*, QString>> m_buttons;  ///< with the names of their icons
    std::optional<shamal::Date> m_day;
    std::optional<AnalysisInputs> m_inputs;  ///< the newest
    bool m_pending = false;                  ///< and they were not handed to the task yet
    std::optional<AnalysisResult> m_result;
};
