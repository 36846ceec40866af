#include "panels/playing_clock.h"

#include <algorithm>
#include <cmath>

namespace {
constexpr qint64 kOfLateMs = 1500;
constexpr qint64 kForgivenMs = 2000;  // a dialog or a slept machine: go on from here, do not leap a season
}  // namespace

void PlayingClock::start(qint64 now, double daysPerSecond)
{
    m_rate = daysPerSecond;
    m_start = now;
    m_shown = 0;
    m_drawn.clear();
}

int PlayingClock::daysDue(qint64 now)
{
    if (m_rate <= 0.0)
        return 1;
    const qint64 due =
        static_cast<qint64>(std::floor(static_cast<double>(now - m_start) * m_rate / 1000.0 + 1e-6)) -
        m_shown;
    if (due <= 0)
        return 0;
    if (static_cast<double>(due) / m_rate * 1000.0 > static_cast<double>(kForgivenMs) && due > 1) {
        m_start = now;
        m_shown = 0;
        return 1;
    }
    m_shown += due;
    return static_cast<int>(due);
}

qint64 PlayingClock::waitMs(qint64 now) const
{
    if (m_rate <= 0.0)
        return 0;
    const double next = static_cast<double>(m_start) + static_cast<double>(m_shown + 1) * 1000.0 / m_rate;
    return std::max<qint64>(0, static_cast<qint64>(std::ceil(next)) - now);
}

void PlayingClock::dayDrawn(qint64 now)
{
    m_drawn.push_back(now);
    // Slow rates need some days to tell a rate at all.
    while (m_drawn.size() > 4 && now - m_drawn.front() > kOfLateMs)
        m_drawn.pop_front();
}

double PlayingClock::drawnPerSecond() const
{
    if (m_drawn.size() < 3 || m_drawn.back() == m_drawn.front())
        return 0.0;
    return 1000.0 * static_cast<double>(m_drawn.size() - 1) /
           static_cast<double>(m_drawn.back() - m_drawn.front());
}
