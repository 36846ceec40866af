#pragma once
#include "panels/time_bar.h"

#include <QWidget>

#include <optional>
#include <vector>

/// The painted strip of the time bar: a row per data set over shaded season days, years below, the current
/// day as a line.
class Timeline : public QWidget {
    Q_OBJECT
public:
    explicit Timeline(QWidget* parent = nullptr);

    void setRows(const std::vector<TimeBar::Row>& rows, shamal::Calendar calendar);
    void setSeason(shamal::Season season);
    void setCurrent(std::optional<shamal::Date> date);

    QSize sizeHint() const override { return {400, 44}; }
    QSize minimumSizeHint() const override { return {120, 44}; }

signals:
    void dayPicked(shamal::Date date);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double xOf(std::int64_t day) const;
    void pick(double x);
    void paintSeason(QPainter& painter, const QRectF& strip) const;
    void paintYears(QPainter& painter, const QRectF& strip) const;

    std::vector<TimeBar::Row> m_rows;
    shamal::Calendar m_calendar = shamal::Calendar::Standard;
    shamal::Season m_season = shamal::Season::All;
    std::optional<shamal::Date> m_current;
    std::int64_t m_first = 0;
    std::int64_t m_last = 0;  ///< day numbers; m_last < m_first while empty
};
