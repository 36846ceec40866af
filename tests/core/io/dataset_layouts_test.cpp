#include "fields/error.h"
#include "io/dataset.h"
#include "outside_tools.h"

#include <QTest>

#include <cmath>

using namespace shamal;

namespace {

/// A 2 x 3 map of one variable `x` on given axes, its values counting up from 1 in the order they are stored.
QString map(const QString& latitudes, const QString& longitudes, int columns, const QString& attributes = {},
            const QString& type = "float", const QString& values = {})
{
    QStringList counting;
    for (int i = 1; i <= 2 * columns; ++i)
        counting << QString::number(i);
    return QString(
               "netcdf m { dimensions: lat = 2; lon = %1; variables: double lat(lat); lat:units = "
               "\"degrees_north\";"
               " double lon(lon); lon:units = \"degrees_east\"; %2 x(lat, lon); %3"
               " data: lat = %4; lon = %5; x = %6; }")
        .arg(columns)
        .arg(type, attributes, latitudes, longitudes, values.isEmpty() ? counting.join(", ") : values);
}

FieldSeries readMap(const std::filesystem::path& file, std::optional<LatLonBox> window = std::nullopt)
{
    ReadRequest request;
    request.variable = "x";
    request.window = window;
    return Dataset::open(file).read(request);
}

std::vector<float> valuesOf(const FieldSeries& series, std::size_t step = 0)
{
    const std::span<const float> field = series.field(step);
    return {field.begin(), field.end()};
}

/// The same six values in every order of the dimensions: step, row and column can be read off each.
QString permuted(const QStringList& order)
{
    const QMap<QString, int> lengths{{"time", 2}, {"lev", 2}, {"lat", 2}, {"lon", 3}};
    QStringList values;
    QMap<QString, int> at;
    const int total = 24;
    for (int i = 0; i < total; ++i) {
        int rest = i;
        for (int d = 3; d >= 0; --d) {
            at[order[d]] = rest % lengths[order[d]];
            rest /= lengths[order[d]];
        }
        values << QString::number(1000 * at["time"] + 100 * at["lev"] + 10 * at["lat"] + at["lon"]);
    }
    return "netcdf p { dimensions: time = 2; lev = 2; lat = 2; lon = 3; variables: double time(time);"
           " time:units = \"hours since 2000-02-28 12:00\"; double lev(lev); lev:units = \"hPa\"; "
           "lev:positive = \"down\";"
           " float lat(lat); lat:standard_name = \"latitude\"; float lon(lon); lon:standard_name = "
           "\"longitude\";"
           " float x(" +
           order.join(", ") +
           "); data: time = 0, 24; lev = 1000, 500; lat = 1, 2; lon = 5, 6, 7; x = " + values.join(", ") +
           "; }";
}

}  // namespace

/// Layouts no real file at hand has, made by ncgen.
class DatasetLayoutsTest : public QObject {
    Q_OBJECT
private slots:
    void readsDimensionsInAnyOrder_data()
    {
        QTest::addColumn<QStringList>("order");
        QStringList order{"lat", "lev", "lon", "time"};
        do {
            QTest::newRow(qPrintable(order.join("-"))) << order;
        } while (std::next_permutation(order.begin(), order.end()));
    }
    void readsDimensionsInAnyOrder()
    {
        QFETCH(const QStringList, order);
        const Dataset dataset = Dataset::open(fileOfCdl(m_folder, "permuted.nc", permuted(order)));
        QCOMPARE(dataset.variable("x").levels, (std::vector<double>{1000.0, 500.0}));
        ReadRequest request;
        request.variable = "x";
        request.level = 1;
        const FieldSeries series = dataset.read(request);
        QCOMPARE(toString(series.steps()[1]), std::string("2000-02-29"));
        QCOMPARE(valuesOf(series, 1), (std::vector<float>{1100, 1101, 1102, 1110, 1111, 1112}));
        request.window = LatLonBox{2.0, 2.0, 6.0, 7.0};
        QCOMPARE(valuesOf(dataset.read(request), 0), (std::vector<float>{111, 112}));
    }

