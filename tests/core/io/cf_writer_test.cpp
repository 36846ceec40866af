#include "io/cf_writer.h"
#include "fields/error.h"
#include "io/dataset.h"
#include "outside_tools.h"

#include <QRegularExpression>
#include <QTest>

#include <sys/resource.h>
#include <cmath>
#include <csignal>
#include <limits>
#include <random>

using namespace shamal;

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

FieldMetadata dust()
{
    return {"DUEXTTAU",
            "Dust Extinction AOT [550 nm]",
            "atmosphere_optical_thickness_due_to_dust_ambient_aerosol_particles",
            "1",
            "MERRA-2",
            false};
}

/// Values that no compressor makes small, one of them missing.
FieldSeries dailySeries(std::size_t days, unsigned seed = 1,
                        const Grid& grid = Grid::regular(30.0, 0.5, 5, 60.0, 0.625, 7),
                        Calendar calendar = Calendar::Standard)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> between(0.0F, 2.0F);
    std::vector<float> values(days * grid.cells());
    for (float& value : values)
        value = between(random);
    values[3] = kNone;
    std::vector<TimeStep> steps;
    const std::int64_t first = dayNumber({2005, 5, 15}, calendar);
    for (std::size_t day = 0; day < days; ++day)
        steps.push_back({dateOfDay(first + static_cast<std::int64_t>(day), calendar), 0, 1, true});
    return {dust(), grid, calendar, std::move(steps), std::move(values)};
}

OutputFile fileOf(std::vector<OutputVariable> variables)
{
    return {std::move(variables),
            "Test title",
            "made for a test",
            "shamal-batch downscale in.nc",
            {{"seed", "7"}}};
}

bool sameValues(const FieldSeries& a, const FieldSeries& b)
{
    if (a.size() != b.size() || a.grid().cells() != b.grid().cells())
        return false;
    for (std::size_t step = 0; step < a.size(); ++step) {
        const auto equal = [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); };
        if (!std::ranges::equal(a.field(step), b.field(step), equal))
            return false;
    }
    return true;
}

FieldSeries readBack(const std::filesystem::path& file, const std::string& name, std::size_t level = 0)
{
    ReadRequest request;
    request.variable = name;
    request.level = level;
    return Dataset::open(file).read(request);
}

}  // namespace

class CfWriterTest : public QObject {
    Q_OBJECT
private slots:
    void givesBackWhatItWrote_data()
    {
        QTest::addColumn<int>("calendar");
        for (const Calendar calendar : {Calendar::Standard, Calendar::ProlepticGregorian, Calendar::Julian,
                                        Calendar::NoLeap, Calendar::AllLeap, Calendar::Day360})
            QTest::newRow(nameOf(calendar).data()) << static_cast<int>(calendar);
    }
    void givesBackWhatItWrote()
    {
        QFETCH(const int, calendar);
        const FieldSeries series = dailySeries(400, 1, Grid::regular(30.0, 0.5, 5, 178.75, 0.625, 7),
                                               static_cast<Calendar>(calendar));
        writeCf(path("back.nc"), fileOf({{series, "time: mean"}}));
        const FieldSeries back = readBack(path("back.nc"), "DUEXTTAU");
        QVERIFY(sameValues(back, series));
        QVERIFY(back.grid() == series.grid());
        QCOMPARE(back.steps(), series.steps());
        QVERIFY(back.calendar() == series.calendar());
        QCOMPARE(back.metadata().units, std::string("1"));
        QCOMPARE(back.metadata().longName, series.metadata().longName);
        QCOMPARE(back.metadata().standardName, series.metadata().standardName);
        QCOMPARE(back.metadata().source, std::string("Test title"));
    }

    void givesBackASingleDayAsADay()
    {
        const FieldSeries series = dailySeries(1);
        writeCf(path("day.nc"), fileOf({{series, ""}}));
        QCOMPARE(readBack(path("day.nc"), "DUEXTTAU").steps(), series.steps());
    }

