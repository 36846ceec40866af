#pragma once
#include <atomic>
#include <barrier>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace shamal {

/// A fixed set of threads that share the rows of a field. Every row is computed by one thread from what was
/// there before, so results cannot depend on the number of threads.
class RowTeam {
public:
    explicit RowTeam(int threads);  ///< the caller's thread is one of them; 0 = all cores
    ~RowTeam();
    RowTeam(const RowTeam&) = delete;
    RowTeam& operator=(const RowTeam&) = delete;

    int threads() const { return static_cast<int>(m_workers.size()) + 1; }

    using RowRange = std::function<void(std::size_t first, std::size_t end)>;
    /// Calls `work` for ranges of at most `rowsAtOnce` rows that cover 0..rows-1; returns when all are done.
    /// `work` must not throw.
    void forRows(std::size_t rows, std::size_t rowsAtOnce, const RowRange& work);

private:
    void takeRows();

    std::barrier<> m_start;
    std::barrier<> m_finish;
    const RowRange* m_work = nullptr;  // null when the barrier opens: the workers end
    std::size_t m_rows = 0;
    std::size_t m_rowsAtOnce = 1;
    std::atomic<std::size_t> m_next = 0;
    std::vector<std::jthread> m_workers;
};

}  // namespace shamal
