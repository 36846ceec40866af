// What the analyses make of the core's results: which data sets are compared, what is said of those left out.
#include "panels/analyses.h"
#include "result_rows.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

namespace {

const shamal::Grid kFine = shamal::Grid::regular(30.0, 0.25, 12, 60.0, 0.25, 16);
const shamal::Grid kCoarse = shamal::Grid::regular(29.5, 0.5, 9, 59.5, 0.5, 11);

/// A pattern that moves east day by day, times `factor`.
shamal::FieldSeries series(const shamal::Grid& grid, int firstDay, int days, float factor = 1.0F)
{
    std::vector<shamal::TimeStep> steps;
    std::vector<float> values;
    for (int day = firstDay; day < firstDay + days; ++day) {
        steps.push_back({shamal::dateOfDay(13300 + day, shamal::Calendar::Standard), 0, 1, true});
        for (std::size_t cell = 0; cell < grid.cells(); ++cell) {
            const double longitude = grid.longitudes()[cell % grid.columns()];
            const double latitude = grid.latitudes()[cell / grid.columns()];
            values.push_back(factor * static_cast<float>(0.2 + 0.1 * std::sin(2.0 * longitude - 0.8 * day) *
                                                                   std::cos(latitude)));
        }
    }
    shamal::FieldMetadata metadata;
    metadata.name = "DUEXTTAU";
    return {metadata, grid, shamal::Calendar::Standard, steps, values};
}

AnalysisInputs inputsOf(std::vector<AnalysisDataSet> dataSets)
{
    return {std::move(dataSets), {"all", kFine.bounds()}, shamal::Season::All};
}

/// A rose of noise smoothed over 9 rows and 3 columns: long from north to south.
AnalysisInputs stripedRose()
{
    constexpr int kRows = 40, kColumns = 40, kUp = 4, kAcross = 1;
    const shamal::Grid grid = shamal::Grid::regular(-2.0, 0.1, kRows, 60.0, 0.1, kColumns);
    std::mt19937 random(7);
    std::normal_distribution<float> noise;
    std::vector<shamal::TimeStep> steps;
    std::vector<float> values;
    for (int day = 0; day < 12; ++day) {
        steps.push_back({shamal::dateOfDay(13300 + day, shamal::Calendar::Standard), 0, 1, true});
        std::vector<float> white((kRows + 2 * kUp) * (kColumns + 2 * kAcross));
        std::ranges::generate(white, [&] { return noise(random); });
        for (int row = 0; row < kRows; ++row) {
            for (int column = 0; column < kColumns; ++column) {
                float sum = 0.0F;
                for (int i = 0; i <= 2 * kUp; ++i)
                    for (int j = 0; j <= 2 * kAcross; ++j)
                        sum += white[(row + i) * (kColumns + 2 * kAcross) + column + j];
                values.push_back(sum);
            }
        }
    }
    shamal::FieldMetadata metadata;
    metadata.name = "stripes";
    const shamal::FieldSeries stripes(metadata, grid, shamal::Calendar::Standard, steps, values);
    AnalysisInputs inputs{
        {{DataKind::Fine, "stripes", stripes}}, {"all", grid.bounds()}, shamal::Season::All};
    inputs.settings.log10 = false;
    inputs.settings.semivariogram.maxLagKm = 200.0;
    inputs.settings.curves = AnalysisSettings::VariogramCurves::Rose;
    return inputs;
}

}  // namespace

class AnalysesTest : public QObject {
    Q_OBJECT
private slots:
    void aPerfectPredictionIsToldFromOthers();
    void predictionsAreScoredOnTheDaysThatAllHave();
    void withoutATruthThereIsNoSkill();
    void likeRecordsLieNoDistanceApart();
    void aTenfoldRecordLiesApartByItsShift();
    void aDistanceWantsACoarseAndAFineRecord();
    void aRecordElsewhereIsLeftOutAlone();
    void aRecordWithoutDatesIsLeftOutAlone();
    void eachResultKnowsWhatItIsOf();
    void aCrossSemivariogramOfLikeFieldsIsTheirOwn();
    void aCrossSemivariogramOfOpposedFieldsIsBelowZeroAndHasNoModel();
    void aCrossSemivariogramWantsACoarseAndAFineRecord();
    void aRoseReachesFartherAlongTheStripes();
    void aRoseWithoutARangeSaysSo();
    void aRoseDoesNotTakeDaysApart();
    void fewerBinsThanParametersHaveNoModel();
    void binsWithoutPairsAreTold();
    void lagsShorterThanACellHaveNoCurve();
    void pairsDrawnAtRandomAreTold();
    void theSeriesIsDrawnWithItsGaps();
    void theBandOfThePacfIsThatOfItsMethod();
    void lagsWithoutAPairOfDaysAreNamed();
    void aPacfThatEndsSaysWhy_data();
    void aPacfThatEndsSaysWhy();
    void theMiddleCellIsNamedAndLookedAt();
    void theMiddleCellOfAConcaveRegionIsNamedWhereItIs();
    void cycleAndBandsAreToldInFull();
    void thePinnedCellTakesItsPlace();
    void aPinBesideADataSetLeavesItOut();
    void aRecordLaggedByTwoDaysForetellsTwoDaysAhead();
    void aPairWithAConstantImageDoesNotCountInR2_data();
    void aPairWithAConstantImageDoesNotCountInR2();
    void oneCellHasNoR2AndSaysSo();
    void lagsBeyondTheDaysAreNamedForSkillToo();
    void lagSkillIsBetweenTwoRecordsOnly();
    void aBandOfTheMeanIsNarrowerThanThePairs();
};

