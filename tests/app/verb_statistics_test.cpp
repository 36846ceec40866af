// shamal-batch statistics: the numbers of the window's panels, without a screen.
#include <QTest>

#include "../core/statistics/reference_file.h"
#include "batch_run.h"
#include "downscale/result.h"
#include "io/dataset.h"
#include "io/region_file.h"
#include "panels/analyses.h"
#include "tiny_world_files.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cmath>
#include <functional>

namespace {

const shamal::LatLonBox kPart{30.4, 31.6, 62.5, 64.0};

shamal::FieldSeries readWhole(const QString& path)
{
    shamal::ReadRequest request;
    request.variable = "DUEXTTAU";
    request.dailyMeans = true;
    return shamal::Dataset::open(std::filesystem::path(path.toStdString())).read(request);
}

/// A run of 20 days with three members about the fine record.
shamal::DownscaleResult downscaled()
{
    const shamal::FieldSeries fine = tiny_world::fineSeries();
    shamal::DownscaleRunInfo info;
    info.model.variable = "DUEXTTAU";
    info.model.units = "1";
    info.grid = fine.grid();
    shamal::DownscaleResult result(info, tiny_world::coarseSeries().metadata());
    for (std::size_t step = 0; step < 20; ++step) {
        shamal::DownscaledDay day;
        day.date = fine.steps()[step].date;
        for (const float factor : {0.8F, 1.1F, 1.3F}) {
            day.members.emplace_back();
            for (const float value : fine.field(step))
                day.members.back().push_back(value * factor);
        }
        day.mean = day.members[1];
        day.spread.assign(fine.grid().cells(), 0.1F);
        result.add(day);
    }
    return result;
}

QJsonValue onlyAnalysis(const BatchRun& run)
{
    return QJsonDocument::fromJson(run.output.toUtf8())["analyses"][0];
}

QJsonArray rowsOf(const BatchRun& run)
{
    return onlyAnalysis(run)["rows"].toArray();
}

void compareRows(const QJsonArray& rows, const AnalysisResult& expected)
{
    QVERIFY(!rows.isEmpty());
    QCOMPARE(static_cast<std::size_t>(rows.size()), expected.rows.size());
    for (std::size_t i = 0; i < expected.rows.size(); ++i) {
        const QJsonValue found = rows[static_cast<qsizetype>(i)];
        const AnalysisRow& row = expected.rows[i];
        const QString place = row.analysis + ' ' + row.dataSet + ' ' + row.quantity;
        QCOMPARE(found["analysis"].toString(), row.analysis);
        QCOMPARE(found["data_set"].toString(), row.dataSet);
        QCOMPARE(found["quantity"].toString(), row.quantity);
        QCOMPARE(found["lag_unit"].toString(), row.isOfDate() ? QString("date") : row.lagUnit);
        QVERIFY2(row.isOfDate() ? found["lag"].toString() == row.lagUnit : found["lag"].toDouble() == row.lag,
                 qPrintable(place));
        QVERIFY2(found["value"].isNull() ? std::isnan(row.value) : found["value"].toDouble() == row.value,
                 qPrintable(place + QStringLiteral(": %1, not %2")
                                        .arg(found["value"].toDouble(), 0, 'g', 17)
                                        .arg(row.value, 0, 'g', 17)));
        QVERIFY2(found["n"].toInteger() == row.n, qPrintable(place));
    }
}

}  // namespace

class VerbStatisticsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void tellsTheNumbersOfThePanels_data();
    void tellsTheNumbersOfThePanels();
    void scoresTheMembersOfADownscaledFile();
    void agreesWithGstat();
    void writesTheTableThatItPrints();
    void takesRegionsOfAFile();
    void looksAtTheDaysThatAreNamed();
    void aDataSetThatCannotBeAnalysedIsANote();
    void tellsWhatItLookedAt();
    void persistenceKnowsTheDayBeforeTheDays();
    void aLevelThatIsTakenIsANote();
    void halfOfAnAnalysisReplacesNoTable();
    void aTableIsNotReplacedWhenNothingIsAnalysed();
    void speaksEnglishWhereverItRuns();
    void badInputIsToldInOneLine_data();
    void badInputIsToldInOneLine();
    void wrongUsageIsToldBeforeAnythingIsRead_data();
    void wrongUsageIsToldBeforeAnythingIsRead();

