#include <QTest>

#include "statistics/autocorrelation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "daily_series.h"
#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

const QString kFile = "autocorrelation_reference.csv";

std::vector<std::int64_t> consecutiveDays(std::size_t count)
{
    std::vector<std::int64_t> days;
    for (std::size_t i = 0; i < count; ++i)
        days.push_back(13000 + static_cast<std::int64_t>(i));
    return days;
}

void closeTo(const std::vector<double>& found, const std::vector<double>& expected)
{
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY2(std::abs(found[i] - expected[i]) < 1e-12, qPrintable(QString("lag %1").arg(i)));
}

}  // namespace

class AutocorrelationTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithStatsmodels();
    void agreesWithStatsmodelsWhereDaysAreMissing();
    void dividesByThePairsWhenAdjusted();
    void takesDaysThatAreNotThereForMissing();
    void takesInfiniteValuesForMissing();
    void pairsDaysOfNeighbouringRuns();
    void hasNoValueWhereNoPairIs();
    void pairsNoDaysOfDifferentYearsByPosition();
    void followsTheAreaMeanOfARegion();
    void countsSharesOfCellsInAPolygon();
    void refusesWhatHasNoAutocorrelation();
    void stopsWhenAsked();
};

void AutocorrelationTest::agreesWithStatsmodels()
{
    const std::vector<double> values = referenceRow(kFile, "whole.values");
    const Autocorrelation found = autocorrelation(consecutiveDays(values.size()), values, 16);
    closeTo(found.acf, referenceRow(kFile, "whole.acf"));
    closeTo(found.pacf, referenceRow(kFile, "whole.pacf"));
    QCOMPARE(found.days, std::size_t{140});
    QCOMPARE(found.band, 1.96 / std::sqrt(140.0));
    QCOMPARE(found.lagDays.front(), 0);
    QCOMPARE(found.lagDays.back(), 16);
}

void AutocorrelationTest::agreesWithStatsmodelsWhereDaysAreMissing()
{
    const std::vector<double> values = referenceRow(kFile, "gaps.values");
    const Autocorrelation found = autocorrelation(consecutiveDays(values.size()), values, 16);
    closeTo(found.acf, referenceRow(kFile, "gaps.acf"));
    closeTo(found.pacf, referenceRow(kFile, "gaps.pacf"));
    QCOMPARE(found.days, std::size_t{140 - 5 - 17 - 22});
}

void AutocorrelationTest::dividesByThePairsWhenAdjusted()
{
    AutocorrelationOptions options;
    options.maxLag = 16;
    options.acf = AcfEstimator::Adjusted;
    for (const char* series : {"whole", "gaps"}) {
        const std::vector<double> values = referenceRow(kFile, QByteArray(series) + ".values");
        const Autocorrelation found = autocorrelation(consecutiveDays(values.size()), values, options);
        closeTo(found.acf, referenceRow(kFile, QByteArray(series) + ".acf_adjusted"));
        // The PACF has its own choice.
        closeTo(found.pacf, referenceRow(kFile, QByteArray(series) + ".pacf"));
        QCOMPARE(found.estimator, AcfEstimator::Adjusted);
    }
}

void AutocorrelationTest::takesDaysThatAreNotThereForMissing()
{
    const std::vector<double> values = referenceRow(kFile, "gaps.values");
    const std::vector<std::int64_t> days = consecutiveDays(values.size());
    std::vector<double> present;
    std::vector<std::int64_t> presentDays;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i]))
            continue;
        present.push_back(values[i]);
        presentDays.push_back(days[i]);
    }
    closeTo(autocorrelation(presentDays, present, 16).acf, referenceRow(kFile, "gaps.acf"));
}

void AutocorrelationTest::takesInfiniteValuesForMissing()
{
    std::vector<double> values = referenceRow(kFile, "gaps.values");
    std::ranges::replace_if(
        values, [](double value) { return std::isnan(value); }, qInf());
    closeTo(autocorrelation(consecutiveDays(values.size()), values, 16).acf, referenceRow(kFile, "gaps.acf"));
}

void AutocorrelationTest::pairsDaysOfNeighbouringRuns()
{
    // Days in and out at random, so that runs of all lengths lie over each other at every lag.
    std::mt19937 random(11);
    std::bernoulli_distribution present(0.6);
    std::normal_distribution<double> value;
    std::vector<std::int64_t> days;
    std::vector<double> values;
    for (std::int64_t day = -50; day < 150; ++day) {
        if (!present(random))
            continue;
        days.push_back(day);
        values.push_back(value(random));
    }
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
    double squares = 0.0;
    for (const double x : values)
        squares += (x - mean) * (x - mean);
    const Autocorrelation found = autocorrelation(days, values, 220);
    for (std::size_t lag = 0; lag <= 220; ++lag) {
        double sum = 0.0;
        std::size_t pairs = 0;
        for (std::size_t i = 0; i < days.size(); ++i) {
            for (std::size_t j = 0; j < days.size(); ++j) {
                if (days[i] - days[j] != std::int64_t(lag))
                    continue;
                sum += (values[i] - mean) * (values[j] - mean);
                ++pairs;
            }
        }
        QCOMPARE(found.pairs[lag], pairs);
        QVERIFY(pairs == 0 ? std::isnan(found.acf[lag]) : std::abs(found.acf[lag] - sum / squares) < 1e-12);
    }
}

