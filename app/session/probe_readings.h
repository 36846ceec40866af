#pragma once
#include "map/map_field.h"
#include "panels/probe_reading.h"

#include <vector>

/// What each of the fields has at a place, in words and in their order; nulls are left out.
std::vector<ProbeReading> probeReadings(const std::vector<const MapField*>& fields, shamal::LatLon place);
