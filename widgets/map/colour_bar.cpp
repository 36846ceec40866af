#include "map/colour_bar.h"

#include "map/figure_cells.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kBar = 10.0;  // FrameStyle units, as all below
constexpr double kGap = 8.0;   // to the map
constexpr double kTick = 3.0;
constexpr double kTextGap = 3.0;

/// The bar's own geometry: one axis along it, one across, for either orientation.
struct Strip {
    QRectF body;  ///< without the pointed ends
    bool vertical;

    double length() const { return vertical ? body.height() : body.width(); }
    /// Point at `along` 0..1 of the scale and `across` from the side next to the map.
    QPointF at(double along, double across) const
    {
        return vertical ? QPointF(body.left() + across, body.bottom() - along * body.height())
                        : QPointF(body.left() + along * body.width(), body.top() + across);
    }
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ColourBar)
};

QString missingText()
{
    return Words::tr("missing");
}

/// What lies under the floor of a log10 scale has no place on it: zero, negative values, or just little.
QString floorText(const ColourScale& scale)
{
    return QStringLiteral("< %1").arg(displayNumber(scale.minimum));
}

double widestLabel(const ColourScale& scale, const QFontMetricsF& metrics)
{
    double widest = metrics.horizontalAdvance(QStringLiteral("−0.005"));  // so that bars side by side agree
    for (const QString& label : tickLabels(scale.ticks()))
        widest = std::max(widest, metrics.horizontalAdvance(label));
    return widest;
}

/// Also of what this day's field has no need for: a map must not jump from one day to the next.
double widestText(const ColourBar& bar, const QFontMetricsF& metrics)
{
    const double below =
        bar.scale.kind == ColourScale::Kind::Log10 ? metrics.horizontalAdvance(floorText(bar.scale)) : 0.0;
    return std::max({widestLabel(bar.scale, metrics), below, metrics.horizontalAdvance(missingText())});
}

/// Room along the bar, before its lower end, for the square of missing data and its word.
double missingRoom(const ColourBar& bar, const FrameStyle& style)
{
    if (!bar.missing)
        return 0.0;
    const QFontMetricsF metrics(style.small);
    return bar.orientation == Qt::Vertical
               ? std::max(kBar * style.unit, metrics.height()) + 2.0 * style.unit
               : std::max(kBar * style.unit, metrics.horizontalAdvance(missingText())) + kGap * style.unit;
}

void paintColours(QPainter& painter, const Strip& strip, const ColourScale& scale)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i < scale.entries(); ++i) {
        // Each step reaches to the end of the bar and the next one covers the rest: no seams in vector
        // formats.
        const QPointF from = strip.at(scale.entryStart(i), 0.0);
        const QRectF rest = strip.vertical
                                ? QRectF(strip.body.topLeft(), QPointF(strip.body.right(), from.y()))
                                : QRectF(from, strip.body.bottomRight());
        painter.fillRect(rest, scale.entry(i));
    }
    painter.restore();
}

void paintOutline(QPainter& painter, const Strip& strip, const ColourBar& bar, const FrameStyle& style)
{
    const double across = kBar * style.unit;
    const double point = across / strip.length();
    const auto end = [&](double base, double tip, const QColor& colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(
            QPolygonF{strip.at(base, 0.0), strip.at(tip, across / 2.0), strip.at(base, across)});
    };
    QPolygonF outline{strip.at(0.0, 0.0)};
    if (bar.below) {
        end(0.0, -point, bar.scale.underColour());
        outline << strip.at(-point, across / 2.0);
    }
    outline << strip.at(0.0, across) << strip.at(1.0, across);
    if (bar.above) {
        end(1.0, 1.0 + point, bar.scale.overColour());
        outline << strip.at(1.0 + point, across / 2.0);
    }
    outline << strip.at(1.0, 0.0);
    painter.setPen(QPen(style.line, style.unit));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(outline);
}

/// Beside the lower end; ticks that would touch it go without labels. Returns where it ends along the bar.
double paintFloor(QPainter& painter, const Strip& strip, const ColourBar& bar, const FrameStyle& style)
{
    if (!bar.below || bar.scale.kind != ColourScale::Kind::Log10)
        return -1e9;
    const QString text = floorText(bar.scale);
    const QFontMetricsF metrics(style.small);
    const double side = kBar * style.unit;
    const double width = metrics.horizontalAdvance(text);
    const double middle = -side / 2.0;
    const QPointF foot = strip.at(middle / strip.length(), side + (kTick + kTextGap) * style.unit);
    painter.setFont(style.small);
    painter.setPen(style.text);
    painter.drawText(strip.vertical ? foot + QPointF(0.0, metrics.capHeight() / 2.0)
                                    : foot + QPointF(-width / 2.0, metrics.ascent() - 2.0 * style.unit),
                     text);
    return middle + (strip.vertical ? 0.8 * metrics.height() : width + metrics.averageCharWidth()) / 2.0;
}

