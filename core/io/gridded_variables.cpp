#include "io/gridded_variables.h"

#include "fields/error.h"
#include "io/opendap_address.h"
#include "io/value_decoding.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace shamal {

namespace {

/// CF standard names are lower-case words joined by underscores; GMAO writes titles there.
bool looksLikeStandardName(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_';
    });
}

/// Which dimension is chosen from by index: the vertical one, or the only further one that is longer than 1.
/// Nothing, and `fits` false, when there are several.
struct FurtherDimension {
    bool fits = true;
    std::optional<std::size_t> at;
};

FurtherDimension furtherDimension(const NetcdfVariable& variable, const std::vector<std::size_t>& candidates,
                                  const std::vector<AxisKind>& kinds)
{
    FurtherDimension chosen;
    for (const std::size_t at : candidates) {
        if (variable.lengths[at] <= 1)
            continue;
        if (chosen.at)
            return {false, std::nullopt};
        chosen.at = at;
    }
    if (chosen.at || candidates.empty())
        return chosen;
    const auto vertical = std::find_if(candidates.begin(), candidates.end(),
                                       [&kinds](std::size_t at) { return kinds[at] == AxisKind::Level; });
    chosen.at = vertical != candidates.end() ? *vertical : candidates.front();
    return chosen;
}

/// Axes are read once per dimension however many variables lie on it.
class AxisCache {
public:
    explicit AxisCache(const NetcdfFile& file) : m_file(file) {}
    const CoordinateAxis& axis(const DimensionCoordinate& coordinate)
    {
        const auto known = m_axes.find(coordinate.variable.id);
        if (known != m_axes.end())
            return known->second;
        std::vector<double> stored = unpackedValues(m_file, coordinate.variable);
        std::vector<double> bounds;
        if (const auto variable = boundsOf(m_file, coordinate.variable))
            bounds = unpackedValues(m_file, *variable);
        return m_axes
            .emplace(coordinate.variable.id,
                     coordinate.kind == AxisKind::Latitude
                         ? latitudeAxis(std::move(stored), std::move(bounds), m_file)
                         : longitudeAxis(std::move(stored), std::move(bounds), m_file))
            .first->second;
    }

private:
    const NetcdfFile& m_file;
    std::map<int, CoordinateAxis> m_axes;  ///< by id of the coordinate variable
};

std::optional<GriddedVariable> placed(const NetcdfVariable& variable,
                                      const std::map<int, DimensionCoordinate>& coordinates, AxisCache& axes)
{
    std::vector<AxisKind> kinds;
    std::vector<std::size_t> further;
    std::optional<std::size_t> latitudeAt;
    std::optional<std::size_t> longitudeAt;
    GriddedVariable gridded;
    for (std::size_t at = 0; at < variable.dimensions.size(); ++at) {
        const auto coordinate = coordinates.find(variable.dimensions[at]);
        kinds.push_back(coordinate == coordinates.end() ? AxisKind::Other : coordinate->second.kind);
        if (kinds[at] == AxisKind::Latitude && !latitudeAt)
            latitudeAt = at;
        else if (kinds[at] == AxisKind::Longitude && !longitudeAt)
            longitudeAt = at;
        else if (kinds[at] == AxisKind::Time && !gridded.timeAt)
            gridded.timeAt = at;
        else
            further.push_back(at);
    }
    if (!latitudeAt || !longitudeAt || variable.lengths[*latitudeAt] == 0 ||
        variable.lengths[*longitudeAt] == 0)
        return std::nullopt;
    const FurtherDimension level = furtherDimension(variable, further, kinds);
    if (!level.fits)
        return std::nullopt;
    gridded.variable = variable;
    gridded.latitudeAt = *latitudeAt;
    gridded.longitudeAt = *longitudeAt;
    gridded.levelAt = level.at;
    gridded.latitudes = axes.axis(coordinates.at(variable.dimensions[*latitudeAt]));
    gridded.longitudes = axes.axis(coordinates.at(variable.dimensions[*longitudeAt]));
    return gridded;
}

[[noreturn]] void throwNothingGridded(const NetcdfFile& file, const std::vector<NetcdfVariable>& variables)
{
    std::vector<std::string> names;
    bool curvilinear = false;
    for (const NetcdfVariable& variable : variables) {
        names.push_back(variable.name);
        const AxisKind kind = kindOf(file, variable);
        curvilinear = curvilinear || (variable.dimensions.size() == 2 &&
                                      (kind == AxisKind::Latitude || kind == AxisKind::Longitude));
    }
    if (curvilinear)
        throw InputError(file.path(),
                         "latitude and longitude are two-dimensional: the grid is not rectilinear",
                         "Regrid the file to a latitude-longitude grid first, for example with cdo remapbil");
    throw InputError(
        file.path(),
        fmt::format("no variable lies on a latitude and a longitude axis (it holds {})",
                    names.empty() ? std::string("nothing") : fmt::format("{}", fmt::join(names, ", "))),
        file.isRemote() && !opendapAddress(file.path()).constraint.empty()
            ? "Name the coordinates in the constraint expression too: ?dust[0:9][0:4][0:4],time[0:9],..."
            : "Choose a file with a gridded variable");
}

}  // namespace

FileLayout layoutOf(const NetcdfFile& file)
{
    const std::vector<NetcdfVariable>& variables = file.variables();
    FileLayout layout;
    layout.coordinates = dimensionCoordinates(file, variables);
    AxisCache axes(file);
    std::optional<int> timeDimension;
    for (const NetcdfVariable& variable : variables) {
        if (!variable.isNumeric() || variable.dimensions.size() < 2)
            continue;
        std::optional<GriddedVariable> gridded = placed(variable, layout.coordinates, axes);
        if (!gridded)
            continue;
        if (gridded->timeAt) {
            const int dimension = variable.dimensions[*gridded->timeAt];
            if (timeDimension && *timeDimension != dimension)
                continue;  // a series has one time axis: the first variable's
            timeDimension = dimension;
            layout.time = layout.coordinates.at(dimension).variable;
        }
        layout.variables.push_back(std::move(*gridded));
    }
    if (layout.variables.empty())
        throwNothingGridded(file, variables);
    return layout;
}

FieldMetadata metadataOf(const NetcdfFile& file, const NetcdfVariable& variable)
{
    FieldMetadata metadata;
    metadata.name = variable.name;
    metadata.longName = file.text(variable.id, "long_name");
    metadata.standardName = file.text(variable.id, "standard_name");
    if (!looksLikeStandardName(metadata.standardName))
        metadata.standardName.clear();
    metadata.units = file.text(variable.id, "units");
    if (metadata.units.empty())
        metadata.units.push_back('1');  // CF 3.1: a variable without units is dimensionless
    return metadata;
}

}  // namespace shamal
