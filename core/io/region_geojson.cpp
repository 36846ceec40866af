#include "io/region_geojson.h"

#include "fields/error.h"
#include "geo/polygon_algebra.h"
#include "io/region_entry.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <string_view>
#include <utility>

namespace shamal {

namespace {

using nlohmann::json;
using std::filesystem::path;

std::string textOf(const json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

class GeoJsonReader {
public:
    GeoJsonReader(const std::string& content, path file) : m_content(content), m_file(std::move(file)) {}

    std::vector<Region> read()
    {
        try {
            const json content = json::parse(m_content);
            take(content, {}, {});
        } catch (const json::exception& fault) {
            const std::string_view what = fault.what();  // "[json.exception.NAME] words"
            throw InputError(m_file,
                             fmt::format("this is no sound GeoJSON ({})", what.substr(what.find("] ") + 2)),
                             "Write it as RFC 7946 says, for example with QGIS or geojson.io");
        }
        return std::move(m_regions);
    }

private:
    void take(const json& object, const std::string& name, const std::string& colour)
    {
        const auto type = object.at("type").get<std::string>();
        if (type == "FeatureCollection") {
            for (const json& feature : object.at("features"))
                take(feature, {}, {});
        } else if (type == "Feature") {
            if (!object.at("geometry").is_null())
                take(object.at("geometry"), nameOf(object), strokeOf(object));
        } else if (type == "GeometryCollection") {
            for (const json& geometry : object.at("geometries"))
                take(geometry, name, colour);
        } else {
            add(name.empty() ? fmt::format("Region {}", m_regions.size() + 1) : name, object, type);
            m_regions.back().colour = colour;
        }
    }
    static std::string nameOf(const json& feature)
    {
        const json properties = feature.value("properties", json());
        if (properties.is_object()) {
            for (const char* key : {"name", "NAME", "Name", "title"}) {
                if (properties.contains(key) && !properties.at(key).is_null())
                    return textOf(properties.at(key));
            }
        }
        return feature.contains("id") ? textOf(feature.at("id")) : std::string();
    }
    /// As simplestyle 1.1 has it.
    static std::string strokeOf(const json& feature)
    {
        const json properties = feature.value("properties", json());
        const json stroke = properties.is_object() ? properties.value("stroke", json()) : json();
        return stroke.is_string() ? colourOf(stroke.get<std::string>()) : std::string();
    }
    void add(const std::string& name, const json& geometry, const std::string& type)
    {
        const std::string entry = "\"" + name + "\"";
        Polygon polygon;
        if (type == "Polygon") {
            polygon.parts.push_back(partOf(geometry.at("coordinates"), entry));
        } else if (type == "MultiPolygon") {
            for (const json& rings : geometry.at("coordinates"))
                polygon.parts.push_back(partOf(rings, entry));
        } else {
            refuseEntry(m_file, entry, fmt::format("its {} is no area", type),
                        "Regions are Polygons and MultiPolygons");
        }
        m_regions.push_back(regionOf(m_file, entry, name, polygon));
    }
    PolygonPart partOf(const json& rings, const std::string& entry) const
    {
        PolygonPart part{ringOf(rings.at(0), entry), {}};
        for (std::size_t hole = 1; hole < rings.size(); ++hole)
            part.holes.push_back(ringOf(rings.at(hole), entry));
        return part;
    }
    Ring ringOf(const json& positions, const std::string& entry) const
    {
        Ring ring;
        for (const json& position : positions)
            ring.push_back({position.at(1).get<double>(), position.at(0).get<double>()});
        if (ring.size() < 4 || ring.front() != ring.back())
            refuseEntry(m_file, entry, "a ring is not closed, or has fewer than four positions",
                        "The last position of a ring repeats its first (RFC 7946)");
        ring.pop_back();
        return ring;
    }

    const std::string& m_content;
    path m_file;
    std::vector<Region> m_regions;
};

json positionsOf(const Ring& ring)
{
    json positions = json::array();
    for (const LatLon& corner : ring)
        positions.push_back(json::array({corner.longitude, corner.latitude}));
    positions.push_back(positions.front());
    return positions;
}

json featureOf(const Region& region)
{
    json parts = json::array();
    // A rectangle needs no GEOS, and keeps the corner that it begins at.
    const LatLonBox* const box = region.box();
    const bool within = box != nullptr && box->west >= -180.0 && box->east <= 180.0;
    for (const PolygonPart& part : (within ? polygonOf(*box) : cutAtDateLine(region.polygon())).parts) {
        json rings = json::array({positionsOf(part.outer)});
        for (const Ring& hole : part.holes)
            rings.push_back(positionsOf(hole));
        parts.push_back(std::move(rings));
    }
    json geometry;
    if (parts.size() == 1)
        geometry = {{"type", "Polygon"}, {"coordinates", std::move(parts.front())}};
    else
        geometry = {{"type", "MultiPolygon"}, {"coordinates", std::move(parts)}};
    json properties{{"name", region.name}};
    if (!region.colour.empty())
        properties["stroke"] = region.colour;
    return {{"type", "Feature"}, {"properties", std::move(properties)}, {"geometry", std::move(geometry)}};
}

}  // namespace

std::vector<Region> regionsOfGeoJson(const std::string& content, const path& file)
{
    return GeoJsonReader(content, file).read();
}

std::string geoJsonOf(const std::vector<Region>& regions)
{
    json features = json::array();
    for (const Region& region : regions)
        features.push_back(featureOf(region));
    return json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump(
               2, ' ', false, json::error_handler_t::replace) +
           "\n";
}

}  // namespace shamal