private:
    BatchRun statistics(const QStringList& arguments) const
    {
        return runBatch(QStringList("statistics") + arguments, 120000);
    }
    QString path(const char* name) const { return m_folder.filePath(name); }
    QStringList bothRecords() const
    {
        return {"--coarse", path("coarse.nc"), "--fine", path("fine.nc"), "--region", "30.4,31.6,62.5,64"};
    }
    AnalysisInputs inputs() const
    {
        const shamal::FieldSeries coarse = readWhole(path("coarse.nc")), fine = readWhole(path("fine.nc"));
        const auto nameOf = [](const shamal::FieldSeries& series) {
            return QString::fromStdString(series.metadata().source);
        };
        return {
            .dataSets = {{DataKind::Coarse, nameOf(coarse), coarse}, {DataKind::Fine, nameOf(fine), fine}},
            .region = {"part", kPart}};
    }

    QTemporaryDir m_folder;
};

void VerbStatisticsTest::initTestCase()
{
    // Nothing here may want a screen.
    for (const char* screen : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        qunsetenv(screen);
    tiny_world::writeFiles(m_folder.path().toStdString());
    shamal::writeCf(path("downscaled.nc").toStdString(), downscaled().toFile());
}

void VerbStatisticsTest::tellsTheNumbersOfThePanels_data()
{
    using Set = std::function<void(AnalysisInputs&)>;
    using Settings = AnalysisSettings;
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Analysis>("analysis");
    QTest::addColumn<Set>("set");
    const auto add = [](const char* name, const QStringList& arguments, const Analysis& analysis,
                        const Set& set) { QTest::newRow(name) << arguments << analysis << set; };
    add("semivariogram", {"semivariogram"}, analyseSemivariogram, [](AnalysisInputs&) {});
    add("semivariogram with options",
        {"semivariogram", "--max-lag-km", "150", "--bins", "10", "--estimator", "dowd", "--model",
         "exponential", "--weights", "pairs", "--direction", "east-west", "--earth", "wgs84", "--daily",
         "--season", "MAM", "--native"},
        analyseSemivariogram, [](AnalysisInputs& inputs) {
            inputs.season = shamal::Season::MAM;
            Settings& settings = inputs.settings;
            settings.log10 = false;
            settings.semivariogram.maxLagKm = 150.0;
            settings.semivariogram.bins = 10;
            settings.semivariogram.estimator = shamal::VariogramEstimator::Dowd;
            settings.semivariogram.direction = {90.0, 22.5};
            settings.semivariogram.figure = shamal::EarthFigure::Wgs84;
            settings.semivariogram.daily = true;
            settings.model = Settings::Model::Exponential;
            settings.weights = shamal::VariogramWeights::Pairs;
        });
    add("cross-semivariogram",
        {"semivariogram", "--curves", "cross", "--division", "width", "--width-km", "40"},
        analyseSemivariogram, [](AnalysisInputs& inputs) {
            inputs.settings.curves = Settings::VariogramCurves::Cross;
            inputs.settings.semivariogram.division = shamal::LagDivision::Width;
            inputs.settings.semivariogram.widthKm = 40.0;
        });
    add("autocorrelation",
        {"autocorrelation", "--max-lag", "12", "--acf", "adjusted", "--pacf", "burg", "--summary", "cell",
         "--cycle", "harmonics-off", "--bands", "bartlett", "--correlation-charts", "series-and-acf"},
        analyseAutocorrelation, [](AnalysisInputs& inputs) {
            Settings& settings = inputs.settings;
            settings.autocorrelation = {12, shamal::AcfEstimator::Adjusted, shamal::PacfMethod::Burg};
            settings.seriesOf = Settings::SeriesOf::OneCell;
            settings.cycle = shamal::SeasonalCycle::Harmonics;
            settings.bartlett = true;
            settings.correlationCharts = Settings::CorrelationCharts::SeriesAndAcf;
        });
    add("lags",
        {"lags", "--lag-skill-days", "4", "--lag-skill-between", "coarse-against-fine", "--lag-skill-band",
         "bootstrap"},
        analyseLagSkill, [](AnalysisInputs& inputs) {
            inputs.settings.lagSkillDays = 4;
            inputs.settings.lagSkillBetween = true;
            inputs.settings.lagSkillResampled = true;
        });
    add("similarity", {"similarity", "--histogram-bins", "20"}, analyseSimilarity,
        [](AnalysisInputs& inputs) { inputs.settings.histogramBins = 20; });
    add("skill", {"skill", "--area-weighted", "--skill-chart", "fraction-skill", "--event-percentile", "80"},
        analyseSkill, [](AnalysisInputs& inputs) {
            inputs.settings.areaWeighted = true;
            inputs.settings.skillChart = Settings::SkillChart::FractionSkill;
            inputs.settings.eventPercentile = 80;
        });
}

void VerbStatisticsTest::tellsTheNumbersOfThePanels()
{
    QFETCH(QStringList, arguments);
    QFETCH(Analysis, analysis);
    QFETCH(std::function<void(AnalysisInputs&)>, set);
    AnalysisInputs expected = inputs();
    set(expected);
    const BatchRun run = statistics(arguments + bothRecords() + QStringList{"--json"});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    const AnalysisResult result = analysis(expected, {});
    compareRows(rowsOf(run), result);
    QCOMPARE(onlyAnalysis(run)["options"].toString(), result.options);
}

void VerbStatisticsTest::scoresTheMembersOfADownscaledFile()
{
    AnalysisInputs expected = inputs();
    const shamal::DownscaleResult result = downscaled();
    expected.dataSets.push_back({DataKind::Downscaled, "Downscaled", result.mean(), {}, result.members()});
    expected.settings.skillChart = AnalysisSettings::SkillChart::RankHistogram;
    const BatchRun run = statistics(QStringList{"skill", "--downscaled", path("downscaled.nc"),
                                                "--skill-chart", "rank-histogram", "--json"} +
                                    bothRecords());
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QVERIFY(run.output.contains("rank_histogram"));
    compareRows(rowsOf(run), analyseSkill(expected, {}));
}

void VerbStatisticsTest::agreesWithGstat()
{
    const QString reference = "semivariogram_reference.csv";
    const std::vector<double> values = referenceRow(reference, "values");
    const shamal::Grid grid = shamal::Grid::regular(29.5, 0.5, 12, 60.0, 0.625, 15);
    shamal::FieldMetadata metadata;
    metadata.name = "x";
    metadata.units = "1";
    const shamal::FieldSeries series(metadata, grid, shamal::Calendar::Standard,
                                     {{{2006, 7, 1}, 43200, 1, true}},
                                     std::vector<float>(values.begin(), values.end()));
    shamal::OutputFile file;
    file.variables = {{series, "time: mean"}};
    shamal::writeCf(path("gstat.nc").toStdString(), file);

    const BatchRun run = statistics({"semivariogram", "--fine", path("gstat.nc"), "--native", "--json"});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    const QJsonArray rows = rowsOf(run);
    const auto classes = referenceRow(reference, "class"), pairs = referenceRow(reference, "pairs"),
               gamma = referenceRow(reference, "gamma");
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const QJsonValue row = rows[static_cast<qsizetype>(classes[i])];
        QCOMPARE(row["quantity"].toString(), QString("gamma"));
        QCOMPARE(row["n"].toDouble(), pairs[i]);
        QVERIFY(std::abs(row["value"].toDouble() - gamma[i]) < 1e-9 * gamma[i]);
    }
}

