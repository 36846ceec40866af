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

RowTeam::RowTeam(int threads) : m_start(resolved(threads)), m_finish(resolved(threads))
{
    for (int worker = 1; worker < resolved(threads); ++worker) {
        m_workers.emplace_back([this] {
            for (;;) {
                m_start.arrive_and_wait();
                if (m_work == nullptr)
                    return;
                takeRows();
                m_finish.arrive_and_wait();
            }
        });
    }
}

RowTeam::~RowTeam()
{
    m_work = nullptr;
    m_start.arrive_and_wait();
}

void RowTeam::forRows(std::size_t rows, std::size_t rowsAtOnce, const RowRange& work)
{
    m_work = &work;
    m_rows = rows;
    m_rowsAtOnce = rowsAtOnce;
    m_next = 0;
    m_start.arrive_and_wait();
    takeRows();
    m_finish.arrive_and_wait();
    m_work = nullptr;
}

void RowTeam::takeRows()
{
    for (;;) {
        const std::size_t first = m_next.fetch_add(m_rowsAtOnce);
        if (first >= m_rows)
            return;
        (*m_work)(first, std::min(first + m_rowsAtOnce, m_rows));
    }
}

}  // namespace shamal
