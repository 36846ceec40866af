#include "map_test_main.h"

#include "map/cell_tiles.h"
#include "map/frame_style.h"

#include <QPainter>

#include <cmath>
#include <limits>
#include <random>

using shamal::LatLon;
using shamal::LatLonBox;
using shamal::Projection;
using shamal::ProjectionKind;

namespace {

struct Window {
    const char* name;
    shamal::Grid grid;
    LatLon centre;
};

std::vector<Window> windows()
{
    return {{"the whole Earth", shamal::Grid::regular(-85.0, 10.0, 18, -175.0, 10.0, 36), {20.0, 30.0}},
            {"across the date line", shamal::Grid::regular(-58.0, 2.0, 10, 168.0, 2.5, 10), {-49.0, 179.25}},
            {"the north pole", shamal::Grid::regular(61.0, 2.0, 15, 5.0, 10.0, 36), {90.0, 0.0}},
            {"the south pole by half cells",
             shamal::Grid(std::vector<double>{-90.0, -88.0, -86.0, -84.0, -82.0, -80.0},
                          [] {
                              std::vector<double> longitudes;
                              for (int i = 0; i < 18; ++i)
                                  longitudes.push_back(20.0 * i);
                              return longitudes;
                          }()),
             {-90.0, 50.0}}};
}

MapField randomField(const shamal::Grid& grid)
{
    MapField field{grid, {}, "Random", {}, "AOD (1)", {}};
    std::mt19937 random(5);
    for (std::size_t i = 0; i < grid.cells(); ++i)
        field.values.push_back(static_cast<float>(random() % 1000) / 1000.0f);
    return field;
}

bool alike(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) <= 2 && std::abs(a.green() - b.green()) <= 2 &&
           std::abs(a.blue() - b.blue()) <= 2;
}

QColor pixelAt(const QImage& image, QPointF place)
{
    const QPoint pixel(static_cast<int>(std::floor(place.x())), static_cast<int>(std::floor(place.y())));
    return image.rect().contains(pixel) ? image.pixelColor(pixel) : QColor();
}

/// Height and width of a cell on the screen, the smaller; nothing where a part of it is not shown.
double extent(const MapView& view, LatLon centre, double high, double wide)
{
    const auto between = [&](LatLon a, LatLon b) {
        const QPointF away = view.toWidget(a) - view.toWidget(b);
        return std::hypot(away.x(), away.y());
    };
    const double size = std::min(between({centre.latitude - 0.5 * high, centre.longitude},
                                         {centre.latitude + 0.5 * high, centre.longitude}),
                                 between({centre.latitude, centre.longitude - 0.5 * wide},
                                         {centre.latitude, centre.longitude + 0.5 * wide}));
    return std::isfinite(size) ? size : 0.0;
}

}  // namespace

class MapProjectionTest : public QObject {
    Q_OBJECT
private slots:
    void everyCellHasItsColourWhereItIsProjected_data();
    void everyCellHasItsColourWhereItIsProjected();
    void aCellIsNowhereElse_data();
    void aCellIsNowhereElse();
    void tilesHoldTheCellUnderEachPixel_data();
    void tilesHoldTheCellUnderEachPixel();
    void offTheEarthThereIsNeitherPlaceNorValue();
    void theViewKeepsItsMiddleWhenTheProjectionChanges();
    void aRectangleAcrossTheCutIsNarrow();
    void copiedViewsShareTheProjection();
    void figuresShowTheSameCells_data();
    void figuresShowTheSameCells();

private:
    /// From `first` on, in the order of the kinds.
    static void addEveryProjection(ProjectionKind first = ProjectionKind::PlateCarree);
};

void MapProjectionTest::addEveryProjection(ProjectionKind first)
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("window");
    const auto all = windows();
    for (const ProjectionKind kind : shamal::kPresetProjections) {
        if (kind < first)
            continue;
        for (std::size_t window = 0; window < all.size(); ++window)
            QTest::addRow("kind %d, %s", static_cast<int>(kind), all[window].name)
                << static_cast<int>(kind) << static_cast<int>(window);
    }
}

