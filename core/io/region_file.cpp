#include "io/region_file.h"

#include "fields/error.h"
#include "io/atomic_file.h"
#include "io/region_geojson.h"
#include "io/region_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <string>

namespace shamal {

namespace {

using std::filesystem::path;

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

}  // namespace

std::vector<Region> readRegions(const path& file)
{
    const Format format = formatOf(file);
    const std::string content = contentOf(file);
    std::vector<Region> regions =
        format == Format::GeoJson ? regionsOfGeoJson(content, file) : regionsOfTable(content, file);
    if (regions.empty())
        throw InputError(file, "the file holds no region", "Give at least one rectangle or polygon");
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
