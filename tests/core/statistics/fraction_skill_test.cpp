#include <QTest>

#include "statistics/fraction_skill.h"

#include <cmath>
#include <limits>

#include "daily_series.h"
#include "fields/error.h"

using namespace shamal;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr int kRows = 9, kColumns = 12;
const Grid kGrid = Grid::regular(10.0, 1.0, kRows, 20.0, 1.0, kColumns);
const Region kAllOfIt{"all", {-90.0, 90.0, 0.0, 90.0}};

/// The score, window by window and cell by cell.
double plainScore(std::span<const float> truth, std::span<const float> prediction, double threshold,
                  int width, Neighbourhood neighbourhood)
{
    const auto cellAt = [](int row, int column) { return static_cast<std::size_t>(row * kColumns + column); };
    const auto known = [&](int row, int column) {
        return row >= 0 && row < kRows && column >= 0 && column < kColumns &&
               !std::isnan(truth[cellAt(row, column)]) && !std::isnan(prediction[cellAt(row, column)]);
    };
    double differences = 0.0, squares = 0.0;
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
            if (!known(row, column))
                continue;
            double o = 0.0, f = 0.0, size = 0.0;
            for (int i = row - width / 2; i <= row + width / 2; ++i) {
                for (int j = column - width / 2; j <= column + width / 2; ++j) {
                    size += neighbourhood == Neighbourhood::Whole || known(i, j) ? 1.0 : 0.0;
                    o += known(i, j) && truth[cellAt(i, j)] > threshold ? 1.0 : 0.0;
                    f += known(i, j) && prediction[cellAt(i, j)] > threshold ? 1.0 : 0.0;
                }
            }
            differences += std::pow((f - o) / size, 2);
            squares += std::pow(f / size, 2) + std::pow(o / size, 2);
        }
    }
    return 1.0 - differences / squares;
}

bool near(double found, double expected)
{
    return std::abs(found - expected) <= 1e-10 * std::abs(expected);
}

FractionSkillOptions optionsFor(std::vector<double> thresholds, std::vector<int> widths)
{
    FractionSkillOptions options;
    options.thresholds = std::move(thresholds);
    options.widths = std::move(widths);
    return options;
}

}  // namespace

class FractionSkillTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithEveryWindow_data()
    {
        QTest::addColumn<double>("holes");
        QTest::addColumn<int>("neighbourhood");
        QTest::newRow("whole, no holes") << 0.0 << static_cast<int>(Neighbourhood::Whole);
        QTest::newRow("whole, holes") << 0.2 << static_cast<int>(Neighbourhood::Whole);
        QTest::newRow("known, no holes") << 0.0 << static_cast<int>(Neighbourhood::Known);
        QTest::newRow("known, holes") << 0.2 << static_cast<int>(Neighbourhood::Known);
    }

    void agreesWithEveryWindow()
    {
        QFETCH(double, holes);
        QFETCH(int, neighbourhood);
        const std::vector<float> truth = randomValues(kGrid.cells(), holes, 131);
        const std::vector<float> prediction = randomValues(kGrid.cells(), holes, 132);
        FractionSkillOptions options = optionsFor({0.2, 0.6}, {1, 3, 7, 31});
        options.neighbourhood = static_cast<Neighbourhood>(neighbourhood);
        const std::vector<FractionSums> found = fractionSums(truth, prediction, kColumns, options);
        QCOMPARE(found.size(), std::size_t{8});
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].threshold, options.thresholds[i / 4]);
            QCOMPARE(found[i].width, options.widths[i % 4]);
            QVERIFY(near(found[i].score(), plainScore(truth, prediction, found[i].threshold, found[i].width,
                                                      options.neighbourhood)));
        }
    }

    void isThatOfEachDayAndOfTheSumsOfAll()
    {
        const FieldSeries truth = randomSeries(kGrid, {1, 2, 4}, 0.1, 133);
        const FieldSeries prediction = randomSeries(kGrid, {2, 3, 4}, 0.1, 134);
        const FractionSkillOptions options = optionsFor({0.4}, {3, 5});
        const SeriesFractionSkill found = seriesFractionSkill(truth, allSteps(truth), prediction, kAllOfIt,
                                                              options, Progress(), std::stop_token());
        QCOMPARE(found.dates, (std::vector<Date>{{1970, 1, 3}, {1970, 1, 5}}));
        double differences = 0.0, squares = 0.0;
        for (const std::size_t day : {0, 1}) {
            const FractionSums& sums = found.perDay[day][1];
            QVERIFY(near(sums.score(), plainScore(truth.field(day + 1), prediction.field(2 * day), 0.4, 5,
                                                  Neighbourhood::Whole)));
            differences += sums.differences;
            squares += sums.squares;
        }
        QVERIFY(near(found.pooled[1].score(), 1.0 - differences / squares));
    }

    void takesCellsOutsideTheRegionForMissing()
    {
        const FieldSeries truth = randomSeries(kGrid, {1}, 0.0, 135);
        const FieldSeries prediction = randomSeries(kGrid, {1}, 0.0, 136);
        const Region part{"part", {11.5, 16.5, 20.5, 27.5}};
        const SeriesFractionSkill found = seriesFractionSkill(
            truth, allSteps(truth), prediction, part, optionsFor({0.3}, {3}), Progress(), std::stop_token());
        const FieldSeries inside = within(truth, part.mask(kGrid));
        QVERIFY(near(found.pooled[0].score(),
                     plainScore(inside.field(0), prediction.field(0), 0.3, 3, Neighbourhood::Whole)));
        QCOMPARE(found.pooled[0].cells, static_cast<std::int64_t>(part.cellCount(kGrid)));
    }

    void knowsItsLimits()
    {
        const std::vector<float> event{0, 0, 0, 1, 0, 0, 0}, moved{0, 0, 0, 0, 1, 0, 0};
        const FractionSkillOptions options = optionsFor({0.5}, {1, 3});
        const std::vector<FractionSums> same = fractionSums(event, event, 7, options);
        QCOMPARE(same[0].score(), 1.0);
        QCOMPARE(same[0].usefulScore(), 0.5 + 0.5 / 7.0);
        const std::vector<FractionSums> apart = fractionSums(event, moved, 7, options);
        QCOMPARE(apart[0].score(), 0.0);
        QVERIFY(near(apart[1].score(), 1.0 - 2.0 / 6.0));  // fractions differ in 2 of 3 cells each
    }

    void isUndefinedWithoutEventsOrData()
    {
        const std::vector<float> constant(6, 0.1F), none(6, kNan);
        const FractionSkillOptions options = optionsFor({0.5}, {3});
        QVERIFY(std::isnan(fractionSums(constant, constant, 3, options)[0].score()));
        const FractionSums empty = fractionSums(none, constant, 3, options)[0];
        QVERIFY(std::isnan(empty.score()) && std::isnan(empty.usefulScore()));
        QCOMPARE(fractionSums(std::vector<float>{1}, std::vector<float>{1}, 1, options)[0].score(), 1.0);
    }

    void refusesWhatDoesNotFit()
    {
        const std::vector<float> six(6, 1.0F), five(5, 1.0F);
        QVERIFY_EXCEPTION_THROWN(fractionSums(six, five, 3, optionsFor({0.5}, {3})), InputError);
        QVERIFY_EXCEPTION_THROWN(fractionSums(six, six, 4, optionsFor({0.5}, {3})), InputError);
        QVERIFY_EXCEPTION_THROWN(fractionSums(six, six, 3, optionsFor({0.5}, {2})), InputError);
        QVERIFY_EXCEPTION_THROWN(fractionSums(six, six, 3, optionsFor({0.5}, {-1})), InputError);
        QVERIFY_EXCEPTION_THROWN(fractionSums(six, six, 3, optionsFor({}, {1})), InputError);
        const std::vector<FractionSums> three = fractionSums(six, six, 3, optionsFor({0.5}, {3}));
        QVERIFY_EXCEPTION_THROWN(sumOf(three, fractionSums(six, six, 3, optionsFor({0.5}, {5}))), InputError);
    }
};

QTEST_GUILESS_MAIN(FractionSkillTest)
#include "fraction_skill_test.moc"
