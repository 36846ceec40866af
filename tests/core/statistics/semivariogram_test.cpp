#include <QTest>

#include "statistics/semivariogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

#include "daily_series.h"
#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

const Region kEverything{"everything", {-90.0, 90.0, -180.0, 180.0}};

SemivariogramOptions optionsTo(double maxLagKm, bool log10Transform = true)
{
    SemivariogramOptions options;
    options.maxLagKm = maxLagKm;
    options.log10Transform = log10Transform;
    return options;
}

/// Every pair of cells once, by its great-circle distance.
Semivariogram overEveryPair(const FieldSeries& series, const Region& region,
                            const SemivariogramOptions& options)
{
    const Grid& grid = series.grid();
    std::vector<long double> squares(static_cast<std::size_t>(options.bins), 0.0L);
    Semivariogram result;
    result.pairs.assign(squares.size(), 0);
    const double width = options.maxLagKm / options.bins;
    for (std::size_t a = 0; a < grid.cells(); ++a) {
        for (std::size_t b = a + 1; b < grid.cells(); ++b) {
            const LatLon placeA = grid.centre(a / grid.columns(), a % grid.columns());
            const LatLon placeB = grid.centre(b / grid.columns(), b % grid.columns());
            const double distance = greatCircleKm(placeA, placeB);
            if (!region.box()->contains(placeA) || !region.box()->contains(placeB) ||
                distance > options.maxLagKm)
                continue;
            const auto bin = std::min(squares.size() - 1, static_cast<std::size_t>(distance / width));
            for (std::size_t step = 0; step < series.size(); ++step) {
                float x = series.field(step)[a], y = series.field(step)[b];
                if (std::isnan(x) || std::isnan(y))
                    continue;
                if (options.log10Transform) {
                    x = std::log10(std::max(x, 1e-6F));
                    y = std::log10(std::max(y, 1e-6F));
                }
                const long double difference = static_cast<long double>(x) - y;
                squares[bin] += difference * difference;
                ++result.pairs[bin];
            }
        }
    }
    for (std::size_t bin = 0; bin < squares.size(); ++bin) {
        result.lagKm.push_back((static_cast<double>(bin) + 0.5) * width);
        result.gamma.push_back(static_cast<double>(squares[bin] / 2 / result.pairs[bin]));
    }
    return result;
}

Semivariogram overAllSteps(const FieldSeries& series, const Region& region,
                           const SemivariogramOptions& options)
{
    return semivariogram(series, allSteps(series), region, options, Progress(), std::stop_token());
}

void compare(const Semivariogram& found, const Semivariogram& expected, double relative)
{
    QCOMPARE(found.pairs, expected.pairs);
    QCOMPARE(found.gamma.size(), expected.gamma.size());
    for (std::size_t bin = 0; bin < found.gamma.size(); ++bin) {
        QVERIFY(std::abs(found.lagKm[bin] - expected.lagKm[bin]) < 1e-10);
        if (expected.pairs[bin] == 0)
            QVERIFY(std::isnan(found.gamma[bin]));
        else
            QVERIFY2(std::abs(found.gamma[bin] / expected.gamma[bin] - 1.0) < relative,
                     qPrintable(QString("bin %1: %2, expected %3")
                                    .arg(bin)
                                    .arg(found.gamma[bin], 0, 'g', 15)
                                    .arg(expected.gamma[bin], 0, 'g', 15)));
    }
}

std::int64_t pairsWithin(const Grid& grid, double maxLagKm)
{
    std::int64_t pairs = 0;
    for (std::size_t a = 0; a < grid.cells(); ++a) {
        for (std::size_t b = a + 1; b < grid.cells(); ++b)
            pairs += greatCircleKm(grid.centre(a / grid.columns(), a % grid.columns()),
                                   grid.centre(b / grid.columns(), b % grid.columns())) <= maxLagKm
                         ? 1
                         : 0;
    }
    return pairs;
}

const Grid kSmall = Grid::regular(29.5, 0.5, 11, 60.3, 0.625, 14);

Grid unevenGrid()
{
    std::vector<double> longitudes{60.0, 60.4, 61.1, 61.3, 62.7, 63.0, 64.9};
    return {{30.0, 30.6, 31.0, 31.9, 33.3}, longitudes};
}

}  // namespace

class SemivariogramTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithEveryPairOnASmallHoledGrid();
    void agreesWithEveryPairWhenAllDaysLackTheSameCells();
    void agreesWithEveryPairInNativeUnits();
    void agreesWithEveryPairInPartOfTheGrid();
    void agreesWithEveryPairWhereLongitudesAreUneven();
    void takesTheShorterWayRoundTheGlobe();
    void agreesWithEveryPairAtThePoles();
    void agreesWithGstat();
    void isTheSameWithAnyNumberOfThreads();
    void agreesWithEveryPairWhenDaysDoNotFitIntoMemoryAtOnce();
    void isZeroForAConstantField();
    void leavesOutDaysWithoutPairs();
    void refusesARegionWithoutPairs();
    void stopsWhenAsked();
    void reportsRisingProgressFromTheCallingThread();
};

