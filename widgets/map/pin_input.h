#pragma once
#include <QObject>
#include <QPointF>

#include <optional>

class MapView;

/// Pins a place of a map: a click with the Pin tool, or with Ctrl held and the Pan tool; a drag still moves
/// the map. Enter pins the middle of the view. Tells the map, which tells the world (MapView::placePinned).
class PinInput : public QObject {
    Q_OBJECT
public:
    explicit PinInput(MapView& view);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    MapView& m_view;
    std::optional<QPointF> m_pressed;
};
