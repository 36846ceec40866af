#include "io/dataset.h"
#include "fields/error.h"
#include "outside_tools.h"

#include <QTest>

#include <cmath>
#include <thread>

using namespace shamal;

namespace {

const std::string kAerosol =
    "merra2-aerosol/M2T1NXAER.5.12.4_MERRA2_400.tavg1_2d_aer_Nx.20230101_TOTEXTTAU_subsetted.nc4";
const std::string kGiovanni =
    "giovanni-map/g4.timeAvgMap.M2TMNXAER_5_12_4_DUCMASS.20101130-20170130.180W_90S_180E_90N.nc";
const std::string kDust = "M2TMNXAER_5_12_4_DUCMASS";
const std::string kGfdl = "calendars/ta_day_GFDL-CM4_historical_r1i1p1f1_gr2_19900101-20091231.nc";
const std::string kKace = "calendars/ta_day_KACE-1-0-G_historical_r1i1p1f1_gr_20000101-20141230.nc";

FieldSeries readAll(const Dataset& dataset, const std::string& variable)
{
    ReadRequest request;
    request.variable = variable;
    return dataset.read(request);
}

/// Within the rounding of nine printed digits or of single-precision sums.
bool close(double value, double expected, double relative = 1e-7)
{
    return std::abs(value - expected) <= relative * std::abs(expected);
}

}  // namespace

/// Expected values were printed by ncdump (-p 9,17 -v NAME FILE) or by the cdo command named beside them.
class DatasetTest : public QObject {
    Q_OBJECT
private slots:
    void readsAnHourlyMerra2FileAsNcdumpPrintsIt()
    {
        const Dataset dataset = Dataset::open(testData(kAerosol));
        QCOMPARE(dataset.title(), std::string("MERRA-2"));
        QCOMPARE(dataset.steps().size(), std::size_t{24});
        QCOMPARE(dataset.stepSeconds(), 3600.0);
        QCOMPARE(toString(dataset.steps().front()), std::string("2023-01-01 00:30"));
        QCOMPARE(toString(dataset.steps().back()), std::string("2023-01-01 23:30"));
        QVERIFY(dataset.gaps().empty());
        QVERIFY(dataset.role().role == SourceRole::Coarse);
        QVERIFY(!dataset.synthetic());

        const VariableInfo& variable = dataset.variable("TOTEXTTAU");
        QCOMPARE(variable.metadata.units, std::string("1"));
        QCOMPARE(variable.metadata.longName, std::string("Total Aerosol Extinction AOT [550 nm]"));
        QCOMPARE(variable.metadata.standardName, std::string());  // a title stands there, no CF standard name
        QCOMPARE(variable.metadata.source, std::string("MERRA-2"));
        QCOMPARE(variable.grid.rows(), std::size_t{66});
        QCOMPARE(variable.grid.columns(), std::size_t{52});

        const FieldSeries series = readAll(dataset, "TOTEXTTAU");
        QVERIFY(close(series.at(0, 0, 0), 0.0491466448));
        QVERIFY(close(series.at(12, 30, 20), 0.422325999));
        QVERIFY(close(series.at(23, 65, 51), 0.0170959588));
    }

    void averagesHoursToDays()
    {
        ReadRequest request;
        request.variable = "TOTEXTTAU";
        request.dailyMeans = true;
        request.window = LatLonBox{20.0, 20.0, 70.0, 70.0};
        const FieldSeries days = Dataset::open(testData(kAerosol)).read(request);
        QCOMPARE(days.size(), std::size_t{1});
        QVERIFY((days.steps().front() == TimeStep{{2023, 1, 1}, 0, 24, true}));
        // cdo outputf,%.9g,1 -sellonlatbox,70,70,20,20 -daymean FILE
        QVERIFY(close(days.at(0, 0, 0), 0.159650475, 1e-6));
    }

