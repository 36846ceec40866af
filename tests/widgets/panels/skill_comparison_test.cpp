// What predictions and truth are compared over: the same days, the same cells, in the same unit.
#include "panels/analyses.h"
#include "panels/analysis_inputs.h"
#include "result_rows.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

namespace {

constexpr std::size_t kRows = 8, kColumns = 10, kDays = 5;
constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
const shamal::Grid kGrid = shamal::Grid::regular(30.125, 0.25, kRows, 60.125, 0.25, kColumns);

using ValueOf = std::function<float(std::size_t day, std::size_t cell)>;

float truthAt(std::size_t day, std::size_t cell)
{
    return 0.3F + 0.1F * std::sin(static_cast<float>(cell * (day + 3)));
}

shamal::FieldSeries series(const ValueOf& valueOf, std::size_t days = kDays, const char* units = "kg m-3")
{
    std::vector<shamal::TimeStep> steps;
    std::vector<float> values;
    for (std::size_t day = 0; day < days; ++day) {
        steps.push_back(
            {shamal::dateOfDay(13300 + static_cast<int>(day), shamal::Calendar::Standard), 0, 1, true});
        for (std::size_t cell = 0; cell < kGrid.cells(); ++cell)
            values.push_back(valueOf(day, cell));
    }
    shamal::FieldMetadata metadata;
    metadata.name = "DUSMASS";
    metadata.units = units;
    return {metadata, kGrid, shamal::Calendar::Standard, steps, values};
}

AnalysisInputs inputs(const shamal::FieldSeries& truth, DataKind kind, const shamal::FieldSeries& prediction)
{
    AnalysisInputs inputs{{{DataKind::Fine, "truth", truth}, {kind, "prediction", prediction}},
                          {"all", kGrid.bounds()}};
    inputs.settings.log10 = false;
    return inputs;
}

bool isInWest(std::size_t cell)
{
    return cell % kColumns < kColumns / 2;
}

}  // namespace

class SkillComparisonTest : public QObject {
    Q_OBJECT
private slots:
    void allAreScoredOverTheCellsThatAllHave();
    void skillIsOverTheErrorOfTheSimplePredictions();
    void aPredictionWithoutAValueTakesNothingFromTheOthers();
    void aDayWithoutAValueIsNoCommonDay();
    void otherUnitsAreNotHeldAgainstEachOther();
    void theSameUnitInOtherWordsIs();
    void sharesOfBorderCellsCount();
    void aRegionBetweenCentresIsItsCell();
    void ofOneDayThereIsASpectrum();
    void valuesThatTheLogarithmMakesOneAreTold();
    void simplePredictionsAreOfTheWholeRecord();
    void dataSetsOfOneNameAreToldApart();
};

void SkillComparisonTest::allAreScoredOverTheCellsThatAllHave()
{
    const auto downscaled = [](std::size_t day, std::size_t cell) {
        return isInWest(cell) ? truthAt(day, cell) + 0.05F : kMissing;
    };
    const AnalysisResult result =
        analyseSkill(inputs(series(truthAt), DataKind::Downscaled, series(downscaled)), {});
    double squares = 0.0;
    qint64 n = 0;
    for (std::size_t day = 1; day < kDays; ++day) {  // persistence lacks the first
        for (std::size_t cell = 0; cell < kGrid.cells(); ++cell) {
            if (!isInWest(cell))
                continue;
            const double error = double{truthAt(day - 1, cell)} - double{truthAt(day, cell)};
            squares += error * error;
            ++n;
        }
    }
    for (const char* name : {"prediction", "persistence", "climatology"}) {
        const AnalysisRow* const row = rowOf(result, "skill", name, "rmse");
        QVERIFY2(row != nullptr, name);
        QCOMPARE(row->n, n);
        QCOMPARE(row->missing, n);  // the other half
    }
    const double rmse = valueOf(result, "skill", "persistence", "rmse");
    QVERIFY(std::abs(rmse / std::sqrt(squares / static_cast<double>(n)) - 1.0) < 1e-9);
    QVERIFY2(result.notes.join(' ').contains("left out of all"), qPrintable(result.notes.join('\n')));
}

