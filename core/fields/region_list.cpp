#include "fields/region_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace shamal {

void RegionList::add(Region region)
{
    const auto same = std::ranges::find_if(regions, [&region](const Region& there) {
        return there.name == region.name && there.shape == region.shape;
    });
    active = static_cast<std::size_t>(same - regions.begin());
    if (same != regions.end())
        return;
    region.name = uniqueName(region.name);
    if (region.colour.empty())
        region.colour = nextColour();
    regions.push_back(std::move(region));
}

void RegionList::remove(std::size_t index)
{
    regions.erase(regions.begin() + static_cast<std::ptrdiff_t>(index));
    if (!active)
        return;
    if (*active > index || *active == regions.size())
        active = *active == 0 ? std::nullopt : std::optional(*active - 1);
}

std::string RegionList::nextColour() const
{
    const auto uses = [this](const char* colour) {
        return std::ranges::count(regions, colour, &Region::colour);
    };
    return *std::ranges::min_element(regionColours(), {}, uses);
}

std::string RegionList::uniqueName(const std::string& name, std::optional<std::size_t> except) const
{
    const auto taken = [&](const std::string& candidate) {
        for (std::size_t i = 0; i < regions.size(); ++i) {
            if (i != except && regions[i].name == candidate)
                return true;
        }
        return false;
    };
    std::string unique = name;
    for (int number = 2; taken(unique); ++number)
        unique = fmt::format("{} {}", name, number);
    return unique;
}

std::span<const char* const> regionColours()
{
    static constexpr std::array kColours{"#2f7dc4", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#f0e442"};
    return kColours;
}

}  // namespace shamal
