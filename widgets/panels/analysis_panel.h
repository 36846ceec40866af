#pragma once
#include "jobs/latest_task.h"
#include "panels/analyses.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>
#include <vector>

class LineChart;
class QLabel;
class QTimer;

/// Charts of one analysis that follow a snapshot of inputs: computed off the GUI thread, a stale result never
/// shown as current: while inputs change fast, as a region is dragged, results on the way are shown as out of
/// date.
class AnalysisPanel : public QWidget {
    Q_OBJECT
public:
    /// `charts`: how many the analysis draws, side by side.
    AnalysisPanel(Analysis analysis, int charts, QWidget* parent = nullptr);

    void setInputs(AnalysisInputs inputs);
    /// Nothing to analyse: says what is missing.
    void setMessage(const QString& message);

    bool busy() const;
    const std::optional<AnalysisResult>& result() const { return m_result; }
    std::vector<const LineChart*> charts() const;

signals:
    void updated();  ///< a result or a message is shown, nothing is under way

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
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
    QLabel *m_legend, *m_notes;
    std::optional<AnalysisInputs> m_pending;  ///< not handed to the task yet
    std::optional<AnalysisResult> m_result;
};
