#include "statistics/pair_sums.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fields/grid.h"
#include "statistics/parallel_rows.h"

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kSpacingToleranceDegrees = 2e-5;

}  // namespace

bool evenlySpaced(const std::vector<double>& longitudes)
{
    if (longitudes.size() < 3)
        return true;
    const double step = (longitudes.back() - longitudes.front()) / static_cast<double>(longitudes.size() - 1);
    for (std::size_t i = 0; i < longitudes.size(); ++i) {
        const double expected = longitudes.front() + step * static_cast<double>(i);
        if (std::abs(longitudes[i] - expected) > kSpacingToleranceDegrees)
            return false;
    }
    return true;
}

LagClasses::LagClasses(const std::vector<double>& latitudes, double maxLagKm, int bins)
{
    for (const double latitude : latitudes) {
        m_latitudes.push_back(latitude * kRadians);
        m_cosines.push_back(std::cos(latitude * kRadians));
    }
    for (int bin = 1; bin <= bins; ++bin) {
        const double halfAngle = maxLagKm * bin / bins / (2.0 * kEarthRadiusKm);
        // Half an angle reaches 90 degrees at the antipode; a border beyond it is never crossed.
        m_upper.push_back(halfAngle < std::numbers::pi / 2 ? std::sin(halfAngle) * std::sin(halfAngle) : 2.0);
    }
}

LagClasses::RowPair LagClasses::rowPair(std::size_t i, std::size_t j) const
{
    const double sine = std::sin(0.5 * (m_latitudes[j] - m_latitudes[i]));
    return {sine * sine, m_cosines[i] * m_cosines[j]};
}

std::size_t LagClasses::rowEnd(std::size_t row) const
{
    std::size_t end = row + 1;
    while (end < m_latitudes.size() && rowPair(row, end).alongMeridian <= m_upper.back())
        ++end;
    return end;
}

int LagClasses::classOf(RowPair rows, double sinSquared, int guess) const
{
    const double haversine = rows.alongMeridian + rows.cosines * sinSquared;
    const int last = bins() - 1;
    if (haversine >= m_upper.back())
        return haversine == m_upper.back() ? last : kOutOfReach;
    int bin = guess == kOutOfReach ? last : guess;
    while (haversine >= m_upper[static_cast<std::size_t>(bin)])
        ++bin;
    while (bin > 0 && haversine < m_upper[static_cast<std::size_t>(bin) - 1])
        --bin;
    return bin;
}

std::size_t LagClasses::columnEnd(const std::vector<double>& sinSquared) const
{
    // Two cells of the row nearest to a pole are closer than those of any other rows at the same offset.
    const double least = *std::ranges::min_element(m_cosines);
    std::size_t end = sinSquared.size();
    while (end > 1 && least * least * sinSquared[end - 1] > m_upper.back())
        --end;
    return end;
}

void PairSums::add(const PairSums& other)
{
    for (std::size_t bin = 0; bin < squares.size(); ++bin) {
        squares[bin] += other.squares[bin];
        pairs[bin] += other.pairs[bin];
    }
}

namespace {

/// Adds the pairs of two cells over all days.
void addPair(const ImageStack& stack, std::size_t a, std::size_t b, std::size_t bin, PairSums& sums)
{
    for (const std::vector<float>& image : stack.images) {
        const double difference = double{image[a]} - double{image[b]};
        if (std::isnan(difference))
            continue;
        sums.squares[bin] += difference * difference;
        ++sums.pairs[bin];
    }
}

struct HalfAngle {
    double sine;
    double cosine;
};

std::vector<HalfAngle> halfAnglesOf(const std::vector<double>& longitudes)
{
    std::vector<HalfAngle> result;
    for (const double longitude : longitudes) {
        // From the first one, where the differences of products below lose fewer digits.
        const double half = 0.5 * (longitude - longitudes.front()) * kRadians;
        result.push_back({std::sin(half), std::cos(half)});
    }
    return result;
}

void addRowPairs(const ImageStack& stack, const std::vector<HalfAngle>& halves, const LagClasses& lags,
                 std::size_t i, std::size_t j, PairSums& sums)
{
    const std::size_t columns = stack.columns();
    const LagClasses::RowPair rows = lags.rowPair(i, j);
    for (std::size_t a = 0; a < columns; ++a) {
        int bin = 0;
        for (std::size_t b = i == j ? a + 1 : 0; b < columns; ++b) {
            const double sine = halves[b].sine * halves[a].cosine - halves[b].cosine * halves[a].sine;
            bin = lags.classOf(rows, sine * sine, bin);
            if (bin != LagClasses::kOutOfReach)
                addPair(stack, i * columns + a, j * columns + b, static_cast<std::size_t>(bin), sums);
        }
    }
}

}  // namespace

PairSums pairSumsByLoop(const ImageStack& stack, const LagClasses& lags, const PairSumsRun& run)
{
    const std::vector<HalfAngle> halves = halfAnglesOf(stack.longitudes);
    std::vector<PairSums> byRow(stack.rows(), PairSums(lags.bins()));
    const auto makeWorker = [&] {
        return [&](std::size_t row) {
            const std::size_t end = lags.rowEnd(row);
            for (std::size_t other = row; other < end && !run.stop.stop_requested(); ++other)
                addRowPairs(stack, halves, lags, row, other, byRow[row]);
        };
    };
    forEachRow(stack.rows(), run.threads, makeWorker, run.done, run.stop);
    // Rows are added in their order, so that the number of threads does not show in the last digits.
    PairSums total(lags.bins());
    for (const PairSums& sums : byRow)
        total.add(sums);
    return total;
}

}  // namespace shamal
