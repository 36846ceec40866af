#include "actions/figure.h"

#include "fields/error.h"
#include "io/atomic_file.h"

#include <qcustomplot.h>
#include <QCoreApplication>
#include <QImage>
#include <QMarginsF>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace {

// Everything is laid out in CSS pixels, so that a point is a point on every device.
constexpr double kPixelsPerInch = 96.0;
constexpr double kMmPerInch = 25.4;
constexpr double kCaptionHeight = 22.0;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Figure)
};

struct Layout {
    QSizeF size;
    QRectF maps, charts, caption;
};

Layout layoutFor(const FigureRequest& request, bool hasMaps, bool hasCharts)
{
    const double width = request.widthMm / kMmPerInch * kPixelsPerInch;
    const double mapsHeight = hasMaps ? width * 0.62 : 0.0;
    const double chartsHeight = hasCharts ? width * (hasMaps ? 0.24 : 0.36) : 0.0;
    Layout layout;
    layout.size = QSizeF(width, mapsHeight + chartsHeight + kCaptionHeight);
    layout.maps = QRectF(0, 0, width, mapsHeight);
    layout.charts = QRectF(0, mapsHeight, width, chartsHeight);
    layout.caption = QRectF(8, mapsHeight + chartsHeight, width - 16, kCaptionHeight);
    return layout;
}

void paint(QCPPainter& painter, const Layout& layout, const FigureRequest& request, const MapBoard& maps,
           const std::vector<const LineChart*>& charts)
{
    painter.fillRect(QRectF(QPointF(), layout.size), Qt::white);
    if (layout.maps.height() > 0.0)
        maps.paintFigure(painter, layout.maps);
    if (layout.charts.height() > 0.0) {
        const double width = layout.charts.width() / static_cast<double>(charts.size());
        for (std::size_t i = 0; i < charts.size(); ++i) {
            const QRectF place(layout.charts.left() + width * static_cast<double>(i), layout.charts.top(),
                               width, layout.charts.height());
            charts[i]->paintFigure(painter, place);
        }
    }
    QFont small = painter.font();
    small.setPointSizeF(7.0);
    painter.setFont(small);
    painter.setPen(QColor(80, 80, 80));
    painter.drawText(layout.caption, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(request.caption, Qt::ElideRight,
                                                      static_cast<int>(layout.caption.width())));
}

template <typename Device>
void paintOn(Device& device, double scale, const Layout& layout, const FigureRequest& request,
             const MapBoard& maps, const std::vector<const LineChart*>& charts, bool vector)
{
    QCPPainter painter;
    if (!painter.begin(&device))
        throw shamal::OutputError(
            Words::tr("The figure cannot be painted. Choose another folder or format.").toStdString());
    painter.setMode(QCPPainter::pmVectorized, vector);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    paint(painter, layout, request, maps, charts);
    painter.end();
}

}  // namespace

void writeFigure(const std::filesystem::path& path, const FigureRequest& request, const MapBoard& maps,
                 const std::vector<const LineChart*>& charts)
{
    bool anyMap = false;
    for (int map = 0; map < maps.count(); ++map)
        anyMap = anyMap || maps.view(map).hasField();
    const bool withMaps = anyMap && request.content != FigureContent::Charts;
    const bool withCharts = !charts.empty() && request.content != FigureContent::Maps;
    if (!withMaps && !withCharts)
        throw shamal::InputError(
            Words::tr("There is nothing to draw yet. Open a data set first.").toStdString());
    const Layout layout = layoutFor(request, withMaps, withCharts);
    const QString suffix = QString::fromStdString(path.extension().string()).toLower();

    shamal::writeAtomically(path, [&](const std::filesystem::path& temporary) {
        const QString file = QString::fromStdString(temporary.string());
        if (suffix == ".png") {
            const double scale = request.dotsPerInch / kPixelsPerInch;
            QImage image((layout.size * scale).toSize(), QImage::Format_RGB32);
            image.fill(Qt::white);
            // Fonts are sized by the image's resolution: kept at that of the layout while painting, the scale
            // does the rest.
            image.setDotsPerMeterX(static_cast<int>(kPixelsPerInch / kMmPerInch * 1000.0));
            image.setDotsPerMeterY(image.dotsPerMeterX());
            paintOn(image, scale, layout, request, maps, charts, false);
            image.setDotsPerMeterX(static_cast<int>(request.dotsPerInch / kMmPerInch * 1000.0));
            image.setDotsPerMeterY(image.dotsPerMeterX());
            if (!image.save(file, "PNG"))
                throw shamal::OutputError(
                    path, Words::tr("the picture could not be written").toStdString(),
                    Words::tr("See that the folder can be written and the disk has room").toStdString());
        } else if (suffix == ".pdf") {
            QPdfWriter pdf(file);
            pdf.setCreator("Shamal");
            pdf.setResolution(static_cast<int>(kPixelsPerInch));
            pdf.setPageMargins(QMarginsF());
            pdf.setPageSize(QPageSize(layout.size / kPixelsPerInch, QPageSize::Inch));
            paintOn(pdf, 1.0, layout, request, maps, charts, true);
        } else if (suffix == ".svg") {
            QSvgGenerator svg;
            svg.setFileName(file);
            svg.setResolution(static_cast<int>(kPixelsPerInch));
            svg.setSize(layout.size.toSize());
            svg.setViewBox(QRectF(QPointF(), layout.size));
            svg.setTitle(request.caption);
            paintOn(svg, 1.0, layout, request, maps, charts, true);
        } else {
            throw shamal::InputError(path, Words::tr("figures are written as PNG, PDF or SVG").toStdString(),
                                     Words::tr("End the file name in .png, .pdf or .svg").toStdString());
        }
    });
}
