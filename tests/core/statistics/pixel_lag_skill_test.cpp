#include <QTest>

#include "statistics/pixel_lag_skill.h"

#include <cmath>
#include <limits>

#include "daily_series.h"
#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
const Region kAllOfIt{"all", {-90.0, 90.0, 0.0, 90.0}};
const Grid kPixel = Grid::regular(10.0, 1.0, 1, 20.0, 1.0, 1);

/// The values of lag_skill_reference.py.
FieldSeries referenceSeries()
{
    const std::vector<std::int64_t> days{0, 1, 2, 3, 4, 6, 7, 8};
    std::vector<float> values;
    for (const std::int64_t t : days) {
        for (std::int64_t c = 0; c < 24; ++c) {
            const auto value = static_cast<float>((37 * t + 61 * c + 13 * t * c) % 101) / 64.0F + 0.25F;
            values.push_back((5 * t + 3 * c) % 11 == 0 ? kNan : value);
        }
    }
    return {{}, Grid::regular(20.0, 1.0, 4, 30.0, 1.0, 6), Calendar::Standard, dailySteps(days), values};
}

PixelLagSkillOptions nativeOptions(int lagDays, std::int64_t leastPairs)
{
    PixelLagSkillOptions options;
    options.lagDays = lagDays;
    options.leastPairs = leastPairs;
    options.log10Transform = false;
    return options;
}

PixelLagSkill overAll(const FieldSeries& series, const PixelLagSkillOptions& options,
                      const Region& region = kAllOfIt)
{
    return pixelLagSkill(series, allSteps(series), region, options, Progress(), std::stop_token());
}

FieldSeries pixelSeries(const std::vector<float>& values)
{
    std::vector<std::int64_t> days;
    for (std::size_t day = 0; day < values.size(); ++day)
        days.push_back(static_cast<std::int64_t>(day));
    return {FieldMetadata{}, kPixel, Calendar::Standard, dailySteps(days), values};
}

}  // namespace

class PixelLagSkillTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithNumpy_data();
    void agreesWithNumpy();
    void doesNotDependOnTheNumberOfThreads();
    void leavesOutCellsOutsideTheRegion();
    void isMissingBelowTheLeastNumberOfPairs();
    void hasNoCorrelationOfAConstantCell();
    void comparesLogarithmsWhenAsked();
    void refusesOneDayAndDaysTooFarApart();
    void stopsWhenAsked();
};

void PixelLagSkillTest::agreesWithNumpy_data()
{
    QTest::addColumn<int>("lag");
    QTest::newRow("one day") << 1;
    QTest::newRow("two days") << 2;
}

void PixelLagSkillTest::agreesWithNumpy()
{
    QFETCH(int, lag);
    const auto expected = [lag](const char* name) {
        return referenceRow("lag_skill_reference.csv", name + QByteArray::number(lag));
    };
    const std::vector<double> rmse = expected("cell rmse "), r2 = expected("cell r2 "),
                              pairs = expected("cell pairs ");
    const PixelLagSkill found = overAll(referenceSeries(), nativeOptions(lag, 1));
    QCOMPARE(found.rmse.size(), std::size_t{24});
    for (std::size_t cell = 0; cell < 24; ++cell) {
        QCOMPARE(static_cast<double>(found.pairs[cell]), pairs[cell]);
        QVERIFY(std::abs(found.rmse[cell] - rmse[cell]) <= 1e-10 * rmse[cell]);
        QVERIFY(std::abs(found.r2[cell] - r2[cell]) <= 1e-10);
    }
}

void PixelLagSkillTest::doesNotDependOnTheNumberOfThreads()
{
    const Grid grid = Grid::regular(10.0, 0.5, 30, 20.0, 0.5, 40);
    const FieldSeries series = randomSeries(grid, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 0.0, 61);
    PixelLagSkillOptions options = nativeOptions(1, 2);
    options.threads = 1;
    const PixelLagSkill one = overAll(series, options);
    options.threads = 3;
    const PixelLagSkill three = overAll(series, options);
    QCOMPARE(one.rmse, three.rmse);
    QCOMPARE(one.r2, three.r2);
}

void PixelLagSkillTest::leavesOutCellsOutsideTheRegion()
{
    const Region part{"part", {20.5, 22.5, 30.5, 33.5}};  // rows 1, 2; columns 1..3
    const PixelLagSkill all = overAll(referenceSeries(), nativeOptions(1, 1));
    const PixelLagSkill found = overAll(referenceSeries(), nativeOptions(1, 1), part);
    for (std::size_t row = 0; row < 4; ++row) {
        for (std::size_t column = 0; column < 6; ++column) {
            const std::size_t cell = row * 6 + column;
            const bool inside = row >= 1 && row <= 2 && column >= 1 && column <= 3;
            QCOMPARE(found.pairs[cell], inside ? all.pairs[cell] : 0);
            QCOMPARE(std::isnan(found.rmse[cell]), !inside);
            if (inside)
                QCOMPARE(found.r2[cell], all.r2[cell]);
        }
    }
}

void PixelLagSkillTest::isMissingBelowTheLeastNumberOfPairs()
{
    const FieldSeries series = pixelSeries({1, 2, kNan, 4, 3, 5});  // pairs 1-2, 4-3, 3-5
    QVERIFY(!std::isnan(overAll(series, nativeOptions(1, 3)).rmse[0]));
    const PixelLagSkill found = overAll(series, nativeOptions(1, 4));
    QVERIFY(std::isnan(found.rmse[0]) && std::isnan(found.r2[0]));
    QCOMPARE(found.pairs[0], 3);
}

void PixelLagSkillTest::hasNoCorrelationOfAConstantCell()
{
    const PixelLagSkill found = overAll(pixelSeries({0.1F, 0.1F, 0.1F, 0.1F}), nativeOptions(1, 2));
    QCOMPARE(found.rmse[0], 0.0);
    QVERIFY(std::isnan(found.r2[0]));
    const PixelLagSkill empty = overAll(pixelSeries({kNan, kNan, kNan}), nativeOptions(1, 1));
    QVERIFY(std::isnan(empty.rmse[0]));
    QCOMPARE(empty.pairs[0], 0);
}

void PixelLagSkillTest::comparesLogarithmsWhenAsked()
{
    PixelLagSkillOptions options = nativeOptions(1, 1);
    options.log10Transform = true;
    QVERIFY(std::abs(overAll(pixelSeries({0.01F, 1.0F}), options).rmse[0] - 2.0) < 1e-6);
}

void PixelLagSkillTest::refusesOneDayAndDaysTooFarApart()
{
    QVERIFY_EXCEPTION_THROWN(overAll(pixelSeries({1.0F}), nativeOptions(1, 1)), InputError);
    QVERIFY_EXCEPTION_THROWN(overAll(pixelSeries({1, 2, 3}), nativeOptions(3, 1)), InputError);
    QVERIFY_EXCEPTION_THROWN(overAll(pixelSeries({1, 2, 3}), nativeOptions(0, 1)), InputError);
    QVERIFY_EXCEPTION_THROWN(overAll(pixelSeries({1, 2, 3}), nativeOptions(1, 0)), InputError);
}

void PixelLagSkillTest::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const FieldSeries series = pixelSeries({1, 2, 3});
    QVERIFY_EXCEPTION_THROWN(pixelLagSkill(series, allSteps(series), kAllOfIt, nativeOptions(1, 1),
                                           Progress(), source.get_token()),
                             Stopped);
}

QTEST_GUILESS_MAIN(PixelLagSkillTest)
#include "pixel_lag_skill_test.moc"