    void turnsBothAxes()
    {
        const FieldSeries series = readMap(fileOfCdl(m_folder, "turned.nc", map("20, 10", "30, 20, 10", 3)));
        QCOMPARE(series.grid().latitudes(), (std::vector<double>{10, 20}));
        QCOMPARE(series.grid().longitudes(), (std::vector<double>{10, 20, 30}));
        QCOMPARE(valuesOf(series), (std::vector<float>{6, 5, 4, 3, 2, 1}));
        QCOMPARE(valuesOf(readMap(m_folder.filePath("turned.nc").toStdString(), LatLonBox{0, 15, 15, 35})),
                 (std::vector<float>{5, 4}));
    }

    void unrollsLongitudesThatJumpWithinTheFile()
    {
        const FieldSeries series = readMap(fileOfCdl(m_folder, "jump.nc", map("0, 1", "179, -180, -179", 3)));
        QCOMPARE(series.grid().longitudes(), (std::vector<double>{179, 180, 181}));
        QCOMPARE(valuesOf(series), (std::vector<float>{1, 2, 3, 4, 5, 6}));
    }

    void dropsARepeatedLastMeridian()
    {
        const auto file = fileOfCdl(m_folder, "repeated.nc", map("0, 1", "20, 110, 200, 290, 380", 5));
        QCOMPARE(readMap(file).grid().longitudes(), (std::vector<double>{20, 110, 200, 290}));
        QCOMPARE(valuesOf(readMap(file)), (std::vector<float>{1, 2, 3, 4, 6, 7, 8, 9}));
        // Across the seam at 20/380 degrees.
        const FieldSeries across = readMap(file, LatLonBox{0, 0, -80, 120});
        QCOMPARE(across.grid().longitudes(), (std::vector<double>{-70, 20, 110}));
        QCOMPARE(valuesOf(across), (std::vector<float>{4, 1, 2}));
        const FieldSeries globe = readMap(file, LatLonBox{0, 0, -180, 180});
        QCOMPARE(globe.grid().longitudes(), (std::vector<double>{-160, -70, 20, 110}));
        QCOMPARE(valuesOf(globe), (std::vector<float>{3, 4, 1, 2}));
    }

    void dropsTheRepeatedMeridianAlsoWhenStoredEastToWest()
    {
        const FieldSeries series =
            readMap(fileOfCdl(m_folder, "westward.nc", map("0, 1", "360, 270, 180, 90, 0", 5)));
        QCOMPARE(series.grid().longitudes(), (std::vector<double>{0, 90, 180, 270}));
        QCOMPARE(valuesOf(series), (std::vector<float>{5, 4, 3, 2, 10, 9, 8, 7}));
    }

    void neverTearsARegionApart()
    {
        const auto file = fileOfCdl(m_folder, "region.nc", map("0, 1", "170, 180, 190", 3));
        QCOMPARE(readMap(file, LatLonBox{-90, 90, -180, 180}).grid().longitudes(),
                 (std::vector<double>{170, 180, 190}));
        QCOMPARE(readMap(file, LatLonBox{0, 0, -175, -165}).grid().longitudes(), (std::vector<double>{-170}));
    }

    void findsAxesByNameAndByAxisAttribute_data()
    {
        QTest::addColumn<QString>("axes");
        QTest::newRow("bare names") << "double latitude(b); double longitude(a);";
        QTest::newRow("ocean names") << "double nav_lat(b); nav_lat:units = \"degrees\"; double nav_lon(a);";
        QTest::newRow("x and y") << "double y(b); y:units = \"degrees\"; double x(a); x:units = \"degrees\";";
        QTest::newRow("axis attribute") << "double b(b); b:axis = \"Y\"; b:units = \"degrees\"; double a(a); "
                                           "a:axis = \"X\"; a:units = \"degrees\";";
        QTest::newRow("other spellings")
            << "double b(b); b:units = \"degree_N\"; double a(a); a:units = \"degreesE\";";
    }
    void findsAxesByNameAndByAxisAttribute()
    {
        QFETCH(const QString, axes);
        static const QRegularExpression kNames("double (\\w+)\\(b\\).*double (\\w+)\\(a\\)");
        const auto names = kNames.match(axes);
        const QString cdl = QString(
                                "netcdf n { dimensions: a = 3; b = 2; variables: %1 float v(a, b);"
                                " data: %2 = 1, 2; %3 = 5, 6, 7; v = 1, 2, 3, 4, 5, 6; }")
                                .arg(axes, names.captured(1), names.captured(2));
        ReadRequest request;
        request.variable = "v";
        const FieldSeries series = Dataset::open(fileOfCdl(m_folder, "names.nc", cdl)).read(request);
        QCOMPARE(series.grid().latitudes(), (std::vector<double>{1, 2}));
        QCOMPARE(valuesOf(series), (std::vector<float>{1, 3, 5, 2, 4, 6}));
    }

