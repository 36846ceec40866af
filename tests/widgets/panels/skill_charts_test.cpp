// The second chart of the skill panel and the scores of an ensemble, against sums written out on tiny fields.
#include "panels/analyses.h"
#include "result_rows.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <utility>

namespace {

using Chart = AnalysisSettings::SkillChart;
using Fields = std::vector<std::vector<float>>;  // per day

constexpr std::size_t kRows = 6, kColumns = 7, kCells = kRows * kColumns, kMembers = 4;
constexpr int kDays = 4;  // persistence lacks the first
constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
const shamal::Grid kGrid = shamal::Grid::regular(30.0, 0.5, kRows, 60.0, 0.5, kColumns);

Fields randomFields(unsigned seed, int days = kDays)
{
    std::mt19937 random(seed);
    Fields fields(static_cast<std::size_t>(days), std::vector<float>(kCells));
    for (std::vector<float>& field : fields) {
        for (float& value : field)
            value = 0.1F + static_cast<float>(random() % 1000) / 1000.0F;
    }
    return fields;
}

shamal::FieldSeries seriesOf(const Fields& fields, const shamal::Grid& grid = kGrid)
{
    std::vector<shamal::TimeStep> steps;
    std::vector<float> values;
    for (std::size_t day = 0; day < fields.size(); ++day) {
        steps.push_back(
            {shamal::dateOfDay(13300 + static_cast<int>(day), shamal::Calendar::Standard), 0, 1, true});
        values.insert(values.end(), fields[day].begin(), fields[day].end());
    }
    shamal::FieldMetadata metadata;
    metadata.name = "DUEXTTAU";
    metadata.units = "kg";
    return {metadata, grid, shamal::Calendar::Standard, steps, values};
}

/// Truth, members and their mean.
struct Ensemble {
    Fields truth = randomFields(1);
    std::vector<Fields> members;
    Fields mean = Fields(kDays, std::vector<float>(kCells, 0.0F));