void AnalysesTest::aPerfectPredictionIsToldFromOthers()
{
    const AnalysisResult result =
        analyseSkill(inputsOf({{DataKind::Coarse, "MERRA-2", series(kCoarse, 0, 30)},
                               {DataKind::Fine, "G5NR", series(kFine, 0, 30)},
                               {DataKind::Downscaled, "Downscaled", series(kFine, 0, 30)}}),
                     {});
    QVERIFY2(result.notes.isEmpty(), qPrintable(result.notes.join('\n')));
    QCOMPARE(valueOf(result, "skill", "Downscaled", "rmse"), 0.0);
    QVERIFY(std::abs(valueOf(result, "skill", "Downscaled", "kge") - 1.0) < 1e-6);
    for (const char* other : {"MERRA-2, bilinear", "persistence", "climatology"})
        QVERIFY2(valueOf(result, "skill", other, "rmse") > 0.001, other);
    // The pattern of one wave is nearly the same between coarse centres, and not a day later.
    QVERIFY(valueOf(result, "skill", "MERRA-2, bilinear", "rmse") <
            valueOf(result, "skill", "persistence", "rmse"));
    QCOMPARE(result.charts[0].curves.size(), std::size_t{4});
}

void AnalysesTest::predictionsAreScoredOnTheDaysThatAllHave()
{
    const AnalysisResult result =
        analyseSkill(inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 30)},
                               {DataKind::Downscaled, "Downscaled", series(kFine, 10, 5)}}),
                     {});
    for (const AnalysisRow& row : result.rows) {
        if (row.analysis == "skill")
            QCOMPARE(row.n, static_cast<qint64>(5 * kFine.cells()));
    }
    const auto days = [&](const QString& name) {
        return std::ranges::count_if(result.rows, [&](const AnalysisRow& row) {
            return row.analysis == "skill_by_day" && row.dataSet == name;
        });
    };
    const ChartCurve& whole = result.charts[0].curves[1];  // of days without a gap
    QVERIFY(std::ranges::none_of(whole.y, [](double y) { return std::isnan(y); }));
    QCOMPARE(days("Downscaled"), 5);
    QCOMPARE(days("persistence"), 29);
}

void AnalysesTest::withoutATruthThereIsNoSkill()
{
    const AnalysisResult result =
        analyseSkill(inputsOf({{DataKind::Coarse, "MERRA-2", series(kCoarse, 0, 5)}}), {});
    QVERIFY(result.rows.empty() && result.charts[0].curves.empty());
    QCOMPARE(result.notes.size(), 1);
}

void AnalysesTest::likeRecordsLieNoDistanceApart()
{
    const AnalysisResult result =
        analyseSimilarity(inputsOf({{DataKind::Coarse, "one", series(kFine, 0, 8)},
                                    {DataKind::Fine, "other", series(kFine, 0, 8)}}),
                          {});
    for (const char* quantity : {"per_day_mean", "per_day_p90", "pooled_exact", "pooled_binned_256"})
        QCOMPARE(valueOf(result, "wasserstein_of_log10", "one, other", quantity), 0.0);
}

void AnalysesTest::aTenfoldRecordLiesApartByItsShift()
{
    const shamal::FieldSeries one = series(kFine, 0, 8), ten = series(kFine, 0, 8, 10.0F);
    const AnalysisResult result =
        analyseSimilarity(inputsOf({{DataKind::Coarse, "one", one}, {DataKind::Fine, "ten", ten}}), {});
    float least = 1e9F, most = 0.0F;
    for (std::size_t step = 0; step < one.size(); ++step) {
        least = std::min(least, *std::ranges::min_element(one.field(step)));
        most = std::max(most, *std::ranges::max_element(ten.field(step)));
    }
    const double shift = 1.0 / (std::log10(most) - std::log10(least));  // of one decade on the joint scale
    QVERIFY(std::abs(valueOf(result, "wasserstein_of_log10", "one, ten", "pooled_exact") - shift) < 1e-5);
    QVERIFY(std::abs(valueOf(result, "wasserstein_of_log10", "one, ten", "pooled_binned_256") - shift) <
            1.0 / 256.0);
}

