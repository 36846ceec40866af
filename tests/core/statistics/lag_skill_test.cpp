#include <QTest>

#include "statistics/lag_skill.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "daily_series.h"
#include "fields/error.h"
#include "reference_file.h"

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

/// More cells than a block, more days than a block, and gaps between them.
const Grid kWide = Grid::regular(10.0, 1.0, 13, 20.0, 1.0, 31);
const Region kAllOfIt{"all", {-90.0, 90.0, 0.0, 90.0}};
constexpr int kWideLag = 4;

std::vector<std::int64_t> manyDays()
{
    std::vector<std::int64_t> days;
    for (std::int64_t day = 0; day < 150; ++day) {
        if (day % 17 != 5)
            days.push_back(day);
    }
    return days;
}

enum class Holes { None, Same, Other };

FieldSeries wideSeries(Holes holes, float mean, unsigned seed)
{
    const std::vector<std::int64_t> days = manyDays();
    std::vector<float> values =
        randomValues(kWide.cells() * days.size(), holes == Holes::Other ? 0.2 : 0.0, seed);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] += mean;
        if (holes == Holes::Same && i % kWide.cells() % 5 == 3)
            values[i] = std::numeric_limits<float>::quiet_NaN();
    }
    return {FieldMetadata{}, kWide, Calendar::Standard, dailySteps(days), values};
}

Pair commonValues(std::span<const float> first, std::span<const float> second)
{
    Pair pair;
    for (std::size_t cell = 0; cell < first.size(); ++cell) {
        if (std::isnan(first[cell]) || std::isnan(second[cell]))
            continue;
        pair.x.push_back(first[cell]);
        pair.y.push_back(second[cell]);
    }
    return pair;
}

bool nearRelative(double found, double expected)
{
    return std::abs(found - expected) <= 1e-10 * std::abs(expected);
}

/// Holds `found` against every pair of a day of `later` and one `lag` days before it in `earlier`.
void compareWithEveryPair(const LagSkill& found, const FieldSeries& later, const FieldSeries& earlier)
{
    for (std::size_t i = 0; i < found.lagDays.size(); ++i) {
        std::vector<double> errors, correlations;
        for (std::size_t a = 0; a < earlier.size(); ++a) {
            for (std::size_t b = 0; b < later.size(); ++b) {
                const auto lag = dayNumber(later.steps()[b].date, Calendar::Standard) -
                                 dayNumber(earlier.steps()[a].date, Calendar::Standard);
                if (lag != found.lagDays[i])
                    continue;
                const Pair pair = commonValues(earlier.field(a), later.field(b));
                errors.push_back(rmse(pair));
                correlations.push_back(r2(pair));
            }
        }
        QCOMPARE(found.pairs[i], errors.size());
        QVERIFY(nearRelative(found.rmseMean[i], mean(errors)));
        QVERIFY(nearRelative(found.rmseSd[i], standardDeviation(errors)));
        QVERIFY(nearRelative(found.r2Mean[i], mean(correlations)));
        QVERIFY(nearRelative(found.r2Sd[i], standardDeviation(correlations)));
    }
}

LagSkillOptions nativeOptions(int maxLag, unsigned threads = 1)
{
    LagSkillOptions options;
    options.maxLag = maxLag;
    options.log10Transform = false;
    options.threads = threads;
    return options;
}

LagSkill overAll(const FieldSeries& series, const LagSkillOptions& options)
{
    return lagSkill(series, allSteps(series), kAllOfIt, options, Progress(), std::stop_token());
}

LagSkill between(const FieldSeries& later, const FieldSeries& earlier, int maxLag)
{
    const std::vector<std::size_t> laterSteps = allSteps(later), earlierSteps = allSteps(earlier);
    return lagSkillBetween({later, laterSteps}, {earlier, earlierSteps}, kAllOfIt, nativeOptions(maxLag),
                           Progress(), std::stop_token());
}

/// The values of lag_skill_reference.py.
FieldSeries referenceSeries()
{
    const std::vector<std::int64_t> days{0, 1, 2, 3, 4, 6, 7, 8};
    std::vector<float> values;
    for (const std::int64_t t : days) {
        for (std::int64_t c = 0; c < 24; ++c) {
            const auto value = static_cast<float>((37 * t + 61 * c + 13 * t * c) % 101) / 64.0F + 0.25F;
            values.push_back((5 * t + 3 * c) % 11 == 0 ? std::numeric_limits<float>::quiet_NaN() : value);
        }
    }
    return {{}, Grid::regular(20.0, 1.0, 4, 30.0, 1.0, 6), Calendar::Standard, dailySteps(days), values};
}

FieldSeries daysOf(const Grid& grid, const std::vector<std::int64_t>& days, const std::vector<float>& values)
{
    return {FieldMetadata{}, grid, Calendar::Standard, dailySteps(days), values};
}

}  // namespace

class LagSkillTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithEveryPairOfDays_data();
    void agreesWithEveryPairOfDays();
    void agreesWithEveryPairToTenDigits_data();
    void agreesWithEveryPairToTenDigits();
    void agreesWithEveryPairOfTwoDataSets();
    void agreesWithNumpy();
    void doesNotDependOnTheNumberOfThreads();
    void keepsItsDigitsWhereDaysAreNearlyAlike();
    void drawsBandsOverTheLaterDays();
    void countsDaysWithoutAValue();
    void stopsAtTheBandsToo();
    void usesOnlyTheStepsGiven();
    void leavesConstantImagesOutOfTheCorrelation();
    void takesAnyConstantForConstant();
    void takesAnImageForConstantThatIsSoOverCommonCells();
    void hasNoCorrelationOfOneCell();
    void refusesDaysWithoutPairs();
    void refusesOneDayAndDaysWithoutData();
    void refusesDataSetsOnDifferentGridsOrDayCounts();
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

void LagSkillTest::agreesWithEveryPairToTenDigits_data()
{
    QTest::addColumn<int>("holes");
    QTest::addColumn<float>("mean");
    QTest::newRow("no holes") << static_cast<int>(Holes::None) << 0.0F;
    QTest::newRow("the same holes") << static_cast<int>(Holes::Same) << 0.0F;
    QTest::newRow("other holes each day") << static_cast<int>(Holes::Other) << 0.0F;
    QTest::newRow("a large mean") << static_cast<int>(Holes::Same) << 1e4F;
}

void LagSkillTest::agreesWithEveryPairToTenDigits()
{
    QFETCH(int, holes);
    QFETCH(float, mean);
    const FieldSeries series = wideSeries(static_cast<Holes>(holes), mean, 51);
    compareWithEveryPair(overAll(series, nativeOptions(kWideLag)), series, series);
}

void LagSkillTest::agreesWithEveryPairOfTwoDataSets()
{
    const FieldSeries later = wideSeries(Holes::Same, 0.0F, 52);
    const std::vector<std::size_t> some{0, 3, 4, 5, 6, 30, 31, 80, 81, 82, 83, 140};
    for (const Holes holes : {Holes::Same, Holes::Other}) {
        const FieldSeries earlier = wideSeries(holes, 0.5F, 53).select(some);
        const LagSkill found = between(later, earlier, kWideLag);
        QCOMPARE(found.lagDays, (std::vector<int>{0, 1, 2, 3, 4}));
        compareWithEveryPair(found, later, earlier);
    }
}

void LagSkillTest::agreesWithNumpy()
{
    const LagSkill found = overAll(referenceSeries(), nativeOptions(3));
    for (std::size_t i = 0; i < 3; ++i) {
        const std::vector<double> expected =
            referenceRow("lag_skill_reference.csv", "images " + QByteArray::number(found.lagDays[i]));
        QVERIFY(nearRelative(found.rmseMean[i], expected[0]));
        QVERIFY(nearRelative(found.r2Mean[i], expected[1]));
        QVERIFY(nearRelative(found.rmseSd[i], expected[2]));
        QVERIFY(nearRelative(found.r2Sd[i], expected[3]));
        QCOMPARE(static_cast<double>(found.pairs[i]), expected[4]);
    }
}

void LagSkillTest::doesNotDependOnTheNumberOfThreads()
{
    const FieldSeries series = wideSeries(Holes::Other, 0.0F, 54);
    const LagSkill one = overAll(series, nativeOptions(kWideLag, 1));
    const LagSkill three = overAll(series, nativeOptions(kWideLag, 3));
    QCOMPARE(one.rmseMean, three.rmseMean);
    QCOMPARE(one.rmseSd, three.rmseSd);
    QCOMPARE(one.r2Mean, three.r2Mean);
    QCOMPARE(one.r2Sd, three.r2Sd);
}

void LagSkillTest::keepsItsDigitsWhereDaysAreNearlyAlike()
{
    std::vector<float> values = randomValues(3 * kWide.cells(), 0.0, 55);
    const auto size = static_cast<std::ptrdiff_t>(kWide.cells());
    std::copy_n(values.begin(), size, values.begin() + size);
    std::copy_n(values.begin(), size, values.begin() + 2 * size);
    for (std::ptrdiff_t cell = 2 * size; cell < 3 * size; cell += 7)
        values[static_cast<std::size_t>(cell)] *= 1.00001F;
    const FieldSeries series = daysOf(kWide, {1, 2, 4}, values);
    const LagSkill found = overAll(series, nativeOptions(2));
    QCOMPARE(found.rmseMean[0], 0.0);  // of equal days
    QVERIFY(nearRelative(found.rmseMean[1], rmse(commonValues(series.field(1), series.field(2)))));
}