void MapProjectionTest::everyCellHasItsColourWhereItIsProjected_data()
{
    addEveryProjection();
}

void MapProjectionTest::everyCellHasItsColourWhereItIsProjected()
{
    QFETCH(int, kind);
    QFETCH(int, window);
    const Window place = windows()[static_cast<std::size_t>(window)];
    const auto projection =
        Projection::preset(static_cast<ProjectionKind>(kind), place.centre, place.grid.bounds());
    MapView view;
    view.resize(900, 700);
    const MapField field = randomField(place.grid);
    view.setField(field);
    view.setProjection(projection);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.grabFramebuffer();
    const auto latitudes = place.grid.latitudeEdges();
    const auto longitudes = place.grid.longitudeEdges();
    int judged = 0;
    double share = 0.0;
    for (std::size_t row = 0; row < place.grid.rows(); ++row) {
        for (std::size_t column = 0; column < place.grid.columns(); ++column) {
            const LatLon centre{(latitudes[row] + latitudes[row + 1]) / 2.0,
                                (longitudes[column] + longitudes[column + 1]) / 2.0};
            const double high = latitudes[row + 1] - latitudes[row];
            const double wide = longitudes[column + 1] - longitudes[column];
            // Lines run through some pixels, and a smaller cell has too few of its own.
            if (extent(view, centre, high, wide) < 10.0)
                continue;
            const QColor meant = view.colourScale().colour(field.values[row * place.grid.columns() + column]);
            int right = 0;
            for (int up = -3; up <= 3; ++up) {
                for (int across = -3; across <= 3; ++across) {
                    const QPointF at = view.toWidget(
                        {centre.latitude + 0.13 * up * high, centre.longitude + 0.13 * across * wide});
                    right += alike(pixelAt(image, at), meant) ? 1 : 0;
                }
            }
            ++judged;
            share += right / 49.0;
            QVERIFY2(right >= 6,
                     qPrintable(QString("row %1 column %2: %3 of 49").arg(row).arg(column).arg(right)));
        }
    }
    // Half a cell aside a quarter would be left.
    QVERIFY2(share > 0.75 * judged, qPrintable(QString::number(share / judged)));
    QVERIFY2(judged >= 10, qPrintable(QString::number(judged)));
}

void MapProjectionTest::aCellIsNowhereElse_data()
{
    addEveryProjection();
}

void MapProjectionTest::aCellIsNowhereElse()
{
    QFETCH(int, kind);
    QFETCH(int, window);
    const Window place = windows()[static_cast<std::size_t>(window)];
    MapView view;
    view.resize(900, 700);
    MapField field = randomField(place.grid);
    std::ranges::fill(field.values, 0.0f);
    const std::size_t row = place.grid.rows() / 2, column = place.grid.columns() / 2;
    field.values[row * place.grid.columns() + column] = 1.0f;
    view.setField(field);
    view.setProjection(
        Projection::preset(static_cast<ProjectionKind>(kind), place.centre, place.grid.bounds()));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.grabFramebuffer();
    const QColor meant = view.colourScale().colour(1.0f);
    const auto latitudes = place.grid.latitudeEdges();
    const auto longitudes = place.grid.longitudeEdges();
    const LatLonBox cell{latitudes[row], latitudes[row + 1], longitudes[column], longitudes[column + 1]};
    int coloured = 0, inside = 0, wrong = 0;
    const int barStart = static_cast<int>(0.86 * image.width());
    for (int y = 30; y < image.height() - 40; ++y) {
        for (int x = 60; x < barStart; ++x) {
            const bool is = alike(image.pixelColor(x, y), meant);
            const bool counted = x % 4 == 0 && y % 4 == 0;
            if (!is && !counted)
                continue;
            const auto point = view.toGeographic(QPointF(x + 0.5, y + 0.5));
            const bool within = point && cell.contains(*point);
            coloured += is && counted ? 1 : 0;
            inside += within && counted ? 1 : 0;
            if (!is || within)
                continue;
            // Within a pixel of the cell all the same?
            bool close = false;
            for (const QPointF step :
                 {QPointF(1.2, 0), QPointF(-1.2, 0), QPointF(0, 1.2), QPointF(0, -1.2)}) {
                const auto beside = view.toGeographic(QPointF(x + 0.5, y + 0.5) + step);
                close = close || (beside && cell.contains(*beside));
            }
            wrong += close ? 0 : 1;
        }
    }
    QCOMPARE(wrong, 0);
    QVERIFY2(inside > 3 && coloured > 0.6 * inside - 3 && coloured < 1.12 * inside + 5,
             qPrintable(QString("%1 coloured, %2 inside").arg(coloured).arg(inside)));
}

