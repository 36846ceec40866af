#pragma once
#include "../core/downscale/tiny_world.h"
#include "io/cf_writer.h"

#include <filesystem>

namespace tiny_world {

/// coarse.nc and fine.nc of the world of formulas.
inline void writeFiles(const std::filesystem::path& folder)
{
    const auto write = [&](const char* name, const shamal::FieldSeries& series) {
        shamal::OutputFile file;
        file.variables = {{series, "time: mean"}};
        shamal::writeCf(folder / name, file);
    };
    write("coarse.nc", coarseSeries());
    write("fine.nc", fineSeries());
}

}  // namespace tiny_world
