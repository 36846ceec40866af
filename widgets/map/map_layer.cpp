#include "map/map_layer.h"

#include "map/cell_image.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkProperty.h>

#include <cmath>

namespace {

/// Points and quads of a mesh of `columns` x `rows` corners; the caller fills positions and texture
/// coordinates.
vtkSmartPointer<vtkPolyData> quads(vtkPoints* points, vtkFloatArray* texture, vtkIdType columns,
                                   vtkIdType rows)
{
    auto cells = vtkSmartPointer<vtkCellArray>::New();
    for (vtkIdType row = 0; row + 1 < rows; ++row) {
        for (vtkIdType column = 0; column + 1 < columns; ++column) {
            const vtkIdType corner = row * columns + column;
            const std::array<vtkIdType, 4> quad = {corner, corner + 1, corner + columns + 1,
                                                   corner + columns};
            cells->InsertNextCell(4, quad.data());
        }
    }
    auto mesh = vtkSmartPointer<vtkPolyData>::New();
    mesh->SetPoints(points);
    mesh->SetPolys(cells);
    mesh->GetPointData()->SetTCoords(texture);
    return mesh;
}

}  // namespace

MapLayer::MapLayer(vtkRenderer* renderer, double height)
    : m_mapper(vtkSmartPointer<vtkPolyDataMapper>::New()), m_height(height)
{
    m_mapper->ScalarVisibilityOff();
    for (auto& actor : m_actors) {
        actor = vtkSmartPointer<vtkActor>::New();
        actor->SetMapper(m_mapper);
        actor->GetProperty()->LightingOff();
        actor->VisibilityOff();
        renderer->AddActor(actor);
    }
}

void MapLayer::setData(vtkPolyData* data, double west, double east)
{
    m_mapper->SetInputData(data);
    m_west = west;
    m_east = east;
    m_visible = true;
}

void MapLayer::setTexture(vtkTexture* texture)
{
    for (auto& actor : m_actors)
        actor->SetTexture(texture);
}

void MapLayer::setLine(const QColor& ink, double width)
{
    for (auto& actor : m_actors) {
        actor->GetProperty()->SetColor(ink.redF(), ink.greenF(), ink.blueF());
        actor->GetProperty()->SetLineWidth(static_cast<float>(width));
    }
}

void MapLayer::setOpacity(double opacity)
{
    for (auto& actor : m_actors)
        actor->GetProperty()->SetOpacity(opacity);
}

void MapLayer::place(const MapGeometry& geometry, double west, double east)
{
    const double firstTurn = std::ceil((west - m_east) / 360.0);
    for (int i = 0; i < kCopies; ++i) {
        const double shift = 360.0 * (firstTurn + i);
        auto& actor = m_actors[static_cast<std::size_t>(i)];
        actor->SetVisibility(m_visible && m_west + shift < east);
        actor->SetScale(geometry.stretch, 1.0, 1.0);
        actor->SetPosition(shift * geometry.stretch, 0.0, m_height);
    }
}

vtkSmartPointer<vtkPolyData> cellMesh(const shamal::Grid& grid)
{
    const auto latitudes = grid.latitudeEdges();
    const auto longitudes = grid.longitudeEdges();
    const auto rows = evenStretches(latitudes);
    const auto columns = evenStretches(longitudes);
    auto points = vtkSmartPointer<vtkPoints>::New();
    auto texture = vtkSmartPointer<vtkFloatArray>::New();
    texture->SetNumberOfComponents(2);
    for (const std::size_t row : rows) {
        for (const std::size_t column : columns) {
            points->InsertNextPoint(longitudes[column], latitudes[row], 0.0);
            texture->InsertNextTuple2(static_cast<double>(column) / static_cast<double>(grid.columns()),
                                      static_cast<double>(row) / static_cast<double>(grid.rows()));
        }
    }
    return quads(points, texture, static_cast<vtkIdType>(columns.size()),
                 static_cast<vtkIdType>(rows.size()));
}

vtkSmartPointer<vtkPolyData> repeatingPlane(const shamal::LatLonBox& box, double degreesEast,
                                            double degreesNorth)
{
    auto points = vtkSmartPointer<vtkPoints>::New();
    auto texture = vtkSmartPointer<vtkFloatArray>::New();
    texture->SetNumberOfComponents(2);
    for (const double latitude : {box.south, box.north}) {
        for (const double longitude : {box.west, box.east}) {
            points->InsertNextPoint(longitude, latitude, 0.0);
            texture->InsertNextTuple2((longitude - box.west) / degreesEast,
                                      (latitude - box.south) / degreesNorth);
        }
    }
    return quads(points, texture, 2, 2);
}
