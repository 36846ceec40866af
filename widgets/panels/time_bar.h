#pragma once
#include "charts/data_colours.h"
#include "fields/calendar.h"

#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include <array>
#include <optional>
#include <set>
#include <vector>

class QLabel;
class Timeline;

/// The days there are, where each data set has them, and which one is looked at. Steps and plays through the
/// days of the season.
class TimeBar : public QWidget {
    Q_OBJECT
public:
    explicit TimeBar(QWidget* parent = nullptr);

    struct Row {
        DataKind kind = DataKind::Coarse;
        QString name;
        std::vector<shamal::Date> dates;  ///< ascending
    };
    void setRows(std::vector<Row> rows, shamal::Calendar calendar);
    void setSeason(shamal::Season season);
    void setCurrent(std::optional<shamal::Date> date);
    std::optional<shamal::Date> current() const { return m_current; }

    bool playing() const { return m_timer.isActive(); }
    void setPlaying(bool playing);
    void step(int days);  ///< among the days of the season, round the end

signals:
    void currentChanged(shamal::Date date);

protected:
    void changeEvent(QEvent* event) override;

private:
    void go(std::size_t index);
    void refresh();

    std::vector<Row> m_rows;
    std::vector<shamal::Date> m_days;  ///< of any row, in the season
    shamal::Season m_season = shamal::Season::All;
    std::optional<shamal::Date> m_current;
    QTimer m_timer;
    std::array<QToolButton*, 5> m_buttons{};
    Timeline* m_timeline;
    QLabel* m_label;
};
