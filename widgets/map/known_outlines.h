#pragma once
#include "geo/outlines.h"

/// Coastlines and borders, or none when the resource cannot be read: a map without them is better than no
/// map. The reason is logged once.
const std::vector<shamal::Outline>& knownOutlines();
