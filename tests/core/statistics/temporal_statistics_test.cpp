#include "statistics/temporal_statistics.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace shamal;

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

/// More cells than fit one block; the odd cell is missing now and then, the first always.
FieldSeries holedSeries(int days, float offset)
{
    const std::size_t rows = 50;
    const std::size_t columns = 61;
    std::vector<double> latitudes(rows);
    std::vector<double> longitudes(columns);
    std::iota(latitudes.begin(), latitudes.end(), -20.0);
    std::iota(longitudes.begin(), longitudes.end(), 10.0);
    std::mt19937 generator(3);
    std::normal_distribution<float> value(0.0F, 1.0F);
    std::bernoulli_distribution missing(0.2);
    std::vector<TimeStep> steps;
    std::vector<float> values;
    for (int day = 0; day < days; ++day) {
        steps.push_back({dateOfDay(day, Calendar::Standard), 0, 1, true});
        for (std::size_t cell = 0; cell < rows * columns; ++cell)
            values.push_back(cell == 0 || missing(generator) ? kMissing : offset + value(generator));
    }
    return {{}, Grid(latitudes, longitudes), Calendar::Standard, steps, values};
}

}  // namespace

class TemporalStatisticsTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithCellByCellLoopsInTwoPasses_data();
    void agreesWithCellByCellLoopsInTwoPasses();
    void oneDayHasNoDeviation();
    void noDaysHaveNothing();
};

void TemporalStatisticsTest::agreesWithCellByCellLoopsInTwoPasses_data()
{
    QTest::addColumn<float>("offset");
    QTest::newRow("about zero") << 0.0F;
    QTest::newRow("little about a large mean") << 30000.0F;
}

void TemporalStatisticsTest::agreesWithCellByCellLoopsInTwoPasses()
{
    QFETCH(float, offset);
    const FieldSeries series = holedSeries(40, offset);
    const std::vector<std::size_t> steps{1, 2, 3, 5, 8, 13, 21, 34};
    const TemporalStatistics found = temporalStatistics(series, steps);
    for (std::size_t cell = 0; cell < series.grid().cells(); ++cell) {
        std::vector<long double> known;
        for (const std::size_t step : steps) {
            if (!std::isnan(series.field(step)[cell]))
                known.push_back(series.field(step)[cell]);
        }
        QCOMPARE(found.count[cell], static_cast<float>(known.size()));
        QCOMPARE(std::isnan(found.mean[cell]), known.empty());
        QCOMPARE(std::isnan(found.standardDeviation[cell]), known.size() < 2);
        if (known.size() < 2)
            continue;
        const long double n = static_cast<long double>(known.size());
        const long double mean = std::accumulate(known.begin(), known.end(), 0.0L) / n;
        long double squares = 0.0L;
        for (const long double value : known)
            squares += (value - mean) * (value - mean);
        QCOMPARE(found.mean[cell], static_cast<float>(mean));
        QCOMPARE(found.maximum[cell], static_cast<float>(*std::max_element(known.begin(), known.end())));
        QVERIFY(std::abs(found.standardDeviation[cell] - std::sqrt(squares / (n - 1))) < 1e-6L);
    }
}

void TemporalStatisticsTest::oneDayHasNoDeviation()
{
    const FieldSeries series = holedSeries(1, 0.0F);
    const TemporalStatistics found = temporalStatistics(series, std::vector<std::size_t>{0});
    QCOMPARE(found.mean[1], series.field(0)[1]);
    QVERIFY(std::isnan(found.standardDeviation[1]));
}

void TemporalStatisticsTest::noDaysHaveNothing()
{
    const TemporalStatistics found = temporalStatistics(holedSeries(2, 0.0F), {});
    QVERIFY(std::isnan(found.mean[1]) && std::isnan(found.maximum[1]));
    QCOMPARE(found.count[1], 0.0F);
}

QTEST_APPLESS_MAIN(TemporalStatisticsTest)
#include "temporal_statistics_test.moc"