void paintMissing(QPainter& painter, const Strip& strip, const ColourBar& bar, const FrameStyle& style)
{
    if (!bar.missing)
        return;
    const QFontMetricsF metrics(style.small);
    const double side = kBar * style.unit;
    const double room = missingRoom(bar, style);
    const QPointF low = strip.at(0.0, 0.0);
    const double width = metrics.horizontalAdvance(missingText());
    const QRectF square = strip.vertical
                              ? QRectF(low.x(), low.y() + side + room - side, side, side)
                              : QRectF(low.x() - side - room + (width - side) / 2.0, low.y(), side, side);
    paintHatch(painter, square, bar.scale.colours().missing, 4.0 * style.unit);
    painter.setPen(QPen(style.line, style.unit));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(square);
    painter.setFont(style.small);
    painter.setPen(style.text);
    const QPointF foot =
        strip.vertical ? QPointF(square.right() + (kTick + kTextGap) * style.unit,
                                 square.center().y() + metrics.capHeight() / 2.0)
                       : QPointF(square.center().x() - width / 2.0,
                                 square.bottom() + (kTick + kTextGap - 2.0) * style.unit + metrics.ascent());
    painter.drawText(foot, missingText());
}

void paintTicks(QPainter& painter, const Strip& strip, const ColourScale& scale, const FrameStyle& style,
                double freeFrom)
{
    const QFontMetricsF metrics(style.small);
    const double apart = strip.vertical ? 1.6 * metrics.height() : 1.5 * widestLabel(scale, metrics);
    const auto ticks = scale.ticks(std::clamp(static_cast<int>(strip.length() / apart), 2, 6));
    const QStringList labels = tickLabels(ticks);
    const double side = kBar * style.unit;
    painter.setFont(style.small);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const double along = scale.position(ticks[i]);
        const QString& label = labels[static_cast<qsizetype>(i)];
        const double width = metrics.horizontalAdvance(label);
        painter.setPen(QPen(style.line, style.unit));
        painter.drawLine(strip.at(along, side), strip.at(along, side + kTick * style.unit));
        const double half =
            (strip.vertical ? 0.8 * metrics.height() : width + metrics.averageCharWidth()) / 2.0;
        if (along * strip.length() - half < freeFrom)
            continue;  // decades with 2 and 5 may crowd on a short bar
        freeFrom = along * strip.length() + half;
        const QPointF foot = strip.at(along, side + (kTick + kTextGap) * style.unit);
        painter.setPen(style.text);
        painter.drawText(strip.vertical ? foot + QPointF(0.0, metrics.capHeight() / 2.0)
                                        : foot + QPointF(-width / 2.0, metrics.ascent() - 2.0 * style.unit),
                         label);
    }
}

/// Upright bars carry the quantity turned by a quarter, reading upwards, in two lines if one is too short.
void paintQuantity(QPainter& painter, const QRectF& area, const ColourBar& bar, const FrameStyle& style)
{
    const QFontMetricsF metrics(style.small);
    painter.setFont(style.small);
    painter.setPen(style.text);
    if (bar.orientation == Qt::Horizontal) {
        const QRectF line(area.left(), area.bottom() - metrics.height(), area.width(), metrics.height());
        painter.drawText(line, Qt::AlignCenter,
                         metrics.elidedText(bar.quantity, Qt::ElideMiddle, area.width()));
        return;
    }
    painter.save();
    painter.translate(area.right() - metrics.height(), area.center().y());
    painter.rotate(-90.0);
    painter.drawText(QRectF(-area.height() / 2.0, 0.0, area.height(), metrics.height()), Qt::AlignCenter,
                     metrics.elidedText(bar.quantity, Qt::ElideMiddle, area.height()));
    painter.restore();
}

}  // namespace

double ColourBar::thickness(const FrameStyle& style) const
{
    const QFontMetricsF metrics(style.small);
    const double toText = (kGap + kBar + kTick + kTextGap) * style.unit;
    const double quantityLine = quantity.isEmpty() ? 0.0 : metrics.height();
    if (orientation == Qt::Vertical)
        return std::ceil(toText + widestText(*this, metrics) + 4.0 * style.unit + quantityLine);
    return std::ceil(toText + metrics.height() + quantityLine);
}

QRectF ColourBar::body(const QRectF& area, const FrameStyle& style) const
{
    const double side = kBar * style.unit;
    const double gap = kGap * style.unit;
    const double room = missingRoom(*this, style);
    // Pointed or not, the bar keeps its length: the same scale reads the same on maps side by side.
    QRectF strip(area.left() + gap, area.top() + side, side, area.height() - 2.0 * side - room);
    if (orientation == Qt::Horizontal)
        strip = {area.left() + side + room, area.top() + gap, area.width() - 2.0 * side - room, side};
    return std::max(strip.width(), strip.height()) < 2.0 * side ? QRectF() : strip;
}

void ColourBar::paint(QPainter& painter, const QRectF& area, const FrameStyle& style) const
{
    const Strip strip{body(area, style), orientation == Qt::Vertical};
    if (strip.body.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintColours(painter, strip, scale);
    paintOutline(painter, strip, *this, style);
    paintMissing(painter, strip, *this, style);
    paintTicks(painter, strip, scale, style, paintFloor(painter, strip, *this, style));
    paintQuantity(painter, area, *this, style);
    painter.restore();
}

ColourBar colourBarOf(const MapField& field, const ValueRange& range, const ColourScale& scale)
{
    const bool data = range.minimum <= range.maximum;
    return {.scale = scale,
            .quantity = field.quantity,
            .below = data && range.minimum < scale.minimum,
            .above = data && range.maximum > scale.maximum,
            .missing = range.missing};
}
