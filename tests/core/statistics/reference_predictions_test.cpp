#include <QTest>

#include "statistics/reference_predictions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "daily_series.h"
#include "fields/error.h"

using namespace shamal;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
const Grid kGrid = Grid::regular(10.0, 1.0, 3, 20.0, 1.0, 4);
const Grid kPixel = Grid::regular(10.0, 1.0, 1, 20.0, 1.0, 1);

/// One cell on the given dates.
FieldSeries pixelSeries(const std::vector<Date>& dates, const std::vector<float>& values)
{
    std::vector<TimeStep> steps;
    for (const Date date : dates)
        steps.push_back({date, 0, 1, true});
    return {FieldMetadata{}, kPixel, Calendar::Standard, steps, values};
}

bool sameValues(std::span<const float> first, std::span<const float> second)
{
    return std::ranges::equal(first, second,
                              [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

}  // namespace

class ReferencePredictionsTest : public QObject {
    Q_OBJECT
private slots:
    void persistTheDayBefore();
    void persistOnlyWhereTheEarlierDayExists();
    void leaveTheDayItselfOutOfItsClimatology();
    void agreeWithAPlainMeanOfTheOtherDays();
    void takeSeasonsOfAllYearsTogether();
    void takeTheGeometricMeanForLogarithms();
    void haveNoClimatologyOfASingleDay();
    void refuseWhatIsNotDaily();
    void stopWhenAsked();
};

void ReferencePredictionsTest::persistTheDayBefore()
{
    const FieldSeries truth = randomSeries(kGrid, {1, 2, 3}, 0.2, 91);
    const FieldSeries found = persistence(truth);
    QCOMPARE(found.size(), std::size_t{2});
    QVERIFY(found.steps()[0] == truth.steps()[1]);
    QVERIFY(sameValues(found.field(0), truth.field(0)));
    QVERIFY(sameValues(found.field(1), truth.field(1)));
}

void ReferencePredictionsTest::persistOnlyWhereTheEarlierDayExists()
{
    const FieldSeries truth = randomSeries(kGrid, {1, 2, 4, 6}, 0.0, 92);
    const FieldSeries found = persistence(truth, 2);
    QCOMPARE(found.size(), std::size_t{2});
    QVERIFY(found.steps()[0] == truth.steps()[2]);
    QVERIFY(sameValues(found.field(0), truth.field(1)));
    QVERIFY(sameValues(found.field(1), truth.field(2)));
    QVERIFY_EXCEPTION_THROWN(persistence(truth, 7), InputError);
    QVERIFY_EXCEPTION_THROWN(persistence(truth, 0), InputError);
}

void ReferencePredictionsTest::leaveTheDayItselfOutOfItsClimatology()
{
    // By hand: two Julys and an August; 4 July has no value of its own.
    const FieldSeries truth =
        pixelSeries({{2005, 7, 1}, {2005, 7, 4}, {2005, 8, 1}, {2006, 7, 9}, {2006, 8, 2}},
                    {1.0F, kNan, 10.0F, 5.0F, 20.0F});
    const FieldSeries found = climatology(truth, ClimatologyPeriod::Month, false);
    QCOMPARE(found.at(0, 0, 0), 5.0F);
    QCOMPARE(found.at(1, 0, 0), 3.0F);
    QCOMPARE(found.at(2, 0, 0), 20.0F);
    QCOMPARE(found.at(3, 0, 0), 1.0F);
    QCOMPARE(found.at(4, 0, 0), 10.0F);
}

void ReferencePredictionsTest::agreeWithAPlainMeanOfTheOtherDays()
{
    const FieldSeries truth = randomSeries(kGrid, {0, 5, 9, 20, 31, 33, 40, 380}, 0.2, 93);
    const FieldSeries found = climatology(truth, ClimatologyPeriod::Month, false);
    for (std::size_t step = 0; step < truth.size(); ++step) {
        for (std::size_t cell = 0; cell < kGrid.cells(); ++cell) {
            double sum = 0.0, count = 0.0;
            for (std::size_t other = 0; other < truth.size(); ++other) {
                const float value = truth.field(other)[cell];
                if (other == step || std::isnan(value) ||
                    truth.steps()[other].date.month != truth.steps()[step].date.month)
                    continue;
                sum += value;
                count += 1.0;
            }
            const float expected = count > 0.0 ? static_cast<float>(sum / count) : kNan;
            const float value = found.field(step)[cell];
            QVERIFY(std::isnan(expected) ? std::isnan(value)
                                         : std::abs(value - expected) <= 2e-7F * std::abs(expected));
        }
    }
}

void ReferencePredictionsTest::takeSeasonsOfAllYearsTogether()
{
    const FieldSeries truth =
        pixelSeries({{2005, 12, 31}, {2006, 1, 1}, {2006, 3, 1}, {2007, 2, 28}}, {1.0F, 2.0F, 50.0F, 6.0F});
    const FieldSeries found = climatology(truth, ClimatologyPeriod::Season, false);
    QCOMPARE(found.at(0, 0, 0), 4.0F);
    QCOMPARE(found.at(1, 0, 0), 3.5F);
    QVERIFY(std::isnan(found.at(2, 0, 0)));
    QCOMPARE(found.at(3, 0, 0), 1.5F);
}

void ReferencePredictionsTest::takeTheGeometricMeanForLogarithms()
{
    const FieldSeries truth = pixelSeries({{2005, 7, 1}, {2005, 7, 2}, {2005, 7, 3}}, {1.0F, 0.01F, 0.0F});
    const FieldSeries found = climatology(truth, ClimatologyPeriod::Month, true);
    QVERIFY(std::abs(found.at(2, 0, 0) - 0.1F) < 1e-7F);
    QVERIFY(std::abs(found.at(0, 0, 0) - 1e-4F) < 1e-9F);  // the floor counts as 1e-6
}

void ReferencePredictionsTest::haveNoClimatologyOfASingleDay()
{
    QVERIFY(std::isnan(
        climatology(pixelSeries({{2005, 7, 1}}, {1.0F}), ClimatologyPeriod::Season, false).at(0, 0, 0)));
}

void ReferencePredictionsTest::refuseWhatIsNotDaily()
{
    const FieldSeries twice({}, kPixel, Calendar::Standard,
                            {{{2005, 7, 1}, 0, 1, false}, {{2005, 7, 1}, 3600, 1, false}}, {1.0F, 2.0F});
    QVERIFY_EXCEPTION_THROWN(persistence(twice), InputError);
    QVERIFY_EXCEPTION_THROWN(climatology(twice, ClimatologyPeriod::Month, false), InputError);
}

void ReferencePredictionsTest::stopWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const FieldSeries truth = randomSeries(kGrid, {1, 2, 3}, 0.0, 5);
    QVERIFY_EXCEPTION_THROWN(climatology(truth, ClimatologyPeriod::Month, false, source.get_token()),
                             Stopped);
}

QTEST_GUILESS_MAIN(ReferencePredictionsTest)
#include "reference_predictions_test.moc"
