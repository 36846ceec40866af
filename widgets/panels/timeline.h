#pragma once
#include "panels/time_row.h"
#include "panels/time_scale.h"

#include <QPixmap>
#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

/// The painted strip of the time bar: a row per data set over shaded season days, years, months or days
/// below, the current day as a line. Wheel and keys zoom, dragging moves a zoomed strip, a click picks a day.
class Timeline : public QWidget {
    Q_OBJECT
public:
    explicit Timeline(QWidget* parent = nullptr);

    void setRows(const std::vector<TimeRow>& rows);
    void setSeason(shamal::Season season);
    void setCurrent(std::optional<shamal::Date> date);

    bool zoomed() const { return m_scale.zoomed(); }
    std::pair<shamal::Date, shamal::Date> shown()
        const;  ///< first and last day in sight; some rows are needed
    void showAll();
    double xOf(shamal::Date date) const;  ///< the middle of its day, pixels of this widget

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void dayPicked(shamal::Date date);
    void painted();  ///< with the current day

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Run {
        std::int64_t first, last;  ///< positions on the scale
    };
    /// What is painted of a row, as positions.
    struct Painted {
        std::vector<Run> days;
        std::vector<std::int64_t> shortDays, testDays;
    };

    QRectF strip() const;
    QFont smallFont() const;
    double namesWidth() const;
    double rowTop(std::size_t row) const;
    void layOut();
    void repaintStrip();
    void pick(double x);
    void zoomByKey(double factor);
    Painted paintedOf(const TimeRow& row) const;

    void paintStrip();
    void paintSeason(QPainter& painter) const;
    void paintRow(QPainter& painter, const TimeRow& row, const Painted& days, const QRectF& place) const;
    void paintTicks(QPainter& painter) const;
    void paintNames(QPainter& painter) const;
    void paintCurrent(QPainter& painter) const;

    std::vector<TimeRow> m_rows;
    std::vector<Painted> m_painted;
    TimeScale m_scale;
    shamal::Season m_season = shamal::Season::All;
    std::optional<shamal::Date> m_current;
    QPixmap m_strip;  ///< all but the current day, kept while playing
    bool m_stripStale = true;
    std::optional<QPointF> m_pressed;
    bool m_dragged = false;
};