void VerbStatisticsTest::writesTheTableThatItPrints()
{
    const QStringList lags = QStringList{"lags", "--json"} + bothRecords();
    const BatchRun json = statistics(lags + QStringList{"--output", path("lags.json")});
    QVERIFY2(json.exitCode == 0, qPrintable(json.errors));
    QFile written(path("lags.json"));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(written.readAll()), json.output);

    QCOMPARE(statistics(lags + QStringList{"--out", path("lags.csv")}).exitCode, 0);
    QFile table(path("lags.csv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = table.readAll().trimmed().split('\n');
    QVERIFY(lines.front().startsWith("analysis,data_set,quantity,lag,lag_unit,value,n"));
    QCOMPARE(lines.size() - 1, rowsOf(json).size());
}

void VerbStatisticsTest::takesRegionsOfAFile()
{
    const shamal::Region part("part", kPart), corner("corner", shamal::LatLonBox{30.0, 31.0, 62.0, 63.0});
    shamal::writeRegions(path("two.geojson").toStdString(), {part, corner});
    const QStringList records{"lags", "--fine", path("fine.nc"), "--json"};
    const BatchRun named =
        statistics(records + QStringList{"--region", path("two.geojson"), "--region-name", "part"});
    QVERIFY2(named.exitCode == 0, qPrintable(named.errors));
    AnalysisInputs expected = inputs();
    expected.dataSets.erase(expected.dataSets.begin());
    compareRows(rowsOf(named), analyseLagSkill(expected, {}));
    QCOMPARE(onlyAnalysis(named)["region"]["name"].toString(), QString("part"));
    QVERIFY(onlyAnalysis(named)["region"]["wkt"].isUndefined());
    const BatchRun unnamed = statistics(records + QStringList{"--region", path("two.geojson")});
    QCOMPARE(unnamed.exitCode, 3);
    QVERIFY(unnamed.errors.contains("two.geojson") && unnamed.errors.contains("part, corner"));
}

void VerbStatisticsTest::looksAtTheDaysThatAreNamed()
{
    const BatchRun run =
        statistics(QStringList{"autocorrelation", "--max-lag", "3", "--correlation-charts", "series-and-acf",
                               "--days", "2006-03-11..2006-03-20", "--json"} +
                   bothRecords());
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QStringList dates;
    for (const QJsonValue& row : rowsOf(run)) {
        if (row["analysis"].toString() == "series")
            dates << row["lag"].toString();
    }
    QCOMPARE(dates.size(), 20);  // ten of each record
    QCOMPARE(dates.front(), QString("2006-03-11"));
    QCOMPARE(dates.back(), QString("2006-03-20"));
}

void VerbStatisticsTest::aDataSetThatCannotBeAnalysedIsANote()
{
    const BatchRun run = statistics(QStringList{"lags", "--season", "DJF", "--json"} + bothRecords());
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    const QString fine = inputs().dataSets[1].name;
    QVERIFY2(run.errors.contains("note: " + fine + ": no day lies in the season"), qPrintable(run.errors));
    for (const QJsonValue& row : rowsOf(run))
        QVERIFY(row["data_set"].toString() != fine);
    const QJsonValue told = onlyAnalysis(run);
    QVERIFY(told["notes"][0].toString().contains("no day lies in the season"));
    QCOMPARE(told["data"][1]["days"].toInt(), 0);
    QVERIFY(told["data"][1]["first_day"].isUndefined());
}

void VerbStatisticsTest::tellsWhatItLookedAt()
{
    const shamal::Polygon triangle{{{.outer = {{30.0, 62.0}, {32.0, 62.5}, {30.0, 64.0}}, .holes = {}}}};
    shamal::writeRegions(path("triangle.geojson").toStdString(), {{"triangle, lower", triangle}});
    const QStringList analysis{"lags",
                               "--fine",
                               path("fine.nc"),
                               "--days",
                               "2006-03-11..2006-06-20",
                               "--season",
                               "MAM",
                               "--region",
                               path("triangle.geojson"),
                               "--json",
                               "--out",
                               path("triangle.csv")};
    const BatchRun run = statistics(analysis);
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    const QJsonValue told = onlyAnalysis(run);
    const QJsonValue data = told["data"][0];
    QCOMPARE(data["kind"].toString(), QString("fine"));
    QCOMPARE(data["variable"].toString(), QString("DUEXTTAU"));
    QCOMPARE(data["unit"].toString(), QString("1"));
    QCOMPARE(data["days"].toInt(), 82);
    QCOMPARE(data["first_day"].toString(), QString("2006-03-11"));
    QCOMPARE(data["last_day"].toString(), QString("2006-05-31"));
    QCOMPARE(told["season"].toString(), QString("MAM"));
    QCOMPARE(told["transform"].toString(), QString("log10"));
    QCOMPARE(told["region"]["wkt"].toString(), QString("MULTIPOLYGON (((64 30, 62.5 32, 62 30, 64 30)))"));
    QVERIFY(told["notes"].isArray() && told["notes"].toArray().isEmpty());

    QFile table(path("triangle.csv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = table.readAll().trimmed().split('\n');
    const QByteArray inputs = "log10,MAM,\"triangle, lower\",30,32,62,64,";
    const QByteArray days = "DUEXTTAU (1) 2006-03-11..2006-05-31 82 days";
    for (qsizetype line = 1; line < lines.size(); ++line)
        QVERIFY2(lines[line].contains(inputs) && lines[line].endsWith(days), lines[line].constData());
}

void VerbStatisticsTest::persistenceKnowsTheDayBeforeTheDays()
{
    const BatchRun run =
        statistics(QStringList{"skill", "--days", "2006-03-11..2006-03-11", "--json"} + bothRecords());
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    const QJsonArray rows = rowsOf(run);
    QVERIFY(std::ranges::any_of(rows, [](const QJsonValue& row) {
        return row["data_set"].toString() == "persistence" && row["value"].toDouble() > 0.0;
    }));
    QCOMPARE(onlyAnalysis(run)["data"][1]["days"].toInt(), 1);
    QVERIFY(onlyAnalysis(run)["data"][1]["files"].toString().endsWith("fine.nc"));
}

void VerbStatisticsTest::aLevelThatIsTakenIsANote()
{
    const BatchRun run =
        statistics({"lags", "--fine", path("downscaled.nc"), "--variable", "DUEXTTAU_members"});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QVERIFY2(run.errors.contains("3 levels along"), qPrintable(run.errors));
}

void VerbStatisticsTest::halfOfAnAnalysisReplacesNoTable()
{
    QFile old(path("whole.csv"));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    for (const QStringList& arguments :
         {QStringList{"similarity", "--fine", path("fine.nc")},
          QStringList{"skill", "--fine", path("fine.nc"), "--skill-chart", "reliability"}}) {
        const BatchRun run = statistics(arguments + QStringList{"--output", path("whole.csv")});
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.errors.contains("not all could be analysed"), qPrintable(run.errors));
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("old"));
        old.close();
    }
}

void VerbStatisticsTest::aTableIsNotReplacedWhenNothingIsAnalysed()
{
    QFile old(path("old.csv"));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    const BatchRun run =
        statistics({"lags", "--fine", path("fine.nc"), "--season", "DJF", "--output", path("old.csv")});
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.output.isEmpty() && run.errors.contains("no day lies in the season"));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
}

