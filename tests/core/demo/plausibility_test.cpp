#include <QTest>

#include "demo/plausibility.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "demo/nature_run.h"
#include "fields/error.h"
#include "io/dataset.h"

using namespace shamal;

namespace {

constexpr int kRows = 12, kColumns = 18;

/// 20 days round 2006-06-01, so of two seasons, of a pattern that stays and one that changes from day to day.
double exponent(int day, int row, int column)
{
    const double stays = 0.4 * std::sin(0.3 * row) + 0.02 * column;
    const double changes = 0.2 * std::sin(0.7 * column + 0.4 * day) * std::cos(0.5 * row - 0.1 * day * day);
    return -1.0 + stays + changes + (day < 10 ? 0.0 : 0.3 * std::cos(0.4 * column));
}

Date dateOf(int day)
{
    return day < 10 ? Date{2006, 5, 22 + day} : Date{2006, 6, day - 9};
}

FieldSeries record(double added, int firstDay = 0)
{
    std::vector<TimeStep> steps;
    std::vector<float> values;
    for (int day = firstDay; day < 20; ++day) {
        steps.push_back({dateOf(day), 43200, 1, true});
        for (int row = 0; row < kRows; ++row)
            for (int column = 0; column < kColumns; ++column)
                values.push_back(static_cast<float>(std::pow(10.0, exponent(day, row, column) + added)));
    }
    return {{"DUEXTTAU", "", "", "1", "", false},
            Grid::regular(30.0, 0.0625, kRows, 60.0, 0.0625, kColumns),
            Calendar::Standard,
            steps,
            values};
}

double squaredCorrelation(const std::vector<double>& x, const std::vector<double>& y)
{
    double meanX = 0.0, meanY = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        meanX += x[i] / static_cast<double>(x.size());
        meanY += y[i] / static_cast<double>(x.size());
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - meanX) * (x[i] - meanX);
        yy += (y[i] - meanY) * (y[i] - meanY);
        xy += (x[i] - meanX) * (y[i] - meanY);
    }
    return xy * xy / (xx * yy);
}

/// exponent() less the mean over the ten days of the same season.
std::vector<double> anomalyOf(int day)
{
    std::vector<double> field;
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
            double mean = 0.0;
            for (int other = day < 10 ? 0 : 10; other < (day < 10 ? 10 : 20); ++other)
                mean += exponent(other, row, column) / 10.0;
            field.push_back(exponent(day, row, column) - mean);
        }
    }
    return field;
}

bool within(double value, double lowest, double highest)
{
    if (value >= lowest && value <= highest)
        return true;
    qWarning("%g is not within %g and %g", value, lowest, highest);
    return false;
}

}  // namespace

class PlausibilityTest : public QObject {
    Q_OBJECT
private slots:
    void measuresWhatAPlainLoopMeasures();
    void tellsTheRelationOfTwoRecordsSeasonBySeason();
    void refusesRecordsWithHolesOrWithoutACommonDay();
    void findsTheDemoWorldPlausible();
};

void PlausibilityTest::measuresWhatAPlainLoopMeasures()
{
    const FieldSeries fine = record(0.0);
    const Plausibility found = plausibility(fine, fine, {}, {});

    std::vector<double> all;
    double lagged = 0.0, anomalyLagged = 0.0;
    for (int day = 0; day < 20; ++day) {
        std::vector<double> today, tomorrow;
        for (int row = 0; row < kRows; ++row) {
            for (int column = 0; column < kColumns; ++column) {
                today.push_back(exponent(day, row, column));
                tomorrow.push_back(exponent(day + 1, row, column));
            }
        }
        all.insert(all.end(), today.begin(), today.end());
        if (day < 19) {
            lagged += squaredCorrelation(today, tomorrow) / 19.0;
            anomalyLagged += squaredCorrelation(anomalyOf(day), anomalyOf(day + 1)) / 19.0;
        }
    }
    QVERIFY(std::abs(found.fieldLags.r2Mean.at(0) - lagged) < 1e-4);
    QVERIFY(std::abs(found.anomalyLags.r2Mean.at(0) - anomalyLagged) < 1e-4);

    double mean = 0.0, variance = 0.0, inBlocks = 0.0;
    for (const double value : all)
        mean += value / static_cast<double>(all.size());
    for (const double value : all)
        variance += (value - mean) * (value - mean) / static_cast<double>(all.size());
    for (int day = 0; day < 20; ++day) {
        std::map<std::pair<int, int>, std::vector<double>> blocks;
        for (int row = 0; row < kRows; ++row)
            for (int column = 0; column < kColumns; ++column)
                blocks[{row / 6, column / 6}].push_back(exponent(day, row, column));
        for (const auto& [place, values] : blocks) {
            double blockMean = 0.0;
            for (const double value : values)
                blockMean += value / 36.0;
            for (const double value : values)
                inBlocks += (value - blockMean) * (value - blockMean) / 36.0 / 6.0 / 20.0;
        }
    }
    QVERIFY(std::abs(found.fineVariance - variance) < 1e-5);
    QVERIFY(std::abs(found.varianceBelow40Km - inBlocks / variance) < 1e-4);

    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < Plausibility::kPercents.size(); ++i) {
        const auto rank =
            static_cast<std::size_t>(Plausibility::kPercents[i] / 100.0 * static_cast<double>(all.size()));
        QVERIFY(within(found.finePercentiles[i], std::pow(10.0, all[rank - 2]) * 0.999,
                       std::pow(10.0, all[rank + 2]) * 1.001));
    }
    QVERIFY(std::abs(found.fineHighest - std::pow(10.0, all.back())) < 1e-3);
    QCOMPARE(found.similarity.pooled, 0.0);
}

