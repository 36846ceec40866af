#include "downscale/day_inputs.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <numbers>

using namespace shamal;

namespace {

constexpr std::size_t kRows = 8;
constexpr std::size_t kColumns = 10;
constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
const Date kToday{2006, 7, 14};

FittedMaps someMaps()
{
    FittedMaps maps;
    maps.rows = kRows;
    maps.columns = kColumns;
    const std::vector<float> zero(kRows * kColumns, 0.0F);
    maps.slope = std::vector<float>(kRows * kColumns, 0.5F);
    maps.intercept = std::vector<float>(kRows * kColumns, 0.25F);
    maps.fineClimatology = std::vector<float>(kRows * kColumns, -7.0F);
    maps.coarseClimatology = std::vector<float>(kRows * kColumns, 9.0F);
    maps.elevation = maps.latitude = maps.longitude = zero;
    for (std::size_t i = 0; i < zero.size(); ++i)
        maps.elevation[i] = static_cast<float>(i);
    return maps;
}

std::vector<float> constant(float value)
{
    return std::vector<float>(kRows * kColumns, value);
}

/// Coarse field of k days ago is k, fine field of k days ago is 100 + k.
DayFields someFields()
{
    DayFields fields;
    const std::int64_t today = dayNumber(kToday, Calendar::Standard);
    for (int lag = 0; lag <= kHistoryDays; ++lag) {
        fields.setCoarse(today - lag, constant(static_cast<float>(lag)));
        if (lag > 0)
            fields.setFine(today - lag, {constant(100.0F + static_cast<float>(lag)), 1.0F});
    }
    return fields;
}

const CellWindow kWhole{0, 0, kRows, kColumns};

DayInputs gather(const DayFields& fields, PastKnown past = PastKnown::Everything, CellWindow window = kWhole)
{
    return gatherInputs(someMaps(), fields, kToday, Calendar::Standard, window, past);
}

float first(const DayInputs& inputs, Condition which)
{
    return inputs.condition(which)[0];
}

}  // namespace

