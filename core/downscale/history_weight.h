#pragma once
#include <span>

namespace shamal {

/// How much of a day's mean is the prediction that builds on the run's own predictions; the rest is the
/// prediction without any fine history. Counted by lead: days since the last true fine day.
struct HistoryWeight {
    double second = 0.0;   ///< at lead 2, the first day whose yesterday is predicted
    double decay = 0.0;    ///< of what it is above `lasting`, from each lead to the next, 0 .. 1
    double lasting = 0.0;  ///< long after the last true day, and without any

    /// 1 at lead 1, whose history is true; lasting + (second - lasting) * decay^(lead - 2) after it.
    double at(int lead) const;

    bool operator==(const HistoryWeight&) const = default;
};

/// Sums over cells and days of one lead: squares and product of the errors of both predictions.
struct LeadErrors {
    double own = 0.0, coarse = 0.0, both = 0.0;

    /// Of weight * own + (1 - weight) * coarse.
    double blended(double weight) const;
    /// That makes blended() least, within 0 .. 1.
    double bestWeight() const;
};

/// The `second` and `decay` that make the sum of blended errors least; leads[0] is lead 1. To 0.01 in both.
HistoryWeight bestHistoryWeight(std::span<const LeadErrors> leads, double lasting);

}  // namespace shamal
