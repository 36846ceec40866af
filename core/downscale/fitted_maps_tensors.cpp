#include "downscale/fitted_maps_tensors.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <array>

namespace shamal {

namespace {

const std::array<std::pair<const char*, std::vector<float> FittedMaps::*>, 7> kMaps{
    {{"maps.slope", &FittedMaps::slope},
     {"maps.intercept", &FittedMaps::intercept},
     {"maps.fineClimatology", &FittedMaps::fineClimatology},
     {"maps.coarseClimatology", &FittedMaps::coarseClimatology},
     {"maps.elevation", &FittedMaps::elevation},
     {"maps.latitude", &FittedMaps::latitude},
     {"maps.longitude", &FittedMaps::longitude}}};
constexpr const char* kResidualScale = "maps.residualScale";

std::vector<std::int64_t> shapeOf(std::size_t rows, std::size_t columns)
{
    return {static_cast<std::int64_t>(rows), static_cast<std::int64_t>(columns)};
}

const std::vector<float>& take(const TensorMap& tensors, const std::string& name,
                               const std::vector<std::int64_t>& shape, const std::filesystem::path& file)
{
    const auto found = tensors.find(name);
    const auto fault = [&](const std::string& what) {
        return InputError(file, fmt::format("has {}", what), "Install the model again or train it anew");
    };
    if (found == tensors.end())
        throw fault(fmt::format("no tensor '{}'", name));
    if (found->second.shape != shape)
        throw fault(fmt::format("tensor '{}' of {} instead of {} numbers", name,
                                fmt::join(found->second.shape, "x"), fmt::join(shape, "x")));
    return found->second.values;
}

}  // namespace

void addMaps(const FittedMaps& maps, TensorMap& tensors)
{
    for (const auto& [name, map] : kMaps)
        tensors[name] = {shapeOf(maps.rows, maps.columns), maps.*map};
    tensors[kResidualScale] = {{1}, {maps.residualScale}};
}

FittedMaps readMaps(const TensorMap& tensors, std::size_t rows, std::size_t columns,
                    const std::filesystem::path& file)
{
    FittedMaps maps;
    maps.rows = rows;
    maps.columns = columns;
    for (const auto& [name, map] : kMaps)
        maps.*map = take(tensors, name, shapeOf(rows, columns), file);
    maps.residualScale = take(tensors, kResidualScale, {1}, file)[0];
    return maps;
}

}  // namespace shamal
