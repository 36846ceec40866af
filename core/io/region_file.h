#pragma once
#include "fields/region.h"

#include <filesystem>
#include <vector>

namespace shamal {

/// Regions of a file: GeoJSON (RFC 7946; `.geojson`, `.json`) or a table (`.csv`) with the columns name,
/// south, north, west, east in degrees, or name and wkt (POLYGON, MULTIPOLYGON), in any order and among
/// others; a row with WKT is what that says. Of GeoJSON, every Polygon and MultiPolygon of a Feature,
/// FeatureCollection or GeometryCollection; the property "name" (or "NAME", "Name", "title", else the
/// feature's id) names it, "stroke" (simplestyle) is its
/// colour, in a table the column "colour", "#rrggbb". Edges are straight in longitude and latitude as
/// written: one from 170 to -170 goes west. Polygons are made sound (parts that meet at 180 degrees are
/// joined); those that are rectangles along meridians and parallels become rectangles. In a table, east below
/// west means across 180 degrees. Throws InputError naming file, entry and fault: geometries that are no
/// areas, outlines that cross themselves, unknown columns, numbers that are no degrees, south above north.
std::vector<Region> readRegions(const std::filesystem::path& file);

/// By the suffix; whole or not at all. GeoJSON has longitudes as RFC 7946 wants, -180 .. 180: a
/// region across 180 degrees becomes a MultiPolygon of two parts or more. A table gives the bounds of shapes
/// other than rectangles, and the shapes as WKT with continuous longitudes. Ellipses become polygons. Throws
/// OutputError, and InputError for another suffix.
void writeRegions(const std::filesystem::path& file, const std::vector<Region>& regions);

}  // namespace shamal
