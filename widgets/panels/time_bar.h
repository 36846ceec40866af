#pragma once
#include "panels/playing_clock.h"
#include "panels/time_actions.h"
#include "panels/time_row.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class DateField;
class QLabel;
class QToolButton;
class Timeline;

/// The days there are, where each data set has them, and which one is looked at. Steps and plays through the
/// days of the season. Reads from left to right in every language.
class TimeBar : public QWidget {
    Q_OBJECT
public:
    using Row = TimeRow;

    explicit TimeBar(QWidget* parent = nullptr);

    /// Rows of different calendars stand by their dates on the standard one.
    void setRows(std::vector<Row> rows);
    void setSeason(shamal::Season season);
    void setCurrent(std::optional<shamal::Date> date);
    std::optional<shamal::Date> current() const { return m_current; }
    TimeActions& actionsOfTime() { return m_actions; }

    bool playing() const { return m_playing; }
    /// Plays the days of the season, or those of them in sight; from the first when it stands on the last.
    void setPlaying(bool playing);
    double drawnPerSecond() const { return m_clock.drawnPerSecond(); }

    void step(int days);  ///< among the days of the season, round the end
    /// To the same day of another month, or the next one beyond; no further than the ends.
    void stepMonths(int months);
    void goToFirst();
    void goToLast();
    void askForDate();  ///< puts the keyboard into the date field

signals:
    void currentChanged(shamal::Date date);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectActions();
    void go(shamal::Date date);
    /// Whether any row shows something on a day: every day of its month for a monthly record.
    bool isSeen(shamal::Date date) const;
    void jump(const QString& typed);
    void playOn();
    void playDays(int due);
    void dayWasDrawn();
    void refresh();
    void refreshIcons();
    void showRate();
    std::vector<shamal::Date> daysToPlay() const;

    TimeActions m_actions;
    std::vector<Row> m_rows;
    std::vector<shamal::Date> m_allDays;  ///< of any row
    std::vector<shamal::Date> m_days;     ///< of them in the season
    shamal::Season m_season = shamal::Season::All;
    std::optional<shamal::Date> m_current;

    bool m_playing = false;
    bool m_drawing = false;  ///< a day was shown that is not painted yet
    PlayingClock m_clock;
    QElapsedTimer m_time;
    qint64 m_rateShown = 0;
    QTimer m_timer;

    std::vector<QToolButton*> m_buttons;
    Timeline* m_timeline;
    DateField* m_date;
    QLabel* m_rate;
};
