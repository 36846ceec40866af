#pragma once
#include <QtGlobal>

#include <deque>

/// Which day a playing record has come to. Keeps to the clock: when drawing is slower than the rate, days are
/// left out instead of the record lagging behind. Times are milliseconds of any steady clock.
class PlayingClock {
public:
    /// `daysPerSecond` 0: as fast as possible, every day is drawn.
    void start(qint64 now, double daysPerSecond);
    /// How many days to go on now; 0 when the next is not due.
    int daysDue(qint64 now);
    /// Until the next day is due.
    qint64 waitMs(qint64 now) const;

    void dayDrawn(qint64 now);
    /// Days that were drawn a second, of late; 0 before a few were.
    double drawnPerSecond() const;

private:
    double m_rate = 0.0;
    qint64 m_start = 0;
    qint64 m_shown = 0;  ///< days gone on since m_start
    std::deque<qint64> m_drawn;
};
