#include "map/map_figure.h"

#include "map_test_main.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QSvgRenderer>

#include <limits>
#include <set>

namespace {

MapField manyColours(std::size_t rows, std::size_t columns)
{
    MapField field{shamal::Grid::regular(-50.0, 8.0 / static_cast<double>(rows), rows, -130.0,
                                         12.0 / static_cast<double>(columns), columns),
                   {},
                   "MERRA-2 · DUEXTTAU",
                   "2006-07-14",
                   "Dust extinction optical depth, 550 nm (1)",
                   "synthetic"};
    for (std::size_t i = 0; i < field.grid.cells(); ++i)
        field.values.push_back(static_cast<float>((i * 7) % 256) / 255.0f);
    return field;
}

void paint(QPainter& painter, const QRectF& target, const MapField& field)
{
    const auto bounds = field.grid.bounds();
    paintMapFigure(painter, target, field, ColourScale{},
                   MapExtent::of(shamal::Projection::plateCarree(0.7), bounds),
                   {{{"Sea", shamal::LatLonBox{-48.0, -45.0, -127.0, -122.0}, "#d55e00"}}, 0});
}

QImage raster(const MapField& field)
{
    QImage image(900, 600, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    paint(painter, image.rect(), field);
    return image;
}

std::set<QRgb> coloursOf(const QImage& image)
{
    std::set<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y) | 0xff000000u);
    }
    return colours;
}

int countOf(const QImage& image, QRgb colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += (image.pixel(x, y) | 0xff000000u) == colour ? 1 : 0;
    }
    return count;
}

}  // namespace

class MapFigureTest : public QObject {
    Q_OBJECT
private slots:
    void fewCellsKeepTheirColours();
    void manyCellsKeepTheirColours();
    void aFigureIsBlackOnWhiteInADarkTheme();
    void missingCellsAreHatched();
    void svgShowsTheSamePicture();
    void pdfIsWritten();
};

void MapFigureTest::fewCellsKeepTheirColours()
{
    const auto colours = coloursOf(raster(manyColours(16, 16)));
    for (const QColor& colour : sequentialPalette().colours)
        QVERIFY2(colours.contains(colour.rgb()), qPrintable(colour.name()));
    QVERIFY(!colours.contains(QColor(Qt::magenta).rgb()));
}

void MapFigureTest::manyCellsKeepTheirColours()
{
    const auto colours = coloursOf(raster(manyColours(96, 128)));
    for (const QColor& colour : sequentialPalette().colours)
        QVERIFY2(colours.contains(colour.rgb()), qPrintable(colour.name()));
}

void MapFigureTest::aFigureIsBlackOnWhiteInADarkTheme()
{
    const QPalette before = QApplication::palette();
    const QImage light = raster(manyColours(16, 16));
    QPalette dark;
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    QApplication::setPalette(dark);
    QCOMPARE(raster(manyColours(16, 16)), light);
    QApplication::setPalette(before);
    QCOMPARE(light.pixelColor(0, 0), QColor(Qt::white));
}

void MapFigureTest::missingCellsAreHatched()
{
    // Smoothed letters hold single greys as well; a cell holds hundreds of its own.
    const QRgb ground = sequentialPalette().missing.rgb();
    const QRgb line = sequentialPalette().missing.darker(130).rgb();
    auto field = manyColours(16, 16);
    const QImage plain = raster(field);
    field.values[40] = std::numeric_limits<float>::quiet_NaN();
    const QImage holed = raster(field);
    QVERIFY(countOf(holed, ground) > countOf(plain, ground) + 300);
    QVERIFY(countOf(holed, line) > countOf(plain, line) + 30);
}

void MapFigureTest::svgShowsTheSamePicture()
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize({900, 600});
    generator.setViewBox(QRect(0, 0, 900, 600));
    {
        QPainter painter(&generator);
        paint(painter, QRectF(0.0, 0.0, 900.0, 600.0), manyColours(16, 16));
    }
    QVERIFY(bytes.contains("MERRA-2"));  // words stay words
    QImage image(900, 600, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    {
        QPainter painter(&image);
        QSvgRenderer(bytes).render(&painter);
    }
    const auto colours = coloursOf(image);
    for (const QColor& colour : sequentialPalette().colours)
        QVERIFY2(colours.contains(colour.rgb()), qPrintable(colour.name()));
}

void MapFigureTest::pdfIsWritten()
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    {
        QPdfWriter writer(&buffer);
        QPainter painter(&writer);
        paint(painter, QRectF(0.0, 0.0, writer.width(), writer.height() / 2.0), manyColours(96, 128));
    }
    QVERIFY(bytes.startsWith("%PDF"));
    QVERIFY(bytes.size() > 20000);
}

SHAMAL_MAP_TEST_MAIN(MapFigureTest)
#include "map_figure_test.moc"
