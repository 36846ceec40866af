#pragma once
#include "map/colour_scale.h"
#include "session/map_contents.h"

/// Maps of one group share a colour scale while colours are linked: fields in one unit, differences in one
/// unit, ratios, and so on.
QString colourGroupOf(const Session& session, const MapChoice& choice);

/// The scale that suits what a map shows. Fields in the unit of the finest record: one for all, from a sample
/// of all its days, so that maps and days compare; others likewise from their own record. Differences are
/// symmetric about zero, as autocorrelations are where there are negative ones, ratios about one on a log10
/// scale, from the field itself, as all the rest; R2 runs from 0 to 1.
ColourScale fittedScale(const Session& session, const MapChoice& choice, const MapField& field);
