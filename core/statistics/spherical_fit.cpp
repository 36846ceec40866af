#include <algorithm>
#include <cmath>
#include <numbers>

#include "statistics/semivariogram.h"

namespace shamal {

namespace {

/// Rises from 0 to 1 at the range.
double sphericalShape(double lagKm, double rangeKm)
{
    const double h = std::min(1.0, std::abs(lagKm) / rangeKm);
    return h * (1.5 - 0.5 * h * h);
}

struct Point {
    double lagKm;
    double gamma;
    double weight;
};

/// Nugget and sill, neither negative, that fit best for a given range.
struct Candidate {
    double nugget = 0.0, sill = 0.0;
    double error = 0.0;  ///< weighted sum of squares
};

Candidate withError(const std::vector<Point>& points, double rangeKm, double nugget, double sill)
{
    Candidate candidate{nugget, sill, 0.0};
    for (const Point& point : points) {
        const double rest = point.gamma - nugget - sill * sphericalShape(point.lagKm, rangeKm);
        candidate.error += point.weight * rest * rest;
    }
    return candidate;
}

Candidate bestForRange(const std::vector<Point>& points, double rangeKm)
{
    double w = 0.0, ws = 0.0, wss = 0.0, wg = 0.0, wsg = 0.0;
    for (const Point& point : points) {
        const double shape = sphericalShape(point.lagKm, rangeKm);
        w += point.weight;
        ws += point.weight * shape;
        wss += point.weight * shape * shape;
        wg += point.weight * point.gamma;
        wsg += point.weight * shape * point.gamma;
    }
    const double determinant = w * wss - ws * ws;
    if (determinant > 1e-12 * w * wss) {
        const double nugget = (wg * wss - wsg * ws) / determinant;
        const double sill = (w * wsg - ws * wg) / determinant;
        if (nugget >= 0.0 && sill >= 0.0)
            return withError(points, rangeKm, nugget, sill);
    }
    // The best of two unknowns under bounds lies on a bound when the free one does not satisfy them.
    const Candidate noNugget = withError(points, rangeKm, 0.0, std::max(0.0, wsg / wss));
    const Candidate noSill = withError(points, rangeKm, std::max(0.0, wg / w), 0.0);
    return noNugget.error < noSill.error ? noNugget : noSill;
}

std::vector<Point> pointsWithPairs(const Semivariogram& empirical)
{
    std::vector<Point> points;
    for (std::size_t bin = 0; bin < empirical.lagKm.size(); ++bin) {
        const double lag = empirical.lagKm[bin];
        if (empirical.pairs[bin] > 0 && lag > 0.0 && std::isfinite(empirical.gamma[bin]))
            points.push_back(
                {lag, empirical.gamma[bin], static_cast<double>(empirical.pairs[bin]) / (lag * lag)});
    }
    return points;
}

/// Golden section between two ranges that bracket a minimum.
double bestRangeBetween(const std::vector<Point>& points, double low, double high)
{
    constexpr double kGolden = std::numbers::phi - 1.0;
    double left = high - kGolden * (high - low);
    double right = low + kGolden * (high - low);
    double leftError = bestForRange(points, left).error;
    double rightError = bestForRange(points, right).error;
    while (high - low > 1e-9 * high) {
        if (leftError <= rightError) {
            high = right;
            right = left;
            rightError = leftError;
            left = high - kGolden * (high - low);
            leftError = bestForRange(points, left).error;
        } else {
            low = left;
            left = right;
            leftError = rightError;
            right = low + kGolden * (high - low);
            rightError = bestForRange(points, right).error;
        }
    }
    return 0.5 * (low + high);
}

}  // namespace

double SphericalFit::at(double lagKm) const
{
    return rangeKm > 0.0 ? nugget + sill * sphericalShape(lagKm, rangeKm) : nugget;
}

SphericalFit fitSpherical(const Semivariogram& empirical)
{
    const std::vector<Point> points = pointsWithPairs(empirical);
    if (points.size() < 3)
        return {};

    // The error has several minima in the range: all of it is searched before the best one is refined.
    constexpr int kRanges = 400;
    const double shortest = points.front().lagKm;
    const double growth = std::pow(3.0 * points.back().lagKm / shortest, 1.0 / (kRanges - 1));
    int best = 0;
    double bestError = bestForRange(points, shortest).error;
    for (int i = 1; i < kRanges; ++i) {
        const double error = bestForRange(points, shortest * std::pow(growth, i)).error;
        if (error < bestError) {
            bestError = error;
            best = i;
        }
    }
    const double low = shortest * std::pow(growth, std::max(0, best - 1));
    const double high = shortest * std::pow(growth, std::min(kRanges - 1, best + 1));
    const double range = bestRangeBetween(points, low, high);
    const Candidate candidate = bestForRange(points, range);
    const bool inside = best > 0 && best < kRanges - 1;
    const bool structured = candidate.sill > 1e-9 * candidate.nugget;  // less is rounding
    return {candidate.nugget, candidate.sill, range, inside && structured};
}

}  // namespace shamal