void AnalysesTest::aDistanceWantsACoarseAndAFineRecord()
{
    const AnalysisResult result =
        analyseSimilarity(inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 3)}}), {});
    QCOMPARE(result.notes.size(), 1);
    QCOMPARE(result.charts[0].curves.size(), std::size_t{1});  // its distribution is there all the same
    QVERIFY(result.charts[1].curves.empty());
}

void AnalysesTest::aRecordElsewhereIsLeftOutAlone()
{
    const shamal::Grid elsewhere = shamal::Grid::regular(-30.0, 0.25, 12, 60.0, 0.25, 16);
    const AnalysisResult result =
        analyseSimilarity(inputsOf({{DataKind::Coarse, "MERRA-2", series(kCoarse, 0, 4)},
                                    {DataKind::Fine, "G5NR", series(kFine, 0, 4)},
                                    {DataKind::Downscaled, "Downscaled", series(elsewhere, 0, 4)}}),
                          {});
    QCOMPARE(result.charts[0].curves.size(), std::size_t{2});
    QCOMPARE(result.charts[1].curves.size(), std::size_t{1});
    QVERIFY(result.notes.size() == 1 && result.notes[0].startsWith("Downscaled"));
}

void AnalysesTest::aRecordWithoutDatesIsLeftOutAlone()
{
    const shamal::FieldSeries dated = series(kFine, 0, 1);
    const shamal::FieldSeries timeless(dated.metadata(), kFine, shamal::Calendar::Standard, dated.steps(),
                                       {dated.field(0).begin(), dated.field(0).end()}, true);
    AnalysisInputs inputs =
        inputsOf({{DataKind::Coarse, "MERRA-2", series(kCoarse, 0, 4)}, {DataKind::Fine, "G5NR", timeless}});
    const AnalysisResult distributions = analyseSimilarity(inputs, {});
    QCOMPARE(distributions.charts[0].curves.size(), std::size_t{1});
    QVERIFY(std::ranges::any_of(distributions.notes,
                                [](const QString& note) { return note.startsWith("G5NR"); }));
    using Chart = AnalysisSettings::SkillChart;
    for (const Chart chart : {Chart::Quantiles, Chart::ScatterDensity, Chart::PowerSpectrum}) {
        inputs.settings.skillChart = chart;
        const AnalysisResult skill = analyseSkill(inputs, {});
        QVERIFY(skill.charts[1].curves.empty());
        QVERIFY(!skill.charts[1].message.isEmpty() || !skill.notes.isEmpty());
    }
}

void AnalysesTest::eachResultKnowsWhatItIsOf()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Coarse, "MERRA-2", series(kCoarse, 0, 40)},
                                      {DataKind::Fine, "G5NR", series(kFine, 0, 40)}});
    inputs.settings.log10 = false;
    for (const Analysis& analysis :
         {Analysis(analyseSemivariogram), Analysis(analyseAutocorrelation), Analysis(analyseLagSkill),
          Analysis(analyseSkill), Analysis(analyseSimilarity)}) {
        const AnalysisResult result = analysis(inputs, {});
        QVERIFY(!result.rows.empty() && !result.options.isEmpty() && !result.source.isEmpty());
        QVERIFY(!result.log10);
        for (const AnalysisRow& row : result.rows)
            QVERIFY2(row.n > 0 || std::isnan(row.value), qPrintable(row.analysis + ' ' + row.quantity));
    }
}

void AnalysesTest::aCrossSemivariogramOfLikeFieldsIsTheirOwn()
{
    AnalysisInputs inputs = inputsOf(
        {{DataKind::Coarse, "one", series(kFine, 0, 4)}, {DataKind::Fine, "other", series(kFine, 0, 4)}});
    const ChartCurve own = analyseSemivariogram(inputs, {}).charts[0].curves[0];
    inputs.settings.curves = AnalysisSettings::VariogramCurves::Cross;
    const AnalysisResult result = analyseSemivariogram(inputs, {});
    QVERIFY2(result.notes.isEmpty(), qPrintable(result.notes.join('\n')));
    const ChartCurve& cross = result.charts[0].curves[0];
    QVERIFY(cross.n == own.n && !cross.n.empty());
    for (std::size_t bin = 0; bin < own.y.size(); ++bin)
        QVERIFY(std::isnan(own.y[bin]) || std::abs(cross.y[bin] - own.y[bin]) < 1e-6 * std::abs(own.y[bin]));
    QCOMPARE(result.rows.front().analysis, QString("cross_semivariogram"));
    QVERIFY(result.source.contains("Wackernagel") && result.options.contains("coarse_bilinear"));
    QCOMPARE(result.lagBordersKm.size(), own.x.size() + 1);  // of the ring on the maps
}

