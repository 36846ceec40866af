#pragma once
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
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
    void help();
    void takeRows(const RowRange& work, std::size_t rows, std::size_t rowsAtOnce);

    std::atomic<std::size_t> m_next = 0;  // first row nobody has taken
    std::mutex m_mutex;                   // guards what follows
    std::condition_variable m_offered, m_left;
    const RowRange* m_work = nullptr;  // null when there is nothing to join
    std::size_t m_rows = 0;
    std::size_t m_rowsAtOnce = 1;
    std::size_t m_offers = 0;   // how often work was offered, so that a helper joins each once
    std::size_t m_helping = 0;  // helpers inside m_work
    bool m_ending = false;
    std::vector<std::jthread> m_workers;
};

}  // namespace shamal
