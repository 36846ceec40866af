#pragma once
#include "downscale/downscaler.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QDateEdit;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

/// What the user asked to be downscaled.
struct DownscaleChoice {
    std::filesystem::path model;
    bool wholeModelArea = false;  ///< else the selected region
    std::vector<shamal::Date> days;
    shamal::HistoryMode history = shamal::HistoryMode::Lenient;
    shamal::SamplerOptions sampler;
};

/// Model, area, days, members, steps and seed of a downscaling; its progress; Run and Cancel.
class DownscalePanel : public QWidget {
    Q_OBJECT
public:
    explicit DownscalePanel(QWidget* parent = nullptr);

    QSize sizeHint() const override { return {280, 480}; }
    void setModels(std::vector<shamal::ModelCard> models);
    /// The days the coarse series has, the season and the day now chosen.
    void setDays(std::vector<shamal::Date> available, shamal::Season season,
                 std::optional<shamal::Date> current);
    void setRegion(const QString& name);  ///< empty: none selected

    void setRunning(bool running);
    bool running() const { return m_running; }
    void setProgress(double fraction, const QString& doing, double secondsLeft);
    void setMessage(const QString& message, bool fault = false);
    /// Measured by the last run, for the estimate of the next one.
    void setSecondsPerDay(double seconds)
    {
        m_secondsPerDay = seconds;
        updateEstimate();
    }

    DownscaleChoice choice() const;
    const shamal::ModelCard* model() const;  ///< the one chosen; null without any

signals:
    void modelChanged();
    void runRequested(const DownscaleChoice& choice);
    void cancelRequested();

private:
    enum DayChoice { ThisDay, SeasonOfYear, Range };
    void build();
    void refillYears();
    void followDay(shamal::Date day);
    void updateModelText();
    void updateEstimate();
    std::vector<shamal::Date> chosenDays() const;

    std::vector<shamal::ModelCard> m_models;
    std::vector<shamal::Date> m_available;
    shamal::Season m_season = shamal::Season::All;
    std::optional<shamal::Date> m_current;
    bool m_running = false;
    double m_secondsPerDay = 0.0;
    bool m_yearChosen = false;  ///< by the user; else it follows the day shown
    bool m_rangeChosen = false;

    QComboBox *m_model, *m_area, *m_days, *m_year, *m_history;
    QDateEdit *m_first, *m_last;
    QSpinBox *m_members, *m_steps, *m_seed;
    QLabel *m_modelText, *m_estimate, *m_message;
    QProgressBar* m_progress;
    QPushButton *m_run, *m_cancel;
};