void LagSkillTest::drawsBandsOverTheLaterDays()
{
    const FieldSeries series = wideSeries(Holes::None, 0.0F, 56);
    LagSkillOptions options = nativeOptions(2);
    QVERIFY(overAll(series, options).rmseBand.empty());
    options.bands = DayBootstrapOptions{};
    options.bands->resamples = 50;
    const LagSkill found = overAll(series, options);
    std::vector<std::vector<double>> errors;
    for (std::size_t day = 0; day < series.size(); ++day) {
        const bool hasPair = day > 0 && manyDays()[day] - manyDays()[day - 1] == 1;
        errors.push_back({0.0, 0.0});
        if (hasPair)
            errors.back() = {rmse(commonValues(series.field(day - 1), series.field(day))), 1.0};
    }
    const BootstrapInterval expected =
        DayBootstrap(series.size(), *options.bands).interval(errors, [](std::span<const double> sums) {
            return sums[0] / sums[1];
        });
    QVERIFY(nearRelative(found.rmseBand[0].value, found.rmseMean[0]));
    QVERIFY(nearRelative(found.rmseBand[0].lower, expected.lower));
    QVERIFY(nearRelative(found.rmseBand[0].upper, expected.upper));
    QVERIFY(found.r2Band[1].lower < found.r2Mean[1] && found.r2Mean[1] < found.r2Band[1].upper);
}

void LagSkillTest::countsDaysWithoutAValue()
{
    std::vector<float> values = randomValues(4 * kWide.cells(), 0.0, 57);
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(kWide.cells()), kWide.cells(),
                std::numeric_limits<float>::quiet_NaN());
    values[3] = std::numeric_limits<float>::quiet_NaN();  // a day with a hole has values
    QCOMPARE(overAll(daysOf(kWide, {1, 2, 3, 4}, values), nativeOptions(2)).missingDays, std::size_t{1});
}

void LagSkillTest::stopsAtTheBandsToo()
{
    const FieldSeries series = randomSeries(kGrid, kDays, 0.0, 32);
    LagSkillOptions options = nativeOptions(5);
    options.bands.emplace();
    std::stop_source source;
    const Progress progress([&](double, const std::string& doing) {
        if (doing == "Drawing days anew")
            source.request_stop();
    });
    QVERIFY_EXCEPTION_THROWN(lagSkill(series, allSteps(series), kPart, options, progress, source.get_token()),
                             Stopped);
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

void LagSkillTest::takesAnyConstantForConstant()
{
    // The mean of many times 0.1 is not 0.1 in double precision when it is summed plainly.
    std::vector<float> values = randomValues(4 * kWide.cells(), 0.0, 57);
    std::fill_n(values.begin(), 2 * kWide.cells(), 0.1F);
    values[kWide.cells() + 5] = std::numeric_limits<float>::quiet_NaN();
    const FieldSeries series = daysOf(kWide, {1, 2, 3, 5}, values);
    const LagSkill found = overAll(series, nativeOptions(2));
    QCOMPARE(found.pairs, (std::vector<std::size_t>{2, 2}));
    QCOMPARE(found.r2Pairs, (std::vector<std::size_t>{0, 1}));
    QVERIFY(std::isnan(found.r2Mean[0]));
    QVERIFY(nearRelative(found.r2Mean[1], r2(commonValues(series.field(2), series.field(3)))));
}

void LagSkillTest::takesAnImageForConstantThatIsSoOverCommonCells()
{
    std::vector<float> values = randomValues(2 * kWide.cells(), 0.0, 59);
    std::fill_n(values.begin() + 9, kWide.cells() - 9, 0.1F);  // and nine others, which the next day lacks
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(kWide.cells()), 9,
                std::numeric_limits<float>::quiet_NaN());
    const FieldSeries series = daysOf(kWide, {1, 2}, values);
    const LagSkill found = overAll(series, nativeOptions(1));
    QVERIFY(found.rmseMean[0] > 0.0);
    QVERIFY(std::isnan(found.r2Mean[0]));
}

void LagSkillTest::hasNoCorrelationOfOneCell()
{
    const FieldSeries series = daysOf(Grid::regular(10, 1, 1, 20, 1, 1), {1, 2}, {0.25F, 0.75F});
    const LagSkill found = overAll(series, nativeOptions(1));
    QCOMPARE(found.rmseMean[0], 0.5);
    QVERIFY(std::isnan(found.r2Mean[0]));
}

void LagSkillTest::refusesOneDayAndDaysWithoutData()
{
    QVERIFY_EXCEPTION_THROWN(overAll(randomSeries(kWide, {1}, 0.0, 58), nativeOptions(2)), InputError);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const FieldSeries empty = daysOf(kWide, {1, 2}, std::vector<float>(2 * kWide.cells(), nan));
    QVERIFY_EXCEPTION_THROWN(overAll(empty, nativeOptions(1)), InputError);
    QVERIFY_EXCEPTION_THROWN(between(empty, empty, 1), InputError);
}

void LagSkillTest::refusesDataSetsOnDifferentGridsOrDayCounts()
{
    const FieldSeries series = randomSeries(kWide, {1, 2}, 0.0, 59);
    QVERIFY_EXCEPTION_THROWN(between(series, randomSeries(kGrid, {1, 2}, 0.0, 59), 1), InputError);
    const FieldSeries other({}, kWide, Calendar::Day360, {{{2006, 7, 1}, 0, 1, true}},
                            randomValues(kWide.cells(), 0.0, 60));
    QVERIFY_EXCEPTION_THROWN(between(series, other, 1), InputError);
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