class DayInputsTest : public QObject {
    Q_OBJECT
private slots:
    void ownPredictionsStandForTheTruthFromTheStartOfTheRun()
    {
        const std::int64_t today = dayNumber(kToday, Calendar::Standard);
        Rollouts rollouts;
        for (int lag = 0; lag <= 5; ++lag)
            rollouts.predicted.setFine(today - lag, {constant(200.0F + static_cast<float>(lag)), 0.5F});
        rollouts.starts[today] = today - 2;  // yesterday and the day before were predicted in this run
        const DayInputs inputs = gatherInputs(someMaps(), someFields(), kToday, Calendar::Standard, kWhole,
                                              PastKnown::OwnPredictions, &rollouts);
        QCOMPARE(first(inputs, Condition::FineLag1), 201.0F);
        QCOMPARE(first(inputs, Condition::FineLag2), 202.0F);
        QCOMPARE(first(inputs, Condition::FineLag3), 103.0F);
        QCOMPARE(inputs.history[3 * kWhole.cells()], 104.0F);
        QVERIFY(inputs.fullHistory);
        // Halved trust in lags 1 and 2: (1/2 + 1/4) / 2 + 1/8 + 1/16 + ...
        QVERIFY(std::abs(first(inputs, Condition::HistoryTrust) - 0.625F) < 1e-6F);
    }
    void everyChannelHoldsWhatItSays()
    {
        const DayInputs inputs = gather(someFields());
        QCOMPARE(first(inputs, Condition::CoarseToday), 0.0F);
        QCOMPARE(first(inputs, Condition::CoarseYesterday), 1.0F);
        QCOMPARE(first(inputs, Condition::FineLag1), 101.0F);
        QCOMPARE(first(inputs, Condition::FineLag3), 103.0F);
        QCOMPARE(first(inputs, Condition::FineClimatology), -7.0F);
        QCOMPARE(first(inputs, Condition::Regression), 0.25F);
        QCOMPARE(inputs.condition(Condition::Elevation)[13], 13.0F);
        const double phase = 2.0 * std::numbers::pi * 195 / 365.25;  // 14 July is day 195
        QVERIFY(std::abs(first(inputs, Condition::SineOfYear) - std::sin(phase)) < 1e-6);
        QVERIFY(std::abs(first(inputs, Condition::CosineOfYear) - std::cos(phase)) < 1e-6);
        QVERIFY(std::abs(first(inputs, Condition::HistoryTrust) - 1.0) < 1e-6);
        QVERIFY(inputs.fullHistory);
        for (int lag = 1; lag <= kHistoryDays; ++lag)
            QCOMPARE(inputs.history[static_cast<std::size_t>(lag - 1) * kRows * kColumns],
                     100.0F + static_cast<float>(lag));
    }
    void aMissingFineDayIsMadeUpByTheRegression()
    {
        DayFields fields;
        const std::int64_t today = dayNumber(kToday, Calendar::Standard);
        for (int lag = 0; lag <= kHistoryDays; ++lag) {
            fields.setCoarse(today - lag, constant(static_cast<float>(lag)));
            if (lag > 1)
                fields.setFine(today - lag, {constant(3.0F), 1.0F});
        }
        const DayInputs inputs = gather(fields);
        QCOMPARE(first(inputs, Condition::FineLag1), 0.75F);  // 0.5 * 1 + 0.25
        QVERIFY(!inputs.fullHistory);
        QVERIFY(std::abs(first(inputs, Condition::HistoryTrust) - 0.5) <
                1e-6);  // all but yesterday, which counts half
    }
    void hiddenPastsLookLikeAbsentOnes()
    {
        const std::int64_t today = dayNumber(kToday, Calendar::Standard);
        DayFields coarseOnly, todayOnly;
        for (int lag = 0; lag <= kHistoryDays; ++lag)
            coarseOnly.setCoarse(today - lag, constant(static_cast<float>(lag)));
        todayOnly.setCoarse(today, constant(0.0F));
        QCOMPARE(gather(someFields(), PastKnown::CoarseOnly).conditions, gather(coarseOnly).conditions);
        QCOMPARE(gather(someFields(), PastKnown::Nothing).conditions, gather(todayOnly).conditions);
        QCOMPARE(gather(someFields(), PastKnown::Nothing).history, constantHistory(-7.0F));
        QCOMPARE(first(gather(todayOnly), Condition::CoarseYesterday), 0.0F);
        QCOMPARE(first(gather(todayOnly), Condition::HistoryTrust), 0.0F);
    }
    void missingCellsAreFilled()
    {
        const std::int64_t today = dayNumber(kToday, Calendar::Standard);
        DayFields fields = someFields();
        auto coarse = constant(2.0F);
        coarse[5] = kMissing;
        fields.setCoarse(today, coarse);
        auto fine = constant(4.0F);
        fine[6] = kMissing;
        fields.setFine(today - 1, {fine, 1.0F});
        const DayInputs inputs = gather(fields);
        QCOMPARE(inputs.condition(Condition::CoarseToday)[5], 9.0F);  // coarse climatology
        QCOMPARE(inputs.condition(Condition::Regression)[5], 4.75F);
        QCOMPARE(inputs.condition(Condition::FineLag1)[5], 4.0F);
        QCOMPARE(inputs.condition(Condition::FineLag1)[6], 0.75F);  // regression on yesterday's coarse 1
        QVERIFY(inputs.fullHistory);
    }
    void windowsArePartsOfTheWholeAndRepeatTheBorder()
    {
        const CellWindow window{5, 7, 6, 6};  // three rows and three columns past the border
        const auto whole = gather(someFields());
        const auto part = gather(someFields(), PastKnown::Everything, window);
        for (std::size_t r = 0; r < 6; ++r)
            for (std::size_t c = 0; c < 6; ++c)
                QCOMPARE(part.condition(Condition::Elevation)[r * 6 + c],
                         whole.condition(Condition::Elevation)[std::min<std::size_t>(5 + r, 7) * kColumns +
                                                               std::min<std::size_t>(7 + c, 9)]);
        QCOMPARE(part.conditions.size(), kConditions * 36);
    }

private:
    static std::vector<float> constantHistory(float value)
    {
        return std::vector<float>(static_cast<std::size_t>(kHistoryDays) * kRows * kColumns, value);
    }
};

QTEST_GUILESS_MAIN(DayInputsTest)
#include "day_inputs_test.moc"
