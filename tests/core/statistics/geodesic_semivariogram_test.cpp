#include <QTest>

#include <geodesic.h>
#include <cmath>

#include "daily_series.h"
#include "every_pair.h"
#include "statistics/semivariogram.h"

using namespace shamal;

namespace {

const LatLonBox kWorld{-90.0, 90.0, -180.0, 180.0};
const Region kEverything{"everything", kWorld};

/// Every pair of cells by its geodesic on WGS 84.
std::vector<CellPair> everyGeodesicPair(const Grid& grid)
{
    geod_geodesic ellipsoid;
    geod_init(&ellipsoid, 6378137.0, 1.0 / 298.257223563);
    std::vector<CellPair> pairs = everyPair(grid, kWorld);
    for (CellPair& pair : pairs) {
        double metres = 0.0;
        geod_inverse(&ellipsoid, pair.placeA.latitude, pair.placeA.longitude, pair.placeB.latitude,
                     pair.placeB.longitude, &metres, nullptr, nullptr);
        pair.distanceKm = metres / 1000.0;
    }
    return pairs;
}

void compareWithEveryPair(const FieldSeries& series, SemivariogramOptions options)
{
    options.figure = EarthFigure::Wgs84;
    const Semivariogram found =
        semivariogram(series, allSteps(series), kEverything, options, Progress(), std::stop_token());
    compareBins(
        found.gamma, found.pairs,
        plainSemivariogram(series, allSteps(series), everyGeodesicPair(series.grid()), found.bordersKm, true),
        1e-10);
}

SemivariogramOptions optionsTo(double maxLagKm)
{
    SemivariogramOptions options;
    options.maxLagKm = maxLagKm;
    return options;
}

}  // namespace

class GeodesicSemivariogramTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithEveryPair();
    void agreesWithEveryPairFromAShortestLagOn();
    void agreesWithEveryPairWhereLongitudesAreUneven();
    void agreesWithEveryPairRoundTheGlobe();
    void robustAgreesInCountsWithEveryPair();
    void differsFromTheSphere();
};

void GeodesicSemivariogramTest::agreesWithEveryPair()
{
    // Finer than the bins, as grids are.
    const FieldSeries series =
        randomSeries(Grid::regular(29.5, 0.25, 19, 60.3, 0.3125, 23), {1, 2}, 0.2, 101);
    compareWithEveryPair(series, optionsTo(300.0));
    compareWithEveryPair(series, optionsTo(900.0));
}

void GeodesicSemivariogramTest::agreesWithEveryPairFromAShortestLagOn()
{
    SemivariogramOptions options = optionsTo(400.0);
    options.minLagKm = 90.0;
    options.bins = 7;
    compareWithEveryPair(randomSeries(Grid::regular(-45.0, 0.5, 11, 60.3, 0.625, 14), {1}, 0.2, 102),
                         options);
}

void GeodesicSemivariogramTest::agreesWithEveryPairWhereLongitudesAreUneven()
{
    const Grid uneven({30.0, 30.6, 31.0, 31.9, 33.3}, {60.0, 60.4, 61.1, 61.3, 62.7, 63.0, 64.9});
    compareWithEveryPair(randomSeries(uneven, {5, 6, 7}, 0.1, 103), optionsTo(300.0));
}

void GeodesicSemivariogramTest::agreesWithEveryPairRoundTheGlobe()
{
    const FieldSeries series = randomSeries(Grid::regular(40.0, 7.0, 5, 0.0, 7.0, 51), {1, 2}, 0.1, 104);
    for (const double maxLag : {1234.0, 4000.0, 21000.0})
        compareWithEveryPair(series, optionsTo(maxLag));
}

void GeodesicSemivariogramTest::robustAgreesInCountsWithEveryPair()
{
    const FieldSeries series = randomSeries(Grid::regular(29.5, 0.5, 11, 60.3, 0.625, 14), {1}, 0.2, 105);
    SemivariogramOptions options = optionsTo(300.0);
    options.figure = EarthFigure::Wgs84;
    const auto pairs = [&] {
        return semivariogram(series, allSteps(series), kEverything, options, Progress(), std::stop_token())
            .pairs;
    };
    const std::vector<std::int64_t> expected = pairs();
    options.estimator = VariogramEstimator::Dowd;
    QCOMPARE(pairs(), expected);
}

void GeodesicSemivariogramTest::differsFromTheSphere()
{
    const FieldSeries series = randomSeries(Grid::regular(29.5, 0.25, 19, 60.3, 0.3125, 23), {1}, 0.0, 106);
    SemivariogramOptions options = optionsTo(300.0);
    const auto pairs = [&] {
        return semivariogram(series, allSteps(series), kEverything, options, Progress(), std::stop_token())
            .pairs;
    };
    const std::vector<std::int64_t> onSphere = pairs();
    options.figure = EarthFigure::Wgs84;
    QVERIFY(pairs() != onSphere);
}

QTEST_GUILESS_MAIN(GeodesicSemivariogramTest)
#include "geodesic_semivariogram_test.moc"
