#pragma once
#include "fields/grid.h"
#include "geo/projection.h"

#include <array>
#include <vector>

/// The cells of a grid on a part of the projected plane, as squares of the plane that are each filled by a
/// piece of the cells' image.
struct CellTiles {
    shamal::PlaneBox area;  ///< what the tiles may cover
    /// Four corners a tile, anticlockwise, relative to the centre of `area`.
    std::vector<std::array<float, 2>> places;
    /// Of the same corners, in an image of a texel a cell, first row southernmost: 0..1 from edge to edge;
    /// beyond it eastward and westward on a grid that runs round the Earth.
    std::vector<std::array<float, 2>> texels;
};

/// Inverse projection at the corners of tiles that are halved, down to a pixel, until between the corners a
/// texel is off by less than a third of a pixel, or a twentieth of a cell and a pixel: places are exact at
/// any zoom, no tile reaches across the limb or a cut, and outside the grid there is none. Coordinates of
/// `area` are moved outwards by less than a tile.
CellTiles cellTiles(const shamal::Projection& projection, const shamal::Grid& grid,
                    const shamal::PlaneBox& area, double unitsPerPixel);

/// Whether the grid's columns close the circle.
bool runsRoundTheEarth(const shamal::Grid& grid);
