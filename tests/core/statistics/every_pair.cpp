#include "every_pair.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace shamal;

std::vector<CellPair> everyPair(const Grid& grid, const LatLonBox& box)
{
    std::vector<CellPair> pairs;
    for (std::size_t a = 0; a < grid.cells(); ++a) {
        for (std::size_t b = a + 1; b < grid.cells(); ++b) {
            const LatLon placeA = grid.centre(a / grid.columns(), a % grid.columns());
            const LatLon placeB = grid.centre(b / grid.columns(), b % grid.columns());
            if (box.contains(placeA) && box.contains(placeB))
                pairs.push_back({a, b, placeA, placeB, greatCircleKm(placeA, placeB)});
        }
    }
    return pairs;
}

std::optional<std::size_t> binOf(double distanceKm, const std::vector<double>& bordersKm)
{
    for (std::size_t bin = 0; bin + 1 < bordersKm.size(); ++bin) {
        if (distanceKm >= bordersKm[bin] && distanceKm < bordersKm[bin + 1])
            return bin;
    }
    if (distanceKm == bordersKm.back())
        return bordersKm.size() - 2;
    return std::nullopt;
}

double transformed(float value, bool log10Transform)
{
    return log10Transform ? std::log10(std::max(value, 1e-6F)) : value;
}

namespace {

/// Half the mean product of the differences of x and y.
PlainSemivariogram plainProducts(const FieldSeries& x, const FieldSeries& y,
                                 const std::vector<std::size_t>& steps, const std::vector<CellPair>& pairs,
                                 const std::vector<double>& bordersKm, bool log10Transform)
{
    std::vector<long double> products(bordersKm.size() - 1, 0.0L);
    PlainSemivariogram result;
    result.pairs.assign(products.size(), 0);
    for (const CellPair& pair : pairs) {
        const auto bin = binOf(pair.distanceKm, bordersKm);
        if (!bin)
            continue;
        for (const std::size_t step : steps) {
            const auto difference = [&](const FieldSeries& of) -> long double {
                return transformed(of.field(step)[pair.a], log10Transform) -
                       transformed(of.field(step)[pair.b], log10Transform);
            };
            const long double product = difference(x) * difference(y);
            if (std::isnan(product))
                continue;
            products[*bin] += product;
            ++result.pairs[*bin];
        }
    }
    for (std::size_t bin = 0; bin < products.size(); ++bin)
        result.gamma.push_back(static_cast<double>(products[bin] / 2 / result.pairs[bin]));
    return result;
}

}  // namespace

PlainSemivariogram plainSemivariogram(const FieldSeries& series, const std::vector<std::size_t>& steps,
                                      const std::vector<CellPair>& pairs,
                                      const std::vector<double>& bordersKm, bool log10Transform)
{
    return plainProducts(series, series, steps, pairs, bordersKm, log10Transform);
}

PlainSemivariogram plainCrossSemivariogram(const FieldSeries& first, const FieldSeries& second,
                                           const std::vector<CellPair>& pairs,
                                           const std::vector<double>& bordersKm, bool log10Transform)
{
    std::vector<std::size_t> steps(first.size());
    std::iota(steps.begin(), steps.end(), 0);
    return plainProducts(first, second, steps, pairs, bordersKm, log10Transform);
}

double azimuthDegrees(const CellPair& pair)
{
    constexpr double kRadians = std::numbers::pi / 180.0;
    const double latitudeA = pair.placeA.latitude * kRadians, latitudeB = pair.placeB.latitude * kRadians;
    const double east = (pair.placeB.longitude - pair.placeA.longitude) * kRadians;
    const double x = std::cos(latitudeB) * std::cos(east), y = std::cos(latitudeB) * std::sin(east);
    const double latitude =
        std::atan2(std::sin(latitudeA) + std::sin(latitudeB), std::hypot(std::cos(latitudeA) + x, y));
    const double rest = east - std::atan2(y, std::cos(latitudeA) + x);  // from the midpoint on
    const double bearing = std::atan2(std::sin(rest) * std::cos(latitudeB),
                                      std::cos(latitude) * std::sin(latitudeB) -
                                          std::sin(latitude) * std::cos(latitudeB) * std::cos(rest)) /
                           kRadians;
    return std::fmod(bearing + 360.0, 180.0);
}

void compareBins(const std::vector<double>& gamma, const std::vector<std::int64_t>& pairs,
                 const PlainSemivariogram& expected, double relative)
{
    QCOMPARE(pairs, expected.pairs);
    QCOMPARE(gamma.size(), expected.gamma.size());
    for (std::size_t bin = 0; bin < gamma.size(); ++bin) {
        if (expected.pairs[bin] == 0)
            QVERIFY(std::isnan(gamma[bin]));
        else
            QVERIFY2(std::abs(gamma[bin] - expected.gamma[bin]) <= relative * std::abs(expected.gamma[bin]),
                     qPrintable(QString("bin %1: %2, expected %3")
                                    .arg(bin)
                                    .arg(gamma[bin], 0, 'g', 15)
                                    .arg(expected.gamma[bin], 0, 'g', 15)));
    }
}
