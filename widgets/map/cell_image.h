#pragma once
#include "map/cell_under.h"
#include "map/colour_scale.h"
#include "map/map_field.h"

#include <QImage>

#include <optional>

/// One pixel a cell, first row southernmost, Format_RGBA8888; missing cells are transparent.
QImage cellImage(const MapField& field, const ColourScale& scale);

/// Extremes of the finite values and whether any cell lacks data.
struct ValueRange {
    double minimum = 0.0;  ///< minimum > maximum: no data at all
    double maximum = -1.0;
    bool missing = false;
};
ValueRange valueRange(const MapField& field);

/// Indices of the edges between which the spacing is even to a hundredth of a cell: few points describe a
/// long axis, uneven ones (Gaussian latitudes, half cells at the poles) keep their true edges.
std::vector<std::size_t> evenStretches(const std::vector<double>& edges);
