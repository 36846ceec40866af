#include "map/degree_text.h"

#include <QLocale>
#include <QtTest>

class DegreeTextTest : public QObject {
    Q_OBJECT
private slots:
    void namesTheHemisphereWithoutASign();
    void isRoundedToItsDecimals();
    void takesTheDecimalSignOfTheLanguage();
};

void DegreeTextTest::namesTheHemisphereWithoutASign()
{
    QCOMPARE(latitudeText(30.0), "30° N");
    QCOMPARE(latitudeText(-12.5), "12.5° S");
    QCOMPARE(latitudeText(0.0), "0°");
    QCOMPARE(latitudeText(-1e-9), "0°");
    QCOMPARE(longitudeText(67.5), "67.5° E");
    QCOMPARE(longitudeText(-0.25), "0.25° W");
    QCOMPARE(longitudeText(190.0), "170° W");
    QCOMPARE(longitudeText(292.5), "67.5° W");
    QCOMPARE(longitudeText(100.0), "100° E");
    for (const double seam : {180.0, -180.0, 179.99999})
        QCOMPARE(longitudeText(seam), "180°");
    QCOMPARE(longitudeText(360.0), "0°");
}

void DegreeTextTest::isRoundedToItsDecimals()
{
    QCOMPARE(placeText({36.254, 67.806}), "36.25° N 67.81° E");
    QCOMPARE(placeText({-4.5, -70.0}), "4.5° S 70° W");
    QCOMPARE(placeText({29.21875, 190.0}, 4), "29.2188° N 170° W");
}

void DegreeTextTest::takesTheDecimalSignOfTheLanguage()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(placeText({36.254, 67.806}), "36,25° N 67,81° E");
    QCOMPARE(latitudeText(-12.5), "12,5° S");
    QLocale::setDefault(before);
}

QTEST_GUILESS_MAIN(DegreeTextTest)
#include "degree_text_test.moc"
