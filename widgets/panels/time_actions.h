#pragma once
#include <QAction>
#include <QActionGroup>

#include <vector>

class QMenu;

/// What can be done with the time bar, for its buttons, the menu of its play button and the Time menu alike.
struct TimeActions {
    QAction *firstDay, *dayBefore, *play, *nextDay, *lastDay;
    QAction *monthBefore, *nextMonth, *yearBefore, *nextYear;
    QAction *goToDate, *showAll;
    QAction* loop;        ///< checkable: begin again after the last day
    QAction* shownOnly;   ///< checkable: only the days in sight of a zoomed time bar
    QActionGroup* rates;  ///< their data: days a second, 0 as fast as possible
    QMenu* speed;         ///< rates, loop and shownOnly

    explicit TimeActions(QWidget& bar);

    std::vector<QAction*> steps() const;
    /// For the Time menu.
    void addTo(QMenu& menu) const;
    void setRate(double daysPerSecond);  ///< the nearest there is
    double rate() const;
    void setEnabled(bool enabled) const;
    /// Icons in the colours of the palette now in force.
    void recolourIcons(const QPalette& palette, bool playing) const;
};