void AnalysesTest::aCrossSemivariogramOfOpposedFieldsIsBelowZeroAndHasNoModel()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Coarse, "one", series(kFine, 0, 4)},
                                      {DataKind::Fine, "opposed", series(kFine, 0, 4, -1.0F)}});
    inputs.settings.log10 = false;
    inputs.settings.curves = AnalysisSettings::VariogramCurves::Cross;
    const AnalysisResult result = analyseSemivariogram(inputs, {});
    QCOMPARE(result.charts[0].curves.size(), std::size_t{1});
    QVERIFY(result.charts[0].curves[0].y[1] < 0.0);
    QVERIFY(result.findings.join(' ').contains("below zero"));
}

void AnalysesTest::aCrossSemivariogramWantsACoarseAndAFineRecord()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 4)}});
    inputs.settings.curves = AnalysisSettings::VariogramCurves::Cross;
    const AnalysisResult alone = analyseSemivariogram(inputs, {});
    QVERIFY(alone.charts[0].curves.empty() && alone.notes.size() == 1);
    inputs.dataSets.push_back({DataKind::Coarse, "MERRA-2", series(kCoarse, 100, 4)});
    const AnalysisResult apart = analyseSemivariogram(inputs, {});
    QVERIFY(apart.notes.size() == 1 && apart.notes[0].contains("share no day"));
}

void AnalysesTest::aRoseReachesFartherAlongTheStripes()
{
    AnalysisInputs inputs = stripedRose();
    inputs.settings.model = AnalysisSettings::Model::None;  // a rose has ranges of one all the same
    const AnalysisResult result = analyseSemivariogram(inputs, {});
    QVERIFY2(result.notes.isEmpty(), qPrintable(result.notes.join('\n')));
    const ChartContent& chart = result.charts[0];
    QVERIFY(chart.polar && chart.curves.size() == 1);
    const ChartCurve& rose = chart.curves[0];
    QCOMPARE(rose.x.front(), 0.0);
    QCOMPARE(rose.x.back(), 360.0);
    const auto at = [&](double azimuth) {
        return rose.y[std::ranges::find(rose.x, azimuth) - rose.x.begin()];
    };
    for (double azimuth = 0.0; azimuth <= 180.0; azimuth += 15.0)
        QCOMPARE(at(azimuth), at(azimuth + 180.0));
    QVERIFY2(at(0.0) > 1.5 * at(90.0), qPrintable(result.findings.join('\n')));
    // The covariance falls in a line to 0 at 9 rows, 100 km; the spherical model begins as 1.5 h / a.
    QVERIFY2(at(0.0) > 120.0 && at(0.0) < 180.0, qPrintable(result.findings.join('\n')));
    QVERIFY(result.lagBordersKm.empty());  // no ring on the maps: x is no distance
    QVERIFY(result.options.contains("directions=12") && result.options.contains("model=spherical"));
    QVERIFY(result.source.contains("Isaaks"));
}

void AnalysesTest::aRoseWithoutARangeSaysSo()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 4)}});
    inputs.settings.curves = AnalysisSettings::VariogramCurves::Rose;
    inputs.settings.semivariogram.maxLagKm = 60.0;  // waves of 300 km only rise there
    const AnalysisResult result = analyseSemivariogram(inputs, {});
    QVERIFY(result.charts[0].curves.empty() && !result.rows.empty());
    QVERIFY(result.notes.size() == 1 && result.notes[0].contains("no direction reaches a sill"));
}

void AnalysesTest::aRoseDoesNotTakeDaysApart()
{
    AnalysisInputs inputs = stripedRose();
    const AnalysisResult together = analyseSemivariogram(inputs, {});
    inputs.settings.semivariogram.daily = true;
    const AnalysisResult asked = analyseSemivariogram(inputs, {});
    QVERIFY(together.rows.size() > 100);
    QCOMPARE(asked.rows.size(), together.rows.size());
    // Sums of days that were taken apart differ in their last digits.
    for (std::size_t i = 0; i < asked.rows.size(); ++i)
        QVERIFY(asked.rows[i].value == together.rows[i].value || std::isnan(asked.rows[i].value));
}

void AnalysesTest::fewerBinsThanParametersHaveNoModel()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 4)}});
    inputs.settings.semivariogram.maxLagKm = 60.0;
    inputs.settings.semivariogram.bins = 2;
    inputs.settings.model = AnalysisSettings::Model::Spherical;
    const AnalysisResult result = analyseSemivariogram(inputs, {});
    QCOMPARE(result.charts[0].curves.size(), std::size_t{1});
    QVERIFY(result.findings.contains("G5NR: no model: fewer bins hold pairs than the model has parameters"));
    QCOMPARE(valueOf(result, "variogram_model", "G5NR", "singular"), 1.0);
    QCOMPARE(std::ranges::count(result.rows, QString("variogram_model"), &AnalysisRow::analysis), 1);
}

