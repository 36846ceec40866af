#pragma once
#include <algorithm>
#include <chrono>
#include <limits>

template <typename Work>
double secondsOf(const Work& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The shortest of some repetitions, after one that warms up.
template <typename Work>
double bestMilliseconds(int repetitions, const Work& work)
{
    work();
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < repetitions; ++i)
        best = std::min(best, 1e3 * secondsOf(work));
    return best;
}
