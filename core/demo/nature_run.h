#pragma once
#include "fields/calendar.h"
#include "fields/field_series.h"
#include "fields/progress.h"

#include <cstdint>
#include <filesystem>

namespace shamal {

/// The areas there are demo worlds of: 228 x 322 and 432 x 358 fine cells (kAreaA0, kAreaA1).
enum class DemoArea { A0, A1 };
const char* nameOf(DemoArea area);  ///< "A0", "A1"

/// The synthetic world that stands in for MERRA-2 and G5NR over one area.
struct DemoWorldOptions {
    DemoArea area = DemoArea::A0;
    std::uint64_t seed = 1;
    Date coarseFirst{2000, 1, 1};  ///< coarse record, daily
    Date fineFirst{2005, 5, 15};   ///< fine record, daily; as G5NR's
    int fineDays = 763;
    int spinUpDays = 20;  ///< run and thrown away before either record
    int threads = 0;      ///< 0 = all cores; results do not depend on it
};

/// MERRA-2's nodes round an area, two or more beyond it on every side.
Grid demoCoarseGrid(DemoArea area);
/// Cells of 0.0625 degrees over an area, from its south-western corner on.
Grid demoFineGrid(DemoArea area);

/// Where the files of a demo world are.
struct DemoWorldFiles {
    std::filesystem::path coarse;     ///< MERRA-2-like: DUEXTTAU(time, lat, lon), 0.5 x 0.625 degrees
    std::filesystem::path fine;       ///< G5NR-like: DUEXTTAU(time, lat, lon), 0.0625 degrees
    std::filesystem::path elevation;  ///< surface altitude on the fine grid, m
};

/// Makes the world and writes its files into `folder`, as it goes, each atomically. Every file says in its
/// global attributes that it is synthetic. The coarse record ends with the fine one. Throws Stopped, leaving
/// no half file; InputError when the fine record would be empty or start before the coarse one. Writes with
/// netCDF-C on the calling thread.
DemoWorldFiles makeDemoWorld(const std::filesystem::path& folder, const DemoWorldOptions& options,
                             const Progress& progress, std::stop_token stop);

/// The world in the user's cache folder, made on first use or when the recipe's version changed. Processes
/// that make the same world at once do the work twice and agree on one of the results. What killed processes
/// left half made in the cache folder is removed first.
DemoWorldFiles cachedDemoWorld(const DemoWorldOptions& options, const Progress& progress,
                               std::stop_token stop);
DemoWorldFiles cachedDemoWorld(const Progress& progress, std::stop_token stop);  ///< with the default options
/// True when cachedDemoWorld() has nothing to make.
bool demoWorldIsCached(const DemoWorldOptions& options = {});
/// Names of a world's files in a folder, whether there or not.
DemoWorldFiles demoWorldFilesIn(const std::filesystem::path& folder);

/// The nodes of the shipped ETOPO extract, every 20': where terrain() is known.
Grid terrainNodes();
/// Surface altitude (m, >= 0) from the shipped ETOPO extract, cubic interpolation of its 20' grid. For any
/// grid inside the extract.
std::vector<float> terrain(const Grid& grid);
/// Share of land by the same extract, 0..1: 0 where its sea floor lies 40 m down or deeper, 1 from 0 m on.
std::vector<float> landShare(const Grid& grid);

}  // namespace shamal
