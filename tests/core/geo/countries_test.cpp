#include "geo/countries.h"

#include "fields/error.h"
#include "fields/region.h"
#include "fields/resources.h"
#include "geo/outlines.h"
#include "geo/polygon_algebra.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace shamal;

class CountriesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void haveTheAreasOfTheYearbooks_data()
    {
        // Km^2 with inland waters, United Nations Demographic Yearbook 2021, table 3.
        QTest::addColumn<double>("km2");
        QTest::newRow("Afghanistan") << 652864.0;
        QTest::newRow("Kyrgyzstan") << 199949.0;
        QTest::newRow("Egypt") << 1002000.0;
        QTest::newRow("Iraq") << 435052.0;
        QTest::newRow("South Africa") << 1221037.0;  // with a hole, Lesotho
        QTest::newRow("Russia") << 17098246.0;       // across the date line
        QTest::newRow("Fiji") << 18272.0;            // on the date line
        QTest::newRow("Brazil") << 8510346.0;
    }
    void haveTheAreasOfTheYearbooks()
    {
        QFETCH(const double, km2);
        const Polygon shape = countriesPolygon(std::vector<std::string>{QTest::currentDataTag()});
        const double found = areaKm2(shape);
        // Natural Earth leaves out inlets and small islands, and holds borders as they are kept.
        QVERIFY2(std::abs(found / km2 - 1.0) < 0.04, qPrintable(QString::number(found, 'f', 0)));
    }
    void haveTheBoxesOfTheMethod()
    {
        // The method's A0 is the box of Afghanistan and Kyrgyzstan, A1 that of six countries.
        const auto off = [](const LatLonBox& a, const LatLonBox& b) {
            return std::max({std::abs(a.south - b.south), std::abs(a.north - b.north),
                             std::abs(a.west - b.west), std::abs(a.east - b.east)});
        };
        const std::vector<std::string> first{"Afghanistan", "Kyrgyzstan"};
        const std::vector<std::string> second{"United Arab Emirates", "Iraq",    "Kuwait", "Qatar",
                                              "Saudi Arabia",         "Djibouti"};
        QVERIFY(off(boundsOf(countriesPolygon(first)), kAreaA0) < 0.6);
        QVERIFY(off(boundsOf(countriesPolygon(second)), kAreaA1) < 0.6);
    }
    void areAllSoundAndDoNotOverlap()
    {
        double apart = 0.0;
        std::vector<std::string> names;
        for (const Country& country : naturalEarthCountries()) {
            QVERIFY2(!country.name.empty() && !country.name.ends_with('.'), country.name.c_str());
            apart += areaKm2(soundPolygon(country.shape));
            names.push_back(country.name);
        }
        QVERIFY(names.size() > 230);
        const double together = areaKm2(countriesPolygon(names));
        QVERIFY2(std::abs(apart / together - 1.0) < 1e-4,
                 qPrintable(QString::number(apart / together, 'g', 9)));
        // Land covers 148.9 million km^2 (with Antarctica's ice, without the Caspian Sea).
        QVERIFY2(std::abs(together / 148.9e6 - 1.0) < 0.02, qPrintable(QString::number(together)));
    }
    void areOneStretchAcrossTheDateLine()
    {
        const LatLonBox russia = boundsOf(countriesPolygon(std::vector<std::string>{"Russia"}));
        QVERIFY(russia.west > 19.0 && russia.east > 190.0 && russia.east < 191.0);
        const Region antarctica("", countriesPolygon(std::vector<std::string>{"Antarctica"}));
        const Grid grid = Grid::regular(-90.0, 1.0, 181, -180.0, 1.0, 360);
        QCOMPARE(antarctica.weights(grid).front(), 1.0);
        QVERIFY(std::abs(antarctica.areaKm2() / 12.3e6 - 1.0) < 0.03);  // Natural Earth, without ice shelves
    }
    void namesThatAreNoneAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(countriesPolygon(std::vector<std::string>{"Atlantis"}), InputError);
        QVERIFY_EXCEPTION_THROWN(countriesPolygon(std::vector<std::string>{}), InputError);
    }
    void refuseAnyDamagedCopy()
    {
        QFile shipped(QString::fromStdString(
            (resourcesFolder() / "outlines" / "natural-earth-countries-50m.bin").string()));
        QVERIFY(shipped.open(QIODevice::ReadOnly));
        const QByteArray whole = shipped.readAll();
        QTemporaryDir folder;
        const auto refuses = [&](const QByteArray& bytes) {
            QFile file(folder.filePath("copy.bin"));
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                return false;
            file.close();
            try {
                readCountries(file.fileName().toStdString());
            } catch (const InputError& error) {
                return QString(error.what()).contains("copy.bin");
            }
            return false;
        };
        QVERIFY(!refuses(whole));
        for (const qsizetype length :
             {qsizetype{0}, qsizetype{23}, qsizetype{24}, whole.size() / 2, whole.size() - 1})
            QVERIFY(refuses(whole.left(length)));
        for (const qsizetype place :
             {qsizetype{0}, qsizetype{8}, qsizetype{12}, qsizetype{16}, qsizetype{20}, whole.size() / 3}) {
            QByteArray damaged = whole;
            damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
            QVERIFY2(refuses(damaged), qPrintable(QString::number(place)));
        }
        // Outlines are no countries, nor the other way round.
        QVERIFY_EXCEPTION_THROWN(readCountries(resourcesFolder() / "outlines" / "natural-earth-50m.bin"),
                                 InputError);
        QVERIFY_EXCEPTION_THROWN(readOutlines(shipped.fileName().toStdString()), InputError);
    }
    void smallOutlinesAreThoseOfTheSmallScale()
    {
        const std::vector<Outline>& small = naturalEarthOutlines(OutlineScale::Small);
        QVERIFY(small.size() > 200 && small.size() < 400);
        QVERIFY(&small != &naturalEarthOutlines());
    }
};

QTEST_GUILESS_MAIN(CountriesTest)
#include "countries_test.moc"
