#pragma once
#include "batch/verb.h"
#include "downscale/downscaler.h"
#include "fields/grid.h"
#include "io/dataset.h"

#include <fmt/format.h>

#include <QCommandLineParser>

#include <filesystem>
#include <optional>
#include <vector>

/// Options that `train` and `downscale` share, and how they are read.
namespace downscaling_options {

inline std::vector<std::filesystem::path> files(const QCommandLineParser& parser, const char* option)
{
    std::vector<std::filesystem::path> paths;
    for (const QString& value : parser.values(option))
        paths.emplace_back(value.toStdString());
    if (paths.empty())
        throw UsageError(fmt::format("--{} is missing", option));
    return paths;
}

inline std::string required(const QCommandLineParser& parser, const char* option)
{
    if (parser.value(option).isEmpty())
        throw UsageError(fmt::format("--{} is missing", option));
    return parser.value(option).toStdString();
}

inline qulonglong number(const QCommandLineParser& parser, const char* option, qulonglong smallest,
                         qulonglong largest = 1000000000)
{
    bool good = false;
    const qulonglong value = parser.value(option).toULongLong(&good);
    if (!good || value < smallest || value > largest)
        throw UsageError(fmt::format("--{} wants a whole number of at least {}, not '{}'", option, smallest,
                                     parser.value(option).toStdString()));
    return value;
}

inline int count(const QCommandLineParser& parser, const char* option, int smallest)
{
    return static_cast<int>(number(parser, option, static_cast<qulonglong>(smallest)));
}

/// "S,N,W,E" in degrees; nothing for other text.
inline std::optional<shamal::LatLonBox> box(const QString& text)
{
    const QStringList parts = text.split(',');
    double sides[4] = {};
    bool good = parts.size() == 4;
    for (qsizetype i = 0; good && i < 4; ++i)
        sides[i] = parts[i].toDouble(&good);
    const shamal::LatLonBox found{sides[0], sides[1], sides[2], sides[3]};
    if (!good || found.south >= found.north || found.west >= found.east)
        return std::nullopt;
    return found;
}

/// "A0", "A1" or "S,N,W,E" in degrees.
inline shamal::LatLonBox area(const QString& text)
{
    if (text == "A0")
        return shamal::kAreaA0;
    if (text == "A1")
        return shamal::kAreaA1;
    const auto found = box(text);
    if (!found)
        throw UsageError(fmt::format("--area wants A0, A1 or SOUTH,NORTH,WEST,EAST in degrees, not '{}'",
                                     text.toStdString()));
    return *found;
}

inline shamal::LatLonBox widened(const shamal::LatLonBox& box, double degrees)
{
    return {box.south - degrees, box.north + degrees, box.west - degrees, box.east + degrees};
}

/// The named variable, else the only one there is with that name in `preferred`, else the first.
inline std::string variable(const shamal::Dataset& dataset, const std::string& preferred)
{
    for (const shamal::VariableInfo& info : dataset.variables()) {
        if (info.metadata.name == preferred)
            return preferred;
    }
    return dataset.variables().front().metadata.name;
}

/// A share such as 0.2.
inline double share(const QCommandLineParser& parser, const char* option)
{
    bool good = false;
    const double value = parser.value(option).toDouble(&good);
    if (!good)
        throw UsageError(
            fmt::format("--{} wants a number, not '{}'", option, parser.value(option).toStdString()));
    return value;
}

/// Where the records a model is trained on lie.
struct TrainingFiles {
    std::vector<std::filesystem::path> coarse, fine;
    std::optional<std::filesystem::path> elevation;
};

/// A request with daily series and area, all else as usual.
inline shamal::TrainRequest trainingSeries(const TrainingFiles& files, const std::string& name,
                                           const shamal::LatLonBox& area, const BatchContext& context)
{
    const auto read = [&](const shamal::Dataset& dataset, const std::string& of, double margin, bool daily) {
        shamal::ReadRequest request;
        request.variable = of;
        request.window = widened(area, margin);
        request.dailyMeans = daily;
        return dataset.read(request, context.progress, context.stop);
    };
    constexpr double kMarginDegrees = 2.0;  // the transfer encoder learns from the surroundings too
    shamal::TrainRequest request;
    request.area = area;
    request.coarse = read(shamal::Dataset::open(files.coarse), name, kMarginDegrees, true);
    request.fine = read(shamal::Dataset::open(files.fine), name, 0.0, true);
    if (files.elevation) {
        const shamal::Dataset elevation = shamal::Dataset::open(*files.elevation);
        request.elevation = read(elevation, variable(elevation, "elevation"), 0.5, false);
    }
    return request;
}

}  // namespace downscaling_options
