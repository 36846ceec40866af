#pragma once
#include "fields/field_series.h"
#include "fields/grid.h"

#include <string>
#include <vector>

namespace shamal {

/// A named part of the map. Rectangles for now.
struct Region {
    std::string name;
    LatLonBox box;
    bool operator==(const Region&) const = default;

    /// 1 for cells whose centres lie inside, row-major; longitudes compared modulo 360.
    std::vector<unsigned char> mask(const Grid& grid) const;
    std::size_t cellCount(const Grid& grid) const;
    /// Of the box on the sphere, km^2.
    double areaKm2() const;
};

/// Area-weighted mean over the region's cells with data, one value per step; NaN where none has data.
std::vector<double> regionMeans(const FieldSeries& series, const Region& region);

}  // namespace shamal
