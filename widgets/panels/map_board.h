#pragma once
#include "map/map_view.h"
#include "map/view_link.h"

#include <QWidget>

#include <array>
#include <optional>

class QPainter;

/// The four linked maps of the centre.
class MapBoard : public QWidget {
    Q_OBJECT
public:
    enum Pane { Coarse, Fine, Downscaled, Difference };
    static constexpr int kPanes = 4;

    explicit MapBoard(QWidget* parent = nullptr);

    MapView& view(Pane pane) { return *m_views[static_cast<std::size_t>(pane)]; }
    const MapView& view(Pane pane) const { return *m_views[static_cast<std::size_t>(pane)]; }
    ViewLink& link() { return m_link; }

    QSize sizeHint() const override { return {640, 480}; }
    void setTool(MapView::Tool tool);
    void setView(const shamal::LatLonBox& box);
    void setProjection(const shamal::Projection& projection);
    void setSelection(const std::optional<shamal::LatLonBox>& box);

    /// The maps that hold a field, two by two, for a figure.
    void paintFigure(QPainter& painter, const QRectF& target) const;

signals:
    void selectionChanged(const shamal::LatLonBox& box);
    void cursorMoved(const std::optional<shamal::LatLon>& point);

private:
    std::array<MapView*, kPanes> m_views{};
    ViewLink m_link;
};
