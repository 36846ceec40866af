#include "map/map_meshes.h"

#include "geo/projected_lines.h"
#include "map/cell_image.h"
#include "map/known_outlines.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkIdTypeArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>

#include <array>
#include <numeric>

namespace {

// Outlines are followed to this part of the Earth's width on the plane: some hundred metres.
constexpr double kOutlineTolerance = 2e-5;

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

vtkSmartPointer<vtkPolyData> tileMesh(const CellTiles& tiles)
{
    auto points = vtkSmartPointer<vtkPoints>::New();
    auto texture = vtkSmartPointer<vtkFloatArray>::New();
    const auto count = static_cast<vtkIdType>(tiles.places.size());
    points->SetNumberOfPoints(count);
    texture->SetNumberOfComponents(2);
    texture->SetNumberOfTuples(count);
    for (vtkIdType i = 0; i < count; ++i) {
        const auto& place = tiles.places[static_cast<std::size_t>(i)];
        points->SetPoint(i, place[0], place[1], 0.0);
        texture->SetTypedTuple(i, tiles.texels[static_cast<std::size_t>(i)].data());
    }
    auto corners = vtkSmartPointer<vtkIdTypeArray>::New();
    corners->SetNumberOfValues(count);
    std::iota(corners->GetPointer(0), corners->GetPointer(0) + count, vtkIdType{0});
    auto cells = vtkSmartPointer<vtkCellArray>::New();
    cells->SetData(4, corners);
    auto mesh = vtkSmartPointer<vtkPolyData>::New();
    mesh->SetPoints(points);
    mesh->SetPolys(cells);
    mesh->GetPointData()->SetTCoords(texture);
    return mesh;
}

vtkSmartPointer<vtkPolyData> repeatingTiles(vtkPolyData* tiles, double units)
{
    auto mesh = vtkSmartPointer<vtkPolyData>::New();
    mesh->SetPoints(tiles->GetPoints());
    mesh->SetPolys(tiles->GetPolys());
    auto texture = vtkSmartPointer<vtkFloatArray>::New();
    texture->SetNumberOfComponents(2);
    texture->SetNumberOfTuples(tiles->GetNumberOfPoints());
    for (vtkIdType i = 0; i < tiles->GetNumberOfPoints(); ++i) {
        const double* place = tiles->GetPoint(i);
        texture->SetTuple2(i, place[0] / units, place[1] / units);
    }
    mesh->GetPointData()->SetTCoords(texture);
    return mesh;
}

vtkSmartPointer<vtkPolyData> outlineMesh(shamal::OutlineKind kind, shamal::OutlineScale scale,
                                         const shamal::Projection& projection)
{
    auto points = vtkSmartPointer<vtkPoints>::New();
    auto lines = vtkSmartPointer<vtkCellArray>::New();
    const auto add = [&](const auto& line, auto toX, auto toY) {
        lines->InsertNextCell(static_cast<int>(line.size()));
        for (const auto& point : line)
            lines->InsertCellPoint(points->InsertNextPoint(toX(point), toY(point), 0.0));
    };
    const double tolerance = kOutlineTolerance * projection.bounds().width();
    for (const auto& outline : knownOutlines(scale)) {
        if (outline.kind != kind)
            continue;
        if (projection.isPlateCarree()) {
            add(
                outline.points, [](const shamal::LatLon& point) { return point.longitude; },
                [](const shamal::LatLon& point) { return point.latitude; });
            continue;
        }
        for (const auto& piece : shamal::projectedLine(projection, outline.points, tolerance))
            add(
                piece, [](const shamal::PlanePoint& place) { return place.x; },
                [](const shamal::PlanePoint& place) { return place.y; });
    }
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points);
    data->SetLines(lines);
    return data;
}
