#pragma once
#include "fields/region.h"

#include <filesystem>
#include <vector>

namespace shamal {

/// Regions of a file: GeoJSON (RFC 7946; `.geojson`, `.json`) or a table (`.csv`) with the columns name,
/// south, north, west, east in degrees, in any order and among others. Of GeoJSON, every Polygon of a
/// Feature, FeatureCollection or GeometryCollection that is a rectangle along meridians and parallels; two
/// that meet at 180 degrees in one MultiPolygon are one region. The property "name" (or "NAME", "Name",
/// "title", else the feature's id) names it. In a table, east below west means across 180 degrees. Throws
/// InputError naming file, entry and fault: other shapes, unknown columns, numbers that are no degrees, south
/// above north.
std::vector<Region> readRegions(const std::filesystem::path& file);

/// By the suffix; whole or not at all. GeoJSON gives `west` and `east` as RFC 7946 wants, -180 .. 180: a
/// region across 180 degrees becomes a MultiPolygon of two parts. Throws OutputError, and InputError for
/// another suffix.
void writeRegions(const std::filesystem::path& file, const std::vector<Region>& regions);

}  // namespace shamal