void AutocorrelationTest::hasNoValueWhereNoPairIs()
{
    const std::vector<std::int64_t> days{1, 2, 5, 6};  // lags 1, 3, 4, 5
    const std::vector<double> values{1.0, 2.0, 0.0, 5.0};
    const Autocorrelation found = autocorrelation(days, values, 6);
    QVERIFY(std::isnan(found.acf[2]) && std::isnan(found.acf[6]));
    QVERIFY(!std::isnan(found.acf[1]) && !std::isnan(found.acf[3]) && !std::isnan(found.acf[5]));
    QVERIFY(!std::isnan(found.pacf[1]));
    QVERIFY(std::isnan(found.pacf[2]) && std::isnan(found.pacf[3]));
}

void AutocorrelationTest::pairsNoDaysOfDifferentYearsByPosition()
{
    const std::vector<std::int64_t> days{1, 2, 366, 367};
    const std::vector<double> values{1.0, 2.0, -1.0, -2.0};
    // By hand: mean 0, squares 10; pairs one day apart: 1*2 and (-1)*(-2).
    QCOMPARE(autocorrelation(days, values, 1).acf[1], 0.4);
}

void AutocorrelationTest::followsTheAreaMeanOfARegion()
{
    const Grid grid = Grid::regular(29.5, 1.0, 8, 60.5, 1.0, 9);
    const std::vector<std::int64_t> days = consecutiveDays(20);
    const FieldSeries series = randomSeries(grid, days, 0.1, 21);
    const Region region{"part", {31.0, 35.0, 62.0, 66.0}};
    for (const bool log10Transform : {false, true}) {
        std::vector<double> means;
        for (std::size_t step = 0; step < days.size(); ++step) {
            double sum = 0.0, weights = 0.0;
            for (std::size_t row = 2; row < 6; ++row) {  // centres 31.5 .. 34.5
                // Between the edges of a row the area grows as the cosine of its centre.
                const double weight = std::cos(grid.latitudes()[row] * M_PI / 180.0);
                for (std::size_t column = 2; column < 6; ++column) {
                    const float value = series.at(step, row, column);
                    if (std::isnan(value))
                        continue;
                    sum += weight * (log10Transform ? std::log10(std::max(value, 1e-6F)) : value);
                    weights += weight;
                }
            }
            means.push_back(sum / weights);
        }
        const Autocorrelation expected = autocorrelation(days, means, 5);
        const Autocorrelation found = autocorrelation(series, allSteps(series), region, 5, log10Transform);
        closeTo(found.acf, expected.acf);
        closeTo(found.pacf, expected.pacf);
    }
}

void AutocorrelationTest::countsSharesOfCellsInAPolygon()
{
    const Grid grid = Grid::regular(-0.5, 1.0, 2, 0.5, 1.0, 2);
    const std::vector<std::int64_t> days = consecutiveDays(20);
    const FieldSeries series = randomSeries(grid, days, 0.0, 23);
    // Of the four cells about 0 N, 1 E: halves of both in the west, nothing of the others.
    const Polygon polygon{{{{{-1.0, 0.0}, {0.0, 1.0}, {1.0, 0.0}}, {}}}};
    std::vector<double> means;
    for (std::size_t step = 0; step < days.size(); ++step)
        means.push_back(0.5 * (static_cast<double>(series.at(step, 0, 0)) + series.at(step, 1, 0)));
    const Autocorrelation expected = autocorrelation(days, means, 5);
    const Autocorrelation found =
        autocorrelation(series, allSteps(series), Region("triangle", polygon), 5, false);
    closeTo(found.acf, expected.acf);
}

void AutocorrelationTest::refusesWhatHasNoAutocorrelation()
{
    const std::vector<std::int64_t> days{1, 2, 3};
    QVERIFY_EXCEPTION_THROWN(autocorrelation(days, std::vector<double>{1.0, 1.0, 1.0}, 1), InputError);
    QVERIFY_EXCEPTION_THROWN(autocorrelation(days, std::vector<double>{1.0, qQNaN(), 2.0}, 1), InputError);
    QVERIFY_EXCEPTION_THROWN(autocorrelation(days, std::vector<double>(3, qQNaN()), 1), InputError);
    QVERIFY_EXCEPTION_THROWN(autocorrelation({}, {}, 1), InputError);
    QVERIFY_EXCEPTION_THROWN(autocorrelation(days, std::vector<double>{1.0, 3.0}, 1), InputError);
    QVERIFY_EXCEPTION_THROWN(autocorrelation(days, std::vector<double>{1.0, 3.0, 2.0}, 0), InputError);
    QVERIFY_EXCEPTION_THROWN(
        autocorrelation(std::vector<std::int64_t>{1, 1, 2}, std::vector<double>{1.0, 3.0, 2.0}, 1),
        InputError);
    const FieldSeries series = randomSeries(Grid::regular(0.0, 1.0, 3, 0.0, 1.0, 3), {1, 2, 3}, 0.0, 22);
    const Region elsewhere{"elsewhere", {40.0, 50.0, 40.0, 50.0}};
    QVERIFY_EXCEPTION_THROWN(autocorrelation(series, allSteps(series), elsewhere, 1, true), InputError);
}

void AutocorrelationTest::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const std::vector<double> values = referenceRow(kFile, "whole.values");
    QVERIFY_EXCEPTION_THROWN(
        autocorrelation(consecutiveDays(values.size()), values, AutocorrelationOptions{}, source.get_token()),
        Stopped);
}

QTEST_GUILESS_MAIN(AutocorrelationTest)
#include "autocorrelation_test.moc"
