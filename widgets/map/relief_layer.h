#pragma once
#include "map/map_layer.h"
#include "map/relief_image.h"

#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkTexture.h>

#include <optional>

/// The relief's shading as VTK draws it, georeferenced like cells and smoothed between their middles.
class ReliefLayer {
public:
    ReliefLayer(vtkRenderer* renderer, double height);
    /// Makes the shading at first.
    void setVisible(bool visible);
    /// For a widget of `logicalSize`, `ratio` device pixels to a logical one.
    void prepare(const MapGeometry& geometry, QSize logicalSize, double ratio);
    void place(const MapGeometry& geometry, double left, double right)
    {
        m_layer.place(geometry, left, right);
    }

private:
    MapLayer m_layer;
    vtkNew<vtkTexture> m_texture;
    vtkNew<vtkImageData> m_texels;
    bool m_visible = false;
    // What the layer holds now.
    std::optional<shamal::Projection> m_laidOn;
    shamal::PlaneBox m_tiled;
    double m_unitsPerPixel = 0.0;
};
