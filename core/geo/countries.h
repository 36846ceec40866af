#pragma once
#include "geo/polygon.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// A country or territory as Natural Earth draws it: as held (de facto), no statement about sovereignty.
struct Country {
    std::string name;  ///< English, UTF-8
    Polygon shape;     ///< rings as Natural Earth has them, not made sound
};

/// Of Natural Earth 1:50m, Admin 0 (public domain), by name; read from resources/outlines once per process.
/// Throws InputError when the resource is missing or damaged.
const std::vector<Country>& naturalEarthCountries();

/// A file in the layout that packaging/make-outlines.mjs describes. Throws InputError when it is missing or
/// damaged.
std::vector<Country> readCountries(const std::filesystem::path& file);

/// The countries of those names as one sound polygon. Throws InputError for a name that is none, or no name.
Polygon countriesPolygon(std::span<const std::string> names);

}  // namespace shamal
