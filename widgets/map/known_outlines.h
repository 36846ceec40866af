#pragma once
#include "geo/countries.h"
#include "geo/outlines.h"

#include <optional>

struct MapGeometry;

/// Coastlines and borders, or none when the resource cannot be read: a map without them is better than no
/// map. The reason is logged once.
const std::vector<shamal::Outline>& knownOutlines(shamal::OutlineScale scale);

/// Natural Earth's 1:110m is generalised for its scale as 1:50m is for its own: the first where a pixel in
/// the middle of the map spans more than 20 km, 1:76 million at the usual 96 pixels an inch, halfway between
/// the two in ratio.
shamal::OutlineScale outlineScaleOf(const MapGeometry& geometry);

/// Countries, or none, likewise.
const std::vector<shamal::Country>& knownCountries();
/// Index of the one that holds a place. For the GUI thread.
std::optional<std::size_t> knownCountry(shamal::LatLon place);
