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

/// Geometry in degrees (x east, y north), drawn as often as it shows when the view runs round the Earth.
class MapLayer {
public:
    /// Layers with greater `height` cover those below.
    MapLayer(vtkRenderer* renderer, double height);

    /// `west` and `east` bound the points of `data`, degrees.
    void setData(vtkPolyData* data, double west, double east);
    void setTexture(vtkTexture* texture);
    void setLine(const QColor& ink, double width);
    void setOpacity(double opacity);
    void setVisible(bool visible) { m_visible = visible; }
    /// Puts the copies where `geometry` sees them.
    void place(const MapGeometry& geometry, double west, double east);

private:
    // A view is at most 180 degrees high; five turns fill frames up to ten times as wide as high.
    static constexpr int kCopies = 5;
    vtkSmartPointer<vtkPolyDataMapper> m_mapper;
    std::array<vtkSmartPointer<vtkActor>, kCopies> m_actors;
    double m_height;
    double m_west = 0.0;
    double m_east = 0.0;
    bool m_visible = false;
};

/// Quads over the cells' true edges, with texture coordinates of one texel a cell.
vtkSmartPointer<vtkPolyData> cellMesh(const shamal::Grid& grid);

/// One rectangle under a texture that repeats every so many degrees.
vtkSmartPointer<vtkPolyData> repeatingPlane(const shamal::LatLonBox& box, double degreesEast,
                                            double degreesNorth);
