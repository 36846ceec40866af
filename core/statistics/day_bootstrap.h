#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace shamal {

struct DayBootstrapOptions {
    int blockDays = 5;  ///< successive days of the list that are drawn together; cut to the number of days
    int resamples = 1000;
    double level = 0.95;  ///< of the interval
    std::uint64_t seed = 1;
};

/// A score over all days and its interval by percentiles. Without a day everything is NaN.
struct BootstrapInterval {
    double value = 0.0;
    double lower = 0.0, upper = 0.0;
    bool excludes(double x) const { return x < lower || x > upper; }
};

/// How far a score would scatter had other days been evaluated: days are drawn anew with replacement in
/// blocks that close in a circle (circular block bootstrap, Politis and Romano 1992), so that the dependence
/// of days within a block stays. Blocks are of days that follow each other in the list, whether or not they
/// do in the calendar. The draws are made once and depend on (number of days, options) alone: two methods on
/// the same days see the same ones, and a difference of theirs is paired. With few blocks (n / blockDays
/// below 10, say) the intervals are too narrow; they hold nothing about other training seeds.
class DayBootstrap {
public:
    using Score = std::function<double(std::span<const double> sums)>;

    /// Throws InputError when an option is out of range.
    DayBootstrap(std::size_t days, const DayBootstrapOptions& options);
    std::size_t days() const { return m_days; }

    /// Of a score that follows from sums over days: `perDay` holds as many numbers for each day, `score`
    /// turns their sums into the score (such as sqrt(squares / cells)). Draws whose score is NaN are left
    /// out. Throws InputError when `perDay` has another number of days.
    BootstrapInterval interval(std::span<const std::vector<double>> perDay, const Score& score) const;
    /// Of the mean of one number a day.
    BootstrapInterval mean(std::span<const double> perDay) const;
    /// Of the mean of first - second, day by day.
    BootstrapInterval meanDifference(std::span<const double> first, std::span<const double> second) const;

private:
    void checkDays(std::size_t given) const;

    std::size_t m_days;
    double m_level;
    std::vector<std::vector<std::uint32_t>> m_timesDrawn;  // per resample: how often each day
};

}  // namespace shamal
