#include "map_test_main.h"

#include "map/palette.h"
#include "map/view_link.h"

#include <QPainter>
#include <QSignalSpy>

#include <cmath>

namespace {

shamal::Grid openSea()
{
    return shamal::Grid::regular(-50.0, 1.0, 8, -130.0, 1.25, 10);
}

/// Every cell another value, in an order that `step` tells.
MapField patterned(const shamal::Grid& grid, const QString& title, std::size_t step)
{
    MapField field{grid, {}, title, "2006-07-14", "Dust extinction optical depth (1)", {}};
    for (std::size_t i = 0; i < grid.cells(); ++i)
        field.values.push_back(static_cast<float>((i * step) % 101) / 100.0f);
    return field;
}

MapField even(const QString& title, float value)
{
    MapField field = patterned(openSea(), title, 1);
    field.values.assign(field.grid.cells(), value);
    return field;
}

bool alike(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) <= 2 && std::abs(a.green() - b.green()) <= 2 &&
           std::abs(a.blue() - b.blue()) <= 2;
}

QColor pixelAt(const QImage& image, QPointF place)
{
    return image.pixelColor(static_cast<int>(place.x()), static_cast<int>(place.y()));
}

void show(MapView& view, const shamal::Projection& projection)
{
    view.resize(640, 420);
    view.setField(patterned(openSea(), "MERRA-2 · DUEXTTAU", 37));
    view.setProjection(projection);
    view.setView(openSea().bounds());
    view.setSwipe(SwipeField{.field = patterned(openSea(), "G5NR · DUEXTTAU", 53)});
    view.show();
}

/// Whether every cell left of the edge has its colour in the one field, right of it in the other, and
/// how many there were.
std::pair<int, int> cellsOnEachSide(MapView& view)
{
    const MapField& left = view.field();
    const MapField& right = view.swipe()->field;
    const QImage image = view.grabFramebuffer();
    std::pair<int, int> count;
    for (std::size_t cell = 0; cell < left.grid.cells(); ++cell) {
        // Beside graticule lines, which run through centres.
        auto point = left.grid.centre(cell / left.grid.columns(), cell % left.grid.columns());
        point.latitude += 0.21;
        point.longitude += 0.4;
        const QPointF place = view.toWidget(point);
        const double aside = place.x() - view.swipeEdge();
        if (std::abs(aside) < 8.0)
            continue;  // under the grip
        const MapField& seen = aside < 0.0 ? left : right;
        if (!alike(pixelAt(image, place), view.colourScale().colour(seen.values[cell])) ||
            view.fieldAt(point) != &seen)
            return {0, 0};
        ++(aside < 0.0 ? count.first : count.second);
    }
    return count;
}

void dragEdge(MapView& view, double to)
{
    const int y = view.rect().center().y() - 60;
    const QPoint from(static_cast<int>(view.swipeEdge()), y);
    QTest::mouseMove(&view, from);
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&view, QPoint(static_cast<int>(to), y));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, QPoint(static_cast<int>(to), y));
}

}  // namespace

class SwipeTest : public QObject {
    Q_OBJECT
private slots:
    void eachSideOfTheEdgeHasItsField_data();
    void eachSideOfTheEdgeHasItsField();
    void theEdgeIsMovedByKeysAndTakenBack();
    void aScaleOfItsOwnColoursTheOtherField();
    void itsOwnScaleIsEditedOnItsBar();
    void aScaleOfAGroupIsSharedWithTheLinkedMapsOfIt();
    void whatIsMissingIsSaid();
    void takenAwayTheMapIsWholeAgain();
    void figuresShowBothFields_data();
    void figuresShowBothFields();
    void theHeadingNamesBothOnce();
};

