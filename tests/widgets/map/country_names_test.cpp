#include "map_test_main.h"

#include "map/country_names.h"
#include "map/known_outlines.h"
#include "map/map_details.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <cmath>

using shamal::Projection;
using shamal::ProjectionKind;

namespace {

const QRectF kFrame(50.0, 20.0, 640.0, 420.0);

FrameStyle style()
{
    FrameStyle made;
    made.small.setPixelSize(11);
    return made;
}

MapGeometry over(ProjectionKind kind, const shamal::LatLonBox& box)
{
    return MapGeometry::fitted(MapExtent::of(Projection::presetFor(kind, box), box), kFrame);
}

const std::vector<shamal::LatLonBox> kBoxes{shamal::LatLonBox{},
                                            shamal::kAreaA0,
                                            shamal::kAreaA1,
                                            {35.0, 70.0, -10.0, 40.0},
                                            {40.0, 75.0, 150.0, 200.0},
                                            {50.0, 90.0, -180.0, 180.0}};

QStringList textsOf(const std::vector<CountryName>& names)
{
    QStringList texts;
    for (const CountryName& name : names)
        texts << name.text;
    return texts;
}

}  // namespace

class CountryNamesTest : public QObject {
    Q_OBJECT
private slots:
    void namesNeverMeetNorLeaveTheFrame_data();
    void namesNeverMeetNorLeaveTheFrame();
    void aNameIsCentredInItsCountry();
    void theBroadestPlaceIsNotNearerToABorderThanOthers();
    void panningMovesNamesWithTheGround();
    void whatIsTakenStaysFree();
    void wordsStayWordsInAFigure();
};

void CountryNamesTest::namesNeverMeetNorLeaveTheFrame_data()
{
    QTest::addColumn<int>("kind");
    for (const ProjectionKind kind : shamal::kPresetProjections)
        QTest::addRow("projection %d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void CountryNamesTest::namesNeverMeetNorLeaveTheFrame()
{
    QFETCH(int, kind);
    for (const auto& box : kBoxes) {
        const auto names = countryNamesIn(over(static_cast<ProjectionKind>(kind), box), style(), {});
        QVERIFY2(!names.empty(), qPrintable(QString("from %1 N").arg(box.south)));
        for (std::size_t i = 0; i < names.size(); ++i) {
            QVERIFY(kFrame.contains(names[i].area));
            const double wide = QFontMetricsF(style().small).horizontalAdvance(names[i].text);
            QVERIFY(names[i].area.width() >= wide);
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!names[i].area.intersects(names[j].area), qPrintable(names[i].text));
        }
        QStringList texts = textsOf(names);
        QCOMPARE(texts.removeDuplicates(), 0);
    }
}

void CountryNamesTest::aNameIsCentredInItsCountry()
{
    for (const ProjectionKind kind : shamal::kPresetProjections) {
        for (const auto& box : kBoxes) {
            const auto geometry = over(kind, box);
            for (const CountryName& name : countryNamesIn(geometry, style(), {})) {
                const QFontMetricsF text(style().small);
                const QPointF middle =
                    name.baseline + QPointF(text.horizontalAdvance(name.text) / 2.0, -text.capHeight() / 2.0);
                const auto place = geometry.toGeographic(middle);
                const auto country = place ? knownCountry(*place) : std::nullopt;
                QVERIFY2(country, qPrintable(name.text));
                QCOMPARE(QString::fromStdString(knownCountries()[*country].name), name.text);
            }
        }
    }
}

void CountryNamesTest::theBroadestPlaceIsNotNearerToABorderThanOthers()
{
    const auto geometry = over(ProjectionKind::LambertConformal, shamal::kAreaA0);
    const auto names = countryNamesIn(geometry, style(), {});
    const auto afghanistan = std::ranges::find(names, QStringLiteral("Afghanistan"), &CountryName::text);
    QVERIFY(afghanistan != names.end());
    const auto isInside = [&](QPointF at) {
        const auto place = geometry.toGeographic(at);
        const auto country = place ? knownCountry(*place) : std::nullopt;
        return geometry.frame.contains(at) && country && knownCountries()[*country].name == "Afghanistan";
    };
    // The half side of the largest square about a point within the country, to a pixel.
    const auto room = [&](QPointF at) {
        for (int half = 0;; ++half) {
            for (int along = -half; along <= half; ++along) {
                for (const QPointF side : {QPointF(along, -half), QPointF(along, half), QPointF(-half, along),
                                           QPointF(half, along)}) {
                    if (!isInside(at + side))
                        return half;
                }
            }
        }
    };
    int most = 0;
    for (double y = kFrame.top(); y < kFrame.bottom(); y += 10.0) {
        for (double x = kFrame.left(); x < kFrame.right(); x += 10.0)
            most = std::max(most, room({x, y}));
    }
    const QFontMetricsF text(style().small);
    const QPointF middle = afghanistan->baseline +
                           QPointF(text.horizontalAdvance(afghanistan->text) / 2.0, -text.capHeight() / 2.0);
    QVERIFY2(room(middle) >= most - 12, qPrintable(QString("%1 of %2").arg(room(middle)).arg(most)));
}

void CountryNamesTest::panningMovesNamesWithTheGround()
{
    const auto geometry = over(ProjectionKind::Mercator, {15.0, 40.0, 40.0, 80.0});
    const auto before = countryNamesIn(geometry, style(), {});
    const QPointF by(5.0, 3.0);
    const auto after = countryNamesIn(geometry.panned(by), style(), {});
    // Countries that the frame cuts are another matter.
    for (const QString& whole : {QStringLiteral("Iran"), QStringLiteral("Afghanistan")}) {
        const auto was = std::ranges::find(before, whole, &CountryName::text);
        const auto is = std::ranges::find(after, whole, &CountryName::text);
        QVERIFY(was != before.end() && is != after.end());
        const QPointF away = is->baseline - was->baseline - by;
        QVERIFY(std::hypot(away.x(), away.y()) < 1e-6);
    }
}

void CountryNamesTest::whatIsTakenStaysFree()
{
    const auto geometry = over(ProjectionKind::PlateCarree, shamal::kAreaA0);
    const auto names = countryNamesIn(geometry, style(), {});
    QVERIFY(textsOf(names).contains("Afghanistan"));
    const QRectF taken = std::ranges::find(names, QStringLiteral("Afghanistan"), &CountryName::text)->area;
    QVERIFY(!textsOf(countryNamesIn(geometry, style(), {taken})).contains("Afghanistan"));
}

void CountryNamesTest::wordsStayWordsInAFigure()
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize({740, 460});
    {
        QPainter painter(&generator);
        KnownCountryNames names;
        paintDetails(painter, over(ProjectionKind::Albers, shamal::kAreaA0), style(),
                     {.scaleBar = true, .countryNames = true}, names);
    }
    QVERIFY(bytes.contains("Afghanistan"));
    QVERIFY(bytes.contains(" km<"));
}

SHAMAL_MAP_TEST_MAIN(CountryNamesTest)
#include "country_names_test.moc"