void MapProjectionTest::tilesHoldTheCellUnderEachPixel_data()
{
    addEveryProjection(ProjectionKind::Mercator);  // plate carrée is drawn without tiles
}

void MapProjectionTest::tilesHoldTheCellUnderEachPixel()
{
    QFETCH(int, kind);
    QFETCH(int, window);
    const Window place = windows()[static_cast<std::size_t>(window)];
    const auto projection =
        Projection::preset(static_cast<ProjectionKind>(kind), place.centre, place.grid.bounds());
    const auto whole = projection.boundsOf(place.grid.bounds());
    const double units = std::max(whole.width(), whole.height()) / 600.0;
    const CellTiles tiles = cellTiles(projection, place.grid, whole, units);
    const auto middle = tiles.area.centre();
    const auto latitudes = place.grid.latitudeEdges();
    const auto longitudes = place.grid.longitudeEdges();
    double covered = 0.0;
    for (std::size_t tile = 0; tile + 3 < tiles.places.size(); tile += 4) {
        double x = 0.0, y = 0.0, u = 0.0, v = 0.0;
        for (std::size_t corner = tile; corner < tile + 4; ++corner) {
            x += tiles.places[corner][0] / 4.0;
            y += tiles.places[corner][1] / 4.0;
            u += tiles.texels[corner][0] / 4.0;
            v += tiles.texels[corner][1] / 4.0;
        }
        const double side = (tiles.places[tile + 1][0] - tiles.places[tile][0]) / units;
        covered += side * side;
        const auto point = projection.inverse(shamal::PlanePoint{middle.x + x, middle.y + y});
        QVERIFY(point);
        const auto row = static_cast<std::size_t>(v * static_cast<double>(place.grid.rows()));
        const double columns = (u - std::floor(u)) * static_cast<double>(place.grid.columns());
        const auto column = std::min(static_cast<std::size_t>(columns), place.grid.columns() - 1);
        // A tenth of a cell or half a pixel of play.
        const double play = 0.5 * units / 111000.0;
        const double high = latitudes[row + 1] - latitudes[row];
        QVERIFY(point->latitude > latitudes[row] - 0.1 * high - play &&
                point->latitude < latitudes[row + 1] + 0.1 * high + play);
        const double wide = longitudes[column + 1] - longitudes[column];
        const double east = std::remainder(point->longitude - (longitudes[column] + wide / 2.0), 360.0);
        const double shrink = std::max(0.02, std::cos(point->latitude * M_PI / 180.0));
        QVERIFY2(
            std::abs(east) < 0.6 * wide + play / shrink || std::abs(point->latitude) > 89.0,
            qPrintable(QString("%1 %2 column %3").arg(point->latitude).arg(point->longitude).arg(column)));
    }
    QVERIFY(covered > 5000.0);
    QVERIFY2(tiles.places.size() / 4 < 40000, qPrintable(QString::number(tiles.places.size() / 4)));
}

void MapProjectionTest::offTheEarthThereIsNeitherPlaceNorValue()
{
    MapView view;
    view.resize(900, 700);
    view.setField(randomField(windows()[0].grid));
    view.setProjection(Projection::preset(ProjectionKind::Orthographic, {20.0, 30.0}, {}));
    QVERIFY(std::isnan(view.toWidget({-20.0, -150.0}).x()));
    const QPointF middle = view.toWidget({20.0, 30.0});
    QVERIFY(view.toGeographic(middle) && !view.toGeographic({70.0, 40.0}));
    QVERIFY(view.centre() && std::abs(view.centre()->longitude - 30.0) < 1e-6);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QColor outside = FrameStyle::ofWidget(view).outside;
    QVERIFY(alike(view.grabFramebuffer().pixelColor(90, 50), outside));
}

