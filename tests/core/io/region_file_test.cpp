#include "io/region_file.h"

#include "fields/error.h"
#include "outside_tools.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>

using namespace shamal;

class RegionFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrips_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("GeoJSON") << "geojson";
        QTest::newRow("JSON") << "json";
        QTest::newRow("table") << "csv";
    }
    void roundTrips()
    {
        QFETCH(const QString, suffix);
        const std::filesystem::path file = m_folder.filePath("regions." + suffix).toStdString();
        const std::vector<Region> regions{{"A0", kAreaA0},
                                          {"Pacific, \"middle\"", {-10.0, 10.5, 170.25, 195.0}},
                                          {"Île", {-0.1, 0.2, -180.0, 180.0}},
                                          {"", {1.0, 2.0, 3.0, 4.0}}};
        writeRegions(file, regions);
        const std::vector<Region> read = readRegions(file);
        QCOMPARE(read.size(), regions.size());
        for (std::size_t i = 0; i < regions.size(); ++i) {
            QCOMPARE(read[i].shape, regions[i].shape);
            QCOMPARE(read[i].name, regions[i].name.empty() && suffix != "csv" ? "Region 4" : regions[i].name);
        }
    }
    void coloursRoundTrip_data() { roundTrips_data(); }
    void coloursRoundTrip()
    {
        QFETCH(const QString, suffix);
        const std::filesystem::path file = m_folder.filePath("colours." + suffix).toStdString();
        std::vector<Region> regions = shapes();
        regions[0].colour = "#d55e00";
        regions[2].colour = "#009e73";
        writeRegions(file, regions);
        const std::vector<Region> read = readRegions(file);
        for (std::size_t i = 0; i < regions.size(); ++i)
            QCOMPARE(read[i].colour, regions[i].colour);
    }
    void coloursThatAreNoneAreLeftOut()
    {
        const auto colourIn = [this](const QByteArray& stroke) {
            return readRegions(fileWith("stroke.geojson", R"({"type":"Feature","properties":{"stroke":)" +
                                                              stroke +
                                                              R"(},"geometry":{"type":"Polygon","coordinates":
                [[[0,0],[1,0],[0,1],[0,0]]]}})"))[0]
                .colour;
        };
        QCOMPARE(colourIn("\"#A0b\""), "#AA00bb");
        for (const char* none : {"\"red\"", "\"#12345\"", "\"#12345g\"", "7", "null"})
            QCOMPARE(colourIn(none), "");
    }
    void readsWhatOthersWrite()
    {
        // Clockwise, with a point amid a side, heights, the name in capitals; and a bare geometry.
        const std::vector<Region> regions =
            readRegions(fileWith("others.geojson",
                                 R"({"type":"FeatureCollection","crs":{},"features":[
               {"type":"Feature","properties":{"NAME":"Gulf"},"geometry":{"type":"Polygon","coordinates":
                [[[45,20,0],[45,25,0],[45,30,0],[60,30,0],[60,20,0],[45,20,0]]]}},
               {"type":"Feature","id":7,"properties":null,"geometry":{"type":"MultiPolygon","coordinates":
                [[[[0,0],[1,0],[1,1],[0,1],[0,0]]]]}},
               {"type":"Feature","properties":{},"geometry":null}]})"));
        QCOMPARE(regions.size(), std::size_t{2});
        QCOMPARE(regions[0], (Region{"Gulf", {20, 30, 45, 60}}));
        QCOMPARE(regions[1], (Region{"7", {0, 1, 0, 1}}));
        const std::vector<Region> table =
            readRegions(fileWith("others.csv",
                                 "\xEF\xBB\xBF"
                                 "east, west,note,name,south,north\r\n-170,170,x, Fiji ,-20,-15\r\n\r\n"));
        QCOMPARE(table.size(), std::size_t{1});
        QCOMPARE(table[0], (Region{"Fiji", {-20, -15, 170, 190}}));
    }
    void shapesRoundTrip_data() { roundTrips_data(); }
    void shapesRoundTrip()
    {
        QFETCH(const QString, suffix);
        const std::filesystem::path file = m_folder.filePath("shapes." + suffix).toStdString();
        const std::vector<Region> regions = shapes();
        writeRegions(file, regions);
        const std::vector<Region> read = readRegions(file);
        QCOMPARE(read.size(), regions.size());
        const Grid grid = Grid::regular(-89.0, 2.0, 90, -179.0, 2.0, 180);
        for (std::size_t i = 0; i < regions.size(); ++i) {
            QCOMPARE(read[i].name, regions[i].name);
            QVERIFY(std::abs(read[i].areaKm2() / regions[i].areaKm2() - 1.0) < 1e-9);
            const std::vector<double> ours = read[i].weights(grid), theirs = regions[i].weights(grid);
            for (std::size_t cell = 0; cell < grid.cells(); ++cell)
                QVERIFY(std::abs(ours[cell] - theirs[cell]) < 1e-9);
        }
        QCOMPARE(std::get<LatLonBox>(read[1].shape), kAreaA0);  // a rectangle stays one among shapes
    }
    void gdalReadsTheSameAreas()
    {
        const QString file = m_folder.filePath("gdal.geojson");
        writeRegions(file.toStdString(), shapes());
        const ToolRun run =
            runTool("ogrinfo", {"-q", "-dialect", "SQLite", "-sql",
                                "SELECT name, ST_IsValid(geometry) AS valid, ST_Area(geometry) AS area, "
                                "ST_MinX(geometry) AS west, ST_MaxX(geometry) AS east FROM gdal",
                                file});
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        const auto values = [&run](const QString& field) {
            std::vector<double> found;
            QRegularExpressionMatchIterator matches =
                QRegularExpression(field + " \\(\\w+\\) = (\\S+)").globalMatch(run.output);
            while (matches.hasNext())
                found.push_back(matches.next().captured(1).toDouble());
            return found;
        };
        const std::vector<double> valid = values("valid"), area = values("area"), west = values("west"),
                                  east = values("east");
        QVERIFY2(area.size() == shapes().size(), qPrintable(run.output));
        for (std::size_t i = 0; i < area.size(); ++i) {
            QCOMPARE(valid[i], 1.0);
            QVERIFY(west[i] >= -180.0 && east[i] <= 180.0);
        }
        // Square degrees, by hand: 10 x 10 less a hole of 2 x 2; A0; two triangles across the date line.
        QVERIFY(std::abs(area[0] - 96.0) < 1e-9);
        QVERIFY(std::abs(area[1] - 14.2 * 20.1) < 1e-9);
        QVERIFY(std::abs(area[2] - 0.5 * 20.0 * 10.0 - 0.5 * 4.0 * 4.0) < 1e-9);
    }
    void windsAsTheStandardWants()
    {
        const QString file = m_folder.filePath("winding.geojson");
        writeRegions(file.toStdString(), shapes());
        QFile content(file);
        QVERIFY(content.open(QIODevice::ReadOnly));
        const QJsonArray features = QJsonDocument::fromJson(content.readAll())["features"].toArray();
        for (const auto& feature : features) {
            const QJsonObject geometry = feature.toObject()["geometry"].toObject();
            QJsonArray parts = geometry["coordinates"].toArray();
            if (geometry["type"] == "Polygon")
                parts = QJsonArray{parts};
            for (const auto& part : parts) {
                for (qsizetype ring = 0; ring < part.toArray().size(); ++ring) {
                    const QJsonArray positions = part.toArray()[ring].toArray();
                    QCOMPARE(positions.first(), positions.last());
                    double twice = 0.0;
                    for (qsizetype i = 0; i + 1 < positions.size(); ++i)
                        twice += positions[i][0].toDouble() * positions[i + 1][1].toDouble() -
                                 positions[i + 1][0].toDouble() * positions[i][1].toDouble();
                    QCOMPARE(twice > 0.0, ring == 0);
                }
            }
        }
    }
    void readsPolygonsOfOthers()
    {
        const std::vector<Region> regions =
            readRegions(fileWith("polygons.geojson",
                                 R"({"type":"MultiPolygon","coordinates":[[[[170,0],[180,0],[180,5],[170,0]]],
                [[[-180,0],[-170,0],[-180,5],[-180,0]]]]})"));
        QCOMPARE(regions.size(), std::size_t{1});
        QCOMPARE(regions[0].polygon().parts.size(), std::size_t{1});  // joined at the date line
        QCOMPARE(regions[0].bounds(), (LatLonBox{0.0, 5.0, 170.0, 190.0}));
        const std::vector<Region> table = readRegions(
            fileWith("wkt.csv", "wkt,name\n\"Polygon((0 0, 4 0, 0 4, 0 0),(1 1, 2 1, 1 2, 1 1))\",T\n"));
        QCOMPARE(table[0].name, "T");
        QCOMPARE(table[0].polygon().parts[0].holes.size(), std::size_t{1});
    }
    void refusesWithAWord_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("word");
        const QString polygon = R"({"type":"Feature","properties":{"name":"T"},"geometry":{"type":"Polygon",)"
                                R"("coordinates":[[%1]]}})";
        QTest::newRow("bow tie") << "a.geojson" << polygon.arg("[0,0],[1,1],[1,0],[0,1],[0,0]")
                                 << "\"T\": Part 1 of the polygon does not tell what is inside (Self-inter";
        QTest::newRow("line") << "a.geojson" << polygon.arg("[0,0],[1,0],[2,0],[0,0]") << "no extent";
        QTest::newRow("open ring") << "a.geojson" << polygon.arg("[0,0],[1,0],[1,1],[0,1]") << "not closed";
        QTest::newRow("three positions")
            << "a.geojson" << polygon.arg("[0,0],[1,0],[0,0]") << "fewer than four";
        QTest::newRow("slanted metres")
            << "a.geojson" << polygon.arg("[0,0],[9000,0],[9000,8000],[0,8001],[0,0]") << "off the globe";
        QTest::newRow("no ring") << "a.geojson"
                                 << R"({"type":"Polygon","coordinates":[]})"
                                 << "no sound GeoJSON";
        QTest::newRow("no WKT") << "a.csv"
                                << "name,wkt\nx,\n"
                                << "row 2: it has no WKT";
        QTest::newRow("broken WKT") << "a.csv"
                                    << "name,wkt\nx,\"POLYGON ((0 0, 1\"\n"
                                    << "row 2: its WKT is no sound geometry";
        QTest::newRow("line as WKT") << "a.csv"
                                     << "name,wkt\nx,\"LINESTRING (0 0, 1 1)\"\n"
                                     << "row 2: its WKT is no area";
        QTest::newRow("bow tie as WKT") << "a.csv"
                                        << "name,wkt\nx,\"POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))\"\n"
                                        << "row 2: Part 1 of the polygon does not tell";
        QTest::newRow("metres") << "a.geojson" << polygon.arg("[0,0],[9000,0],[9000,8000],[0,8000],[0,0]")
                                << "latitudes";
        QTest::newRow("point") << "a.json"
                               << R"({"type":"Point","coordinates":[1,2]})"
                               << "Point";
        QTest::newRow("no JSON") << "a.json"
                                 << "{"
                                 << "no sound GeoJSON";
        QTest::newRow("no type") << "a.json"
                                 << "{}"
                                 << "no sound GeoJSON";
        QTest::newRow("text for a number")
            << "a.json" << polygon.arg(R"(["a",0],[1,0],[1,1],[0,1],["a",0])") << "no sound GeoJSON";
        QTest::newRow("nothing") << "a.json"
                                 << R"({"type":"FeatureCollection","features":[]})"
                                 << "no region";
        QTest::newRow("no column") << "a.csv"
                                   << "name,south,north,west\nx,1,2,3\n"
                                   << "\"east\"";
        QTest::newRow("no number") << "a.csv"
                                   << "name,south,north,west,east\nx,1,two,3,4\n"
                                   << "row 2: its north is no number";
        QTest::newRow("short row") << "a.csv"
                                   << "name,south,north,west,east\nx,1,2\n"
                                   << "row 2";
        QTest::newRow("upside down") << "a.csv"
                                     << "name,south,north,west,east\nx,2,1,3,4\n"
                                     << "row 2";
        QTest::newRow("empty") << "a.csv"
                               << ""
                               << "no column";
        QTest::newRow("suffix") << "a.kml"
                                << "<kml/>"
                                << ".kml";
    }
    void refusesWithAWord()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, content);
        QFETCH(const QString, word);
        const std::filesystem::path file = fileWith(name, content.toUtf8());
        try {
            readRegions(file);
            QFAIL("no error");
        } catch (const InputError& error) {
            const QString text = QString::fromUtf8(error.what());
            QVERIFY2(text.contains(word), qPrintable(text));
            QVERIFY2(text.contains(name), qPrintable(text));
        }
    }
    void aMissingFileIsAnInputError()
    {
        QVERIFY_EXCEPTION_THROWN(readRegions(m_folder.filePath("none.csv").toStdString()), InputError);
    }

private:
    static std::vector<Region> shapes()
    {
        const Polygon holed{{{{{0, 0}, {0, 10}, {10, 10}, {10, 0}}, {{{4, 4}, {4, 6}, {6, 6}, {6, 4}}}}}};
        const Polygon pair{{{{{0, 170}, {0, 190}, {10, 180}}, {}}, {{{-8, 176}, {-4, 180}, {-8, 180}}, {}}}};
        return {{"holed", holed},
                {"A0", kAreaA0},
                {"pair", pair},
                {"ellipse, \"wide\"", Ellipse{{-75.0, 179.0}, 900.0, 400.0, 20.0}},
                {"pole", Ellipse{{88.0, 10.0}, 700.0, 700.0, 0.0}}};
    }
    std::filesystem::path fileWith(const QString& name, const QByteArray& content) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            throw std::runtime_error("the test file could not be written");
        return file.fileName().toStdString();
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(RegionFileTest)
#include "region_file_test.moc"