void PlausibilityTest::tellsTheRelationOfTwoRecordsSeasonBySeason()
{
    const Plausibility found = plausibility(record(0.2, 4), record(0.0), {}, {});
    QCOMPARE(found.relations[0].days, std::size_t{16});
    QVERIFY(found.relations[2].season == Season::MAM && found.relations[3].season == Season::JJA);
    QCOMPARE(found.relations[2].days, std::size_t{6});
    QCOMPARE(found.relations[3].days, std::size_t{10});
    QCOMPARE(found.relations[1].days, std::size_t{0});
    for (const std::size_t i : {0, 2, 3}) {
        QVERIFY(std::abs(found.relations[i].bias - 0.2) < 1e-5);
        QVERIFY(std::abs(found.relations[i].r2 - 1.0) < 1e-5);
    }
    QVERIFY(std::abs(found.coarsePercentiles[2] / found.finePercentiles[2] - std::pow(10.0, 0.2)) < 0.05);
    // A shift of 0.2 on the scale both share.
    for (const double distance : found.similarity.perDay)
        QVERIFY(distance > 0.08 && distance < 0.2);

    const std::vector<PlausibilityLine> table = plausibilityTable(found);
    QVERIFY(std::any_of(table.begin(), table.end(), [](const PlausibilityLine& line) {
        return line.quantity == "coarse less fine, JJA (10 days)" && line.measured == "+0.200";
    }));
    QVERIFY(std::none_of(table.begin(), table.end(), [](const PlausibilityLine& line) {
        return line.quantity.find("DJF") != std::string::npos;
    }));
}

void PlausibilityTest::refusesRecordsWithHolesOrWithoutACommonDay()
{
    const FieldSeries whole = record(0.0);
    std::vector<float> values(whole.field(0).begin(), whole.field(0).end());
    values[7] = std::numeric_limits<float>::quiet_NaN();
    const FieldSeries holed(whole.metadata(), whole.grid(), whole.calendar(), {whole.steps().front()},
                            values);
    QVERIFY_THROWS_EXCEPTION(InputError, plausibility(whole, holed, {}, {}));
    const std::size_t first = 0, last = 19;
    QVERIFY_THROWS_EXCEPTION(InputError,
                             plausibility(whole.select({&first, 1}), whole.select({&last, 1}), {}, {}));
}

/// Bounds for a short piece, whose season means take the slow share out of its anomalies and whose runs still
/// remember their start; the whole worlds are in the user guide.
void PlausibilityTest::findsTheDemoWorldPlausible()
{
    const QTemporaryDir folder;
    DemoWorldOptions options;
    options.coarseFirst = {2005, 5, 15};
    options.fineDays = 40;
    const DemoWorldFiles files = makeDemoWorld(folder.path().toStdString(), options, {}, {});
    const auto dust = [](const std::filesystem::path& file) {
        ReadRequest request;
        request.variable = "DUEXTTAU";
        request.dailyMeans = true;
        return Dataset::open(file).read(request);
    };
    const Plausibility found = plausibility(dust(files.coarse), dust(files.fine), {}, {});
    for (const PlausibilityLine& line : plausibilityTable(found))
        qInfo("%s: %s", line.quantity.c_str(), line.measured.c_str());

    const auto& [p1, p5, median, p95, p99] = found.finePercentiles;
    QVERIFY(within(p1, 0.002, 0.05));
    QVERIFY(within(median, 0.05, 0.3));
    QVERIFY(within(p95, 0.3, 2.0));
    QVERIFY(within(found.fineHighest, 1.0, 5.0));
    QVERIFY(within(found.coarseHighest, 1.0, 5.0));
    QVERIFY(within(found.relations[0].bias, -0.15, 0.15));
    QVERIFY(within(found.relations[0].r2, 0.55, 0.85));
    QVERIFY(within(found.anomalyLags.r2Mean.at(0), 0.3, 0.6));
    QVERIFY(found.anomalyLags.r2Mean.at(4) < found.anomalyLags.r2Mean.at(0));
    QVERIFY(within(found.variogram.rangeKm, 300.0, 1300.0));
    QVERIFY(within(found.similarity.mean, 0.0, 0.05));
}

QTEST_GUILESS_MAIN(PlausibilityTest)
#include "plausibility_test.moc"