void VerbStatisticsTest::speaksEnglishWhereverItRuns()
{
    const QByteArray kept = qgetenv("LC_ALL");
    qputenv("LC_ALL", "de_DE.UTF-8");
    const BatchRun run =
        statistics(QStringList{"autocorrelation", "--days", "2006-03-01..2006-04-30"} + bothRecords());
    qputenv("LC_ALL", kept);
    QVERIFY2(run.output.contains(": 61 days, worth"), qPrintable(run.output));
    QVERIFY2(run.output.contains("worth 40.1 "), qPrintable(run.output));
}

void VerbStatisticsTest::badInputIsToldInOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("told");
    QTest::newRow("no file") << QStringList{"lags", "--fine", "none.nc"} << "none.nc";
    QTest::newRow("no variable") << QStringList{"lags", "--fine", path("fine.nc"), "--variable", "NO2"}
                                 << "DUEXTTAU";
    QTest::newRow("no country") << QStringList{"lags", "--fine", path("fine.nc"), "--region", "Atlantis"}
                                << "'Atlantis' is no region";
    QTest::newRow("no region file") << QStringList{"lags", "--fine", path("fine.nc"), "--region",
                                                   "none.geojson"}
                                    << "none.geojson";
    QTest::newRow("elsewhere") << QStringList{"lags", "--fine", path("fine.nc"), "--region", "Brazil"}
                               << "fine.nc";
    QTest::newRow("no days") << QStringList{"lags", "--fine", path("fine.nc"), "--days",
                                            "1999-01-01..1999-02-01"}
                             << "fine.nc";
    QTest::newRow("no date") << QStringList{"lags", "--fine", path("fine.nc"), "--days", "June..July"}
                             << "June";
    QTest::newRow("no folder") << QStringList{"lags", "--fine", path("fine.nc"), "--output",
                                              "/none/table.csv"}
                               << "/none";
}

