#pragma once
#include "map/map_geometry.h"

#include <QColor>

#include <vtkActor.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>
#include <vtkTexture.h>

#include <array>

/// Geometry on the projected plane, drawn as often as it shows where the plane repeats itself. In plate
/// carrée it is in degrees, x east and y north.
class MapLayer {
public:
    /// Layers with greater `height` cover those below.
    MapLayer(vtkRenderer* renderer, double height);

    /// `left` and `right` bound the points of `data`.
    void setData(vtkPolyData* data, double left, double right);
    /// Points on the plane relative to `origin`, never repeated.
    void setOnce(vtkPolyData* data, shamal::PlanePoint origin);
    void setTexture(vtkTexture* texture);
    void setLine(const QColor& ink, double width);
    void setOpacity(double opacity);
    /// Told rather than found out: VTK would look through every texel for one that is translucent.
    void setOpaque(bool opaque);
    void setVisible(bool visible) { m_visible = visible; }
    /// Puts the copies where `geometry` sees them, which shows the plane from `left` to `right`.
    void place(const MapGeometry& geometry, double left, double right);

private:
    // A view is at most 180 degrees high; five turns fill frames up to ten times as wide as high.
    static constexpr int kCopies = 5;
    vtkSmartPointer<vtkPolyDataMapper> m_mapper;
    std::array<vtkSmartPointer<vtkActor>, kCopies> m_actors;
    double m_height;
    double m_left = 0.0;
    double m_right = 0.0;
    shamal::PlanePoint m_origin;
    bool m_repeats = true;
    bool m_visible = false;
};
