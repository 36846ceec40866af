#pragma once
#include "fields/grid.h"

#include <QString>

/// "30° N", "12.5° S", "0°" in the user's language: rounded, trailing zeros dropped.
QString latitudeText(double degrees, int decimals = 4);
/// Likewise, west and east of Greenwich; neither for 0 and 180 degrees.
QString longitudeText(double degrees, int decimals = 4);
/// "35.5° N 67.81° E".
QString placeText(shamal::LatLon place, int decimals = 2);
