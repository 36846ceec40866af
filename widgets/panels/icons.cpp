#include "panels/icons.h"

#include "fields/resources.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace {

QPixmap rendered(QByteArray svg, const QColor& colour, int pixels)
{
    svg.replace("currentColor", colour.name().toUtf8());  // Qt's renderer knows no current colour
    QSvgRenderer renderer(svg);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

}  // namespace

QIcon lineIcon(const QString& name, const QPalette& palette)
{
    QFile file(QString::fromStdString((shamal::resourcesFolder() / "icons").string()) + "/" + name + ".svg");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    QIcon icon;
    for (const int pixels : {24, 48, 96}) {
        icon.addPixmap(rendered(svg, palette.color(QPalette::Active, QPalette::WindowText), pixels),
                       QIcon::Normal);
        icon.addPixmap(rendered(svg, palette.color(QPalette::Disabled, QPalette::WindowText), pixels),
                       QIcon::Disabled);
    }
    return icon;
}
