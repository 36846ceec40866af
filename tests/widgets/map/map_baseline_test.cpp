// Maps as they looked when somebody looked at them: each is drawn again and compared with a stored picture.
// A picture that has to change is written anew with
//   SHAMAL_WRITE_BASELINES=1 ctest --preset dev -R map_baseline
// and looked at before it is committed.
#include "map_test_main.h"

#include "panels/map_board.h"

#include <QDir>
#include <QImage>

#include <cmath>
#include <functional>
#include <limits>

using shamal::LatLon;
using shamal::LatLonBox;
using shamal::Projection;
using shamal::ProjectionKind;

namespace {

// Letters come out a little different with another version of the font's renderer, lines with another of
// Mesa; cells do not. A pixel differs when a colour is off by more than this, and so many may.
constexpr int kTolerance = 48;
constexpr double kShare = 0.01;

constexpr QSize kSize(320, 220);
const LatLonBox kRegional{22.0, 40.0, 42.0, 66.0};

const ColourScale kLog{.kind = ColourScale::Kind::Log10, .minimum = 0.01, .maximum = 3.0};
const ColourScale kBoth{.minimum = -1.0, .maximum = 1.0, .palette = &divergingPalette(), .centred = true};

/// A ridge and a trough, a hole, and values below zero where `both` is set.
MapField waves(const shamal::Grid& grid, bool both = false)
{
    MapField field{grid, {}, "Waves", "2006-07-14", "Optical depth (1)", {}};
    for (const double latitude : grid.latitudes()) {
        for (const double longitude : grid.longitudes()) {
            const double wave = std::sin(longitude * M_PI / 30.0) * std::cos(latitude * M_PI / 22.0);
            field.values.push_back(static_cast<float>(both ? wave : std::pow(10.0, 1.5 * wave - 1.0)));
        }
    }
    return field;
}

shamal::Grid regionalGrid()
{
    return shamal::Grid::regular(20.5, 1.0, 21, 38.5, 1.0, 29);
}

shamal::Grid globalGrid()
{
    return shamal::Grid::regular(-87.5, 5.0, 36, -177.5, 5.0, 72);
}

using Draw = std::function<void(MapView&)>;

void show(MapView& view, MapField field, const LatLonBox& box, const ColourScale& scale = kLog)
{
    view.setField(std::move(field));
    view.setColourScale(scale);
    view.setView(box);
}

Draw regional(const ColourScale& scale, bool both = false)
{
    return [=](MapView& view) { show(view, waves(regionalGrid(), both), kRegional, scale); };
}

Draw projected(ProjectionKind kind)
{
    return [=](MapView& view) {
        view.setProjection(Projection::presetFor(kind, kRegional));
        show(view, waves(regionalGrid()), kRegional);
    };
}

Draw window(ProjectionKind kind, LatLon centre, const LatLonBox& box)
{
    return [=](MapView& view) {
        view.setProjection(Projection::preset(kind, centre, box));
        show(view, waves(globalGrid()), box);
    };
}

Draw selected(const shamal::RegionShape& shape)
{
    return [=](MapView& view) {
        show(view, waves(regionalGrid()), kRegional);
        shamal::RegionList regions;
        regions.add({"Here", shape});
        view.setRegions(regions);
    };
}

void withHole(MapView& view)
{
    MapField field = waves(regionalGrid());
    for (std::size_t row = 5; row < 12; ++row) {
        for (std::size_t column = 8; column < 15; ++column)
            field.values[row * field.grid.columns() + column] = std::numeric_limits<float>::quiet_NaN();
    }
    show(view, std::move(field), kRegional, {.minimum = 0.05, .maximum = 0.8});
}

ColourScale changed(ColourScale scale, const std::function<void(ColourScale&)>& change)
{
    change(scale);
    return scale;
}

QImage drawn(QWidget& widget)
{
    widget.resize(kSize);
    widget.show();
    if (!QTest::qWaitForWindowExposed(&widget))
        return {};
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

double shareOfDifferentPixels(const QImage& one, const QImage& other)
{
    const auto apart = [](QRgb a, QRgb b) {
        return std::max(
            {std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
    };
    int different = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x)
            different += apart(one.pixel(x, y), other.pixel(x, y)) > kTolerance ? 1 : 0;
    }
    return 1.0 * different / (one.width() * one.height());
}

/// Against the stored picture of that name; what is seen instead is left beside the test.
void compareWithBaseline(const QImage& seen, const QString& name)
{
    QVERIFY(!seen.isNull());
    const QString stored = QStringLiteral(SHAMAL_TEST_DATA "/baselines/%1.png").arg(name);
    if (qEnvironmentVariableIsSet("SHAMAL_WRITE_BASELINES")) {
        QVERIFY(QDir().mkpath(QFileInfo(stored).path()) && seen.save(stored));
        return;
    }
    const QImage expected = QImage(stored).convertToFormat(QImage::Format_RGB32);
    QVERIFY2(!expected.isNull(), qPrintable("no picture " + stored));
    QCOMPARE(seen.size(), expected.size());
    const double share = shareOfDifferentPixels(seen, expected);
    if (share > kShare) {
        const QString instead = QDir::current().filePath("map_baseline_" + name + ".png");
        seen.save(instead);
        QFAIL(qPrintable(QStringLiteral("%1 % of the pixels of %2 differ; seen: %3")
                             .arg(100.0 * share, 0, 'f', 2)
                             .arg(stored, instead)));
    }
}

}  // namespace

class MapBaselineTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void aMapLooksAsItDid_data();
    void aMapLooksAsItDid();
    void linkedMapsLookAsTheyDid();
    void aDifferentPictureIsTold();
};