void MapProjectionTest::theViewKeepsItsMiddleWhenTheProjectionChanges()
{
    MapView view;
    view.resize(900, 700);
    view.setField(randomField(windows()[0].grid));
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(&view, Qt::Key_Plus);
    QTest::keyClick(&view, Qt::Key_Up);
    const LatLon before = *view.centre();
    for (const ProjectionKind kind : shamal::kPresetProjections) {
        view.setProjection(Projection::preset(kind, {20.0, 10.0}, {0.0, 50.0, -20.0, 40.0}));
        QVERIFY(view.centre());
        QVERIFY(shamal::greatCircleKm(*view.centre(), before) < 1.0);
    }
}

void MapProjectionTest::aRectangleAcrossTheCutIsNarrow()
{
    MapView view;
    view.resize(900, 700);
    view.setField(randomField(windows()[1].grid));
    view.setProjection(
        Projection::preset(ProjectionKind::LambertConformal, {-49.0, 179.25}, windows()[1].grid.bounds()));
    view.setTool(MapView::Tool::Select);
    std::optional<LatLonBox> drawn;
    connect(&view, &MapView::regionDrawn, this,
            [&](const shamal::RegionShape& shape) { drawn = std::get<LatLonBox>(shape); });
    const QPoint from = view.toWidget({-45.0, 175.0}).toPoint();
    const QPoint to = view.toWidget({-53.0, -175.0}).toPoint();
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&view, (from + to) / 2);
    QTest::mouseMove(&view, to);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
    QVERIFY(drawn);
    QVERIFY(std::abs(drawn->north + 45.0) < 0.1 && std::abs(drawn->south + 53.0) < 0.1);
    QVERIFY(std::abs(drawn->west - 175.0) < 0.1 && std::abs(drawn->east - 185.0) < 0.1);
}

void MapProjectionTest::copiedViewsShareTheProjection()
{
    MapView leader, follower;
    leader.resize(900, 700);
    follower.resize(500, 500);
    leader.setField(randomField(windows()[2].grid));
    follower.setField(randomField(windows()[2].grid));
    leader.setProjection(Projection::preset(ProjectionKind::Stereographic, {90.0, 0.0}, {}));
    follower.copyView(leader);
    QVERIFY(follower.projection() == leader.projection());
    QVERIFY(shamal::greatCircleKm(*follower.centre(), *leader.centre()) < 1.0);
}

void MapProjectionTest::figuresShowTheSameCells_data()
{
    addEveryProjection();
}

void MapProjectionTest::figuresShowTheSameCells()
{
    QFETCH(int, kind);
    QFETCH(int, window);
    const Window place = windows()[static_cast<std::size_t>(window)];
    MapView view;
    view.resize(900, 700);
    MapField field = randomField(place.grid);
    view.setField(field);
    view.setProjection(
        Projection::preset(static_cast<ProjectionKind>(kind), place.centre, place.grid.bounds()));
    const auto coloursOf = [&] {
        QImage image(900, 700, QImage::Format_RGB32);
        QPainter painter(&image);
        view.paintFigure(painter, image.rect());
        painter.end();
        return image;
    };
    const QImage shapes = coloursOf();
    // One missing cell of many makes the figure an image.
    field.values.back() = std::numeric_limits<float>::quiet_NaN();
    view.setField(field);
    const QImage pixels = coloursOf();
    int different = 0;
    for (int y = 0; y < shapes.height(); ++y) {
        for (int x = 0; x < shapes.width(); ++x)
            different += alike(shapes.pixelColor(x, y), pixels.pixelColor(x, y)) ? 0 : 1;
    }
    const double share = different / (900.0 * 700.0);
    QVERIFY2(share < 0.05, qPrintable(QString::number(share)));
}

SHAMAL_MAP_TEST_MAIN(MapProjectionTest)
#include "map_projection_test.moc"
