#include <QTest>

#include "statistics/series_skill.h"

#include <cmath>
#include <limits>
#include <optional>

#include "daily_series.h"
#include "fields/error.h"

using namespace shamal;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
const Grid kGrid = Grid::regular(10.0, 1.0, 5, 20.0, 1.0, 6);
const Region kAllOfIt{"all", {-90.0, 90.0, 0.0, 90.0}};
const Region kPart{"part", {10.6, 13.5, 20.5, 23.2}};  // centres: rows 1..3, columns 1..3; borders cut cells

SeriesSkill scored(const FieldSeries& truth, const FieldSeries& prediction, const Region& region,
                   bool log10Transform, bool areaWeighted)
{
    SeriesSkillOptions options;
    options.log10Transform = log10Transform;
    options.areaWeighted = areaWeighted;
    options.threads = 2;
    return seriesSkill(truth, allSteps(truth), prediction, region, options, Progress(), std::stop_token());
}

struct Sample {
    std::vector<float> truth, prediction;
    std::vector<double> weights;
};

/// Cells of the region on one day, read one by one.
void append(Sample& sample, const FieldSeries& truth, std::size_t truthStep, const FieldSeries& prediction,
            std::size_t predictionStep, bool log10Transform, std::optional<std::vector<double>> areas)
{
    for (std::size_t row = 0; row < kGrid.rows(); ++row) {
        for (std::size_t column = 0; column < kGrid.columns(); ++column) {
            const bool centre = row >= 1 && row <= 3 && column >= 1 && column <= 3;
            const double weight = areas ? (*areas)[row * kGrid.columns() + column] : (centre ? 1.0 : 0.0);
            if (weight == 0.0)
                continue;
            const float t = truth.at(truthStep, row, column);
            const float p = prediction.at(predictionStep, row, column);
            sample.truth.push_back(log10Transform ? log10Floored(t) : t);
            sample.prediction.push_back(log10Transform ? log10Floored(p) : p);
            sample.weights.push_back(weight);
        }
    }
}

bool same(double found, double expected)
{
    return std::abs(found - expected) <= 1e-10 * std::abs(expected);
}

bool same(const SkillScores& found, const SkillScores& expected)
{
    return found.n == expected.n && same(found.rmse, expected.rmse) && same(found.mae, expected.mae) &&
           same(found.bias, expected.bias) && same(found.r2, expected.r2) && same(found.nse, expected.nse) &&
           same(found.kge, expected.kge);
}

}  // namespace

class SeriesSkillTest : public QObject {
    Q_OBJECT
private slots:
    void isThatOfTheCellsOfEachDayAndOfAllInOneList_data();
    void isThatOfTheCellsOfEachDayAndOfAllInOneList();
    void matchesDaysByDate();
    void countsCellsWithoutAValue();
    void isUndefinedButCountedOnDaysWithoutData();
    void scoresOneDayOfOneCell();
    void refusesOtherGridsAndOtherDays();
    void stopsWhenAsked();
};

void SeriesSkillTest::isThatOfTheCellsOfEachDayAndOfAllInOneList_data()
{
    QTest::addColumn<bool>("log10Transform");
    QTest::addColumn<bool>("areaWeighted");
    QTest::newRow("native") << false << false;
    QTest::newRow("log10") << true << false;
    QTest::newRow("native by area") << false << true;
    QTest::newRow("log10 by area") << true << true;
}

void SeriesSkillTest::isThatOfTheCellsOfEachDayAndOfAllInOneList()
{
    QFETCH(bool, log10Transform);
    QFETCH(bool, areaWeighted);
    const std::vector<std::int64_t> days{1, 2, 4};
    const FieldSeries truth = randomSeries(kGrid, days, 0.2, 71);
    const FieldSeries prediction = randomSeries(kGrid, days, 0.1, 72);
    const SeriesSkill found = scored(truth, prediction, kPart, log10Transform, areaWeighted);
    std::optional<std::vector<double>> areas;
    if (areaWeighted)
        areas = kPart.cellAreasKm2(kGrid);
    Sample all;
    QCOMPARE(found.days.size(), days.size());
    for (std::size_t day = 0; day < days.size(); ++day) {
        Sample ofDay;
        append(ofDay, truth, day, prediction, day, log10Transform, areas);
        append(all, truth, day, prediction, day, log10Transform, areas);
        const SkillScores expected = skillScores(ofDay.truth, ofDay.prediction, ofDay.weights);
        QVERIFY(same(found.days[day].scores, expected));
        QCOMPARE(found.days[day].missing, ofDay.truth.size() - expected.n);
    }
    QVERIFY(same(found.pooled, skillScores(all.truth, all.prediction, all.weights)));
    QCOMPARE(found.missing, all.truth.size() - found.pooled.n);
}

