#include "map/frame_style.h"

#include <QFontInfo>
#include <QGuiApplication>
#include <QPalette>
#include <QRectF>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace {

QColor mixed(const QColor& a, const QColor& b, double shareOfB)
{
    const auto blend = [shareOfB](int x, int y) {
        return static_cast<int>(std::lround(x + shareOfB * (y - x)));
    };
    return {blend(a.red(), b.red()), blend(a.green(), b.green()), blend(a.blue(), b.blue())};
}

QFont withPixels(QFont font, double pixels)
{
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    return font;
}

}  // namespace

FrameStyle FrameStyle::ofWidget(const QWidget& widget)
{
    const QPalette& palette = widget.palette();
    const double pixels = QFontInfo(widget.font()).pixelSize();
    FrameStyle style;
    style.title = withPixels(widget.font(), pixels);
    style.small = withPixels(widget.font(), std::max(10.0, 0.88 * pixels));
    style.text = palette.color(QPalette::WindowText);
    style.paper = palette.color(QPalette::Window);
    style.faint = mixed(style.text, style.paper, 0.35);
    style.line = mixed(style.text, style.paper, 0.5);
    // Far enough from both ends that light and dark outlines show on it.
    style.outside = mixed(style.paper, style.text, 0.2);
    style.unit = std::max(1.0, pixels / 13.0);
    return style;
}

FrameStyle FrameStyle::ofFigure(const QRectF& figure)
{
    // A hundred characters or so across a figure, as journals print them.
    const double pixels = std::max(4.0, std::min(figure.width() / 58.0, figure.height() / 34.0));
    FrameStyle style;
    style.title = withPixels(QGuiApplication::font(), 1.1 * pixels);
    style.small = withPixels(QGuiApplication::font(), pixels);
    style.text = Qt::black;
    style.paper = Qt::white;
    style.faint = QColor(0x55, 0x55, 0x55);
    style.line = QColor(0x33, 0x33, 0x33);
    style.outside = QColor(0xcf, 0xcf, 0xcf);
    style.unit = pixels / 12.0;
    return style;
}
