#pragma once
#include "fields/region.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// Regions side by side, and which of them is active: the one that drives whatever takes a single region. A
/// plain value.
struct RegionList {
    std::vector<Region> regions;
    std::optional<std::size_t> active;
    bool operator==(const RegionList&) const = default;

    const Region* activeRegion() const { return active ? &regions.at(*active) : nullptr; }
    /// Becomes active. It gets a number behind its name where another has that, and the next colour unless it
    /// has one; but one that is there already under that name is not added again.
    void add(Region region);
    /// Where the active one goes, the one that moves up becomes active.
    void remove(std::size_t index);
    /// Of regionColours(), the one fewest regions have.
    std::string nextColour() const;
    /// `name`, with a number behind it where a region other than `except` has it.
    std::string uniqueName(const std::string& name, std::optional<std::size_t> except = {}) const;
};

/// "#rrggbb", told apart by colour-blind eyes as well: the accent of the application's own palettes, then
/// colours of Okabe and Ito (Color Universal Design, 2008).
std::span<const char* const> regionColours();

}  // namespace shamal