void VerbStatisticsTest::badInputIsToldInOneLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, told);
    const BatchRun run = statistics(arguments);
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.output.isEmpty());
    QVERIFY2(run.errors.contains(told) && run.errors.count('\n') == 1, qPrintable(run.errors));
}

void VerbStatisticsTest::wrongUsageIsToldBeforeAnythingIsRead_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("told");
    const QStringList file{"--fine", "none.nc"};
    QTest::newRow("no analysis") << file << "name one analysis: semivariogram";
    QTest::newRow("unknown analysis") << QStringList{"kriging"} + file << "no analysis 'kriging'";
    QTest::newRow("no record") << QStringList{"lags"} << "give --coarse, --fine or --downscaled";
    QTest::newRow("out of range") << QStringList{"semivariogram", "--bins", "2"} + file
                                  << "--bins wants a whole number from 3 to 500, not '2'";
    QTest::newRow("no such choice") << QStringList{"semivariogram", "--model", "cubic"} + file
                                    << "--model knows none, spherical";
    QTest::newRow("of another analysis") << QStringList{"skill", "--max-lag-km", "300"} + file
                                         << "--max-lag-km is an option of semivariogram, not of skill";
    QTest::newRow("without a meaning")
        << QStringList{"semivariogram", "--width-km", "30"} + file << "--width-km has no meaning";
    QTest::newRow("a spread beside a rose")
        << QStringList{"semivariogram", "--curves", "rose", "--daily"} + file << "--daily has no meaning";
    QTest::newRow("no table") << QStringList{"lags", "--output", "table.xlsx"} + file
                              << "FILE.csv or FILE.json";
    QTest::newRow("days turned round")
        << QStringList{"lags", "--days", "2006-07-02..2006-07-01"} + file << "first day before the last";
    QTest::newRow("a name without a file")
        << QStringList{"lags", "--region-name", "part", "--fine", path("fine.nc")}
        << "--region-name has no meaning";
}

void VerbStatisticsTest::wrongUsageIsToldBeforeAnythingIsRead()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, told);
    const BatchRun run = statistics(arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.output.isEmpty() && run.errors.contains(told), qPrintable(run.errors));
}

QTEST_GUILESS_MAIN(VerbStatisticsTest)
#include "verb_statistics_test.moc"