    void joinsHourlyFilesToOneDay()
    {
        const Dataset dataset = Dataset::open(testData("geos-cf-hourly"));
        QCOMPARE(dataset.files().size(), std::size_t{24});
        QCOMPARE(dataset.steps().size(), std::size_t{24});
        QCOMPARE(dataset.title(), std::string("GEOS-CF"));
        QVERIFY(dataset.role().role == SourceRole::Other);  // 0.25 degrees lie between coarse and fine
        ReadRequest request;
        request.variable = "O3_lev=72";
        request.dailyMeans = true;
        const FieldSeries day = dataset.read(request);
        QCOMPARE(day.size(), std::size_t{1});
        QCOMPARE(day.steps().front().samples, 24);
        // Stored north to south: the first row cdo prints is our last.
        // cdo outputf,%.9g,5 -daymean -selname,O3_lev=72 (of the files joined by cdo mergetime)
        QCOMPARE(day.grid().latitudes().front(), 35.5);
        QVERIFY(close(day.at(0, 3, 0), 2.90068523e-08, 1e-6));
        QVERIFY(close(day.at(0, 3, 4), 3.05469301e-08, 1e-6));
        QVERIFY(close(day.at(0, 0, 0), 3.07603581e-08, 1e-6));
        QVERIFY(close(day.at(0, 0, 4), 3.01625169e-08, 1e-6));
    }

    void joinsDailyFilesAcrossGapsAndStreams()
    {
        const Dataset dataset = Dataset::open(testData("merra2-daily-files"));
        QCOMPARE(dataset.files().size(), std::size_t{12});
        QCOMPARE(dataset.steps().size(), std::size_t{12 * 24});
        const std::vector<TimeGap> gaps = dataset.gaps();
        QCOMPARE(gaps.size(), std::size_t{2});
        QCOMPARE(toString(gaps[0].before), std::string("2021-06-05 23:30"));
        QCOMPARE(toString(gaps[0].after), std::string("2021-06-07 00:30"));
        QCOMPARE(gaps[0].missingSteps, std::int64_t{24});
        QCOMPARE(toString(gaps[1].after), std::string("2021-06-09 00:30"));

        const FieldSeries hours = readAll(dataset, "ULML");
        const std::size_t firstOfJune = *hours.find({2021, 6, 1});
        QCOMPARE(firstOfJune, std::size_t{4 * 24});
        QVERIFY(close(hours.at(firstOfJune - 1, 5, 3), -2.35401964));  // last value of MERRA2_400...20210531
        QVERIFY(close(hours.at(firstOfJune, 0, 0), 1.85359907));       // first of MERRA2_401...20210601

        ReadRequest request;
        request.variable = "ULML";
        request.dailyMeans = true;
        request.firstDate = Date{2021, 6, 5};
        request.lastDate = Date{2021, 6, 8};
        const FieldSeries days = dataset.read(request);
        QCOMPARE(days.size(), std::size_t{2});
        QVERIFY((days.steps()[1].date == Date{2021, 6, 7}));
        // cdo outputf,%.9g,4 -daymean -selname,ULML *20210605*
        QVERIFY(close(days.at(0, 0, 0), 3.18792027, 1e-6));
        QVERIFY(close(days.at(0, 5, 3), 1.6067842, 1e-6));
    }

    void takesPatternsAndListsInTimeOrderWhateverTheirOrder()
    {
        const std::filesystem::path folder = testData("merra2-daily-files");
        const Dataset june = Dataset::open(folder / "*_401.*");
        QCOMPARE(june.files().size(), std::size_t{8});
        const Dataset two = Dataset::open({folder / "MERRA2_401.tavg1_2d_flx_Nx.20210601.SUB.nc",
                                           folder / "MERRA2_400.tavg1_2d_flx_Nx.20210531.SUB.nc",
                                           folder / "MERRA2_401.tavg1_2d_flx_Nx.20210601.SUB.nc"});
        QCOMPARE(two.files().size(), std::size_t{2});
        QCOMPARE(two.steps().size(), std::size_t{48});
        QCOMPARE(two.files().front().filename().string(),
                 std::string("MERRA2_400.tavg1_2d_flx_Nx.20210531.SUB.nc"));
    }

