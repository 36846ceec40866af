#pragma once
#include <QObject>
#include <QPointF>

#include <optional>

class MapView;
class QKeyEvent;
class QMouseEvent;

/// What mouse and keys do to the edge between the two fields of a map: drag it (Escape takes a drag back),
/// double-click it back to the middle, Shift+Left and Shift+Right move it.
class SwipeInput : public QObject {
    Q_OBJECT
public:
    explicit SwipeInput(MapView& view);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Drag {
        double grip;  ///< from the edge to where it was taken hold of, logical pixels
        double start;
    };

    bool onEdge(QPointF point) const;
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool key(QKeyEvent& event);
    void showPointer(QPointF point);

    MapView& m_view;
    std::optional<Drag> m_drag;
    bool m_hovered = false;
};
