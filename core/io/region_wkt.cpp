#include "io/region_wkt.h"

#include "geo/geos_plane.h"
#include "io/region_entry.h"

#include <fmt/format.h>

#include <memory>

namespace shamal {

namespace {

std::string wktOf(const Ring& ring)
{
    std::string text = "(";
    for (const LatLon& corner : ring)
        text += fmt::format("{} {}, ", corner.longitude, corner.latitude);
    return text + fmt::format("{} {})", ring.front().longitude, ring.front().latitude);
}

}  // namespace

Polygon polygonOfWkt(const std::string& wkt, const std::filesystem::path& file, const std::string& entry)
{
    GeosPlane plane;
    const auto destroy = [&plane](GEOSWKTReader* reader) {
        GEOSWKTReader_destroy_r(plane.context(), reader);
    };
    const std::unique_ptr<GEOSWKTReader, decltype(destroy)> reader(GEOSWKTReader_create_r(plane.context()),
                                                                   destroy);
    GEOSGeometry* const read = GEOSWKTReader_read_r(plane.context(), reader.get(), wkt.c_str());
    if (read == nullptr)
        refuseEntry(file, entry, "its WKT is no sound geometry (" + plane.fault() + ")",
                    "Write it like POLYGON ((60 30, 80 30, 70 40, 60 30))");
    const GeosPlane::Geometry geometry = plane.own(read);
    Polygon polygon = plane.polygonOf(geometry.get());
    if (polygon.empty())
        refuseEntry(file, entry, "its WKT is no area", "Give a POLYGON or MULTIPOLYGON");
    return polygon;
}

std::string wktOf(const Polygon& polygon)
{
    std::string text;
    for (const PolygonPart& part : polygon.parts) {
        text += (text.empty() ? "(" : ", (") + wktOf(part.outer);
        for (const Ring& hole : part.holes)
            text += ", " + wktOf(hole);
        text += ")";
    }
    return "MULTIPOLYGON (" + text + ")";
}

}  // namespace shamal
