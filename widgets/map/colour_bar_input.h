#pragma once
#include "map/colour_scale.h"

#include <QObject>
#include <QPointF>
#include <QRectF>

#include <optional>

class MapView;
class QMouseEvent;
class QWheelEvent;

/// What mouse and wheel do to a colour bar of a map, its own or that of the field laid over it: drag an end
/// to move it, the middle to move both; turn the wheel to widen or narrow the range about the value pointed
/// at; Escape takes a drag back; a double click asks for the editor. Tells the map, which tells the world
/// (MapView::colourScaleEdited). A locked range does not move.
class ColourBarInput : public QObject {
    Q_OBJECT
public:
    enum class Bar { Map, Swipe };
    ColourBarInput(MapView& view, Bar bar);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Part { Low, Middle, High };
    struct Drag {
        Part part;
        double from;  ///< position on the bar, 0..1 and a little beyond
        ColourScale start;
    };

    /// Position of a point on the bar and the part it grips; nothing beside it.
    std::optional<std::pair<double, Part>> gripAt(QPointF point) const;
    QRectF body() const;
    const ColourScale& scale() const;
    double positionOf(QPointF point) const;
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool turn(const QWheelEvent& event);
    void apply(const ColourScale& edited);
    void showPointer(QPointF point);
    QString tip() const;

    MapView& m_view;
    Bar m_bar;
    std::optional<Drag> m_drag;
    bool m_hovered = false;
};
