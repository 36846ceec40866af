#include "geo/country_finder.h"

#include <QtTest>

using namespace shamal;

class CountryFinderTest : public QObject {
    Q_OBJECT
private slots:
    void placesLieInTheirCountries_data();
    void placesLieInTheirCountries();
    void holesAndTurnsAreThoseOfTheOutlines();
};

void CountryFinderTest::placesLieInTheirCountries_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<QString>("country");
    QTest::newRow("Kabul") << 34.53 << 69.17 << "Afghanistan";
    QTest::newRow("Kabul, a turn east") << 34.53 << 429.17 << "Afghanistan";
    QTest::newRow("Bishkek") << 42.87 << 74.6 << "Kyrgyzstan";
    QTest::newRow("Maseru, inside South Africa") << -29.4 << 27.6 << "Lesotho";
    QTest::newRow("Chukotka, west of 180") << 67.0 << 175.0 << "Russia";
    QTest::newRow("Chukotka, beyond 180") << 67.0 << -175.0 << "Russia";
    QTest::newRow("the south pole") << -90.0 << 10.0 << "Antarctica";
    QTest::newRow("the Indian Ocean") << 0.0 << 65.0 << "";
    QTest::newRow("the north pole") << 90.0 << 0.0 << "";
}

void CountryFinderTest::placesLieInTheirCountries()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QFETCH(QString, country);
    const auto& countries = naturalEarthCountries();
    CountryFinder finder(countries);
    const auto found = finder.at({latitude, longitude});
    QCOMPARE(found ? QString::fromStdString(countries[*found].name) : QString(), country);
}

void CountryFinderTest::holesAndTurnsAreThoseOfTheOutlines()
{
    // A frame from 170 E to 170 W, with a hole over 180.
    const Ring outer{{0.0, 170.0}, {0.0, 190.0}, {20.0, 190.0}, {20.0, 170.0}};
    const Ring hole{{8.0, 178.0}, {8.0, 182.0}, {12.0, 182.0}, {12.0, 178.0}};
    const std::vector<Country> frame{{"Frame", Polygon{{{outer, {hole}}}}}};
    CountryFinder finder(frame);
    for (const double turn : {-360.0, 0.0, 360.0}) {
        QVERIFY(finder.at({10.0, 172.0 + turn}));
        QVERIFY(finder.at({10.0, 188.0 + turn}));
        QVERIFY(!finder.at({10.0, 181.0 + turn}));
        QVERIFY(!finder.at({10.0, 191.0 + turn}));
    }
}

QTEST_APPLESS_MAIN(CountryFinderTest)
#include "country_finder_test.moc"
