#pragma once
#include "geo/outlines.h"
#include "map/map_layer.h"

#include <optional>

/// Coastlines over borders, of one scale. A map holds one of each scale, so that the lines are laid on its
/// projection once and a zoom only changes which of them is shown.
class OutlineLayers {
public:
    OutlineLayers(vtkRenderer* renderer, shamal::OutlineScale scale);
    void setVisible(bool visible);
    void setLine(const QColor& ink, double width);
    void prepare(const shamal::Projection& projection);
    void place(const MapGeometry& geometry, double left, double right);

private:
    shamal::OutlineScale m_scale;
    MapLayer m_borders, m_coasts;
    std::optional<shamal::Projection> m_laidOn;
};

/// Whether what was laid on one projection's plane fits the other's: layers of plate carrée hold degrees,
/// whatever its stretch.
bool layersFit(const shamal::Projection& laidOn, const shamal::Projection& shown);