    void unpacksShortsAndKeepsTheirRangeInPackedNumbers()
    {
        const QString attributes =
            "x:scale_factor = 0.5; x:add_offset = 10.; x:_FillValue = -999s;"
            " x:valid_range = 0s, 100s;";
        const FieldSeries series =
            readMap(fileOfCdl(m_folder, "packed.nc",
                              map("0, 1", "0, 1, 2", 3, attributes, "short", "0, 1, 100, 101, -1, -999")));
        const std::vector<float> values = valuesOf(series);
        QCOMPARE((std::vector<float>(values.begin(), values.begin() + 3)),
                 (std::vector<float>{10.0F, 10.5F, 60.0F}));
        QVERIFY(std::isnan(values[3]) && std::isnan(values[4]) && std::isnan(values[5]));
    }

    void takesARangeOfAnotherTypeAsMeantAfterUnpacking()
    {
        const QString attributes = "x:scale_factor = 0.5; x:valid_min = 1.; x:valid_max = 2.;";
        const std::vector<float> values = valuesOf(readMap(fileOfCdl(
            m_folder, "range.nc", map("0, 1", "0, 1, 2", 3, attributes, "short", "1, 2, 3, 4, 5, -32767"))));
        QVERIFY(std::isnan(values[0]));
        QCOMPARE(values[1], 1.0F);
        QCOMPARE(values[3], 2.0F);
        QVERIFY(std::isnan(values[4]));
        QVERIFY(std::isnan(values[5]));  // default fill of a short
    }

    void readsUnsignedBytesStoredAsSigned()
    {
        const std::vector<float> values = valuesOf(
            readMap(fileOfCdl(m_folder, "bytes.nc",
                              map("0, 1", "0, 1, 2", 3, "x:_Unsigned = \"true\"; x:_FillValue = -1b;", "byte",
                                  "0, 127, -128, -2, -1, 5"))));
        QCOMPARE((std::vector<float>(values.begin(), values.begin() + 4)),
                 (std::vector<float>{0, 127, 128, 254}));
        QVERIFY(std::isnan(values[4]));
    }

    void takesEveryMarkOfMissingValues()
    {
        const QString attributes = "x:missing_value = -99., 1.e15; x:valid_range = -1.e15f, 1.e15f;";
        const std::vector<float> values = valuesOf(readMap(fileOfCdl(
            m_folder, "missing.nc",
            map("0, 1", "0, 1, 2", 3, attributes, "float", "-99, 1.e15, 9.9995e14, NaN, 9.96921e36, 7"))));
        for (std::size_t i = 0; i < 5; ++i)
            QVERIFY(std::isnan(values[i]));
        QCOMPARE(values[5], 7.0F);
    }

    void keepsLargeNumbersOfVariablesThatDoNotMarkMissingByThem()
    {
        const std::vector<float> values = valuesOf(readMap(fileOfCdl(
            m_folder, "columns.nc",
            map("0, 1", "0, 1, 2", 3, "x:units = \"cm-2\";", "double", "2.e15, 3.e18, 1, 2, 3, 4"))));
        QCOMPARE(values[0], 2e15F);
        QCOMPARE(values[1], 3e18F);
    }

