#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "fields/progress.h"

namespace shamal {

/// Calls a worker for every row 0..rows-1, rows being dealt to `threads` threads (0: one per processor) as
/// they get free. `makeWorker()` is called once per thread and returns a callable void(std::size_t row) that
/// owns its scratch space. `done(fraction)` is called on the calling thread, which works as well. Throws
/// Stopped, or the first exception of a worker.
template <class MakeWorker>
void forEachRow(std::size_t rows, unsigned threads, const MakeWorker& makeWorker,
                const std::function<void(double)>& done, const std::stop_token& stop)
{
    if (threads == 0)
        threads = std::max(1U, std::thread::hardware_concurrency());
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failureGuard;
    const auto work = [&](const std::function<void(double)>& report) {
        try {
            auto worker = makeWorker();
            for (std::size_t row = next++; row < rows && !stop.stop_requested(); row = next++) {
                worker(row);
                if (report)
                    report(static_cast<double>(row + 1) / static_cast<double>(rows));
            }
        } catch (...) {
            next = rows;  // sends the other threads home
            const std::scoped_lock lock(failureGuard);
            if (!failure)
                failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads; ++i)
            others.emplace_back(work, std::function<void(double)>());
        work(done);
    }
    if (failure)
        std::rethrow_exception(failure);
    throwIfStopped(stop);
}

}  // namespace shamal
