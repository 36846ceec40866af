#include "io/product_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace shamal {

namespace {

/// Spacing from which a record counts as coarse and up to which as fine. MERRA-2 has 0.5 x 0.625, G5NR 0.0625
/// degrees.
constexpr double kCoarseFromDegrees = 0.3;
constexpr double kFineToDegrees = 0.15;

struct ProductMark {
    std::string_view text;
    std::string_view product;
};

constexpr std::array<ProductMark, 8> kMarks{{{"MERRA-2", "MERRA-2"},
                                             {"MERRA2", "MERRA-2"},
                                             {"GEOS-5 Nature Run", "G5NR"},
                                             {"GEOS5 Nature Run", "G5NR"},
                                             {"G5NR", "G5NR"},
                                             {"c1440_NR", "G5NR"},
                                             {"GEOS-CF", "GEOS-CF"},
                                             {"GEOS CF", "GEOS-CF"}}};

std::string firstOf(const NetcdfFile& file, std::initializer_list<const char*> attributes)
{
    for (const char* attribute : attributes) {
        std::string text = file.text(kGlobalAttributes, attribute);
        if (!text.empty())
            return text;
    }
    return {};
}

}  // namespace

std::string productName(const NetcdfFile& file)
{
    if (file.text(kGlobalAttributes, "ShortName").starts_with("M2"))
        return "MERRA-2";
    std::string words = file.path().filename().string();
    for (const char* attribute :
         {"Title", "title", "LongName", "Filename", "GranuleID", "experiment_id", "Source", "source"})
        words += '\n' + file.text(kGlobalAttributes, attribute);
    for (const ProductMark& mark : kMarks) {
        if (words.find(mark.text) != std::string::npos)
            return std::string(mark.product);
    }
    constexpr std::size_t kLongestTitle = 60;
    const std::string own = firstOf(file, {"source_id", "title", "Title"});
    return own.size() <= kLongestTitle ? own : std::string();
}

SourceRoleGuess guessRole(const std::string& title, const Grid& grid, bool hasTime)
{
    const double spacing = std::max(grid.meanLatitudeStep(), grid.meanLongitudeStep());
    const std::string spacingText =
        fmt::format("{:.4g} x {:.4g} degree spacing", grid.meanLatitudeStep(), grid.meanLongitudeStep());
    if (!hasTime)
        return {SourceRole::Other, "no time axis: a map, not a record"};
    if (title == "MERRA-2")
        return {SourceRole::Coarse, spacingText + " and the title name MERRA-2"};
    if (title == "G5NR")
        return {SourceRole::Fine, spacingText + " and the title name the GEOS-5 Nature Run"};
    if (spacing >= kCoarseFromDegrees)
        return {SourceRole::Coarse,
                fmt::format("{} (coarse from {:g} degrees on)", spacingText, kCoarseFromDegrees)};
    if (spacing > 0.0 && spacing <= kFineToDegrees)
        return {SourceRole::Fine, fmt::format("{} (fine up to {:g} degrees)", spacingText, kFineToDegrees)};
    return {SourceRole::Other,
            fmt::format("{} is neither coarse ({:g} degrees or more) nor fine ({:g} or less)", spacingText,
                        kCoarseFromDegrees, kFineToDegrees)};
}

}  // namespace shamal
