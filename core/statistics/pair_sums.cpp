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
void addPair(const ImageStack& stack, std::size_t a, std::size_t b, std::size_t classOfPair, PairSums& sums)
{
    const auto& seconds = stack.others.empty() ? stack.images : stack.others;
    for (std::size_t day = 0; day < stack.images.size(); ++day) {
        const double first = double{stack.images[day][a]} - double{stack.images[day][b]};
        if (std::isnan(first))
            continue;
        sums.squares[classOfPair] += first * (double{seconds[day][a]} - double{seconds[day][b]});
        ++sums.pairs[classOfPair];
    }
}

struct Angle {
    double sine;
    double cosine;
};

std::vector<Angle> halvesOf(const std::vector<double>& longitudes)
{
    std::vector<Angle> result;
    for (const double longitude : longitudes) {
        // From the first one, where the differences of products below lose fewer digits.
        const double half = 0.5 * (longitude - longitudes.front()) * kRadians;
        result.push_back({std::sin(half), std::cos(half)});
    }
    return result;
}

/// Class of a cell in column a of row i and one in column b of row j, on the sphere; without inverse
/// functions unless azimuth counts.
int classOnSphere(const LagClasses& lags, const LagClasses::RowPair& rows, const Angle& a, const Angle& b,
                  int guess)
{
    const double sine = b.sine * a.cosine - b.cosine * a.sine;  // of half the difference in longitude
    const int bin = lags.binOf(rows, sine * sine, guess);
    if (bin == LagClasses::kOutOfReach || !lags.directed())
        return bin;
    const double cosine = b.cosine * a.cosine + b.sine * a.sine;
    const int sector = lags.sectorOf(rows, sine * sine, 2.0 * sine * cosine);
    return sector == LagClasses::kOutOfReach ? sector : sector * lags.bins() + bin;
}

void addRowPairs(const ImageStack& stack, const std::vector<Angle>& halves, const LagClasses& lags,
                 std::size_t i, std::size_t j, PairSums& sums)
{
    const std::size_t columns = stack.columns();
    const LagClasses::RowPair rows = lags.rowPair(i, j);
    for (std::size_t a = 0; a < columns; ++a) {
        int found = 0;
        for (std::size_t b = i == j ? a + 1 : 0; b < columns; ++b) {
            const int guess = found == LagClasses::kOutOfReach ? found : found % lags.bins();
            found = lags.figure() == EarthFigure::Sphere
                        ? classOnSphere(lags, rows, halves[a], halves[b], guess)
                        : lags.classOf(i, j, stack.longitudes[b] - stack.longitudes[a], guess);
            if (found != LagClasses::kOutOfReach)
                addPair(stack, i * columns + a, j * columns + b, static_cast<std::size_t>(found), sums);
        }
    }
}

}  // namespace

PairSums pairSumsByLoop(const ImageStack& stack, const LagClasses& lags, const PairSumsRun& run)
{
    const std::vector<Angle> halves = halvesOf(stack.longitudes);
    std::vector<PairSums> byRow(stack.rows(), PairSums(lags.classes()));
    const auto makeWorker = [&] {
        return [&](std::size_t row) {
            const std::size_t end = lags.rowEnd(row);
            for (std::size_t other = row; other < end && !run.stop.stop_requested(); ++other)
                addRowPairs(stack, halves, lags, row, other, byRow[row]);
        };
    };
    forEachRow(stack.rows(), run.threads, makeWorker, run.done, run.stop);
    // Rows are added in their order, so that the number of threads does not show in the last digits.
    PairSums total(lags.classes());
    for (const PairSums& sums : byRow)
        total.add(sums);
    return total;
}

}  // namespace shamal
