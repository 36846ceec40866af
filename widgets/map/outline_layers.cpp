#include "map/outline_layers.h"

#include "map/map_meshes.h"

namespace {

// A line cannot get thinner than a pixel, but fainter.
constexpr double kCoastOpacity = 0.8;
constexpr double kBorderOpacity = 0.5;

}  // namespace

OutlineLayers::OutlineLayers(vtkRenderer* renderer, shamal::OutlineScale scale)
    : m_scale(scale), m_borders(renderer, 2.0), m_coasts(renderer, 3.0)
{
    m_borders.setOpacity(kBorderOpacity);
    m_coasts.setOpacity(kCoastOpacity);
}

void OutlineLayers::setVisible(bool visible)
{
    m_borders.setVisible(visible);
    m_coasts.setVisible(visible);
}

void OutlineLayers::setLine(const QColor& ink, double width)
{
    m_borders.setLine(ink, width);
    m_coasts.setLine(ink, width);
}

void OutlineLayers::prepare(const shamal::Projection& projection)
{
    if (m_laidOn && layersFit(*m_laidOn, projection))
        return;
    const auto& whole = projection.bounds();
    const double left = whole.left / projection.stretch();
    const double right = whole.right / projection.stretch();
    m_coasts.setData(outlineMesh(shamal::OutlineKind::Coast, m_scale, projection), left, right);
    m_borders.setData(outlineMesh(shamal::OutlineKind::Border, m_scale, projection), left, right);
    m_laidOn = projection;
}

void OutlineLayers::place(const MapGeometry& geometry, double left, double right)
{
    m_borders.place(geometry, left, right);
    m_coasts.place(geometry, left, right);
}

bool layersFit(const shamal::Projection& laidOn, const shamal::Projection& shown)
{
    return laidOn == shown || (laidOn.isPlateCarree() && shown.isPlateCarree());
}