    void readsTheSameCellsFromAWindowAndFromTheCrop()
    {
        ReadRequest request;
        request.variable = "PS";
        request.window = LatLonBox{-30.0, -20.0, 40.0, 50.0};
        const FieldSeries window =
            Dataset::open(testData("merra2-native-grid/M2T1NXSLV_temporal.nc4")).read(request);
        const FieldSeries crop =
            readAll(Dataset::open(testData("merra2-native-grid/M2T1NXSLV_geo_temporal.nc4")), "PS");
        QVERIFY(window.grid() == crop.grid());
        QVERIFY(window.steps() == crop.steps());
        for (std::size_t step = 0; step < crop.size(); ++step)
            QVERIFY(std::ranges::equal(window.field(step), crop.field(step)));
        // cdo outputf,%.9g,3 -sellonlatbox,40,41.3,-30,-29.4 -seltimestep,1
        QVERIFY(close(crop.at(0, 0, 0), 100942.125));
        QVERIFY(close(crop.at(0, 1, 2), 100926.125));
    }

    void readsAcrossTheDateLine()
    {
        ReadRequest request;
        request.variable = "PS";
        request.window = LatLonBox{0.0, 0.0, 178.7, 180.7};
        const FieldSeries series =
            Dataset::open(testData("merra2-native-grid/M2T1NXSLV_temporal.nc4")).read(request);
        QCOMPARE(series.grid().longitudes(), (std::vector<double>{178.75, 179.375, 180.0, 180.625}));
        // Row 180 of the second hour in ncdump: columns 574, 575, 0 and 1.
        QVERIFY(close(series.at(1, 0, 0), 100615.07));
        QVERIFY(close(series.at(1, 0, 1), 100615.07));
        QVERIFY(close(series.at(1, 0, 2), 100623.07));
        QVERIFY(close(series.at(1, 0, 3), 100631.07));
    }

    void readsAMapWithoutTime()
    {
        const Dataset dataset = Dataset::open(testData(kGiovanni));
        QVERIFY(dataset.steps().empty());
        QCOMPARE(dataset.stepSeconds(), 0.0);
        QCOMPARE(dataset.title(), std::string("MERRA-2"));
        QVERIFY(dataset.role().role == SourceRole::Other);
        QVERIFY(!dataset.variable(kDust).hasTime);
        const FieldSeries map = readAll(dataset, kDust);
        QVERIFY(map.timeless());
        QCOMPARE(map.size(), std::size_t{1});
        QVERIFY(close(map.at(0, 200, 575), 3.38860264e-06));
        QVERIFY(close(map.at(0, 200, 0), 3.37930578e-06));
    }

    void turnsLatitudesStoredNorthToSouth()
    {
        const Dataset dataset = Dataset::open(testData("ncep-daily"));
        QCOMPARE(dataset.steps().size(), std::size_t{365});
        QVERIFY(dataset.steps().front().daily);
        QCOMPARE(toString(dataset.steps()[59]), std::string("2022-03-01"));  // cdo showdate -seltimestep,60
        QCOMPARE(dataset.variable("air").levels, std::vector<double>{2.0});
        const FieldSeries series = readAll(dataset, "air");
        QVERIFY(series.grid().latitudes().front() < series.grid().latitudes().back());
        QVERIFY(close(series.at(0, 14, 0), 279.709991));
        QVERIFY(close(series.at(364, 0, 35), 298.337494));
        QVERIFY(close(series.at(59, 0, 0), 292.19751));
    }

