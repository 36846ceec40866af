#include "panels/analysis_panel.h"
#include "charts/line_chart.h"
#include "panels/analysis_forms.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

class AnalysisPanelTest : public QObject {
    Q_OBJECT
private slots:
    void showsTheResultOfTheNewestInputs();
    void saysWhyADataSetIsLeftOut();
    void showsTheFaultOfAnAnalysis();
    void waitsUntilItIsLookedAt();
    void followsInputsThatKeepChangingAndSaysItIsBehind();
    void aSettingIsTakenAtOnceAndKept();
    void aPinIsFollowedWhereItsCellIsLookedAt();
    void aRoseHasNoDirectionAndNoSpreadToChoose();
    void everyChoiceGivesAResult();
};

namespace {

AnalysisInputs inputsOfDays(int days)
{
    std::vector<shamal::TimeStep> steps;
    std::vector<float> values;
    const shamal::Grid grid = shamal::Grid::regular(30, 0.5, 6, 60, 0.5, 7);
    for (int day = 0; day < days; ++day) {
        steps.push_back({shamal::dateOfDay(day, shamal::Calendar::Standard), 0, 1, true});
        for (std::size_t cell = 0; cell < grid.cells(); ++cell)
            // The last term lets no day follow from the days before: there is a PACF to every lag.
            values.push_back(
                0.1F + 0.05F * static_cast<float>(std::sin(0.7 * day + 0.3 * static_cast<double>(cell))) +
                0.02F * static_cast<float>(std::sin(1.7 * day * day)));
    }
    shamal::FieldMetadata metadata;
    metadata.name = "x";
    const shamal::FieldSeries series(metadata, grid, shamal::Calendar::Standard, steps, values);
    return {{{DataKind::Coarse, "test", series}}, {"all", grid.bounds()}, shamal::Season::All};
}

}  // namespace

void AnalysisPanelTest::showsTheResultOfTheNewestInputs()
{
    AnalysisPanel panel(
        [](const AnalysisInputs& inputs, const std::stop_token&) {
            AnalysisResult result;
            const auto days = static_cast<double>(inputs.dataSets[0].series.size());
            result.charts = {
                {.title = "t",
                 .xLabel = {},
                 .yLabel = {},
                 .curves = {{"c", DataKind::Coarse, ChartCurve::Style::Line, {1, 2}, {days, days}, {}}},
                 .horizontalLines = {}}};
            return result;
        },
        1);
    panel.show();
    QSignalSpy updated(&panel, &AnalysisPanel::updated);
    for (int days = 1; days <= 5; ++days)
        panel.setInputs(inputsOfDays(days));
    QVERIFY(updated.wait(5000));
    QCOMPARE(panel.charts()[0]->content().curves[0].y[0], 5.0);
    QTest::qWait(200);
    QCOMPARE(updated.size(), 1);
}

void AnalysisPanelTest::saysWhyADataSetIsLeftOut()
{
    AnalysisInputs inputs = inputsOfDays(90);
    AnalysisInputs oneDay = inputsOfDays(1);
    inputs.dataSets.push_back({DataKind::Downscaled, "single", oneDay.dataSets[0].series});
    const AnalysisResult result = analyseAutocorrelation(inputs, {});
    QCOMPARE(result.charts.size(), std::size_t{2});
    QCOMPARE(std::ranges::count_if(result.charts[0].curves,
                                   [](const ChartCurve& curve) { return !curve.name.isEmpty(); }),
             1);
    QCOMPARE(result.notes.size(), 1);
    QVERIFY(result.notes[0].startsWith("single: "));
    for (const char* quantity : {"acf", "pacf"})
        QCOMPARE(std::ranges::count(result.rows, QString(quantity), &AnalysisRow::quantity), 31);
}

void AnalysisPanelTest::showsTheFaultOfAnAnalysis()
{
    AnalysisPanel panel(
        [](const AnalysisInputs&, const std::stop_token&) -> AnalysisResult {
            throw shamal::InputError("too little");
        },
        1);
    panel.show();
    QSignalSpy updated(&panel, &AnalysisPanel::updated);
    panel.setInputs(inputsOfDays(1));
    QVERIFY(updated.wait(5000));
    QCOMPARE(panel.charts()[0]->message(), QStringLiteral("too little"));
    QVERIFY(!panel.result());
}

void AnalysisPanelTest::waitsUntilItIsLookedAt()
{
    int runs = 0;
    AnalysisPanel panel(
        [&runs](const AnalysisInputs&, const std::stop_token&) {
            ++runs;
            return AnalysisResult{};
        },
        1);
    panel.setInputs(inputsOfDays(1));
    QTest::qWait(300);
    QCOMPARE(runs, 0);
    panel.show();
    QTRY_COMPARE(runs, 1);
}

