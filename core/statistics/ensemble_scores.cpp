#include "statistics/ensemble_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "fields/error.h"

namespace shamal {

namespace {

void check(std::span<const float> truth, std::span<const std::span<const float>> members)
{
    if (members.empty())
        throw InputError("An ensemble without members has no scores. Give one member or more.");
    for (const std::span<const float> member : members) {
        if (member.size() != truth.size())
            throw InputError(
                fmt::format("{} values of truth stand against {} of a member. Give one for each.",
                            truth.size(), member.size()));
    }
}

/// Adds a cell; `sorted` are the members in ascending order.
void addCell(EnsembleSums& sums, double truth, std::span<const double> sorted)
{
    const auto m = static_cast<double>(sorted.size());
    double sum = 0.0, distance = 0.0, between = 0.0;  // between: sum over pairs i < j of |x_i - x_j|
    std::size_t below = 0, equal = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        sum += sorted[i];
        distance += std::abs(sorted[i] - truth);
        between += (2.0 * static_cast<double>(i) - m + 1.0) * sorted[i];
        below += sorted[i] < truth ? 1 : 0;
        equal += sorted[i] == truth ? 1 : 0;
    }
    const double mean = sum / m;
    double squares = 0.0;
    for (const double value : sorted)
        squares += (value - mean) * (value - mean);

    ++sums.n;
    sums.crps += distance / m - between / (m * m);
    sums.fairCrps += distance / m - (sorted.size() > 1 ? between / (m * (m - 1.0)) : 0.0);
    sums.variance += sorted.size() > 1 ? squares / (m - 1.0) : 0.0;
    sums.squaredError += (mean - truth) * (mean - truth);
    for (std::size_t rank = below; rank <= below + equal; ++rank)
        sums.ranks[rank] += 1.0 / static_cast<double>(equal + 1);
}

}  // namespace

EnsembleSums ensembleSums(std::span<const float> truth, std::span<const std::span<const float>> members)
{
    check(truth, members);
    EnsembleSums sums;
    sums.members = members.size();
    sums.ranks.assign(members.size() + 1, 0.0);
    std::vector<double> values(members.size());
    for (std::size_t cell = 0; cell < truth.size(); ++cell) {
        bool missing = std::isnan(truth[cell]);
        for (std::size_t i = 0; i < members.size(); ++i) {
            values[i] = members[i][cell];
            missing = missing || std::isnan(values[i]);
        }
        if (missing)
            continue;
        std::ranges::sort(values);
        addCell(sums, truth[cell], values);
    }
    return sums;
}

EnsembleSums& EnsembleSums::operator+=(const EnsembleSums& other)
{
    if (members == 0)
        return *this = other;
    if (other.members == 0)
        return *this;
    if (other.members != members)
        throw InputError(
            fmt::format("Days of {} and of {} members cannot be scored together. Make as many for each day.",
                        members, other.members));
    n += other.n;
    crps += other.crps;
    fairCrps += other.fairCrps;
    variance += other.variance;
    squaredError += other.squaredError;
    for (std::size_t rank = 0; rank < ranks.size(); ++rank)
        ranks[rank] += other.ranks[rank];
    return *this;
}

EnsembleScores EnsembleSums::scores() const
{
    EnsembleScores scores;
    scores.n = n;
    if (n == 0)
        return scores;
    const auto cells = static_cast<double>(n);
    const auto m = static_cast<double>(members);
    scores.crps = crps / cells;
    scores.fairCrps = fairCrps / cells;
    scores.skill = std::sqrt(squaredError / cells);
    if (members > 1) {
        scores.spread = std::sqrt(variance / cells);
        if (scores.skill > 0.0)
            scores.spreadSkill = std::sqrt((m + 1.0) / m) * scores.spread / scores.skill;
    }
    for (const double count : ranks)
        scores.rankHistogram.push_back(count / cells);
    return scores;
}

}  // namespace shamal