void SkillComparisonTest::skillIsOverTheErrorOfTheSimplePredictions()
{
    const auto near = [](std::size_t day, std::size_t cell) { return truthAt(day, cell) + 0.01F; };
    const AnalysisResult result =
        analyseSkill(inputs(series(truthAt), DataKind::Downscaled, series(near)), {});
    const double rmse = valueOf(result, "skill", "prediction", "rmse");
    const double simple = valueOf(result, "skill", "persistence", "rmse");
    QVERIFY(rmse < 0.011 && simple > 0.05);
    QCOMPARE(valueOf(result, "skill", "prediction", "mse_skill_over_persistence"),
             1.0 - rmse * rmse / (simple * simple));
    QVERIFY(rowOf(result, "skill", "prediction", "mse_skill_over_interpolation") == nullptr);
    QVERIFY(rowOf(result, "skill", "persistence", "mse_skill_over_climatology") == nullptr);
    QVERIFY(result.findings.join(' ').contains("over persistence"));
    QVERIFY(result.notes.isEmpty());
}

void SkillComparisonTest::aPredictionWithoutAValueTakesNothingFromTheOthers()
{
    const AnalysisResult result = analyseSkill(
        inputs(series(truthAt), DataKind::Downscaled, series([](auto, auto) { return kMissing; })), {});
    QVERIFY(result.notes.join(' ').contains("prediction: no value in the region"));
    QCOMPARE(rowOf(result, "skill", "persistence", "rmse")->n,
             static_cast<qint64>((kDays - 1) * kGrid.cells()));
}

void SkillComparisonTest::aDayWithoutAValueIsNoCommonDay()
{
    const auto gap = [](std::size_t day, std::size_t cell) {
        return day == 2 ? kMissing : truthAt(day, cell);
    };
    const AnalysisResult result =
        analyseSkill(inputs(series(truthAt), DataKind::Downscaled, series(gap)), {});
    QCOMPARE(rowOf(result, "skill", "persistence", "rmse")->n,
             static_cast<qint64>((kDays - 2) * kGrid.cells()));
    QCOMPARE(rowOf(result, "skill", "persistence", "rmse")->missing, 0);
}

void SkillComparisonTest::otherUnitsAreNotHeldAgainstEachOther()
{
    const shamal::FieldSeries micrograms =
        series([](std::size_t day, std::size_t cell) { return 1e9F * truthAt(day, cell); }, kDays, "ug m-3");
    for (const Analysis& analysis : {Analysis(analyseSkill), Analysis(analyseSimilarity)}) {
        const AnalysisResult result = analysis(inputs(series(truthAt), DataKind::Coarse, micrograms), {});
        const QString notes = result.notes.join(' ');
        QVERIFY2(notes.contains("ug m-3") && notes.contains("kg m-3"), qPrintable(notes));
        for (const AnalysisRow& row : result.rows)
            QVERIFY(!row.dataSet.startsWith("prediction") || row.analysis == "histogram");
    }
    AnalysisInputs between = inputs(series(truthAt), DataKind::Coarse, micrograms);
    between.settings.lagSkillBetween = true;
    between.settings.curves = AnalysisSettings::VariogramCurves::Cross;
    for (const Analysis& analysis : {Analysis(analyseLagSkill), Analysis(analyseSemivariogram)}) {
        const AnalysisResult result = analysis(between, {});
        QVERIFY(result.rows.empty() && result.notes.join(' ').contains("ug m-3"));
    }
}

void SkillComparisonTest::theSameUnitInOtherWordsIs()
{
    const AnalysisResult result =
        analyseSkill(inputs(series(truthAt), DataKind::Coarse, series(truthAt, kDays, "kg/m3")), {});
    QVERIFY(result.notes.isEmpty());
    QCOMPARE(valueOf(result, "skill", "prediction, bilinear", "rmse"), 0.0);
}

void SkillComparisonTest::sharesOfBorderCellsCount()
{
    AnalysisInputs some = inputs(series(truthAt), DataKind::Downscaled, series(truthAt));
    some.region = {"between", {30.7, 31.2, 60.7, 61.2}};  // centres of 2 x 2 cells, shares of 3 x 3
    QCOMPARE(rowOf(analyseSkill(some, {}), "skill", "prediction", "rmse")->n, qint64{4 * (kDays - 1)});
    some.settings.areaWeighted = true;
    QCOMPARE(rowOf(analyseSkill(some, {}), "skill", "prediction", "rmse")->n, qint64{9 * (kDays - 1)});
}

