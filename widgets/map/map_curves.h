#pragma once
#include "fields/region.h"
#include "map/map_geometry.h"

#include <QLineF>
#include <QPainterPath>
#include <QPolygonF>

#include <span>
#include <vector>

/// The line through `points`, straight in latitude and longitude between them, as it runs in the frame:
/// curved to a third of a pixel, broken at the limb and at cuts, clipped to the frame, in every copy where
/// the plane repeats itself.
std::vector<QPolygonF> curvesIn(const MapGeometry& geometry, std::span<const shamal::LatLon> points);

/// Borders of what the projection shows, clipped to the frame.
std::vector<QPolygonF> limbIn(const MapGeometry& geometry);

/// The box's sides, closed, in steps that keep their curve.
std::vector<shamal::LatLon> outlineOf(const shamal::LatLonBox& box);

/// All rings of a region, likewise.
std::vector<QPolygonF> outlinesIn(const MapGeometry& geometry, const shamal::RegionShape& shape);

/// The parts of a chain of straight lines inside `frame`, for formats that cannot clip (Qt's SVG).
std::vector<QPolygonF> clippedPieces(const QPolygonF& line, const QRectF& frame);

/// The part of a straight line inside `frame` (Liang and Barsky 1984); nothing if it passes by.
std::optional<QLineF> clippedLine(const QLineF& line, const QRectF& frame);

/// All pieces as one path.
QPainterPath pathOf(const std::vector<QPolygonF>& pieces);
