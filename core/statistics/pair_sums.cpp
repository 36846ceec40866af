#include "statistics/pair_sums.h"

#include <cmath>
#include <numbers>

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