    Ensemble()
    {
        for (unsigned m = 0; m < kMembers; ++m)
            members.push_back(randomFields(2 + m));
        for (const Fields& member : members) {
            for (std::size_t day = 0; day < mean.size(); ++day) {
                for (std::size_t cell = 0; cell < kCells; ++cell)
                    mean[day][cell] += member[day][cell] / kMembers;
            }
        }
    }
    AnalysisInputs inputs(Chart chart) const
    {
        AnalysisInputs inputs{
            {{DataKind::Fine, "G5NR", seriesOf(truth)}, {DataKind::Downscaled, "Downscaled", seriesOf(mean)}},
            {"all", kGrid.bounds()},
            shamal::Season::All};
        for (const Fields& member : members)
            inputs.dataSets[1].members.push_back(seriesOf(member));
        inputs.settings.log10 = false;
        inputs.settings.skillChart = chart;
        inputs.settings.eventPercentile = 70;
        return inputs;
    }
    /// `of(truth, members)` for each cell of the days that all have.
    template <typename Of>
    void forEachCell(const Of& of) const
    {
        for (std::size_t day = 1; day < kDays; ++day) {
            for (std::size_t cell = 0; cell < kCells; ++cell) {
                std::vector<double> values;
                for (const Fields& member : members)
                    values.push_back(member[day][cell]);
                of(double{truth[day][cell]}, values);
            }
        }
    }
};

/// Linear between ranks, of the truth on the days that all have.
double percentileOf(const Fields& truth, double percentile)
{
    std::vector<double> values;
    for (std::size_t day = 1; day < truth.size(); ++day)
        values.insert(values.end(), truth[day].begin(), truth[day].end());
    std::ranges::sort(values);
    const double rank = percentile / 100.0 * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(rank);
    return std::lerp(values[below], values[below + 1], rank - std::floor(rank));
}

bool near(double found, double expected, double tolerance = 1e-5)
{
    return std::abs(found - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

const ChartCurve& curveNamed(const ChartContent& chart, const QString& name)
{
    return *std::ranges::find(chart.curves, name, &ChartCurve::name);
}

/// Share of the events in the square about a cell, all of whose cells count.
double fractionAbout(const std::vector<float>& field, double threshold, int row, int column, int width)
{
    double events = 0.0;
    const int reach = width / 2;
    for (int r = std::max(0, row - reach); r <= std::min<int>(kRows - 1, row + reach); ++r) {
        for (int c = std::max(0, column - reach); c <= std::min<int>(kColumns - 1, column + reach); ++c) {
            if (double{field[static_cast<std::size_t>(r) * kColumns + static_cast<std::size_t>(c)]} >
                threshold)
                events += 1.0;
        }
    }
    return events / (width * width);
}

}  // namespace

class SkillChartsTest : public QObject {
    Q_OBJECT
private slots:
    void onlyWhatIsChosenIsDrawn();
    void halfTheDeparturesHaveAQuarterOfTheVariance();
    void aWaveLiesAtItsWavelength();
    void aHoleInOneIsAHoleInAllSpectra();
    void fractionSkillIsThatOfEveryNeighbourhood();
    void scatterCountsEveryPair();
    void ensembleScoresAreAlwaysTold();
    void ranksAreCounted();
    void spreadAndErrorHoldEveryCell();
    void reliabilityCountsEachProbability();
    void logarithmsAreTakenOfMembersToo();
    void quantilesAreOfCellsThatAllHave();
    void withoutMembersAWordSaysWhatToDo_data();
    void withoutMembersAWordSaysWhatToDo();
    void whatCannotBeDrawnSaysWhy_data();
    void whatCannotBeDrawnSaysWhy();
};

void SkillChartsTest::onlyWhatIsChosenIsDrawn()
{
    for (const auto& [chart, analysis] :
         {std::pair(Chart::PowerSpectrum, "power_spectrum"),
          std::pair(Chart::FractionSkill, "fraction_skill"), std::pair(Chart::ScatterDensity, "scatter"),
          std::pair(Chart::RankHistogram, "rank_histogram"),
          std::pair(Chart::SpreadAndError, "spread_and_error"),
          std::pair(Chart::Reliability, "reliability")}) {
        const AnalysisResult result = analyseSkill(Ensemble().inputs(chart), {});
        QCOMPARE(result.charts.size(), std::size_t{2});
        QVERIFY2(!result.charts[1].curves.empty(), qPrintable(result.charts[1].message));
        for (const AnalysisRow& row : result.rows)
            QVERIFY2(row.analysis == analysis || row.analysis == "skill" || row.analysis == "skill_by_day" ||
                         row.analysis == "ensemble",
                     qPrintable(row.analysis));
    }
}

void SkillChartsTest::halfTheDeparturesHaveAQuarterOfTheVariance()
{
    Ensemble ensemble;
    ensemble.mean = ensemble.truth;
    for (std::vector<float>& field : ensemble.mean) {
        for (float& value : field)
            value *= 0.5F;
    }
    const AnalysisResult result = analyseSkill(ensemble.inputs(Chart::PowerSpectrum), {});
    const ChartContent& chart = result.charts[1];
    QVERIFY(chart.logX && chart.logY);
    const ChartCurve& truth = curveNamed(chart, "truth");
    const ChartCurve& half = curveNamed(chart, "Downscaled");
    QVERIFY(truth.x.size() >= 3 && std::ranges::is_sorted(truth.x, std::greater<>()));
    for (std::size_t ring = 0; ring < truth.x.size(); ++ring)
        QVERIFY(near(half.y[ring] / truth.y[ring], 0.25));
    QVERIFY(near(valueOf(result, "power_spectrum", "Downscaled", "log_spectral_distance_db"),
                 10.0 * std::log10(4.0)));
}

void SkillChartsTest::aWaveLiesAtItsWavelength()
{
    // Mode (m, 0) of the cosine transform on twelve rows: one and a half waves, or four.
    constexpr std::size_t kSide = 12;
    const shamal::Grid grid = shamal::Grid::regular(-3.0, 0.5, kSide, 60.0, 0.5, kSide);
    const double sideKm = kSide * 0.5 * shamal::kEarthRadiusKm * std::numbers::pi / 180.0;
    for (const int mode : {3, 8}) {
        Fields fields(3, std::vector<float>(kSide * kSide));
        for (std::vector<float>& field : fields) {
            for (std::size_t cell = 0; cell < field.size(); ++cell)
                field[cell] =
                    static_cast<float>(2.0 + std::cos(std::numbers::pi * mode *
                                                      (static_cast<double>(cell / kSide) + 0.5) / kSide));
        }
        AnalysisInputs inputs{
            {{DataKind::Fine, "G5NR", seriesOf(fields, grid)}}, {"all", grid.bounds()}, shamal::Season::All};
        inputs.settings.log10 = false;
        inputs.settings.skillChart = Chart::PowerSpectrum;
        const AnalysisResult result = analyseSkill(inputs, {});
        const ChartCurve& truth = curveNamed(result.charts[1], "truth");
        std::size_t loudest = 0;
        for (std::size_t ring = 0; ring < truth.y.size(); ++ring) {
            if (truth.y[ring] > 1e-6 && (!(truth.y[loudest] > 1e-6) || truth.y[ring] > truth.y[loudest]))
                loudest = ring;
        }
        QVERIFY(near(truth.x[loudest], 2.0 * sideKm / mode, 0.01));
    }
}

void SkillChartsTest::aHoleInOneIsAHoleInAllSpectra()
{
    Ensemble ensemble;
    ensemble.mean = ensemble.truth;  // but for what is missing
    for (std::vector<float>& field : ensemble.mean)
        std::fill_n(field.begin(), 10, kMissing);
    const AnalysisResult result = analyseSkill(ensemble.inputs(Chart::PowerSpectrum), {});
    QVERIFY(near(valueOf(result, "power_spectrum", "Downscaled", "log_spectral_distance_db"), 0.0));
}

void SkillChartsTest::fractionSkillIsThatOfEveryNeighbourhood()
{
    const Ensemble ensemble;
    const AnalysisResult result = analyseSkill(ensemble.inputs(Chart::FractionSkill), {});
    const double threshold = percentileOf(ensemble.truth, 70.0);
    QVERIFY(near(valueOf(result, "fraction_skill", "Downscaled", "threshold"), threshold));
    QVERIFY(std::ranges::any_of(result.findings, [](const QString& text) { return text.contains("kg"); }));
    const ChartCurve& curve = curveNamed(result.charts[1], "Downscaled");
    const double cellKm = std::sqrt(kGrid.cellAreaKm2(kRows / 2));
    const std::vector<int> widths{1, 3, 5, 9};
    QCOMPARE(curve.x.size(), widths.size());
    double events = 0.0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        double differences = 0.0, squares = 0.0;
        for (std::size_t day = 1; day < kDays; ++day) {
            for (int row = 0; row < static_cast<int>(kRows); ++row) {
                for (int column = 0; column < static_cast<int>(kColumns); ++column) {
                    const double o = fractionAbout(ensemble.truth[day], threshold, row, column, widths[i]);
                    const double f = fractionAbout(ensemble.mean[day], threshold, row, column, widths[i]);
                    differences += (f - o) * (f - o);
                    squares += f * f + o * o;
                    events += i == 0 ? o : 0.0;
                }
            }
        }
        QVERIFY(near(curve.x[i], widths[i] * cellKm));
        QVERIFY(near(curve.y[i], 1.0 - differences / squares));
    }
    QVERIFY(near(result.charts[1].horizontalLines.at(0), 0.5 + 0.5 * events / (3.0 * kCells)));
}

void SkillChartsTest::scatterCountsEveryPair()
{
    const Ensemble ensemble;
    const AnalysisResult result = analyseSkill(ensemble.inputs(Chart::ScatterDensity), {});
    const auto& density = result.charts[1].density;
    QVERIFY(density);
    double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0, inFirstBins = 0.0;
    const std::size_t bins = density->yEdges.size() - 1;
    for (std::size_t day = 1; day < kDays; ++day) {
        for (std::size_t cell = 0; cell < kCells; ++cell) {
            const double t = ensemble.truth[day][cell], p = ensemble.mean[day][cell];
            n += 1.0;
            x += t;
            y += p;
            xx += t * t;
            xy += t * p;
            inFirstBins += t < density->xEdges[bins / 2] ? 1.0 : 0.0;
        }
    }
    const double slope = (xy - x * y / n) / (xx - x * x / n);
    QVERIFY(near(valueOf(result, "scatter", "Downscaled", "slope"), slope));
    QVERIFY(near(valueOf(result, "scatter", "Downscaled", "intercept"), (y - slope * x) / n));
    double counted = 0.0, countedInFirst = 0.0;
    for (std::size_t i = 0; i < density->counts.size(); ++i) {
        counted += density->counts[i];
        countedInFirst += i / bins < bins / 2 ? density->counts[i] : 0.0;
    }
    QCOMPARE(counted, n);
    QCOMPARE(countedInFirst, inFirstBins);
}

void SkillChartsTest::ensembleScoresAreAlwaysTold()
{
    const Ensemble ensemble;
    double n = 0.0, crps = 0.0, variance = 0.0, error = 0.0;
    ensemble.forEachCell([&](double truth, const std::vector<double>& members) {
        double away = 0.0, apart = 0.0, sum = 0.0, squares = 0.0;
        for (const double one : members) {
            away += std::abs(one - truth) / kMembers;
            sum += one;
            squares += one * one;
            for (const double other : members)
                apart += std::abs(one - other);
        }
        n += 1.0;
        crps += away - apart / (2.0 * kMembers * (kMembers - 1.0));
        variance += (squares - sum * sum / kMembers) / (kMembers - 1.0);
        error += std::pow(sum / kMembers - truth, 2);
    });
    for (const Chart chart : {Chart::Quantiles, Chart::RankHistogram}) {
        const AnalysisResult result = analyseSkill(ensemble.inputs(chart), {});
        const auto found = [&](const char* quantity) {
            return valueOf(result, "ensemble", "Downscaled", quantity);
        };
        QVERIFY(near(found("fair_crps"), crps / n));
        QVERIFY(near(found("spread"), std::sqrt(variance / n)));
        QVERIFY(near(found("skill_rmse_of_mean"), std::sqrt(error / n)));
        QVERIFY(near(found("spread_skill"), std::sqrt((kMembers + 1.0) / kMembers * variance / error)));
        QVERIFY(result.findings.join('\n').contains("fair CRPS"));
    }
}

void SkillChartsTest::ranksAreCounted()
{
    const Ensemble ensemble;
    std::vector<double> ranks(kMembers + 1, 0.0);
    ensemble.forEachCell([&](double truth, const std::vector<double>& members) {
        const auto below = std::ranges::count_if(members, [&](double member) { return member < truth; });
        const auto equal = std::ranges::count(members, truth);
        for (auto rank = below; rank <= below + equal; ++rank)
            ranks[static_cast<std::size_t>(rank)] += 1.0 / (1.0 + static_cast<double>(equal));
    });
    const AnalysisResult result = analyseSkill(ensemble.inputs(Chart::RankHistogram), {});
    const ChartCurve& curve = result.charts[1].curves.at(0);
    QCOMPARE(curve.y.size(), ranks.size());
    for (std::size_t rank = 0; rank < ranks.size(); ++rank)
        QVERIFY(near(curve.y[rank], ranks[rank] / (3.0 * kCells)));
    QVERIFY(near(result.charts[1].horizontalLines.at(0), 1.0 / (kMembers + 1.0)));
}

void SkillChartsTest::spreadAndErrorHoldEveryCell()
{
    const Ensemble ensemble;
    const AnalysisResult result = analyseSkill(ensemble.inputs(Chart::SpreadAndError), {});
    const ChartCurve& curve = curveNamed(result.charts[1], "Downscaled");
    QVERIFY(std::ranges::is_sorted(curve.x) && curve.x.size() == 20);
    double cells = 0.0, error = 0.0, variance = 0.0;
    for (std::size_t bin = 0; bin < curve.x.size(); ++bin) {
        cells += curve.n[bin];
        error += curve.n[bin] * curve.y[bin] * curve.y[bin];
        variance += curve.n[bin] * curve.x[bin] * curve.x[bin];
    }
    QCOMPARE(cells, 3.0 * kCells);
    QVERIFY(near(std::sqrt(error / cells), valueOf(result, "ensemble", "Downscaled", "skill_rmse_of_mean")));
    QVERIFY(near(std::sqrt(variance / error), valueOf(result, "ensemble", "Downscaled", "spread_skill")));
}

void SkillChartsTest::reliabilityCountsEachProbability()
{
    const Ensemble ensemble;
    const double threshold = percentileOf(ensemble.truth, 70.0);
    std::vector<double> cells(kMembers + 1, 0.0), events(kMembers + 1, 0.0);
    double brier = 0.0;
    ensemble.forEachCell([&](double truth, const std::vector<double>& members) {
        const auto over = static_cast<std::size_t>(
            std::ranges::count_if(members, [&](double member) { return member > threshold; }));
        cells[over] += 1.0;
        events[over] += truth > threshold ? 1.0 : 0.0;
        brier += std::pow(static_cast<double>(over) / kMembers - (truth > threshold ? 1.0 : 0.0), 2);
    });
    const AnalysisResult result = analyseSkill(ensemble.inputs(Chart::Reliability), {});
    const ChartCurve& curve = curveNamed(result.charts[1], "Downscaled");
    std::size_t point = 0;
    for (std::size_t over = 0; over < cells.size(); ++over) {
        if (cells[over] == 0.0)
            continue;
        QVERIFY(near(curve.x.at(point), static_cast<double>(over) / kMembers));
        QVERIFY(near(curve.y[point], events[over] / cells[over]));
        QCOMPARE(curve.n[point], cells[over]);
        ++point;
    }
    QCOMPARE(curve.x.size(), point);
    QVERIFY(near(valueOf(result, "reliability", "Downscaled", "brier"), brier / (3.0 * kCells)));
}

void SkillChartsTest::logarithmsAreTakenOfMembersToo()
{
    const Ensemble ensemble;
    AnalysisInputs inputs = ensemble.inputs(Chart::Quantiles);
    inputs.settings.log10 = true;
    double n = 0.0, variance = 0.0;
    ensemble.forEachCell([&](double, const std::vector<double>& members) {
        double sum = 0.0, squares = 0.0;
        for (const double one : members) {
            sum += std::log10(one);
            squares += std::log10(one) * std::log10(one);
        }
        n += 1.0;
        variance += (squares - sum * sum / kMembers) / (kMembers - 1.0);
    });
    const AnalysisResult result = analyseSkill(inputs, {});
    QVERIFY(result.log10);
    QVERIFY(near(valueOf(result, "ensemble", "Downscaled", "spread"), std::sqrt(variance / n)));
}

void SkillChartsTest::quantilesAreOfCellsThatAllHave()
{
    Ensemble ensemble;
    ensemble.mean = ensemble.truth;
    for (std::vector<float>& field : ensemble.mean) {
        for (float& value : field) {
            if (value > 0.5F)
                value = kMissing;
        }
    }
    const AnalysisResult result = analyseSkill(ensemble.inputs(Chart::Quantiles), {});
    const ChartCurve& curve = curveNamed(result.charts[1], "Downscaled");
    QVERIFY(curve.x == curve.y);
    QVERIFY(curve.x.back() <= 0.5);
    QVERIFY(curveNamed(result.charts[1], "climatology").x.back() <= 0.5);
}

void SkillChartsTest::withoutMembersAWordSaysWhatToDo_data()
{
    QTest::addColumn<Chart>("chart");
    QTest::newRow("rank histogram") << Chart::RankHistogram;
    QTest::newRow("spread and error") << Chart::SpreadAndError;
    QTest::newRow("reliability") << Chart::Reliability;
}

void SkillChartsTest::withoutMembersAWordSaysWhatToDo()
{
    QFETCH(Chart, chart);
    for (const std::size_t members : {std::size_t{0}, std::size_t{1}}) {
        Ensemble ensemble;
        ensemble.members.resize(members);
        const AnalysisResult result = analyseSkill(ensemble.inputs(chart), {});
        QVERIFY(result.charts[1].curves.empty());
        QVERIFY(result.charts[1].message.contains("two or more members"));
        QVERIFY(!result.charts[0].curves.empty() && result.notes.isEmpty());
    }
}

void SkillChartsTest::whatCannotBeDrawnSaysWhy_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("allMissing");
    QTest::addColumn<bool>("oneCell");
    QTest::newRow("one day") << 1 << false << false;
    QTest::newRow("all missing") << kDays << true << false;
    QTest::newRow("one cell") << kDays << false << true;
    QTest::newRow("one cell on one day") << 1 << false << true;
}

