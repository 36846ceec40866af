#pragma once
#include "geo/outlines.h"
#include "map/cell_tiles.h"
#include "map/map_geometry.h"

#include <vtkPolyData.h>
#include <vtkSmartPointer.h>

/// Quads over the cells' true edges, in degrees, with texture coordinates of one texel a cell.
vtkSmartPointer<vtkPolyData> cellMesh(const shamal::Grid& grid);

/// One rectangle under a texture that repeats every so many degrees.
vtkSmartPointer<vtkPolyData> repeatingPlane(const shamal::LatLonBox& box, double degreesEast,
                                            double degreesNorth);

/// The tiles as quads around the centre of their area, textured by the image of the cells.
vtkSmartPointer<vtkPolyData> tileMesh(const CellTiles& tiles);

/// The same quads under a texture that repeats every so many units of the plane.
vtkSmartPointer<vtkPolyData> repeatingTiles(vtkPolyData* tiles, double units);

/// Outlines of one kind on the plane; plate carrée in degrees.
vtkSmartPointer<vtkPolyData> outlineMesh(shamal::OutlineKind kind, shamal::OutlineScale scale,
                                         const shamal::Projection& projection);