    void findsAWindowWestOfGreenwichOnLongitudesFromZero()
    {
        ReadRequest request;
        request.variable = "air";
        request.window = LatLonBox{30.0, 40.0, -120.0, -100.0};
        const FieldSeries series = Dataset::open(testData("ncep-daily")).read(request);
        QCOMPARE(series.grid().longitudes().front(), 240.0 - 360.0);
        QCOMPARE(series.grid().longitudes().back(), 258.75 - 360.0);
    }

    void keepsCalendarsWithoutLeapDays()
    {
        const Dataset dataset = Dataset::open(testData(kGfdl));
        QVERIFY(dataset.calendar() == Calendar::NoLeap);
        QCOMPARE(dataset.steps().size(), std::size_t{7300});
        // cdo showdate -seltimestep,1,59,60,7300
        QCOMPARE(toString(dataset.steps()[58]), std::string("1990-02-28"));
        QCOMPARE(toString(dataset.steps()[59]), std::string("1990-03-01"));
        QCOMPARE(toString(dataset.steps()[7299]), std::string("2009-12-31"));
        QVERIFY(dataset.gaps().empty());
        ReadRequest request;
        request.variable = "ta";
        request.firstDate = request.lastDate = Date{1990, 3, 1};
        QVERIFY(close(dataset.read(request).at(0, 0, 0), 247.540482));
        request.level = 1;
        QVERIFY(close(dataset.read(request).at(0, 1, 1), 249.422745));
        request.level = 2;
        QVERIFY_EXCEPTION_THROWN(dataset.read(request), InputError);
    }

    void keepsMonthsOfThirtyDaysAndDefaultFillValues()
    {
        const Dataset dataset = Dataset::open(testData(kKace));
        QVERIFY(dataset.calendar() == Calendar::Day360);
        // cdo showdate -seltimestep,60,61,5400
        QCOMPARE(toString(dataset.steps()[59]), std::string("2000-02-30"));
        QCOMPARE(toString(dataset.steps()[60]), std::string("2000-03-01"));
        QCOMPARE(toString(dataset.steps()[5399]), std::string("2014-12-30"));
        ReadRequest request;
        request.variable = "ta";
        request.firstDate = request.lastDate = Date{2000, 2, 30};
        // ncdump prints "_": netCDF's default fill, though the file has no _FillValue attribute.
        QVERIFY(std::isnan(dataset.read(request).at(0, 0, 0)));
        request.level = 1;
        QVERIFY(close(dataset.read(request).at(0, 1, 1), 254.352783));
    }

    void readsFromManyThreadsAtOnce()
    {
        const Dataset dataset = Dataset::open(testData("merra2-daily-files"));
        const FieldSeries expected = readAll(dataset, "VLML");
        std::vector<int> equal(4, 0);
        {
            std::vector<std::jthread> threads;
            for (int& verdict : equal)
                threads.emplace_back([&dataset, &expected, &verdict] {
                    const FieldSeries series = readAll(dataset, "VLML");
                    verdict = std::ranges::equal(series.field(series.size() - 1),
                                                 expected.field(expected.size() - 1));
                });
        }
        QCOMPARE(equal, std::vector<int>(4, 1));
    }

    void stopsWhenAsked()
    {
        std::stop_source source;
        source.request_stop();
        ReadRequest request;
        request.variable = "ULML";
        QVERIFY_EXCEPTION_THROWN(
            Dataset::open(testData("merra2-daily-files")).read(request, {}, source.get_token()), Stopped);
    }

    void tellsHowFarItIs()
    {
        std::vector<double> fractions;
        ReadRequest request;
        request.variable = "ULML";
        Dataset::open(testData("merra2-daily-files"))
            .read(request,
                  Progress([&](double fraction, const std::string&) { fractions.push_back(fraction); }));
        QVERIFY(fractions.size() >= 12);
        QVERIFY(std::ranges::is_sorted(fractions));
        QCOMPARE(fractions.back(), 1.0);
    }
};

QTEST_GUILESS_MAIN(DatasetTest)
#include "dataset_test.moc"
