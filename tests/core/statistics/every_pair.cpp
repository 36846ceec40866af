#include "every_pair.h"

#include <QTest>

#include <algorithm>
#include <cmath>

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

PlainSemivariogram plainSemivariogram(const FieldSeries& series, const std::vector<std::size_t>& steps,
                                      const std::vector<CellPair>& pairs,
                                      const std::vector<double>& bordersKm, bool log10Transform)
{
    std::vector<long double> squares(bordersKm.size() - 1, 0.0L);
    PlainSemivariogram result;
    result.pairs.assign(squares.size(), 0);
    for (const CellPair& pair : pairs) {
        const auto bin = binOf(pair.distanceKm, bordersKm);
        if (!bin)
            continue;
        for (const std::size_t step : steps) {
            const long double difference = transformed(series.field(step)[pair.a], log10Transform) -
                                           transformed(series.field(step)[pair.b], log10Transform);
            if (std::isnan(difference))
                continue;
            squares[*bin] += difference * difference;
            ++result.pairs[*bin];
        }
    }
    for (std::size_t bin = 0; bin < squares.size(); ++bin)
        result.gamma.push_back(static_cast<double>(squares[bin] / 2 / result.pairs[bin]));
    return result;
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