void AnalysesTest::binsWithoutPairsAreTold()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Coarse, "MERRA-2", series(kCoarse, 0, 1)}});
    inputs.settings.semivariogram.maxLagKm = 150.0;
    inputs.settings.semivariogram.bins = 3;
    inputs.settings.semivariogram.direction = {0.0, 10.0};  // cells are 55.6 km apart
    inputs.settings.semivariogram.daily = true;
    const QString told = analyseSemivariogram(inputs, {}).findings.join('\n');
    QVERIFY2(told.contains("MERRA-2: none of the pairs of cells is 0 to 50 km apart"), qPrintable(told));
    QVERIFY2(told.contains("MERRA-2: one day alone has no spread"), qPrintable(told));
}

void AnalysesTest::lagsShorterThanACellHaveNoCurve()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Coarse, "MERRA-2", series(kCoarse, 0, 4)}});
    inputs.settings.semivariogram.maxLagKm = 30.0;
    const AnalysisResult result = analyseSemivariogram(inputs, {});
    QVERIFY(result.charts[0].curves.empty() && result.notes.size() == 1);
    QVERIFY(result.notes[0].startsWith("MERRA-2: no pair of cells with data is 0 to 30 km apart"));
}

void AnalysesTest::pairsDrawnAtRandomAreTold()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 4)}});
    inputs.settings.semivariogram.estimator = shamal::VariogramEstimator::Dowd;
    inputs.settings.semivariogram.keptPairs = 4000;
    QVERIFY(analyseSemivariogram(inputs, {})
                .findings.contains("G5NR: of each day at most 1000 pairs, drawn at random (seed 1)"));
}

void AnalysesTest::theSeriesIsDrawnWithItsGaps()
{
    std::vector<std::size_t> steps;
    for (std::size_t day = 0; day < 40; ++day) {
        if (day < 20 || day >= 25)
            steps.push_back(day);
    }
    const shamal::FieldSeries gapped = series(kFine, 0, 40).select(steps);
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", gapped}});
    inputs.settings.correlationCharts = AnalysisSettings::CorrelationCharts::SeriesAndAcf;
    inputs.settings.log10 = false;
    const AnalysisResult result = analyseAutocorrelation(inputs, {});
    QVERIFY(result.charts[0].datesX && !result.charts[1].datesX);
    const ChartCurve& curve = result.charts[0].curves[0];
    QCOMPARE(curve.x.size(), std::size_t{36});  // and the break
    QVERIFY(std::isnan(curve.y[20]));
    const std::vector<double> means = regionMeans(gapped, inputs.region);
    QVERIFY(std::abs(curve.y[0] - means[0]) < 1e-9 && std::abs(curve.y[35] - means[34]) < 1e-9);
    inputs.settings.cycle = shamal::SeasonalCycle::MonthlyMeans;
    const AnalysisResult departures = analyseAutocorrelation(inputs, {});
    double sum = 0.0;
    for (const double value : departures.charts[0].curves[0].y)
        sum += std::isnan(value) ? 0.0 : value;
    QVERIFY(std::abs(sum) < 1e-9);
    QVERIFY(departures.charts[0].yLabel.contains("seasonal cycle"));
}

void AnalysesTest::theBandOfThePacfIsThatOfItsMethod()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 40)}});
    inputs.settings.autocorrelation.pacf = shamal::PacfMethod::Burg;
    const AnalysisResult result = analyseAutocorrelation(inputs, {});
    const ChartCurve& band = result.charts[1].curves[1];
    QCOMPARE(band.style, ChartCurve::Style::DashedLine);
    QCOMPARE(band.x[9], 10.0);
    QCOMPARE(band.y[9], 1.959963984540054 / std::sqrt(30.0));
    const auto row = std::ranges::find_if(result.rows, [](const AnalysisRow& each) {
        return each.quantity == "pacf_band" && each.lag == 10.0;
    });
    QVERIFY(row != result.rows.end() && row->n == 30);
    QCOMPARE(row->value, band.y[9]);
}

