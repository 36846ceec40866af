#include <QTest>

#include "geo/outlines.h"

#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <limits>

#include "fields/error.h"
#include "fields/resources.h"

using namespace shamal;

namespace {

QString shippedFile()
{
    return QString::fromStdString((resourcesFolder() / "outlines" / "natural-earth-50m.bin").string());
}

/// Distance from a place to the segment a-b, in degrees of latitude; good for short segments.
double degreesToSegment(LatLon place, LatLon a, LatLon b)
{
    const double shrink = std::cos(place.latitude * M_PI / 180.0);
    const double ax = (a.longitude - place.longitude) * shrink, ay = a.latitude - place.latitude;
    const double bx = (b.longitude - place.longitude) * shrink, by = b.latitude - place.latitude;
    const double length = std::hypot(bx - ax, by - ay);
    const double along = length > 0.0 ? -(ax * (bx - ax) + ay * (by - ay)) / (length * length) : 0.0;
    const double t = std::clamp(along, 0.0, 1.0);
    return std::hypot(ax + t * (bx - ax), ay + t * (by - ay));
}

double degreesToNearest(LatLon place, OutlineKind kind)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (const Outline& outline : naturalEarthOutlines()) {
        if (outline.kind != kind)
            continue;
        for (std::size_t i = 1; i < outline.points.size(); ++i)
            nearest = std::min(nearest, degreesToSegment(place, outline.points[i - 1], outline.points[i]));
    }
    return nearest;
}

}  // namespace

class OutlinesTest : public QObject {
    Q_OBJECT
private slots:
    void passWhereCoastsAre_data();
    void passWhereCoastsAre();
    void passWhereBordersAre_data();
    void passWhereBordersAre();
    void areFarFromTheOpenSeaAndTheInland();
    void neverJumpAcrossTheDateLine();
    void leaveOutEdgesThatOnlyClosePolygons();
    void areReadOnce();
    void refuseAnyDamagedCopy();
    void refuseAMissingFile();
};

void OutlinesTest::passWhereCoastsAre_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::newRow("Muscat") << 23.62 << 58.59;
    QTest::newRow("Cape Comorin") << 8.08 << 77.55;
    QTest::newRow("Land's End") << 50.07 << -5.72;
    QTest::newRow("Cape Agulhas") << -34.83 << 20.00;
    QTest::newRow("Kuwait City") << 29.38 << 47.99;
    QTest::newRow("Aqtau on the Caspian Sea") << 43.65 << 51.15;
}

void OutlinesTest::passWhereCoastsAre()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    const double distance = degreesToNearest({latitude, longitude}, OutlineKind::Coast);
    QVERIFY2(distance < 0.2, qPrintable(QString::number(distance)));
}

void OutlinesTest::passWhereBordersAre_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::newRow("Torkham, Afghanistan and Pakistan") << 34.12 << 71.09;
    QTest::newRow("Chaman, Afghanistan and Pakistan") << 30.92 << 66.45;
    QTest::newRow("Torugart, Kyrgyzstan and China") << 40.55 << 75.39;
    QTest::newRow("Safwan, Iraq and Kuwait") << 30.10 << 47.72;
}

void OutlinesTest::passWhereBordersAre()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    const double distance = degreesToNearest({latitude, longitude}, OutlineKind::Border);
    QVERIFY2(distance < 0.2, qPrintable(QString::number(distance)));
}

void OutlinesTest::areFarFromTheOpenSeaAndTheInland()
{
    QVERIFY(degreesToNearest({15.0, 64.0}, OutlineKind::Coast) > 5.0);   // Arabian Sea
    QVERIFY(degreesToNearest({47.0, 90.0}, OutlineKind::Coast) > 10.0);  // Dzungaria
    QVERIFY(degreesToNearest({15.0, 64.0}, OutlineKind::Border) > 5.0);
}

void OutlinesTest::neverJumpAcrossTheDateLine()
{
    for (const Outline& outline : naturalEarthOutlines()) {
        QVERIFY(outline.points.size() >= 2);
        for (std::size_t i = 0; i < outline.points.size(); ++i) {
            QVERIFY(std::abs(outline.points[i].longitude) <= 180.0);
            QVERIFY(std::abs(outline.points[i].latitude) <= 90.0);
            QVERIFY(i == 0 || std::abs(outline.points[i].longitude - outline.points[i - 1].longitude) < 30.0);
        }
    }
}

void OutlinesTest::leaveOutEdgesThatOnlyClosePolygons()
{
    for (const Outline& outline : naturalEarthOutlines()) {
        for (std::size_t i = 1; i < outline.points.size(); ++i) {
            const LatLon a = outline.points[i - 1], b = outline.points[i];
            QVERIFY(std::abs(a.longitude) < 179.99 || std::abs(b.longitude) < 179.99);
            QVERIFY(a.latitude > -89.0 || b.latitude > -89.0);
        }
    }
}

void OutlinesTest::areReadOnce()
{
    QCOMPARE(&naturalEarthOutlines(), &naturalEarthOutlines());
    QVERIFY(naturalEarthOutlines().size() > 1000);
}

void OutlinesTest::refuseAnyDamagedCopy()
{
    QFile shipped(shippedFile());
    QVERIFY(shipped.open(QIODevice::ReadOnly));
    const QByteArray whole = shipped.readAll();
    QVERIFY(whole.size() < 600 * 1024);

    QTemporaryDir folder;
    const QString copy = folder.filePath("copy.bin");
    const auto refuses = [&](const QByteArray& bytes) {
        QFile file(copy);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            return false;
        file.close();
        try {
            readOutlines(copy.toStdString());
        } catch (const InputError& error) {
            return QString(error.what()).contains("copy.bin");
        }
        return false;
    };
    QVERIFY(!refuses(whole));  // an undamaged copy is read
    for (const qsizetype length :
         {qsizetype{0}, qsizetype{7}, qsizetype{23}, qsizetype{24}, whole.size() / 2, whole.size() - 1})
        QVERIFY(refuses(whole.left(length)));
    for (const qsizetype place :
         {qsizetype{0}, qsizetype{8}, qsizetype{12}, qsizetype{16}, qsizetype{20}, whole.size() / 3}) {
        QByteArray damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
        QVERIFY2(refuses(damaged), qPrintable(QString::number(place)));
    }
    QVERIFY(refuses(whole + '\0'));
}

void OutlinesTest::refuseAMissingFile()
{
    QVERIFY_EXCEPTION_THROWN(readOutlines("/nowhere/outlines.bin"), InputError);
}

QTEST_GUILESS_MAIN(OutlinesTest)
#include "outlines_test.moc"