void MapBaselineTest::initTestCase()
{
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(12);
    QApplication::setFont(font);
}

void MapBaselineTest::aMapLooksAsItDid_data()
{
    using Kind = ProjectionKind;
    QTest::addColumn<Draw>("draw");
    const auto row = [](const QString& name, const Draw& draw) { QTest::newRow(qPrintable(name)) << draw; };
    row("plate-carree", projected(Kind::PlateCarree));
    row("mercator", projected(Kind::Mercator));
    row("lambert-conformal", projected(Kind::LambertConformal));
    row("albers", projected(Kind::Albers));
    row("orthographic", projected(Kind::Orthographic));
    row("stereographic", projected(Kind::Stereographic));
    row("robinson", projected(Kind::Robinson));
    row("globe", window(Kind::Orthographic, {20.0, 45.0}, {-90.0, 90.0, -180.0, 180.0}));
    row("robinson-earth", window(Kind::Robinson, {0.0, 0.0}, {-90.0, 90.0, -180.0, 180.0}));
    row("date-line-plate-carree", window(Kind::PlateCarree, {-30.0, 180.0}, {-50.0, -10.0, 150.0, 210.0}));
    row("date-line-albers", window(Kind::Albers, {-30.0, 180.0}, {-50.0, -10.0, 150.0, 210.0}));
    row("north-pole", window(Kind::Stereographic, {90.0, 0.0}, {60.0, 90.0, -180.0, 180.0}));
    row("south-pole", window(Kind::Stereographic, {-90.0, 0.0}, {-90.0, -60.0, -180.0, 180.0}));
    row("log10", regional(kLog));
    row("symmetric-log", regional(changed(kBoth,
                                          [](ColourScale& s) {
                                              s.kind = ColourScale::Kind::SymmetricLog;
                                              s.threshold = 0.1;
                                          }),
                                  true));
    row("difference", regional(kBoth, true));
    row("classes", regional(changed(kLog, [](ColourScale& s) { s.steps = 6; })));
    row("reversed", regional(changed(kLog, [](ColourScale& s) { s.reversed = true; })));
    for (const Palette& palette : palettes())
        row("palette-" + palette.name.toLower().replace(' ', '-'),
            regional(changed(palette.diverging ? kBoth : kLog, [&](ColourScale& s) { s.palette = &palette; }),
                     palette.diverging));
    row("missing-and-outside", withHole);
    row("rectangle", selected(LatLonBox{26.0, 34.0, 46.0, 58.0}));
    row("polygon", selected(shamal::Polygon{{{{{25, 45}, {36, 48}, {30, 60}, {24, 55}}, {}}}}));
    row("ellipse", selected(shamal::Ellipse{{31.0, 54.0}, 700.0, 300.0, 60.0}));
}

void MapBaselineTest::aMapLooksAsItDid()
{
    QFETCH(Draw, draw);
    MapView view;
    draw(view);
    compareWithBaseline(drawn(view), QString::fromLatin1(QTest::currentDataTag()));
}

void MapBaselineTest::linkedMapsLookAsTheyDid()
{
    MapBoard board;
    board.closeMap(3);
    board.closeMap(2);
    for (int map : {0, 1})
        show(board.view(map), waves(regionalGrid()), kRegional,
             map == 0 ? kLog : ColourScale{.maximum = 3.0});
    board.resize(2 * kSize.width(), kSize.height());
    board.show();
    QVERIFY(QTest::qWaitForWindowExposed(&board));
    // The pointer over the left one shows in the right one; what moved it moves both.
    QTest::keyClick(&board.view(0), Qt::Key_Plus);
    QTest::mouseMove(&board.view(0), board.view(0).toWidget({31.0, 52.0}).toPoint());
    compareWithBaseline(board.grab().toImage().convertToFormat(QImage::Format_RGB32), "linked");
}

void MapBaselineTest::aDifferentPictureIsTold()
{
    QImage white(kSize, QImage::Format_RGB32), spotted(kSize, QImage::Format_RGB32);
    white.fill(Qt::white);
    spotted.fill(Qt::white);
    for (int i = 0; i < kSize.width(); ++i) {
        for (int j = 0; j < 3; ++j)
            spotted.setPixel(i, j, qRgb(150, 150, 150));
    }
    QVERIFY(shareOfDifferentPixels(white, white) == 0.0);
    QVERIFY(shareOfDifferentPixels(white, spotted) > kShare);
}

SHAMAL_MAP_TEST_MAIN(MapBaselineTest)
#include "map_baseline_test.moc"