void AnalysesTest::lagsWithoutAPairOfDaysAreNamed()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 8)}});
    const AnalysisResult few = analyseAutocorrelation(inputs, {});
    QVERIFY(few.notes.isEmpty());
    QCOMPARE(few.findings.first(), QString("G5NR: no pair of days at lags 8 to 30"));
    QVERIFY2(few.findings.last().contains("Ljung-Box to lag 7:"), qPrintable(few.findings.last()));
    // Each second day: odd lags have none.
    std::vector<std::size_t> second;
    for (std::size_t day = 0; day < 40; day += 2)
        second.push_back(day);
    inputs.dataSets = {{DataKind::Fine, "G5NR", series(kFine, 0, 40).select(second)}};
    inputs.settings.autocorrelation.maxLag = 20;
    QCOMPARE(analyseAutocorrelation(inputs, {}).findings.first(2),
             (QStringList{
                 "G5NR: no pair of days at lags 1, 3, 5, 7, 9, …",
                 "G5NR: no PACF, as Yule-Walker ends at a lag without a pair, at lags 2, 4, 6, 8, 10, …"}));
    inputs.settings.autocorrelation.maxLag = 1;
    const AnalysisResult none = analyseAutocorrelation(inputs, {});
    QCOMPARE(none.findings.first(), QString("G5NR: no pair of days at lag 1"));
    QVERIFY(!none.findings.last().contains("Ljung-Box"));
}

void AnalysesTest::aPacfThatEndsSaysWhy_data()
{
    QTest::addColumn<shamal::PacfMethod>("method");
    QTest::addColumn<QString>("note");
    using enum shamal::PacfMethod;
    QTest::newRow("Yule-Walker") << YuleWalkerBiased
                                 << "no PACF, as Yule-Walker ends at a lag without a pair, at lags 13 to 20";
    QTest::newRow("Burg") << Burg << "no PACF, as no run of days without a gap is longer, at lags 13 to 20";
    QTest::newRow("least squares")
        << LeastSquares
        << "no PACF, as too few days have all these days before them, at lags 6 to 8, 13 to 20";
}

void AnalysesTest::aPacfThatEndsSaysWhy()
{
    QFETCH(shamal::PacfMethod, method);
    QFETCH(QString, note);
    // Two runs of nine days, twelve days apart from end to beginning: no pair at lags 9 to 12.
    std::vector<std::size_t> steps;
    for (std::size_t day = 0; day < 30; ++day) {
        if (day < 9 || day >= 21)
            steps.push_back(day);
    }
    std::mt19937 random(3);
    std::normal_distribution<float> noise;
    const shamal::FieldSeries whole = series(kFine, 0, 30);
    std::vector<float> values(whole.size() * kFine.cells());
    std::ranges::generate(values, [&] { return noise(random); });
    const shamal::FieldSeries noisy(whole.metadata(), kFine, shamal::Calendar::Standard, whole.steps(),
                                    values);
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", noisy.select(steps)}});
    inputs.settings.log10 = false;
    inputs.settings.autocorrelation.maxLag = 20;
    inputs.settings.autocorrelation.pacf = method;
    QCOMPARE(analyseAutocorrelation(inputs, {}).findings.first(2),
             (QStringList{"G5NR: no pair of days at lags 9 to 12", "G5NR: " + note}));
}

void AnalysesTest::theMiddleCellIsNamedAndLookedAt()
{
    const shamal::FieldSeries fine = series(kFine, 0, 40);
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", fine}});
    inputs.region = {"around one", {30.9, 31.1, 61.4, 61.6}};  // of the cell in row 4, column 6 alone
    inputs.settings.log10 = false;
    inputs.settings.seriesOf = AnalysisSettings::SeriesOf::OneCell;
    inputs.settings.correlationCharts = AnalysisSettings::CorrelationCharts::SeriesAndPacf;
    const AnalysisResult result = analyseAutocorrelation(inputs, {});
    const ChartCurve& curve = result.charts[0].curves[0];
    for (std::size_t day = 0; day < 40; ++day)
        QCOMPARE(curve.y[day], static_cast<double>(fine.at(day, 4, 6)));
    QVERIFY2(result.findings[0].contains("row 4, column 6"), qPrintable(result.findings[0]));
    QCOMPARE(result.charts[0].yLabel, QString("middle cell (31° N 61.5° E), 1"));
    QVERIFY2(result.options.contains("of=cell_nearest_to_the_middle;cell_latitude=31;cell_longitude=61.5;"),
             qPrintable(result.options));
}