void AnalysisPanelTest::followsInputsThatKeepChangingAndSaysItIsBehind()
{
    AnalysisPanel panel(
        [](const AnalysisInputs& inputs, const std::stop_token&) {
            QThread::msleep(50);
            AnalysisResult result;
            const auto days = static_cast<double>(inputs.dataSets[0].series.size());
            ChartCurve curve;
            curve.x = {1.0, 2.0};
            curve.y = {days, days};
            result.charts.emplace_back();
            result.charts[0].curves = {curve};
            return result;
        },
        1);
    panel.show();
    QSignalSpy updated(&panel, &AnalysisPanel::updated);
    // A change every 10 ms, as a region is dragged.
    std::set<double> shown;
    constexpr int kChanges = 60;
    for (int days = 1; days <= kChanges; ++days) {
        panel.setInputs(inputsOfDays(days));
        QTest::qWait(10);
        if (!panel.charts()[0]->content().curves.empty())
            shown.insert(panel.charts()[0]->content().curves[0].y[0]);
        QVERIFY(!panel.result());  // never taken for current while it is not
    }
    QVERIFY2(shown.size() >= 3, qPrintable(QString::number(shown.size())));
    QVERIFY(updated.empty());
    QTRY_COMPARE(updated.size(), 1);
    QCOMPARE(panel.charts()[0]->content().curves[0].y[0], static_cast<double>(kChanges));
    QVERIFY(panel.result());
}

void AnalysisPanelTest::aSettingIsTakenAtOnceAndKept()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("shamal-tests");
    QSettings().remove("analyses/kept");
    {
        AnalysisPanel panel(analyseSemivariogram, 1, addSemivariogramRows);
        panel.keepSettings("kept");
        panel.show();
        panel.setInputs(inputsOfDays(3));
        QTRY_VERIFY(panel.result());
        QVERIFY(panel.result()->log10 && panel.result()->options.contains("bins=24"));
        panel.findChild<QSpinBox*>("bins")->setValue(12);
        panel.findChild<QSpinBox*>("maxLagKm")->setValue(240);
        panel.findChild<QAbstractButton*>("log10")->click();
        QVERIFY(!panel.result());  // that of the old settings
        QTRY_VERIFY(panel.result());
        QVERIFY(!panel.result()->log10);
        QCOMPARE(panel.result()->lagBordersKm.size(), std::size_t{13});
        QCOMPARE(panel.result()->lagBordersKm.back(), 240.0);
    }
    AnalysisPanel later(analyseSemivariogram, 1, addSemivariogramRows);
    later.keepSettings("kept");
    QCOMPARE(later.findChild<QSpinBox*>("bins")->value(), 12);
    QVERIFY(!later.findChild<QAbstractButton*>("log10")->isChecked());
    QSettings().remove("analyses/kept");
}

void AnalysisPanelTest::aPinIsFollowedWhereItsCellIsLookedAt()
{
    AnalysisPanel panel(analyseAutocorrelation, 2, addAutocorrelationRows);
    panel.show();
    panel.setInputs(inputsOfDays(40));
    QTRY_VERIFY(panel.result());
    panel.setPinned(shamal::LatLon{31.0, 61.0});
    QVERIFY(panel.result());  // the mean of the region has not changed
    panel.findChild<QComboBox*>("summary")->setCurrentIndex(2);
    QTRY_VERIFY(panel.result());
    QVERIFY(panel.result()->findings[0].contains("row 2, column 2"));
    panel.setPinned(shamal::LatLon{32.5, 62.0});
    QVERIFY(!panel.result());
    QTRY_VERIFY(panel.result());
    QVERIFY(panel.result()->findings[0].contains("row 5, column 4"));
    panel.setPinned({});
    QTRY_VERIFY(panel.result());
    QVERIFY(panel.charts()[0]->content().yLabel.contains("middle cell"));
}

void AnalysisPanelTest::aRoseHasNoDirectionAndNoSpreadToChoose()
{
    AnalysisPanel panel(analyseSemivariogram, 1, addSemivariogramRows);
    auto* curves = panel.findChild<QComboBox*>("curves");
    const auto* direction = panel.findChild<QComboBox*>("direction");
    const auto* daily = panel.findChild<QCheckBox*>("daily");
    QVERIFY(direction->isEnabled() && daily->isEnabled());
    curves->setCurrentIndex(2);
    QVERIFY(!direction->isEnabled() && !daily->isEnabled());
    curves->setCurrentIndex(1);
    QVERIFY(direction->isEnabled() && daily->isEnabled());
}

void AnalysisPanelTest::everyChoiceGivesAResult()
{
    const std::tuple<Analysis, int, void (*)(SettingsRows&)> panels[] = {
        {analyseSemivariogram, 1, addSemivariogramRows},
        {analyseAutocorrelation, 2, addAutocorrelationRows},
        {analyseLagSkill, 2, addLagSkillRows}};
    for (const auto& [analysis, charts, rows] : panels) {
        AnalysisPanel panel(analysis, charts, rows);
        panel.show();
        AnalysisInputs inputs = inputsOfDays(90);
        inputs.dataSets.push_back({DataKind::Fine, "finer", inputs.dataSets[0].series});
        panel.setInputs(inputs);
        QTRY_VERIFY(panel.result());
        for (auto* choice : panel.findChildren<QComboBox*>()) {
            for (int i = choice->count() - 1; i >= 0; --i) {
                choice->setCurrentIndex(i);
                QTRY_VERIFY(!panel.busy());
                QVERIFY2(panel.result() && !panel.result()->rows.empty(),
                         qPrintable(choice->objectName() + ' ' + choice->itemText(i)));
                QVERIFY2(panel.result()->notes.isEmpty(), qPrintable(panel.result()->notes.join('\n')));
            }
        }
    }
}

QTEST_MAIN(AnalysisPanelTest)
#include "analysis_panel_test.moc"