    void aNumberThatAFloatCannotHoldIsMissing()
    {
        const std::vector<float> values = valuesOf(readMap(fileOfCdl(
            m_folder, "huge.nc",
            map("0, 1", "0, 1, 2", 3, "x:units = \"1\";", "double", "1.e300, -1.e39, Infinity, 3, 4, 5"))));
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(std::isnan(values[i]));
        QCOMPARE(values[3], 3.0F);
    }

    void countsADayByTheMiddleOfItsBounds()
    {
        const QString cdl =
            "netcdf b { dimensions: time = 2; bnds = 2; lat = 1; lon = 1; variables: double time(time);"
            " time:units = \"days since 2001-01-01\"; time:bounds = \"tb\"; double tb(time, bnds);"
            " double lat(lat); double lon(lon); float x(time, lat, lon);"
            " data: time = 1, 2; tb = 0, 1, 1, 2; lat = 0; lon = 0; x = 5, 6; }";
        // Labelled at its end: 2001-01-02 00:00 closes the first of January.
        const FieldSeries series = readMap(fileOfCdl(m_folder, "bounds.nc", cdl));
        QCOMPARE(toString(series.steps()[0]), std::string("2001-01-01"));
        QCOMPARE(toString(series.steps()[1]), std::string("2001-01-02"));
    }

    void readsGroups()
    {
        const QString cdl =
            "netcdf g { dimensions: lat = 1; lon = 2; variables: float x(lat, lon); x:units = \"m\"; "
            "float lat(lat); float lon(lon); data: lat = 5; lon = 1, 2; x = 1, 2;"
            " group: Grid { dimensions: time = 1; lat = 2; lon = 3; variables:"
            " int time(time); time:units = \"hours since 2001-01-01\"; time:bounds = \"tb\";"
            " float lat(lat); lat:units = \"degrees_north\"; float lon(lon); lon:units = \"degrees_east\";"
            " float x(time, lon, lat); float rain(time, lon, lat); rain:_FillValue = -1.f;"
            " data: time = 3; lat = 0, 1; lon = 10, 11, 12; x = 1, 2, 3, 4, 5, 6; rain = 1, 2, -1, 4, 5, 6;"
            " group: Inner { variables: float snow(time, lat, lon); data: snow = 6, 5, 4, 3, 2, 1; } } }";
        const Dataset dataset = Dataset::open(fileOfCdl(m_folder, "groups.nc", cdl));
        QStringList names;
        for (const VariableInfo& variable : dataset.variables())
            names << QString::fromStdString(variable.metadata.name);
        QCOMPARE(names, (QStringList{"x", "Grid/x", "rain", "snow"}));
        ReadRequest request;
        request.variable = "rain";
        const std::vector<float> rain = valuesOf(dataset.read(request));
        QVERIFY(std::isnan(rain[1]));
        QCOMPARE(rain[3], 2.0F);
        request.variable = "snow";
        QCOMPARE(valuesOf(dataset.read(request)), (std::vector<float>{6, 5, 4, 3, 2, 1}));
        request.variable = "x";
        QCOMPARE(valuesOf(dataset.read(request)), (std::vector<float>{1, 2}));
        request.variable = "Grid/x";
        QCOMPARE(valuesOf(dataset.read(request)), (std::vector<float>{1, 3, 5, 2, 4, 6}));
    }

    void unpacksCoordinates()
    {
        const QString cdl =
            "netcdf c { dimensions: time = 2; lat = 2; lon = 2; variables: short time(time);"
            " time:units = \"hours since 2001-01-01\"; time:scale_factor = 0.5; time:add_offset = 10.;"
            " short lat(lat); lat:units = \"degrees_north\"; lat:scale_factor = 0.01;"
            " byte lon(lon); lon:units = \"degrees_east\"; lon:_Unsigned = \"true\";"
            " float x(time, lat, lon); data: time = 4, 6; lat = 4000, 4050; lon = 127, -128;"
            " x = 1, 2, 3, 4, 5, 6, 7, 8; }";
        const FieldSeries series = readMap(fileOfCdl(m_folder, "packedaxes.nc", cdl));
        QCOMPARE(toString(series.steps()[1]), std::string("2001-01-01 13:00"));
        QCOMPARE(series.grid().latitudes()[1], 40.5);
        QCOMPARE(series.grid().longitudes(), (std::vector<double>{127, 128}));
    }