    void givesBackHoursAndMapsWithoutTime()
    {
        const Grid grid = Grid::regular(0.0, 1.0, 2, 0.0, 1.0, 2);
        const FieldSeries hours(dust(), grid, Calendar::Standard,
                                {{{2005, 5, 15}, 1800, 1, false}, {{2005, 5, 15}, 5400, 1, false}},
                                {1, 2, 3, 4, 5, 6, 7, 8});
        FieldMetadata height = dust();
        height.name = "elevation";
        height.units = "m";
        const FieldSeries map(height, grid, Calendar::Standard, {}, {10, 20, 30, kNone}, true);
        writeCf(path("mixed.nc"), fileOf({{map, ""}, {hours, ""}}));
        QCOMPARE(readBack(path("mixed.nc"), "DUEXTTAU").steps(), hours.steps());
        QVERIFY(sameValues(readBack(path("mixed.nc"), "elevation"), map));
        QVERIFY(readBack(path("mixed.nc"), "elevation").timeless());
    }

    void marksSyntheticData()
    {
        FieldSeries series = dailySeries(2);
        FieldMetadata metadata = series.metadata();
        metadata.synthetic = true;
        const std::span<const float> first = series.field(0);
        const FieldSeries made(metadata, series.grid(), series.calendar(), {series.steps()[0]},
                               std::vector<float>(first.begin(), first.end()));
        writeCf(path("demo.nc"), fileOf({{made, ""}}));
        QVERIFY(Dataset::open(path("demo.nc")).synthetic());
        writeCf(path("demo.nc"), fileOf({{series, ""}}));
        QVERIFY(!Dataset::open(path("demo.nc")).synthetic());
    }

    void readsLikeCfInNcdump()
    {
        writeCf(path("dump.nc"), fileOf({{dailySeries(3), "time: mean"}}));
        const ToolRun header =
            runTool("ncdump", {"-s", "-v", "time,time_bnds,lat,lat_bnds", qpath("dump.nc")});
        QCOMPARE(header.exitCode, 0);
        for (const char* line :
             {":Conventions = \"CF-1.8\"", ":title = \"Test title\"", ":source = \"made for a test\"",
              ":seed = \"7\"", "shamal-batch downscale in.nc",
              "time:units = \"days since 2005-05-15 00:00:00\"", "time:calendar = \"standard\"",
              "time:bounds = \"time_bnds\"", "lat:bounds = \"lat_bnds\"", "lon:standard_name = \"longitude\"",
              "DUEXTTAU(time, lat, lon)", "DUEXTTAU:_FillValue = 1.e+15f",
              "DUEXTTAU:cell_methods = \"time: mean\"", "DUEXTTAU:_DeflateLevel = 4",
              "DUEXTTAU:_Shuffle = \"true\"", " time = 0.5, 1.5, 2.5 ;", " lat = 30, 30.5, 31, 31.5, 32 ;"})
            QVERIFY2(header.output.contains(line), line);
        QVERIFY(!header.output.contains("NaN"));
    }

    void isReadByCdoWithoutComplaint()
    {
        const FieldSeries series = dailySeries(3);
        writeCf(path("cdo.nc"), fileOf({{series, "time: mean"}}));
        const ToolRun info = runTool("cdo", {"-s", "sinfon", qpath("cdo.nc")});
        QCOMPARE(info.exitCode, 0);
        QVERIFY2(info.errors.isEmpty(), qPrintable(info.errors));
        QVERIFY(info.output.contains("2005-05-15 12:00:00  2005-05-16 12:00:00  2005-05-17 12:00:00"));
        QVERIFY(info.output.contains("60 to 63.75 by 0.625 degrees_east"));

        const ToolRun means = runTool("cdo", {"-s", "outputf,%.9g,1", "-fldmean", qpath("cdo.nc")});
        QCOMPARE(means.exitCode, 0);
        QVERIFY2(means.errors.isEmpty(), qPrintable(means.errors));
        const QStringList lines = means.output.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        for (std::size_t step = 0; step < 3; ++step)
            QVERIFY(std::abs(lines[static_cast<qsizetype>(step)].toDouble() - areaMean(series, step)) < 1e-6);
    }

