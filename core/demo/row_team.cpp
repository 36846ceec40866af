#include "demo/row_team.h"

#include <algorithm>

namespace shamal {

namespace {
int resolved(int threads)
{
    if (threads > 0)
        return threads;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}
}  // namespace

RowTeam::RowTeam(int threads)
{
    for (int helper = 1; helper < resolved(threads); ++helper)
        m_workers.emplace_back([this] { help(); });
}

RowTeam::~RowTeam()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_offered.notify_all();
}

void RowTeam::forRows(std::size_t rows, std::size_t rowsAtOnce, const RowRange& work)
{
    m_next = 0;  // nobody is inside: the last call saw the last helper off
    {
        const std::scoped_lock lock(m_mutex);
        m_work = &work;
        m_rows = rows;
        m_rowsAtOnce = rowsAtOnce;
        ++m_offers;
    }
    m_offered.notify_all();
    takeRows(work, rows, rowsAtOnce);
    std::unique_lock lock(m_mutex);
    m_work = nullptr;
    m_left.wait(lock, [this] { return m_helping == 0; });
}

void RowTeam::help()
{
    std::size_t joined = 0;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_offered.wait(lock, [&] { return m_ending || (m_work != nullptr && m_offers != joined); });
        if (m_ending)
            return;
        joined = m_offers;
        ++m_helping;
        const RowRange& work = *m_work;
        const std::size_t rows = m_rows, rowsAtOnce = m_rowsAtOnce;
        lock.unlock();
        takeRows(work, rows, rowsAtOnce);
        lock.lock();
        --m_helping;
        if (m_helping == 0)
            m_left.notify_one();
    }
}

void RowTeam::takeRows(const RowRange& work, std::size_t rows, std::size_t rowsAtOnce)
{
    for (;;) {
        const std::size_t first = m_next.fetch_add(rowsAtOnce);
        if (first >= rows)
            return;
        work(first, std::min(first + rowsAtOnce, rows));
    }
}

}  // namespace shamal
