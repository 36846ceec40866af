#pragma once
#include "map/frame_style.h"
#include "map/map_geometry.h"

class QPainter;

/// Dotted parallels and meridians of a curved projection and the border of what it shows, inside
/// `geometry.frame`. Where a pole is a point, meridians end short of it unless they are multiples of 90
/// degrees.
void paintProjectedGraticule(QPainter& painter, const MapGeometry& geometry, const FrameStyle& style,
                             const QColor& ink);

/// Degrees of the same lines: parallels where they meet the left side, meridians the lower side; lines that
/// end at the limb are labelled there. Labels that would cover others are left out;
/// none reaches beyond the left and right of `whole`.
void paintProjectedDegrees(QPainter& painter, const MapGeometry& geometry, const FrameStyle& style,
                           const QRectF& whole);