    void isReadByXarrayWithoutComplaint()
    {
        const FieldSeries first = dailySeries(3);
        writeCf(path("xarray.nc"), fileOf({{first, "time: mean", {dailySeries(3, 2), dailySeries(3, 3)}}}));
        const QString script =
            "import sys, warnings; warnings.simplefilter('error', UserWarning); import xarray as xr\n"
            "d = xr.open_dataset(sys.argv[1])\n"
            "v = d['DUEXTTAU']\n"
            "print(dict(v.sizes), int(v.isnull().sum()), str(d.time.values[1])[:16])\n"
            "print('%.9g' % float(v.isel(realization=2, time=1, lat=4, lon=6)))\n";
        const ToolRun run = runTool("/usr/bin/python3", {"-c", script, qpath("xarray.nc")});
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        const QStringList lines = run.output.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines[0], QString("{'time': 3, 'realization': 3, 'lat': 5, 'lon': 7} 3 2005-05-16T12:00"));
        QCOMPARE(lines[1].toFloat(), dailySeries(3, 3).at(1, 4, 6));
    }

    void isReadByNcoWithoutComplaint()
    {
        const FieldSeries series = dailySeries(4);
        writeCf(path("nco.nc"), fileOf({{series, "time: mean"}}));
        const ToolRun metadata = runTool("ncks", {"-m", "-v", "DUEXTTAU", qpath("nco.nc")});
        QCOMPARE(metadata.exitCode, 0);
        QVERIFY2(metadata.errors.isEmpty(), qPrintable(metadata.errors));
        QVERIFY(metadata.output.contains("DUEXTTAU:grid_mapping = \"crs\""));
        const ToolRun mean = runTool("ncra", {"-O", qpath("nco.nc"), qpath("mean.nc")});
        QVERIFY2(mean.exitCode == 0 && mean.errors.isEmpty(), qPrintable(mean.output + mean.errors));
        ReadRequest request;
        request.variable = "DUEXTTAU";
        const FieldSeries average = Dataset::open(path("mean.nc")).read(request);
        double sum = 0.0;
        for (std::size_t step = 0; step < 4; ++step)
            sum += double{series.field(step)[10]};
        QVERIFY(std::abs(average.field(0)[10] - sum / 4.0) < 1e-6);
    }

    void isReadByGdalWithoutComplaint()
    {
        writeCf(path("gdal.nc"), fileOf({{dailySeries(2), "time: mean"}}));
        const ToolRun info = runTool("gdalinfo", {"NETCDF:\"" + qpath("gdal.nc") + "\":DUEXTTAU"});
        QCOMPARE(info.exitCode, 0);
        QVERIFY2(info.errors.isEmpty(), qPrintable(info.errors));
        // The outer edges of the cells, north up, on WGS 84.
        QVERIFY2(
            info.output.contains("Origin = (59.6875000000000") && info.output.contains(",32.2500000000000"),
            qPrintable(info.output));
        QVERIFY(info.output.contains("WGS 84") || info.output.contains("6378137,298.257223563"));
        const auto fill = QRegularExpression("NoData Value=(\\S+)").match(info.output);
        QVERIFY2(std::abs(fill.captured(1).toDouble() / 1e15 - 1.0) < 1e-6, qPrintable(info.output));
    }

    void keepsTheHistoryOfWhatWasRead()
    {
        OutputFile file = fileOf({{dailySeries(1), "time: mean"}});
        file.sourceHistory = "2020-01-01 made by somebody";
        writeCf(path("history.nc"), file);
        const std::string history = Dataset::open(path("history.nc")).history();
        QVERIFY(history.ends_with("\n2020-01-01 made by somebody"));
        QVERIFY(history.find("shamal") < history.find('\n'));
    }

    void writesAnEnsembleAsOneVariable()
    {
        const FieldSeries second = dailySeries(3, 2);
        writeCf(path("ensemble.nc"), fileOf({{dailySeries(3), "", {second}}}));
        const Dataset dataset = Dataset::open(path("ensemble.nc"));
        QCOMPARE(dataset.variable("DUEXTTAU").levelName, std::string("realization"));
        QCOMPARE(dataset.variable("DUEXTTAU").levels, (std::vector<double>{1, 2}));
        QVERIFY(sameValues(readBack(path("ensemble.nc"), "DUEXTTAU", 1), second));
        const ToolRun info = runTool("cdo", {"-s", "sinfon", qpath("ensemble.nc")});
        QCOMPARE(info.exitCode, 0);
        QVERIFY2(info.errors.isEmpty(), qPrintable(info.errors));
    }

    void refusesVariablesThatDoNotFitTogether()
    {
        FieldMetadata other = dust();
        other.name = "other";
        const FieldSeries three = dailySeries(3);
        QVERIFY_EXCEPTION_THROWN(writeCf(path("x.nc"), fileOf({})), OutputError);
        QVERIFY_EXCEPTION_THROWN(writeCf(path("x.nc"), fileOf({{three, ""}, {dailySeries(2), ""}})),
                                 OutputError);
        QVERIFY_EXCEPTION_THROWN(
            writeCf(path("x.nc"),
                    fileOf({{three, ""}, {dailySeries(3, 1, Grid::regular(0, 1, 2, 0, 1, 2)), ""}})),
            OutputError);
        QVERIFY(!std::filesystem::exists(path("x.nc")));
    }

    void keepsTheOldFileWhenTheDiskIsFull()
    {
        const FieldSeries old = dailySeries(2);
        writeCf(path("full.nc"), fileOf({{old, ""}}));
        // A limit on the size of files stands in for a full disk: writes fail in the middle, and nothing
        // needs mounting.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit small{100000, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        std::string complaint;
        try {
            writeCf(path("full.nc"),
                    fileOf({{dailySeries(40, 1, Grid::regular(0.0, 0.5, 100, 0.0, 0.5, 100)), ""}}));
        } catch (const OutputError& error) {
            complaint = error.what();
        }
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(complaint.find("full.nc") != std::string::npos);
        QVERIFY(complaint.find("disk has room") != std::string::npos);
        QVERIFY(sameValues(readBack(path("full.nc"), "DUEXTTAU"), old));
        const QStringList left = QDir(m_folder.path()).entryList({".full*"}, QDir::Files | QDir::Hidden);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(' ')));
    }

    void complainsAboutAFolderThatIsNotThere()
    {
        QVERIFY_EXCEPTION_THROWN(writeCf(path("none/x.nc"), fileOf({{dailySeries(2), ""}})), OutputError);
    }

private:
    static double areaMean(const FieldSeries& series, std::size_t step)
    {
        double sum = 0.0;
        double weight = 0.0;
        for (std::size_t row = 0; row < series.grid().rows(); ++row) {
            for (std::size_t column = 0; column < series.grid().columns(); ++column) {
                const float value = series.at(step, row, column);
                if (std::isnan(value))
                    continue;
                const std::vector<double> edges = series.grid().latitudeEdges();
                const double area =
                    std::sin(edges[row + 1] * M_PI / 180.0) - std::sin(edges[row] * M_PI / 180.0);
                sum += area * static_cast<double>(value);
                weight += area;
            }
        }
        return sum / weight;
    }
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    QString qpath(const char* name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CfWriterTest)
#include "cf_writer_test.moc"