void SemivariogramTest::agreesWithEveryPairOnASmallHoledGrid()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.2, 7);
    compare(overAllSteps(series, kEverything, optionsTo(400.0)),
            overEveryPair(series, kEverything, optionsTo(400.0)), 1e-10);
    QCOMPARE(overAllSteps(series, kEverything, optionsTo(400.0)).days, std::size_t{3});
}

void SemivariogramTest::agreesWithEveryPairWhenAllDaysLackTheSameCells()
{
    const std::size_t days = 4;  // an even and, below, an odd number: days are transformed two by two
    for (std::size_t used : {days, days - 1}) {
        std::vector<float> values = randomValues(kSmall.cells() * used, 0.0, 8);
        for (std::size_t day = 0; day < used; ++day) {
            for (std::size_t cell = day * kSmall.cells(); cell < (day + 1) * kSmall.cells(); cell += 1)
                if ((cell - day * kSmall.cells()) % 7 == 3)
                    values[cell] = qQNaN();
        }
        std::vector<std::int64_t> dayNumbers{10, 11, 12, 13};
        dayNumbers.resize(used);
        const FieldSeries series({}, kSmall, Calendar::Standard, dailySteps(dayNumbers), values);
        compare(overAllSteps(series, kEverything, optionsTo(600.0)),
                overEveryPair(series, kEverything, optionsTo(600.0)), 1e-10);
    }
}

void SemivariogramTest::agreesWithEveryPairInNativeUnits()
{
    const FieldSeries series = randomSeries(kSmall, {5, 6}, 0.1, 9);
    compare(overAllSteps(series, kEverything, optionsTo(700.0, false)),
            overEveryPair(series, kEverything, optionsTo(700.0, false)), 1e-10);
}

void SemivariogramTest::agreesWithEveryPairInPartOfTheGrid()
{
    const FieldSeries series = randomSeries(kSmall, {5, 6}, 0.1, 10);
    const Region part{"part", {30.2, 33.1, 61.0, 65.7}};
    compare(overAllSteps(series, part, optionsTo(300.0)), overEveryPair(series, part, optionsTo(300.0)),
            1e-10);
}

void SemivariogramTest::agreesWithEveryPairWhereLongitudesAreUneven()
{
    const FieldSeries series = randomSeries(unevenGrid(), {5, 6, 7}, 0.1, 11);
    compare(overAllSteps(series, kEverything, optionsTo(300.0)),
            overEveryPair(series, kEverything, optionsTo(300.0)), 1e-10);
}

void SemivariogramTest::takesTheShorterWayRoundTheGlobe()
{
    const FieldSeries series = randomSeries(Grid::regular(40.0, 3.0, 5, 0.0, 5.0, 72), {1, 2}, 0.1, 12);
    compare(overAllSteps(series, kEverything, optionsTo(2000.0)),
            overEveryPair(series, kEverything, optionsTo(2000.0)), 1e-10);
    // A region across the seam of the grid.
    const Region seam{"seam", {-90.0, 90.0, -20.0, 20.0}};
    compare(overAllSteps(series, seam, optionsTo(2000.0)), overEveryPair(series, seam, optionsTo(2000.0)),
            1e-10);
}

void SemivariogramTest::agreesWithEveryPairAtThePoles()
{
    // On the pole itself all cells of a row are one place: pairs at distance 0.
    const FieldSeries series = randomSeries(Grid::regular(-90.0, 15.0, 13, -180.0, 15.0, 24), {1}, 0.1, 13);
    for (const double maxLag : {1234.5, 25000.0})
        compare(overAllSteps(series, kEverything, optionsTo(maxLag)),
                overEveryPair(series, kEverything, optionsTo(maxLag)), 1e-10);
}

void SemivariogramTest::agreesWithGstat()
{
    const QString file = "semivariogram_reference.csv";
    const std::vector<double> values = referenceRow(file, "values");
    const FieldSeries series({}, Grid::regular(29.5, 0.5, 12, 60.0, 0.625, 15), Calendar::Standard,
                             dailySteps({1}), std::vector<float>(values.begin(), values.end()));
    const Semivariogram found = overAllSteps(series, kEverything, optionsTo(600.0, false));
    const std::vector<double> classes = referenceRow(file, "class");
    const std::vector<double> pairs = referenceRow(file, "pairs");
    const std::vector<double> gamma = referenceRow(file, "gamma");
    QVERIFY(classes.size() > 20);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto bin = static_cast<std::size_t>(classes[i]);
        QCOMPARE(static_cast<double>(found.pairs[bin]), pairs[i]);
        QVERIFY(std::abs(found.gamma[bin] / gamma[i] - 1.0) < 1e-10);
    }
}