    void takesCellEdgesFromBoundsThatTellMore()
    {
        const QString cdl =
            "netcdf e { dimensions: lat = 3; lon = 3; nv = 2; variables: double lat(lat); lat:units = "
            "\"degrees_north\"; lat:bounds = \"lat_b\"; double lat_b(lat, nv);"
            " double lon(lon); lon:units = \"degrees_east\"; lon:bounds = \"lon_b\"; double lon_b(lon, nv);"
            " float x(lat, lon);"
            " data: lat = 40, 20, 0; lat_b = %1; lon = 350, 0, 20; lon_b = %2; x = 1, 2, 3, 4, 5, 6, 7, 8, "
            "9; }";
        const QString latitudes = "50, 32, 32, 11, 11, -10";
        const QString longitudes = "345, 355, -5, 8, 8, 30";
        const auto file = fileOfCdl(m_folder, "edges.nc", cdl.arg(latitudes, longitudes));
        const FieldSeries series = readMap(file);
        QCOMPARE(series.grid().latitudeEdges(), (std::vector<double>{-10, 11, 32, 50}));
        QCOMPARE(series.grid().longitudes(), (std::vector<double>{350, 360, 380}));
        QCOMPARE(series.grid().longitudeEdges(), (std::vector<double>{345, 355, 368, 390}));
        const FieldSeries window = readMap(file, LatLonBox{10, 50, -5, 25});
        QCOMPARE(window.grid().latitudeEdges(), (std::vector<double>{11, 32, 50}));
        QCOMPARE(window.grid().longitudeEdges(), (std::vector<double>{-5, 8, 30}));
        QCOMPARE(series.window({10, 50, -5, 25}).grid(), window.grid());
        // With a gap, or the value outside, they are as good as none.
        const QString gap = "50, 32, 30, 11, 11, -10";
        QCOMPARE(readMap(fileOfCdl(m_folder, "gap.nc", cdl.arg(gap, longitudes))).grid().latitudeEdges(),
                 (std::vector<double>{-10, 10, 30, 50}));
    }

    void weighsStepsByTheirBounds()
    {
        const QString cdl =
            "netcdf w { dimensions: time = 5; bnds = 2; lat = 1; lon = 1; variables: double time(time);"
            " time:units = \"hours since 2001-01-01\"; time:bounds = \"tb\"; double tb(time, bnds);"
            " double lat(lat); double lon(lon); float x(time, lat, lon);"
            " data: time = 3, 9, 21, 27, 39; tb = 0, 6, 6, 18, 18, 26, 26, 30, 30, 48;"
            " lat = 0; lon = 0; x = 1, 2, 5, 7, 3; }";
        const Dataset dataset = Dataset::open(fileOfCdl(m_folder, "weights.nc", cdl));
        QVERIFY(dataset.incompleteDays().empty());
        ReadRequest request;
        request.variable = "x";
        request.dailyMeans = true;
        const FieldSeries days = dataset.read(request);
        QCOMPARE(days.size(), std::size_t{2});
        QCOMPARE(days.at(0, 0, 0), (6 * 1 + 12 * 2 + 6 * 5) / 24.0F);
        // Two hours of the step across midnight belong to the second day, also when it is read alone.
        const float second = (2 * 5 + 4 * 7 + 18 * 3) / 24.0F;
        QCOMPARE(days.at(1, 0, 0), second);
        request.firstDate = request.lastDate = Date{2001, 1, 2};
        const FieldSeries alone = dataset.read(request);
        QCOMPARE(alone.size(), std::size_t{1});
        QCOMPARE(alone.at(0, 0, 0), second);
    }