void SkillChartsTest::whatCannotBeDrawnSaysWhy()
{
    QFETCH(int, days);
    QFETCH(bool, allMissing);
    QFETCH(bool, oneCell);
    for (const Chart chart :
         {Chart::Quantiles, Chart::PowerSpectrum, Chart::FractionSkill, Chart::ScatterDensity,
          Chart::RankHistogram, Chart::SpreadAndError, Chart::Reliability}) {
        Ensemble ensemble;
        for (Fields* fields : {&ensemble.truth, &ensemble.mean})
            fields->resize(static_cast<std::size_t>(days));
        if (allMissing)
            std::ranges::fill(ensemble.truth, std::vector<float>(kCells, kMissing));
        AnalysisInputs inputs = ensemble.inputs(chart);
        if (oneCell)
            inputs.region = {"one cell", {29.9, 30.1, 59.9, 60.1}};
        const AnalysisResult result = analyseSkill(inputs, {});
        for (const ChartContent& content : result.charts) {
            for (const ChartCurve& curve : content.curves)
                QVERIFY2(std::ranges::any_of(curve.y, [](double y) { return std::isfinite(y); }),
                         qPrintable(content.title + ' ' + curve.name));
            if (content.curves.empty())
                QVERIFY(!content.message.isEmpty() || !result.notes.isEmpty());
        }
        QVERIFY(!result.findings.join(' ').contains("nan", Qt::CaseInsensitive));
    }
}

QTEST_GUILESS_MAIN(SkillChartsTest)
#include "skill_charts_test.moc"