void SeriesSkillTest::matchesDaysByDate()
{
    const FieldSeries truth = randomSeries(kGrid, {1, 2, 3, 5}, 0.0, 73);
    const FieldSeries prediction = randomSeries(kGrid, {0, 2, 5, 6}, 0.0, 74);
    const SeriesSkill found = scored(truth, prediction, kAllOfIt, false, false);
    QCOMPARE(found.days.size(), std::size_t{2});
    QCOMPARE(toString(found.days[1].date), std::string("1970-01-06"));
    QVERIFY(same(found.days[1].scores, skillScores(truth.field(3), prediction.field(2))));
    QCOMPARE(found.truthOnly, (std::vector<Date>{{1970, 1, 2}, {1970, 1, 4}}));
}

void SeriesSkillTest::countsCellsWithoutAValue()
{
    std::vector<float> values = randomValues(kGrid.cells(), 0.0, 75);
    values[3] = values[9] = kNan;
    const FieldSeries truth({}, kGrid, Calendar::Standard, dailySteps({1}), values);
    const SeriesSkill found = scored(truth, randomSeries(kGrid, {1}, 0.0, 76), kAllOfIt, true, false);
    QCOMPARE(found.missing, std::size_t{2});
    QCOMPARE(found.pooled.n, kGrid.cells() - 2);
}

void SeriesSkillTest::isUndefinedButCountedOnDaysWithoutData()
{
    std::vector<float> values = randomValues(2 * kGrid.cells(), 0.0, 77);
    std::fill_n(values.begin(), kGrid.cells(), kNan);
    const FieldSeries truth({}, kGrid, Calendar::Standard, dailySteps({1, 2}), values);
    const SeriesSkill found = scored(truth, randomSeries(kGrid, {1, 2}, 0.0, 78), kAllOfIt, true, false);
    QCOMPARE(found.days[0].scores.n, std::size_t{0});
    QCOMPARE(found.days[0].missing, kGrid.cells());
    QVERIFY(std::isnan(found.days[0].scores.rmse));
    QVERIFY(same(found.pooled, found.days[1].scores));
}

void SeriesSkillTest::scoresOneDayOfOneCell()
{
    const Grid pixel = Grid::regular(10.0, 1.0, 1, 20.0, 1.0, 1);
    const FieldSeries truth({}, pixel, Calendar::Standard, dailySteps({1}), std::vector{2.0F});
    const FieldSeries prediction({}, pixel, Calendar::Standard, dailySteps({1}), std::vector{3.0F});
    const SeriesSkill found = scored(truth, prediction, kAllOfIt, false, true);
    QCOMPARE(found.pooled.rmse, 1.0);
    QCOMPARE(found.pooled.beta, 1.5);
    QVERIFY(std::isnan(found.pooled.nse) && std::isnan(found.pooled.kge));
}

void SeriesSkillTest::refusesOtherGridsAndOtherDays()
{
    const FieldSeries truth = randomSeries(kGrid, {1, 2}, 0.0, 79);
    const Grid other = Grid::regular(10.0, 1.0, 5, 20.5, 1.0, 6);
    QVERIFY_EXCEPTION_THROWN(scored(truth, randomSeries(other, {1, 2}, 0.0, 80), kAllOfIt, true, false),
                             InputError);
    QVERIFY_EXCEPTION_THROWN(scored(truth, randomSeries(kGrid, {3}, 0.0, 80), kAllOfIt, true, false),
                             InputError);
    const Region away{"away", {-40.0, -30.0, 20.0, 25.0}};
    QVERIFY_EXCEPTION_THROWN(scored(truth, truth, away, true, false), InputError);
}

void SeriesSkillTest::stopsWhenAsked()
{
    const FieldSeries truth = randomSeries(kGrid, {1, 2}, 0.0, 81);
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        seriesSkill(truth, allSteps(truth), truth, kAllOfIt, {}, Progress(), source.get_token()), Stopped);
}

QTEST_GUILESS_MAIN(SeriesSkillTest)
#include "series_skill_test.moc"
