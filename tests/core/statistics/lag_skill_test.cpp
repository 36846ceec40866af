#include <QTest>

#include "statistics/lag_skill.h"

#include <cmath>

#include "daily_series.h"
#include "fields/error.h"

using namespace shamal;

namespace {

const Grid kGrid = Grid::regular(29.5, 1.0, 6, 60.5, 1.0, 7);
const Region kPart{"part", {30.0, 35.0, 61.0, 66.0}};  // rows 1..5, columns 1..5
const std::vector<std::int64_t> kDays{10, 11, 12, 14, 15, 40, 41, 43};

struct Pair {
    std::vector<double> x, y;
};

/// Common cells of two steps, by reading the series cell by cell.
Pair commonCells(const FieldSeries& series, std::size_t a, std::size_t b, bool log10Transform)
{
    Pair pair;
    for (std::size_t row = 1; row <= 5; ++row) {
        for (std::size_t column = 1; column <= 5; ++column) {
            double x = series.at(a, row, column), y = series.at(b, row, column);
            if (std::isnan(x) || std::isnan(y))
                continue;
            pair.x.push_back(log10Transform ? std::log10(std::max(x, 1e-6)) : x);
            pair.y.push_back(log10Transform ? std::log10(std::max(y, 1e-6)) : y);
        }
    }
    return pair;
}

double mean(const std::vector<double>& values)
{
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double standardDeviation(const std::vector<double>& values)
{
    double sum = 0.0;
    for (const double value : values)
        sum += std::pow(value - mean(values), 2);
    return std::sqrt(sum / static_cast<double>(values.size()));
}

double rmse(const Pair& pair)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < pair.x.size(); ++i)
        sum += std::pow(pair.x[i] - pair.y[i], 2);
    return std::sqrt(sum / static_cast<double>(pair.x.size()));
}

double r2(const Pair& pair)
{
    double products = 0.0;
    for (std::size_t i = 0; i < pair.x.size(); ++i)
        products += (pair.x[i] - mean(pair.x)) * (pair.y[i] - mean(pair.y));
    products /= static_cast<double>(pair.x.size());
    return std::pow(products / standardDeviation(pair.x) / standardDeviation(pair.y), 2);
}

bool near(double found, double expected)
{
    // Single-precision logarithms inside.
    return std::abs(found - expected) < 2e-6;
}

LagSkill overAllSteps(const FieldSeries& series, int maxLag, bool log10Transform)
{
    return lagSkill(series, allSteps(series), kPart, maxLag, log10Transform, Progress(), std::stop_token());
}

}  // namespace

class LagSkillTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithEveryPairOfDays_data();
    void agreesWithEveryPairOfDays();
    void usesOnlyTheStepsGiven();
    void leavesConstantImagesOutOfTheCorrelation();
    void refusesDaysWithoutPairs();
    void refusesSeveralStepsADay();
    void stopsWhenAsked();
};

void LagSkillTest::agreesWithEveryPairOfDays_data()
{
    QTest::addColumn<bool>("log10Transform");
    QTest::newRow("native") << false;
    QTest::newRow("log10") << true;
}

void LagSkillTest::agreesWithEveryPairOfDays()
{
    QFETCH(bool, log10Transform);
    const FieldSeries series = randomSeries(kGrid, kDays, 0.15, 31);
    const LagSkill found = overAllSteps(series, 7, log10Transform);
    for (int lag = 1; lag <= 7; ++lag) {
        std::vector<double> errors, correlations;
        for (std::size_t a = 0; a < kDays.size(); ++a) {
            for (std::size_t b = 0; b < kDays.size(); ++b) {
                if (kDays[b] - kDays[a] != lag)
                    continue;
                const Pair pair = commonCells(series, a, b, log10Transform);
                errors.push_back(rmse(pair));
                correlations.push_back(r2(pair));
            }
        }
        const auto i = static_cast<std::size_t>(lag - 1);
        QCOMPARE(found.lagDays[i], lag);
        QCOMPARE(found.pairs[i], errors.size());
        if (errors.empty()) {
            QVERIFY(std::isnan(found.rmseMean[i]) && std::isnan(found.rmseSd[i]));
            QVERIFY(std::isnan(found.r2Mean[i]) && std::isnan(found.r2Sd[i]));
            continue;
        }
        QVERIFY(near(found.rmseMean[i], mean(errors)));
        QVERIFY(near(found.rmseSd[i], standardDeviation(errors)));
        QVERIFY(near(found.r2Mean[i], mean(correlations)));
        QVERIFY(near(found.r2Sd[i], standardDeviation(correlations)));
    }
    QCOMPARE(found.pairs, (std::vector<std::size_t>{4, 3, 3, 2, 1, 0, 0}));  // counted by hand
}

void LagSkillTest::usesOnlyTheStepsGiven()
{
    const FieldSeries series = randomSeries(kGrid, kDays, 0.0, 32);
    const std::vector<std::size_t> steps{0, 1, 4};  // days 10, 11, 15
    const LagSkill found = lagSkill(series, steps, kPart, 5, true, Progress(), std::stop_token());
    QCOMPARE(found.pairs, (std::vector<std::size_t>{1, 0, 0, 1, 1}));
}

void LagSkillTest::leavesConstantImagesOutOfTheCorrelation()
{
    std::vector<float> values = randomValues(2 * kGrid.cells(), 0.0, 33);
    std::fill_n(values.begin(), kGrid.cells(), 0.5F);
    const FieldSeries series({}, kGrid, Calendar::Standard, dailySteps({1, 2}), values);
    const LagSkill found = overAllSteps(series, 1, false);
    QVERIFY(found.rmseMean[0] > 0.0);
    QVERIFY(std::isnan(found.r2Mean[0]));
}

void LagSkillTest::refusesDaysWithoutPairs()
{
    const FieldSeries series = randomSeries(kGrid, {1, 11, 21}, 0.0, 34);
    QVERIFY_EXCEPTION_THROWN(overAllSteps(series, 9, true), InputError);
}

void LagSkillTest::refusesSeveralStepsADay()
{
    std::vector<TimeStep> steps = dailySteps({1, 1});
    steps[0].daily = steps[1].daily = false;
    steps[1].secondOfDay = 3600;
    const FieldSeries series({}, kGrid, Calendar::Standard, steps, randomValues(2 * kGrid.cells(), 0.0, 35));
    QVERIFY_EXCEPTION_THROWN(overAllSteps(series, 2, true), InputError);
}

void LagSkillTest::stopsWhenAsked()
{
    const FieldSeries series = randomSeries(kGrid, kDays, 0.0, 36);
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        lagSkill(series, allSteps(series), kPart, 3, true, Progress(), source.get_token()), Stopped);
}

QTEST_GUILESS_MAIN(LagSkillTest)
#include "lag_skill_test.moc"
