#pragma once
#include "fields/calendar.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <vector>

/// Days along a line of pixels: all of a record, or a part of it when zoomed. Positions are day numbers of
/// one calendar; a date that this calendar has not (30 February) stands where its month ends.
class TimeScale {
public:
    struct Tick {
        double x = 0.0;
        QString label;
        bool strong = false;  ///< a unit greater than the others begins here
    };

    /// First and last day, both included; last < first: none. Keeps the part shown where it still can.
    void setWhole(std::int64_t first, std::int64_t last, shamal::Calendar calendar);
    void setPixels(double left, double right);

    bool empty() const { return m_last < m_first; }
    shamal::Calendar calendar() const { return m_calendar; }
    std::int64_t positionOf(shamal::Date date) const;
    double xOf(std::int64_t day) const;  ///< where the day begins
    std::int64_t dayAt(double x) const;  ///< among the days shown
    double dayWidth() const;             ///< pixels
    std::int64_t firstShown() const;     ///< of the days any pixel is shown of
    std::int64_t lastShown() const;

    bool zoomed() const { return m_length < wholeLength(); }
    void zoomAbout(double x, double factor);  ///< > 1 goes closer; at least a week is shown
    void pan(double pixels);                  ///< to the right: earlier days come in from the left
    void showAll();
    /// Moves on by most of what is shown when the day is out of sight.
    void reveal(std::int64_t day);

    /// Years, months or days, as closely as `widthOf` their labels lets them stand.
    std::vector<Tick> ticks(const std::function<double(const QString&)>& widthOf) const;

private:
    double wholeLength() const { return static_cast<double>(m_last - m_first + 1); }
    void show(double from, double length);

    shamal::Calendar m_calendar = shamal::Calendar::Standard;
    std::int64_t m_first = 0, m_last = -1;
    double m_from = 0.0, m_length = 0.0;  ///< shown, days
    double m_left = 0.0, m_right = 1.0;   ///< pixels
};