void AnalysesTest::theMiddleCellOfAConcaveRegionIsNamedWhereItIs()
{
    // A U, open to the north: the middle of its box, 31.25 N 61.5 E, lies outside.
    const shamal::Ring ring{{29.9, 59.9}, {29.9, 63.1}, {32.6, 63.1}, {32.6, 62.6},
                            {30.4, 62.6}, {30.4, 60.7}, {32.6, 60.7}, {32.6, 59.9}};
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 40)}});
    inputs.region = {"U", shamal::Polygon{{shamal::PolygonPart{ring, {}}}}};
    inputs.settings.log10 = false;
    inputs.settings.seriesOf = AnalysisSettings::SeriesOf::OneCell;
    inputs.settings.correlationCharts = AnalysisSettings::CorrelationCharts::SeriesAndAcf;
    // Nearest on the sphere: one degree of longitude is 95 km there, one of latitude 111 km.
    const QString place = "31.25° N 60.5° E";
    const AnalysisResult alone = analyseAutocorrelation(inputs, {});
    QCOMPARE(alone.charts[0].title, "Middle cell, " + place);
    QVERIFY2(alone.findings[0].contains(place), qPrintable(alone.findings[0]));
    QVERIFY2(alone.options.contains("cell_latitude=31.25;cell_longitude=60.5;"), qPrintable(alone.options));
    // Another grid has another cell there: the title names neither, the options both.
    inputs.dataSets.push_back({DataKind::Coarse, "MERRA-2", series(kCoarse, 0, 40)});
    const AnalysisResult both = analyseAutocorrelation(inputs, {});
    QCOMPARE(both.charts[0].title, QString("Middle cell of each data set"));
    QVERIFY2(
        both.options.contains("cell_latitude=31.25/") && both.options.contains("cell_longitude=60.5/60.5;"),
        qPrintable(both.options));
}

void AnalysesTest::cycleAndBandsAreToldInFull()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 200)}});
    inputs.settings.cycle = shamal::SeasonalCycle::Harmonics;
    const QString options = analyseAutocorrelation(inputs, {}).options;
    QVERIFY2(options.endsWith(
                 ";cycle=harmonics_off;harmonics=2;bands=white_noise;band_level=0.95;band_length=pairs"),
             qPrintable(options));
}

void AnalysesTest::thePinnedCellTakesItsPlace()
{
    const shamal::FieldSeries fine = series(kFine, 0, 40);
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", fine}});
    inputs.pinned = {30.6, 62.7};  // in row 2, column 11
    inputs.settings.log10 = false;
    inputs.settings.seriesOf = AnalysisSettings::SeriesOf::OneCell;
    inputs.settings.correlationCharts = AnalysisSettings::CorrelationCharts::SeriesAndAcf;
    const AnalysisResult result = analyseAutocorrelation(inputs, {});
    const ChartCurve& curve = result.charts[0].curves[0];
    for (std::size_t day = 0; day < 40; ++day)
        QCOMPARE(curve.y[day], static_cast<double>(fine.at(day, 2, 11)));
    QVERIFY2(result.findings[0].contains("row 2, column 11"), qPrintable(result.findings[0]));
    QCOMPARE(result.charts[0].yLabel, QString("pinned cell (30.6° N 62.7° E), 1"));
    QCOMPARE(result.charts[1].yLabel, QString("ACF, pinned cell (30.6° N 62.7° E)"));
    QVERIFY2(result.options.contains("of=cell_under_pin;pin_latitude=30.6;pin_longitude=62.7;"),
             qPrintable(result.options));
}

void AnalysesTest::aPinBesideADataSetLeavesItOut()
{
    const shamal::FieldSeries coarse = series(kCoarse, 0, 40);
    const shamal::FieldSeries part = series(kFine, 0, 40).window({30.0, 31.0, 60.0, 61.0});
    AnalysisInputs inputs = inputsOf({{DataKind::Coarse, "MERRA-2", coarse}, {DataKind::Fine, "part", part}});
    inputs.pinned = {32.0, 63.0};
    inputs.settings.seriesOf = AnalysisSettings::SeriesOf::OneCell;
    const AnalysisResult result = analyseAutocorrelation(inputs, {});
    QCOMPARE(result.notes, QStringList{"part: the pinned place lies outside the data"});
    QCOMPARE(result.charts[0].curves[0].name, QString("MERRA-2"));
}

void AnalysesTest::aRecordLaggedByTwoDaysForetellsTwoDaysAhead()
{
    // What the coarse record has on a day, the fine one has two days later.
    const std::vector<shamal::TimeStep> steps = series(kFine, 2, 30).steps();
    const shamal::FieldSeries early = series(kFine, 0, 30);
    std::vector<float> values;
    for (std::size_t step = 0; step < early.size(); ++step)
        values.insert(values.end(), early.field(step).begin(), early.field(step).end());
    const shamal::FieldSeries late(early.metadata(), kFine, shamal::Calendar::Standard, steps, values);
    AnalysisInputs inputs = inputsOf({{DataKind::Coarse, "MERRA-2", early}, {DataKind::Fine, "G5NR", late}});
    inputs.settings.lagSkillBetween = true;
    const AnalysisResult result = analyseLagSkill(inputs, {});
    QVERIFY2(result.notes.isEmpty(), qPrintable(result.notes.join('\n')));
    const ChartCurve& rmse = result.charts[0].curves[0];
    QCOMPARE(rmse.x.front(), 0.0);
    QVERIFY(rmse.y[2] < 1e-6 && rmse.y[0] > 0.01 && rmse.y[1] > 0.01 && rmse.y[3] > 0.01);
    QCOMPARE(rmse.n[2], 30.0);
    QVERIFY(result.options.contains("coarse_day_t-k"));
}