    void averagesOverTheHoursThatHaveData()
    {
        const QString cdl =
            "netcdf h { dimensions: time = 4; lat = 1; lon = 2; variables: int time(time);"
            " time:units = \"hours since 2001-01-01 12:00\"; double lat(lat); double lon(lon);"
            " float x(time, lat, lon); x:_FillValue = -1.f;"
            " data: time = 0, 6, 12, 18; lat = 0; lon = 0, 1; x = 1, -1, 3, -1, 5, 8, 9, -1; }";
        ReadRequest request;
        request.variable = "x";
        request.dailyMeans = true;
        const FieldSeries days = Dataset::open(fileOfCdl(m_folder, "hours.nc", cdl)).read(request);
        QCOMPARE(days.size(), std::size_t{2});
        QCOMPARE(days.steps()[0].samples, 2);
        QCOMPARE(days.steps()[0].missingSeconds, 12 * 3600);
        QCOMPARE(days.at(0, 0, 0), 2.0F);
        QVERIFY(std::isnan(days.at(0, 0, 1)));
        QCOMPARE(days.at(1, 0, 0), 7.0F);
        QCOMPARE(days.at(1, 0, 1), 8.0F);
    }

    void letsTheFileWithTheLaterNameWinOnRepeatedTimes()
    {
        const QString cdl =
            "netcdf r { dimensions: time = 2; lat = 1; lon = 1; variables: int time(time);"
            " time:units = \"hours since 2001-01-01\"; double lat(lat); double lon(lon);"
            " float x(time, lat, lon); data: time = %1; lat = 0; lon = 0; x = %2; }";
        const auto older = fileOfCdl(m_folder, "MERRA2_400.nc", cdl.arg("6, 12", "1, 2"));
        const auto newer = fileOfCdl(m_folder, "MERRA2_401.nc", cdl.arg("0, 6", "10, 11"));
        ReadRequest request;
        request.variable = "x";
        const Dataset dataset = Dataset::open({older, newer});
        QCOMPARE(dataset.repeatedSteps().size(), std::size_t{1});
        const RepeatedSteps& repeated = dataset.repeatedSteps().front();
        QVERIFY(repeated.kept == newer && repeated.dropped == older);
        QCOMPARE(repeated.count, std::size_t{1});
        QCOMPARE(toString(repeated.first), std::string("2001-01-01 06:00"));
        const FieldSeries series = dataset.read(request);
        QCOMPARE(series.size(), std::size_t{3});
        QCOMPARE(series.at(0, 0, 0), 10.0F);
        QCOMPARE(series.at(1, 0, 0), 11.0F);
        QCOMPARE(series.at(2, 0, 0), 2.0F);
    }

    void knowsTheNatureRunAndTheDemoWorld()
    {
        QString cdl =
            "netcdf g { dimensions: time = 2; lat = 2; lon = 2; variables: double time(time);"
            " time:units = \"days since 2005-05-15 12:00\"; double lat(lat); double lon(lon);"
            " float x(time, lat, lon); :title = \"GEOS-5 Nature Run daily means\"; %1"
            " data: time = 0, 1; lat = 0, 0.0625; lon = 60, 60.0625; x = 1, 2, 3, 4, 5, 6, 7, 8; }";
        const Dataset nature = Dataset::open(fileOfCdl(m_folder, "nature.nc", cdl.arg("")));
        QCOMPARE(nature.title(), std::string("G5NR"));
        QVERIFY(nature.role().role == SourceRole::Fine);
        QVERIFY(!nature.synthetic());
        const Dataset demo = Dataset::open(fileOfCdl(m_folder, "demo.nc", cdl.arg(":synthetic = \"true\";")));
        QVERIFY(demo.synthetic());
        QVERIFY(demo.variable("x").metadata.synthetic);
    }

    void readsEveryKindOfNetcdf_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind :
             {"classic", "64-bit offset", "64-bit data", "netCDF-4", "netCDF-4 classic model"})
            QTest::newRow(kind) << kind;
    }
    void readsEveryKindOfNetcdf()
    {
        QFETCH(const QString, kind);
        const FieldSeries series = readMap(fileOfCdl(m_folder, "kind.nc", map("0, 1", "0, 1, 2", 3), kind));
        QCOMPARE(valuesOf(series), (std::vector<float>{1, 2, 3, 4, 5, 6}));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(DatasetLayoutsTest)
#include "dataset_layouts_test.moc"
