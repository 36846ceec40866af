#include "statistics/reliability.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "fields/error.h"

namespace shamal {

namespace {

/// Of `k` of `m` members in `bins` bins, in whole numbers: a probability on an edge is of the bin above.
std::size_t binOf(std::size_t k, std::size_t m, std::size_t bins)
{
    return std::min(k * bins / m, bins - 1);
}

}  // namespace

ReliabilityCounts reliabilityCounts(std::span<const float> truth,
                                    std::span<const std::span<const float>> members, double threshold)
{
    if (members.empty())
        throw InputError("An ensemble without members foretells nothing. Give one member or more.");
    for (const std::span<const float> member : members) {
        if (member.size() != truth.size())
            throw InputError(
                fmt::format("{} values of truth stand against {} of a member. Give one for each.",
                            truth.size(), member.size()));
    }
    ReliabilityCounts counts{std::vector<std::int64_t>(members.size() + 1, 0),
                             std::vector<std::int64_t>(members.size() + 1, 0)};
    for (std::size_t cell = 0; cell < truth.size(); ++cell) {
        const auto missing = [cell](std::span<const float> field) { return std::isnan(field[cell]); };
        if (missing(truth) || std::ranges::any_of(members, missing))
            continue;
        const auto exceeding = static_cast<std::size_t>(std::ranges::count_if(
            members, [cell, threshold](std::span<const float> member) { return member[cell] > threshold; }));
        ++counts.cells[exceeding];
        counts.events[exceeding] += truth[cell] > threshold ? 1 : 0;
    }
    return counts;
}

ReliabilityCounts& ReliabilityCounts::operator+=(const ReliabilityCounts& other)
{
    if (cells.empty())
        return *this = other;
    if (other.cells.empty())
        return *this;
    if (other.cells.size() != cells.size())
        throw InputError(
            fmt::format("Days of {} and of {} members cannot be taken together. Make as many for each day.",
                        cells.size() - 1, other.cells.size() - 1));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i] += other.cells[i];
        events[i] += other.events[i];
    }
    return *this;
}

Reliability ReliabilityCounts::reliability(int bins) const
{
    if (bins < 0)
        throw InputError(fmt::format("{} bins of probability were asked for. Choose 1 or more.", bins));
    Reliability result;
    if (cells.empty())
        return result;
    const std::size_t members = cells.size() - 1;
    const std::size_t size = bins == 0 ? members + 1 : static_cast<std::size_t>(bins);
    std::vector<double> probability(size, 0.0), happened(size, 0.0);  // sums over cells
    result.counts.assign(size, 0);
    double brier = 0.0;
    for (std::size_t k = 0; k <= members; ++k) {
        const std::size_t bin = bins == 0 ? k : binOf(k, members, size);
        const double forecast = static_cast<double>(k) / static_cast<double>(members);
        const auto yes = static_cast<double>(events[k]);
        const auto no = static_cast<double>(cells[k] - events[k]);
        result.counts[bin] += cells[k];
        probability[bin] += forecast * (yes + no);
        happened[bin] += yes;
        brier += yes * (1.0 - forecast) * (1.0 - forecast) + no * forecast * forecast;
    }
    result.n = std::accumulate(result.counts.begin(), result.counts.end(), std::int64_t{0});
    result.forecast.assign(size, Reliability::kUndefined);
    result.observed.assign(size, Reliability::kUndefined);
    if (result.n == 0)
        return result;
    const auto n = static_cast<double>(result.n);
    result.brier = brier / n;
    result.baseRate = std::accumulate(happened.begin(), happened.end(), 0.0) / n;
    result.uncertainty = result.baseRate * (1.0 - result.baseRate);
    result.reliability = result.resolution = 0.0;
    for (std::size_t bin = 0; bin < size; ++bin) {
        if (result.counts[bin] == 0)
            continue;
        const auto count = static_cast<double>(result.counts[bin]);
        result.forecast[bin] = probability[bin] / count;
        result.observed[bin] = happened[bin] / count;
        result.reliability += count / n * std::pow(result.forecast[bin] - result.observed[bin], 2);
        result.resolution += count / n * std::pow(result.observed[bin] - result.baseRate, 2);
    }
    return result;
}

}  // namespace shamal
