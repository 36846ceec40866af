#include "io/region_table.h"

#include "fields/error.h"
#include "io/csv_cell.h"
#include "io/region_entry.h"
#include "io/region_wkt.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

namespace shamal {

namespace {

using std::filesystem::path;

// RFC 4180.
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

constexpr std::array kSides{"south", "north", "west", "east"};

std::optional<std::size_t> columnOf(const std::vector<std::vector<std::string>>& rows,
                                    const std::string& name)
{
    for (std::size_t column = 0; !rows.empty() && column < rows[0].size(); ++column) {
        if (trimmed(rows[0][column]) == name)
            return column;
    }
    return std::nullopt;
}

Region rectangleOf(const std::vector<std::string>& row, const std::string& entry, const std::string& name,
                   const std::array<std::optional<std::size_t>, 4>& at, const path& file)
{
    std::array<double, 4> degrees{};
    for (std::size_t i = 0; i < kSides.size(); ++i) {
        const auto number = *at[i] < row.size() ? numberOf(row[*at[i]]) : std::nullopt;
        if (!number)
            refuseEntry(file, entry, fmt::format("its {} is no number", kSides[i]),
                        "Give degrees with a point, like 29.2");
        degrees[i] = *number;
    }
    LatLonBox box{degrees[0], degrees[1], degrees[2], degrees[3]};
    if (box.east <= box.west)  // across 180 degrees, as longitudes of -180 .. 180 tell it
        box.east += 360.0;
    return regionOf(file, entry, name, box);
}

}  // namespace

std::vector<Region> regionsOfTable(const std::string& content, const path& file)
{
    const std::vector<std::vector<std::string>> rows = rowsOf(content);
    const auto nameAt = columnOf(rows, "name");
    const auto wktAt = columnOf(rows, "wkt");
    const auto colourAt = columnOf(rows, "colour");
    std::array<std::optional<std::size_t>, 4> at;
    std::ranges::transform(kSides, at.begin(), [&](const char* side) { return columnOf(rows, side); });
    const auto missing = std::ranges::find_if(at, [](const auto& column) { return !column; });
    if (!nameAt || (!wktAt && missing != at.end()))
        throw InputError(
            file,
            fmt::format("its first line names no column \"{}\"",
                        nameAt ? kSides[static_cast<std::size_t>(missing - at.begin())] : "name"),
            "The first line should read name,south,north,west,east or name,wkt");
    std::vector<Region> regions;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        const std::string entry = fmt::format("row {}", r + 1);
        const auto cell = [&](std::optional<std::size_t> column) {
            return column && *column < rows[r].size() ? trimmed(rows[r][*column]) : std::string();
        };
        const std::string wkt = cell(wktAt);
        if (!wkt.empty())
            regions.push_back(regionOf(file, entry, cell(nameAt), polygonOfWkt(wkt, file, entry)));
        else if (missing == at.end())
            regions.push_back(rectangleOf(rows[r], entry, cell(nameAt), at, file));
        else
            refuseEntry(file, entry, "it has no WKT", "Give a POLYGON or MULTIPOLYGON");
        regions.back().colour = colourOf(cell(colourAt));
    }
    return regions;
}

std::string tableOf(const std::vector<Region>& regions)
{
    const bool shapes =
        std::ranges::any_of(regions, [](const Region& region) { return region.box() == nullptr; });
    const bool colours =
        std::ranges::any_of(regions, [](const Region& region) { return !region.colour.empty(); });
    std::string text = "name,south,north,west,east";
    text += shapes ? ",wkt" : "";
    text += colours ? ",colour\n" : "\n";
    for (const Region& region : regions) {
        const LatLonBox box = region.bounds();
        text += fmt::format("{},{},{},{},{}", csvCell(region.name), box.south, box.north, box.west, box.east);
        if (shapes)
            text += "," + (region.box() == nullptr ? csvCell(wktOf(region.polygon())) : std::string());
        if (colours)
            text += "," + csvCell(region.colour);
        text += "\n";
    }
    return text;
}

}  // namespace shamal
