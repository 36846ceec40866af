#include "io/region_file.h"

#include "fields/error.h"
#include "io/atomic_file.h"
#include "io/csv_cell.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace shamal {

namespace {

using nlohmann::json;
using std::filesystem::path;

constexpr double kTolerance = 1e-9;  // degrees

[[noreturn]] void refuse(const path& file, const std::string& which, const std::string& fault,
                         const std::string& remedy)
{
    throw InputError(file, which + ": " + fault, remedy);
}

enum class Format { GeoJson, Table };

Format formatOf(const path& file)
{
    std::string suffix = file.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (suffix == ".geojson" || suffix == ".json")
        return Format::GeoJson;
    if (suffix == ".csv")
        return Format::Table;
    throw InputError(file, fmt::format("\"{}\" is no format of regions", suffix),
                     "Use .geojson, .json or .csv");
}

std::string contentOf(const path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream.is_open() || stream.bad())
        throw InputError(file, "the file cannot be read", "Check path and permission");
    if (content.starts_with("\xEF\xBB\xBF"))  // the mark some editors put before UTF-8
        content.erase(0, 3);
    return content;
}

void requireDegrees(const path& file, const std::string& which, const LatLonBox& box)
{
    if (!std::isfinite(box.south + box.north + box.west + box.east) || box.south < -90.0 || box.north > 90.0)
        refuse(file, which, "its latitudes are not within -90 .. 90 degrees",
               "Give degrees north and east (WGS 84), not metres of a projection");
    if (std::abs(box.west) > 540.0 || std::abs(box.east) > 540.0)
        refuse(file, which, "its longitudes are far beyond 360 degrees",
               "Give degrees north and east (WGS 84), not metres of a projection");
    if (!(box.south < box.north) || !(box.west < box.east) || box.east - box.west > 360.0 + kTolerance)
        refuse(file, which, "it has no extent, or one of more than 360 degrees",
               "South must lie below north, and west before east");
}

// GeoJSON.

/// The rectangle a ring is; nothing when it is another shape.
std::optional<LatLonBox> rectangleOf(const json& ring)
{
    if (ring.size() < 5 || ring.front() != ring.back())
        return std::nullopt;
    LatLonBox box{90.0, -90.0, 1e9, -1e9};
    for (const json& corner : ring) {
        const auto longitude = corner.at(0).get<double>();
        const auto latitude = corner.at(1).get<double>();
        box = {std::min(box.south, latitude), std::max(box.north, latitude), std::min(box.west, longitude),
               std::max(box.east, longitude)};
    }
    const auto isOn = [](double value, double side) { return std::abs(value - side) < kTolerance; };
    std::array<bool, 4> corners{};
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const auto x = ring[i].at(0).get<double>();
        const auto y = ring[i].at(1).get<double>();
        const auto nextX = ring[i + 1].at(0).get<double>();
        const auto nextY = ring[i + 1].at(1).get<double>();
        const bool alongSide = (isOn(x, nextX) && (isOn(x, box.west) || isOn(x, box.east))) ||
                               (isOn(y, nextY) && (isOn(y, box.south) || isOn(y, box.north)));
        if (!alongSide)
            return std::nullopt;
        corners[0] = corners[0] || (isOn(x, box.west) && isOn(y, box.south));
        corners[1] = corners[1] || (isOn(x, box.east) && isOn(y, box.south));
        corners[2] = corners[2] || (isOn(x, box.east) && isOn(y, box.north));
        corners[3] = corners[3] || (isOn(x, box.west) && isOn(y, box.north));
    }
    if (!(corners[0] && corners[1] && corners[2] && corners[3]))
        return std::nullopt;
    return box;
}

std::optional<LatLonBox> rectangleOfPolygon(const json& rings)
{
    return rings.size() == 1 ? rectangleOf(rings.front()) : std::nullopt;
}

/// Two rectangles that meet at 180 degrees are one.
std::optional<LatLonBox> rectangleOfParts(const json& polygons)
{
    if (polygons.size() == 1)
        return rectangleOfPolygon(polygons.front());
    if (polygons.size() != 2)
        return std::nullopt;
    std::optional<LatLonBox> west = rectangleOfPolygon(polygons[0]);
    std::optional<LatLonBox> east = rectangleOfPolygon(polygons[1]);
    if (!west || !east)
        return std::nullopt;
    if (std::abs(east->east - 180.0) < kTolerance)
        std::swap(west, east);
    const bool meet =
        std::abs(west->east - 180.0) < kTolerance && std::abs(east->west + 180.0) < kTolerance &&
        std::abs(west->south - east->south) < kTolerance && std::abs(west->north - east->north) < kTolerance;
    if (!meet)
        return std::nullopt;
    return LatLonBox{west->south, west->north, west->west, east->east + 360.0};
}

