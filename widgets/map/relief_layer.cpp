#include "map/relief_layer.h"

#include "map/cell_tiles.h"
#include "map/map_meshes.h"

#include <vtkPointData.h>
#include <vtkUnsignedCharArray.h>

namespace {

// Tiles reach beyond the view by this part of it, so that panning goes a while without new ones.
constexpr double kMargin = 0.25;

}  // namespace

ReliefLayer::ReliefLayer(vtkRenderer* renderer, double height) : m_layer(renderer, height)
{
    m_texture->SetInputData(m_texels);
    m_texture->InterpolateOn();
    m_texture->MipmapOff();
    m_texture->SetWrap(vtkTexture::ClampToEdge);
    m_texture->SetColorModeToDirectScalars();
    m_layer.setTexture(m_texture);
    m_layer.setOpaque(false);
}

void ReliefLayer::setVisible(bool visible)
{
    m_visible = visible && !ReliefImage::shipped().grid.empty();
    m_layer.setVisible(m_visible);
    if (!m_visible || m_texels->GetPointData()->GetScalars() != nullptr)
        return;
    const QImage& shade = ReliefImage::shipped().shade;
    vtkNew<vtkUnsignedCharArray> texels;
    texels->SetNumberOfComponents(4);
    // Borrowed from what lives as long as the process.
    texels->SetArray(const_cast<uchar*>(shade.constBits()),
                     4 * static_cast<vtkIdType>(shade.width()) * shade.height(), 1);
    m_texels->SetDimensions(shade.width(), shade.height(), 1);
    m_texels->GetPointData()->SetScalars(texels);
}

void ReliefLayer::prepare(const MapGeometry& geometry, QSize logicalSize, double ratio)
{
    if (!m_visible)
        return;
    const shamal::Grid& grid = ReliefImage::shipped().grid;
    const auto& projection = geometry.projection;
    if (projection.isPlateCarree()) {
        // The layer holds degrees, whatever the stretch.
        if (!m_laidOn || !m_laidOn->isPlateCarree())
            m_layer.setData(cellMesh(grid), grid.bounds().west, grid.bounds().east);
        m_laidOn = projection;
        return;
    }
    const double unitsPerPixel = geometry.unitsPerPixel / ratio;
    const auto corner = geometry.onPlane({0.0, 0.0});
    const auto opposite = geometry.onPlane({1.0 * logicalSize.width(), 1.0 * logicalSize.height()});
    const bool covered = corner.x >= m_tiled.left && opposite.x <= m_tiled.right &&
                         opposite.y >= m_tiled.bottom && corner.y <= m_tiled.top;
    if (m_laidOn && *m_laidOn == projection && covered && m_unitsPerPixel == unitsPerPixel)
        return;
    const double aside = kMargin * (opposite.x - corner.x);
    const double above = kMargin * (corner.y - opposite.y);
    const CellTiles tiles = cellTiles(
        projection, grid, {corner.x - aside, opposite.y - above, opposite.x + aside, corner.y + above},
        unitsPerPixel);
    m_layer.setOnce(tileMesh(tiles), tiles.area.centre());
    m_laidOn = projection;
    m_tiled = tiles.area;
    m_unitsPerPixel = unitsPerPixel;
}
