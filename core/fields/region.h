#pragma once
#include "fields/field_series.h"
#include "fields/grid.h"
#include "geo/ellipse.h"
#include "geo/polygon.h"

#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace shamal {

/// What a region may be. An ellipse stays its parameters, so that it can be edited; a polygon should be sound
/// (geo/polygon_algebra.h).
using RegionShape = std::variant<LatLonBox, Polygon, Ellipse>;

/// A named part of the map, a plain value. Whatever takes a grid compares longitudes modulo 360.
struct Region {
    std::string name;
    RegionShape shape;
    std::string colour;  ///< that it is drawn in, "#rrggbb"; empty where none was chosen

    Region() = default;
    Region(std::string regionName, const LatLonBox& box) : name(std::move(regionName)), shape(box) {}
    Region(std::string regionName, RegionShape regionShape, std::string regionColour = {})
        : name(std::move(regionName)), shape(std::move(regionShape)), colour(std::move(regionColour))
    {
    }
    bool operator==(const Region&) const = default;

    /// The rectangle that it is; null when it is another shape.
    const LatLonBox* box() const { return std::get_if<LatLonBox>(&shape); }
    /// The shape as a polygon. Throws InputError for an ellipse that is none.
    Polygon polygon() const;
    /// The smallest box round it, longitudes continuous across 180 degrees.
    LatLonBox bounds() const;

    bool contains(LatLon place) const;

    /// 1 for cells whose centres lie inside, row-major. A region between the centres is not lost: where it
    /// overlaps the grid but holds no centre, the mask is the one cell that holds most of its area.
    std::vector<unsigned char> mask(const Grid& grid) const;
    std::size_t cellCount(const Grid& grid) const;  ///< of the mask
    /// How much of each cell is inside, row-major: km^2 on the sphere, and as a fraction 0..1. Exact for
    /// edges straight in longitude and latitude. 0 everywhere only when the region lies beside the grid.
    std::vector<double> cellAreasKm2(const Grid& grid) const;
    std::vector<double> weights(const Grid& grid) const;
    /// On the sphere, km^2, of the whole region.
    double areaKm2() const;
};

/// The areas of the published method, A0 and A1, as rectangles.
std::vector<Region> presetRegions();

/// Mean over the region, one value per step: cells with data count by how much of their area is inside. NaN
/// where none has data.
std::vector<double> regionMeans(const FieldSeries& series, const Region& region);

/// The series with the cells outside a region's mask made missing.
FieldSeries within(const FieldSeries& series, std::span<const unsigned char> mask);

}  // namespace shamal
