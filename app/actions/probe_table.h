#pragma once
#include "map/map_pins.h"
#include "panels/cell_series.h"

#include <filesystem>
#include <vector>

/// Writes the series at a pin as a tidy CSV, one value a row, with the cell it is of; atomically, numbers in
/// full. Throws shamal::OutputError; shamal::InputError when there are none.
void writeProbeTable(const std::filesystem::path& path, const MapPin& pin,
                     const std::vector<CellSeries>& series);