void AnalysesTest::aPairWithAConstantImageDoesNotCountInR2_data()
{
    QTest::addColumn<bool>("between");
    QTest::newRow("in each data set") << false;
    QTest::newRow("between two") << true;
}

void AnalysesTest::aPairWithAConstantImageDoesNotCountInR2()
{
    QFETCH(bool, between);
    const shamal::FieldSeries whole = series(kFine, 0, 20);
    std::vector<float> values;
    for (std::size_t step = 0; step < whole.size(); ++step)
        values.insert(values.end(), whole.field(step).begin(), whole.field(step).end());
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(10 * kFine.cells()), kFine.cells(), 0.2F);
    const shamal::FieldSeries calm(whole.metadata(), kFine, shamal::Calendar::Standard, whole.steps(),
                                   values);
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", calm}});
    inputs.settings.lagSkillBetween = between;
    if (between)
        inputs.dataSets.push_back({DataKind::Coarse, "MERRA-2", whole});
    const AnalysisResult result = analyseLagSkill(inputs, {});
    QVERIFY2(result.notes.isEmpty(), qPrintable(result.notes.join('\n')));
    const ChartCurve &rmse = result.charts[0].curves[0], &r2 = result.charts[1].curves[0];
    const std::size_t first = between ? 1 : 0;  // lag 1
    // One of the 19 pairs has that day as the later one; within the data set another has it as the earlier.
    QCOMPARE(rmse.n[first], 19.0);
    QCOMPARE(r2.n[first], between ? 18.0 : 17.0);
    for (const AnalysisRow& row : result.rows) {
        if (row.lag == 1.0)
            QCOMPARE(static_cast<double>(row.n), row.quantity.startsWith("r2") ? r2.n[first] : 19.0);
    }
}

void AnalysesTest::oneCellHasNoR2AndSaysSo()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 20)}});
    inputs.region = {"one cell", {30.9, 31.1, 61.4, 61.6}};
    const AnalysisResult alone = analyseLagSkill(inputs, {});
    QCOMPARE(alone.charts[0].curves.size(), std::size_t{1});
    QVERIFY(alone.charts[1].curves.empty());
    const QString reason = "no R², as images are constant or have one cell in common, at lags 1 to 10";
    QCOMPARE(alone.charts[1].message, "G5NR: " + reason);
    QVERIFY2(alone.notes.isEmpty(), qPrintable(alone.notes.join('\n')));
    // Beside one that has more cells there it is a note.
    const shamal::Grid dense = shamal::Grid::regular(30.8, 0.05, 10, 61.3, 0.05, 10);
    inputs.dataSets.push_back({DataKind::Downscaled, "dense", series(dense, 0, 20)});
    const AnalysisResult both = analyseLagSkill(inputs, {});
    QCOMPARE(both.charts[1].curves.size(), std::size_t{2});
    QCOMPARE(both.notes, QStringList{"G5NR: " + reason});
}

void AnalysesTest::lagsBeyondTheDaysAreNamedForSkillToo()
{
    const AnalysisResult result =
        analyseLagSkill(inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 8)}}), {});
    QVERIFY(result.notes.isEmpty());
    QVERIFY(result.findings.contains("G5NR: no pair of days at lags 8 to 10"));
}

void AnalysesTest::lagSkillIsBetweenTwoRecordsOnly()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 20)}});
    inputs.settings.lagSkillBetween = true;
    const AnalysisResult result = analyseLagSkill(inputs, {});
    QVERIFY(result.charts[0].curves.empty() && result.notes.size() == 1);
}

void AnalysesTest::aBandOfTheMeanIsNarrowerThanThePairs()
{
    AnalysisInputs inputs = inputsOf({{DataKind::Fine, "G5NR", series(kFine, 0, 60)}});
    const ChartCurve pairs = analyseLagSkill(inputs, {}).charts[0].curves[0];
    inputs.settings.lagSkillResampled = true;
    const AnalysisResult result = analyseLagSkill(inputs, {});
    const ChartCurve& mean = result.charts[0].curves[0];
    QVERIFY(mean.halfWidth.empty() && mean.y == pairs.y);
    for (std::size_t i = 0; i < mean.x.size(); ++i) {
        QVERIFY(mean.lower[i] <= mean.y[i] && mean.y[i] <= mean.upper[i]);
        QVERIFY(mean.upper[i] - mean.lower[i] < 2.0 * pairs.halfWidth[i] + 1e-12);
    }
    QVERIFY(result.options.contains("draws=1000") && result.options.contains("seed=1"));
    QVERIFY(result.source.contains("Politis"));
}

QTEST_GUILESS_MAIN(AnalysesTest)
#include "analyses_test.moc"