void SemivariogramTest::isTheSameWithAnyNumberOfThreads()
{
    const FieldSeries series = randomSeries(kSmall, {100, 101, 103}, 0.2, 14);
    SemivariogramOptions options = optionsTo(500.0);
    options.threads = 1;
    const Semivariogram alone = overAllSteps(series, kEverything, options);
    QVERIFY(std::ranges::count(alone.pairs, 0) < 5);
    for (const unsigned threads : {2U, 3U, 7U}) {
        options.threads = threads;
        const Semivariogram found = overAllSteps(series, kEverything, options);
        QCOMPARE(found.pairs, alone.pairs);
        for (std::size_t bin = 0; bin < alone.gamma.size(); ++bin)
            QVERIFY(found.pairs[bin] == 0 || found.gamma[bin] == alone.gamma[bin]);  // to the last digit
    }
}

void SemivariogramTest::agreesWithEveryPairWhenDaysDoNotFitIntoMemoryAtOnce()
{
    const FieldSeries series = randomSeries(kSmall, {1, 2, 3, 4, 5}, 0.2, 19);
    SemivariogramOptions options = optionsTo(400.0);
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{25000}}) {
        options.spectraBytes = bytes;
        compare(overAllSteps(series, kEverything, options), overEveryPair(series, kEverything, options),
                1e-10);
    }
}

void SemivariogramTest::isZeroForAConstantField()
{
    const FieldSeries series({}, kSmall, Calendar::Standard, dailySteps({1}),
                             std::vector<float>(kSmall.cells(), 0.37F));
    const Semivariogram found = overAllSteps(series, kEverything, optionsTo(300.0));
    QCOMPARE(std::accumulate(found.pairs.begin(), found.pairs.end(), std::int64_t{0}),
             pairsWithin(kSmall, 300.0));
    for (std::size_t bin = 0; bin < found.gamma.size(); ++bin)
        QVERIFY(found.pairs[bin] == 0 || (found.gamma[bin] >= 0.0 && found.gamma[bin] < 1e-15));
}

void SemivariogramTest::leavesOutDaysWithoutPairs()
{
    std::vector<float> values = randomValues(3 * kSmall.cells(), 0.0, 15);
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(kSmall.cells()), kSmall.cells() - 1, qQNaN());
    const FieldSeries series({}, kSmall, Calendar::Standard, dailySteps({1, 2, 3}), values);
    const Semivariogram found = overAllSteps(series, kEverything, optionsTo(300.0));
    QCOMPARE(found.days, std::size_t{2});
    compare(found, overEveryPair(series, kEverything, optionsTo(300.0)), 1e-10);
}

void SemivariogramTest::refusesARegionWithoutPairs()
{
    const FieldSeries series = randomSeries(kSmall, {1}, 0.0, 16);
    const Region elsewhere{"elsewhere", {-10.0, 0.0, 0.0, 10.0}};
    const Region oneCell{"one cell", {29.4, 29.6, 60.2, 60.4}};
    QVERIFY_EXCEPTION_THROWN(overAllSteps(series, elsewhere, optionsTo(600.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(overAllSteps(series, oneCell, optionsTo(600.0)), InputError);
    QVERIFY_EXCEPTION_THROWN(overAllSteps(series, kEverything, optionsTo(0.0)), InputError);
    const FieldSeries missing({}, kSmall, Calendar::Standard, dailySteps({1}),
                              std::vector<float>(kSmall.cells(), qQNaN()));
    QVERIFY_EXCEPTION_THROWN(overAllSteps(missing, kEverything, optionsTo(600.0)), InputError);
}

void SemivariogramTest::stopsWhenAsked()
{
    const FieldSeries series = randomSeries(kSmall, {1, 2}, 0.0, 17);
    SemivariogramOptions options = optionsTo(600.0);
    options.threads = 1;  // of several the calling one, which reports, might get no row
    std::stop_source source;
    double last = 0.0;
    const Progress progress([&](double fraction, const std::string&) {
        last = fraction;
        source.request_stop();
    });
    QVERIFY_EXCEPTION_THROWN(
        semivariogram(series, allSteps(series), kEverything, options, progress, source.get_token()), Stopped);
    QVERIFY(last > 0.0 && last < 0.5);
}

void SemivariogramTest::reportsRisingProgressFromTheCallingThread()
{
    const FieldSeries series = randomSeries(kSmall, {1, 2}, 0.0, 18);
    const std::thread::id here = std::this_thread::get_id();
    double last = 0.0;
    const Progress progress([&](double fraction, const std::string&) {
        QCOMPARE(std::this_thread::get_id() == here, true);
        QVERIFY(fraction >= last && fraction <= 1.0);
        last = fraction;
    });
    semivariogram(series, allSteps(series), kEverything, optionsTo(600.0), progress, std::stop_token());
    QCOMPARE(last, 1.0);
}

QTEST_GUILESS_MAIN(SemivariogramTest)
#include "semivariogram_test.moc"