void SwipeTest::eachSideOfTheEdgeHasItsField_data()
{
    QTest::addColumn<int>("kind");
    for (const shamal::ProjectionKind kind : shamal::kPresetProjections)
        QTest::addRow("kind %d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void SwipeTest::eachSideOfTheEdgeHasItsField()
{
    QFETCH(int, kind);
    MapView view;
    show(view, shamal::Projection::presetFor(static_cast<shamal::ProjectionKind>(kind), openSea().bounds()));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto [left, right] = cellsOnEachSide(view);
    QVERIFY2(left >= 24 && right >= 24, qPrintable(QString("%1 and %2").arg(left).arg(right)));

    const shamal::LatLonBox before = view.view();
    dragEdge(view, view.swipeEdge() + 120.0);
    QVERIFY(view.view() == before);
    const auto [more, fewer] = cellsOnEachSide(view);
    QVERIFY2(more > left && fewer < right && fewer > 0,
             qPrintable(QString("%1 and %2").arg(more).arg(fewer)));
}

void SwipeTest::theEdgeIsMovedByKeysAndTakenBack()
{
    MapView view;
    show(view, shamal::Projection::plateCarree(1.0));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const double middle = view.swipeEdge();
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(view.swipeEdge() > middle);
    QTest::keyClick(&view, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(view.swipeEdge(), middle);
    const QPoint grip(static_cast<int>(middle), view.rect().center().y());
    QTest::mousePress(&view, Qt::LeftButton, {}, grip);
    QTest::mouseMove(&view, grip + QPoint(90, 0));
    QVERIFY(view.swipeEdge() > middle + 80.0);
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(view.swipeEdge(), middle);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, grip);
    dragEdge(view, 5000.0);
    QCOMPARE(view.swipeShare(), 1.0);
    QTest::mouseDClick(&view, Qt::LeftButton, {}, QPoint(static_cast<int>(view.swipeEdge()), 200));
    QCOMPARE(view.swipeEdge(), middle);
}

void SwipeTest::aScaleOfItsOwnColoursTheOtherField()
{
    MapView view;
    show(view, shamal::Projection::plateCarree(1.0));
    view.setField(even("MERRA-2 · DUEXTTAU", 0.25f));
    ColourScale wide;
    wide.maximum = 4.0;
    view.setSwipe(SwipeField{.field = even("G5NR · DUEXTTAU", 0.25f), .scale = wide});
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const shamal::LatLon left{-47.8, -128.0};
    const shamal::LatLon right{-47.8, -120.0};
    QImage image = view.grabFramebuffer();
    QVERIFY(alike(pixelAt(image, view.toWidget(left)), view.colourScale().colour(0.25f)));
    QVERIFY(alike(pixelAt(image, view.toWidget(right)), wide.colour(0.25f)));
    QVERIFY(!alike(view.colourScale().colour(0.25f), wide.colour(0.25f)));
    // Without one, it follows that of the map.
    view.setSwipe(SwipeField{.field = even("G5NR · DUEXTTAU", 0.25f)});
    view.setColourScale(wide);
    image = view.grabFramebuffer();
    QVERIFY(alike(pixelAt(image, view.toWidget(right)), wide.colour(0.25f)));
}

void SwipeTest::itsOwnScaleIsEditedOnItsBar()
{
    MapView view;
    show(view, shamal::Projection());
    QVERIFY(view.swipeBarBody().isEmpty());
    SwipeField swipe{.field = patterned(openSea(), "G5NR · DUEXTTAU", 53)};
    swipe.scale = ColourScale{.minimum = 0.0, .maximum = 10.0};
    view.setSwipe(swipe);
    const ColourScale before = view.colourScale();
    const QRectF bar = view.swipeBarBody();
    QVERIFY(bar.height() > bar.width() && !bar.intersects(view.colourBarBody()));
    QSignalSpy edited(&view, &MapView::swipeScaleEdited);
    const auto at = [&](double position) {
        return QPoint(qRound(bar.center().x()), qRound(bar.bottom() - position * bar.height()));
    };
    QTest::mousePress(&view, Qt::LeftButton, {}, at(1.0));
    QTest::mouseMove(&view, at(0.75));
    QTest::mouseMove(&view, at(0.5));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, at(0.5));
    QCOMPARE(view.swipeScale().minimum, 0.0);
    QVERIFY(std::abs(view.swipeScale().maximum - 5.0) < 0.2);
    QVERIFY(view.colourScale() == before);
    QVERIFY(!edited.empty());
}

void SwipeTest::aScaleOfAGroupIsSharedWithTheLinkedMapsOfIt()
{
    ViewLink link;
    MapView swiped, like, other;
    for (MapView* view : {&swiped, &like, &other}) {
        view->setField(even("MERRA-2 · DUEXTTAU", 0.2f));
        link.add(view);
    }
    SwipeField swipe{.field = even("G5NR − MERRA-2", 0.1f)};
    swipe.scale = ColourScale{.minimum = -1.0, .maximum = 1.0};
    swipe.scaleOf = "difference";
    swiped.setSwipe(swipe);
    link.setColourGroup(&swiped, "field");
    link.setColourGroup(&like, "difference");
    link.setColourGroup(&other, "field");
    const ColourScale untouched = other.colourScale();
    const ColourScale edited{.minimum = -3.0, .maximum = 3.0};
    emit swiped.swipeScaleEdited(edited);
    QVERIFY(like.colourScale() == edited);
    QVERIFY(other.colourScale() == untouched && swiped.colourScale() == untouched);
    const ColourScale back{.minimum = -2.0, .maximum = 2.0};
    link.editColours(&like, back);
    QVERIFY(swiped.swipeScale() == back);
    link.setColoursLinked(false);
    emit swiped.swipeScaleEdited(edited);
    QVERIFY(like.colourScale() == back);
}

void SwipeTest::whatIsMissingIsSaid()
{
    MapView view;
    show(view, shamal::Projection::plateCarree(1.0));
    view.setSwipe(SwipeField{.explanation = "Nothing downscaled yet."});
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const shamal::LatLon left{-47.8, -128.0};
    const shamal::LatLon right{-45.8, -119.5};
    const QImage image = view.grabFramebuffer();
    QVERIFY(alike(pixelAt(image, view.toWidget(right)), view.palette().color(QPalette::Window)));
    QVERIFY(view.fieldAt(left) == &view.field());
    QVERIFY(view.fieldAt(right) == nullptr);
}

void SwipeTest::takenAwayTheMapIsWholeAgain()
{
    MapView view;
    show(view, shamal::Projection::plateCarree(1.0));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.grabFramebuffer();
    view.setSwipe(std::nullopt);
    const shamal::LatLon right{-47.79, -119.73};
    QVERIFY(view.fieldAt(right) == &view.field());
    QVERIFY(alike(pixelAt(view.grabFramebuffer(), view.toWidget(right)),
                  view.colourScale().colour(*view.valueAt(right))));
}

void SwipeTest::figuresShowBothFields_data()
{
    eachSideOfTheEdgeHasItsField_data();
}

void SwipeTest::figuresShowBothFields()
{
    QFETCH(int, kind);
    MapView view;
    show(view, shamal::Projection::presetFor(static_cast<shamal::ProjectionKind>(kind), openSea().bounds()));
    view.setField(even("MERRA-2 · DUEXTTAU", 0.2f));
    view.setSwipe(SwipeField{.field = even("G5NR · DUEXTTAU", 0.8f)});
    view.setSwipeShare(0.25);
    QImage image(900, 600, QImage::Format_RGB32);
    QPainter painter(&image);
    view.paintFigure(painter, image.rect());
    painter.end();
    int left = 0;
    int right = 0;
    int lastLeft = -1;
    int firstRight = image.width();
    for (int x = 0; x < image.width(); ++x) {
        const QColor pixel = image.pixelColor(x, image.height() / 2 + 17);
        if (alike(pixel, view.colourScale().colour(0.2f))) {
            ++left;
            lastLeft = x;
        } else if (alike(pixel, view.colourScale().colour(0.8f))) {
            ++right;
            firstRight = std::min(firstRight, x);
        }
    }
    QVERIFY2(left > 60 && right > 180, qPrintable(QString("%1 and %2").arg(left).arg(right)));
    QVERIFY(lastLeft < firstRight);
}

void SwipeTest::theHeadingNamesBothOnce()
{
    MapField left = even("MERRA-2 · DUEXTTAU", 0.0f);
    MapField right = even("G5NR · DUEXTTAU", 0.0f);
    QCOMPARE(headingOf(left, right).title, "MERRA-2 | G5NR · DUEXTTAU");
    QCOMPARE(headingOf(left, right).date, "2006-07-14");
    right.title = "Downscaled · mean";
    right.date = "JJA, 92 days";
    QCOMPARE(headingOf(left, right).title, "MERRA-2 · DUEXTTAU | Downscaled · mean");
    QCOMPARE(headingOf(left, right).date, "2006-07-14 | JJA, 92 days");
    left.title = "G5NR − MERRA-2";
    QCOMPARE(headingOf(left, right).title, "G5NR − MERRA-2 | Downscaled");
}

SHAMAL_MAP_TEST_MAIN(SwipeTest)
#include "swipe_test.moc"
