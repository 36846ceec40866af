#include "fields/region_algebra.h"

#include "fields/error.h"
#include "geo/polygon_algebra.h"
#include "geo/polygon_buffer.h"

#include <utility>
#include <vector>

namespace shamal {

namespace {

Region orRefuse(std::string name, Polygon polygon)
{
    if (polygon.empty())
        throw InputError(
            "Nothing is left of the region. Choose regions that overlap, or a smaller distance.");
    return {std::move(name), std::move(polygon)};
}

}  // namespace

Region unionOf(std::string name, std::span<const Region> regions)
{
    std::vector<Polygon> polygons;
    for (const Region& region : regions)
        polygons.push_back(soundPolygon(region.polygon()));
    return orRefuse(std::move(name), unionOf(polygons));
}

Region intersectionOf(std::string name, const Region& a, const Region& b)
{
    return orRefuse(std::move(name), intersectionOf(soundPolygon(a.polygon()), soundPolygon(b.polygon())));
}

Region differenceOf(std::string name, const Region& whole, const Region& taken)
{
    return orRefuse(std::move(name),
                    differenceOf(soundPolygon(whole.polygon()), soundPolygon(taken.polygon())));
}

Region buffered(std::string name, const Region& region, double km)
{
    return orRefuse(std::move(name), buffered(soundPolygon(region.polygon()), km));
}

}  // namespace shamal