void SkillComparisonTest::aRegionBetweenCentresIsItsCell()
{
    AnalysisInputs tiny = inputs(series(truthAt), DataKind::Coarse, series(truthAt));
    tiny.region = {"tiny", {30.51, 30.55, 60.51, 60.55}};
    const AnalysisRow* const row = rowOf(analyseSkill(tiny, {}), "skill", "prediction, bilinear", "rmse");
    QVERIFY(row != nullptr);
    QCOMPARE(row->n, static_cast<qint64>(kDays - 1));
    tiny.settings.lagSkillBetween = true;
    QVERIFY(!analyseLagSkill(tiny, {}).rows.empty());
}

void SkillComparisonTest::ofOneDayThereIsASpectrum()
{
    AnalysisInputs one = inputs(series(truthAt, 1), DataKind::Coarse, series(truthAt, 1));
    one.settings.skillChart = AnalysisSettings::SkillChart::PowerSpectrum;
    const AnalysisResult result = analyseSkill(one, {});
    QVERIFY(result.notes.join(' ').contains("climatology"));
    QVERIFY2(!result.charts[1].curves.empty(), qPrintable(result.charts[1].message));
}

void SkillComparisonTest::valuesThatTheLogarithmMakesOneAreTold()
{
    const auto tiny = [](std::size_t day, std::size_t cell) { return 1e-6F * truthAt(day, cell); };
    AnalysisInputs small = inputs(series(truthAt), DataKind::Coarse, series(tiny));
    const QString words = "at or below 1e-6";
    QVERIFY(!analyseSkill(small, {}).notes.join(' ').contains(words));  // native units
    small.settings.log10 = true;
    const QStringList notes = analyseSkill(small, {}).notes.filter(words);
    QCOMPARE(notes.size(), 1);
    QVERIFY2(notes.front().startsWith("prediction: some 100 %"), qPrintable(notes.front()));
}

void SkillComparisonTest::simplePredictionsAreOfTheWholeRecord()
{
    const shamal::FieldSeries record = series(truthAt);  // five days of one month
    AnalysisInputs two = inputs(record.select(std::vector<std::size_t>{2, 3}), DataKind::Downscaled, record);
    two.dataSets[0].record = record;
    const AnalysisResult result = analyseSkill(two, {});
    double persistence = 0.0, climatology = 0.0;
    for (const std::size_t day : {2, 3}) {
        for (std::size_t cell = 0; cell < kGrid.cells(); ++cell) {
            double others = 0.0;
            for (std::size_t other = 0; other < kDays; ++other)
                others += other == day ? 0.0 : double{truthAt(other, cell)} / (kDays - 1);
            persistence += std::pow(double{truthAt(day - 1, cell)} - double{truthAt(day, cell)}, 2);
            climatology += std::pow(others - double{truthAt(day, cell)}, 2);
        }
    }
    const auto n = static_cast<double>(2 * kGrid.cells());
    const auto isNear = [](double found, double expected) { return std::abs(found / expected - 1.0) < 1e-6; };
    QVERIFY(isNear(valueOf(result, "skill", "persistence", "rmse"), std::sqrt(persistence / n)));
    QVERIFY(isNear(valueOf(result, "skill", "climatology", "rmse"), std::sqrt(climatology / n)));
    QCOMPARE(rowOf(result, "skill", "prediction", "rmse")->n, static_cast<qint64>(n));
}

void SkillComparisonTest::dataSetsOfOneNameAreToldApart()
{
    std::vector<AnalysisDataSet> dataSets{{DataKind::Coarse, "G5NR", {}}, {DataKind::Fine, "G5NR", {}}};
    nameApart(dataSets);
    QCOMPARE(dataSets[0].name, QString("G5NR (coarse)"));
    QCOMPARE(dataSets[1].name, QString("G5NR (fine)"));
    dataSets[0].name = "MERRA-2";
    nameApart(dataSets);
    QCOMPARE(dataSets[1].name, QString("G5NR (fine)"));  // as it was
}

QTEST_GUILESS_MAIN(SkillComparisonTest)
#include "skill_comparison_test.moc"