std::string textOf(const json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

class GeoJsonReader {
public:
    explicit GeoJsonReader(path file) : m_file(std::move(file)) {}

    std::vector<Region> read()
    {
        try {
            const json content = json::parse(contentOf(m_file));
            take(content, {});
        } catch (const json::exception& fault) {
            throw InputError(m_file, fmt::format("this is no sound GeoJSON ({})", fault.what()),
                             "Write it as RFC 7946 says, for example with QGIS or geojson.io");
        }
        return std::move(m_regions);
    }

private:
    void take(const json& object, const std::string& name)
    {
        const auto type = object.at("type").get<std::string>();
        if (type == "FeatureCollection") {
            for (const json& feature : object.at("features"))
                take(feature, {});
        } else if (type == "Feature") {
            if (!object.at("geometry").is_null())
                take(object.at("geometry"), nameOf(object));
        } else if (type == "GeometryCollection") {
            for (const json& geometry : object.at("geometries"))
                take(geometry, name);
        } else {
            add(name.empty() ? fmt::format("Region {}", m_regions.size() + 1) : name, object, type);
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
    void add(const std::string& name, const json& geometry, const std::string& type)
    {
        std::optional<LatLonBox> box;
        if (type == "Polygon")
            box = rectangleOfPolygon(geometry.at("coordinates"));
        else if (type == "MultiPolygon")
            box = rectangleOfParts(geometry.at("coordinates"));
        if (!box)
            refuse(m_file, "\"" + name + "\"", fmt::format("its {} is no rectangle", type),
                   "Regions are rectangles along meridians and parallels: give its bounding box");
        requireDegrees(m_file, "\"" + name + "\"", *box);
        m_regions.push_back({name, *box});
    }

    path m_file;
    std::vector<Region> m_regions;
};

json ringOf(const LatLonBox& box)  // counter-clockwise, as outer rings are
{
    return json::array({json::array({box.west, box.south}), json::array({box.east, box.south}),
                        json::array({box.east, box.north}), json::array({box.west, box.north}),
                        json::array({box.west, box.south})});
}

json featureOf(const Region& region)
{
    LatLonBox box = region.box;
    const double turn = 360.0 * std::floor((box.west + 180.0) / 360.0);
    box.west -= turn;
    box.east -= turn;
    json geometry;
    if (box.east <= 180.0 + kTolerance)
        geometry = {{"type", "Polygon"}, {"coordinates", json::array({ringOf(box)})}};
    else
        geometry = {{"type", "MultiPolygon"},
                    {"coordinates",
                     json::array({json::array({ringOf({box.south, box.north, box.west, 180.0})}),
                                  json::array({ringOf({box.south, box.north, -180.0, box.east - 360.0})})})}};
    return {{"type", "Feature"}, {"properties", {{"name", region.name}}}, {"geometry", std::move(geometry)}};
}

// CSV (RFC 4180).

std::vector<std::vector<std::string>> rowsOf(const std::string& content)
{
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row{std::string()};
    bool quoted = false;
    const auto finishRow = [&] {
        if (row.size() > 1 || !row.front().empty())
            rows.push_back(std::move(row));
        row = {std::string()};
    };
    for (std::size_t i = 0; i < content.size(); ++i) {
        const char c = content[i];
        if (quoted && c == '"' && i + 1 < content.size() && content[i + 1] == '"') {
            row.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            row.emplace_back();
        } else if (!quoted && (c == '\n' || c == '\r')) {
            finishRow();
        } else {
            row.back() += c;
        }
    }
    finishRow();
    return rows;
}

std::string trimmed(std::string text)
{
    const auto isBlank = [](unsigned char c) { return std::isspace(c) != 0; };
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), isBlank));
    text.erase(std::find_if_not(text.rbegin(), text.rend(), isBlank).base(), text.end());
    return text;
}

std::optional<double> numberOf(const std::string& cell)
{
    const std::string text = trimmed(cell);
    double number = 0.0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::vector<Region> readTable(const path& file)
{
    const std::vector<std::vector<std::string>> rows = rowsOf(contentOf(file));
    constexpr std::array kColumns{"name", "south", "north", "west", "east"};
    std::array<std::size_t, kColumns.size()> at{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        std::size_t column = 0;
        while (!rows.empty() && column < rows[0].size() && trimmed(rows[0][column]) != kColumns[i])
            ++column;
        if (rows.empty() || column == rows[0].size())
            throw InputError(file, fmt::format("its first line names no column \"{}\"", kColumns[i]),
                             "The first line should read name,south,north,west,east");
        at[i] = column;
    }
    std::vector<Region> regions;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        std::array<double, 4> degrees{};
        for (std::size_t i = 1; i < kColumns.size(); ++i) {
            const auto number = at[i] < rows[r].size() ? numberOf(rows[r][at[i]]) : std::nullopt;
            if (!number)
                refuse(file, fmt::format("row {}", r + 1), fmt::format("its {} is no number", kColumns[i]),
                       "Give degrees with a point, like 29.2");
            degrees[i - 1] = *number;
        }
        LatLonBox box{degrees[0], degrees[1], degrees[2], degrees[3]};
        if (box.east <= box.west)  // across 180 degrees, as longitudes of -180 .. 180 tell it
            box.east += 360.0;
        requireDegrees(file, fmt::format("row {}", r + 1), box);
        regions.push_back({at[0] < rows[r].size() ? trimmed(rows[r][at[0]]) : std::string(), box});
    }
    return regions;
}

std::string tableOf(const std::vector<Region>& regions)
{
    std::string text = "name,south,north,west,east\n";
    for (const Region& region : regions)
        text += fmt::format("{},{},{},{},{}\n", csvCell(region.name), region.box.south, region.box.north,
                            region.box.west, region.box.east);
    return text;
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

}  // namespace

std::vector<Region> readRegions(const path& file)
{
    std::vector<Region> regions =
        formatOf(file) == Format::GeoJson ? GeoJsonReader(file).read() : readTable(file);
    if (regions.empty())
        throw InputError(file, "the file holds no region", "Give at least one rectangle");
    return regions;
}

void writeRegions(const path& file, const std::vector<Region>& regions)
{
    const std::string text = formatOf(file) == Format::GeoJson ? geoJsonOf(regions) : tableOf(regions);
    writeAtomically(file, [&](const path& temporary) {
        std::ofstream stream(temporary, std::ios::binary);
        stream << text;
        stream.close();
        if (!stream)
            throw OutputError(file, "the regions could not be written in full",
                              "See that the folder can be written and the disk has room");
    });
}

}  // namespace shamal
