#include "io/region_file.h"

#include "fields/error.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

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
            QCOMPARE(read[i].box, regions[i].box);
            QCOMPARE(read[i].name, regions[i].name.empty() && suffix != "csv" ? "Region 4" : regions[i].name);
        }
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
    void refusesWithAWord_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("word");
        const QString polygon = R"({"type":"Feature","properties":{"name":"T"},"geometry":{"type":"Polygon",)"
                                R"("coordinates":[[%1]]}})";
        QTest::newRow("triangle") << "a.geojson" << polygon.arg("[0,0],[1,0],[0,1],[0,0]")
                                  << "\"T\": its Polygon is no rectangle";
        QTest::newRow("slanted") << "a.geojson" << polygon.arg("[0,0],[2,0.5],[2,2],[0,2],[0,0]")
                                 << "no rectangle";
        QTest::newRow("bow tie") << "a.geojson" << polygon.arg("[0,0],[1,1],[1,0],[0,1],[0,0]")
                                 << "no rectangle";
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
