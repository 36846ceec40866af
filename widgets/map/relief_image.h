#pragma once
#include "fields/grid.h"
#include "map/map_geometry.h"

#include <QImage>

class QPainter;

/// Shading of the shipped terrain: black whose opacity grows as slopes turn away from a light in the
/// north-west, so that laid over a map's colours it multiplies them; none on flat ground, at sea and on lit
/// slopes. The terrain is interpolated to a quarter of its 20 arc-minutes, slopes are taken 15 times as
/// steep.
struct ReliefImage {
    shamal::Grid grid;
    QImage shade;  ///< as cellImage(): a pixel a cell, first row southernmost, Format_RGBA8888

    /// Made at first use; an empty grid when the terrain cannot be read, with the reason logged once.
    static const ReliefImage& shipped();
    /// Opacity at a place, 0..1: between the middles of cells in proportion; 0 outside the grid.
    double opacityAt(shamal::LatLon place) const;
};

/// Over the cells of a figure.
void paintRelief(QPainter& painter, const MapGeometry& geometry);
