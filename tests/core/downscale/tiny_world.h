#pragma once
#include "downscale/downscaler.h"

#include <cmath>
#include <cstdlib>
#include <set>

/// A world of 32 x 40 fine cells whose days follow from formulas: dust waves drifting over a fixed pattern
/// that only the fine grid resolves. The coarse record sees the waves, smoothed and biased.
namespace tiny_world {

inline const shamal::LatLonBox kArea{30.0, 32.0, 62.0, 64.5};
inline constexpr int kFineDays = 130;
inline constexpr int kCoarseDays = 220;
inline const shamal::Date kFineFirst{2006, 3, 1};

inline std::int64_t firstFineDay()
{
    return dayNumber(kFineFirst, shamal::Calendar::Standard);
}

inline double wave(double latitude, double longitude, std::int64_t day)
{
    const auto t = static_cast<double>(day);
    return std::sin(2.1 * longitude + 0.9 * t) * std::cos(1.7 * latitude - 0.43 * t) +
           0.7 * std::sin(0.31 * t * t + 0.8 * latitude);
}

inline double pattern(double latitude, double longitude)
{
    return 0.4 * std::sin(11.0 * longitude) * std::cos(13.0 * latitude);
}

inline shamal::FieldSeries series(const shamal::Grid& grid, std::int64_t firstDay, int days, bool fine)
{
    std::vector<shamal::TimeStep> steps;
    std::vector<float> values;
    for (std::int64_t day = firstDay; day < firstDay + days; ++day) {
        steps.push_back({dateOfDay(day, shamal::Calendar::Standard), 43200, 24, true});
        for (const double latitude : grid.latitudes())
            for (const double longitude : grid.longitudes()) {
                const double log10Value =
                    fine ? -1.0 + 0.5 * wave(latitude, longitude, day) + pattern(latitude, longitude)
                         : -1.3 + 0.4 * wave(latitude, longitude, day);
                values.push_back(static_cast<float>(std::pow(10.0, log10Value)));
            }
    }
    shamal::FieldMetadata metadata;
    metadata.name = "DUEXTTAU";
    metadata.units = "1";
    metadata.source = fine ? "tiny fine" : "tiny coarse";
    metadata.synthetic = true;
    return {metadata, grid, shamal::Calendar::Standard, std::move(steps), std::move(values)};
}

inline shamal::FieldSeries fineSeries()
{
    return series(shamal::Grid::regular(30.03125, 0.0625, 32, 62.03125, 0.0625, 40), firstFineDay(),
                  kFineDays, true);
}

inline shamal::FieldSeries coarseSeries()
{
    return series(shamal::Grid::regular(29.0, 0.5, 9, 61.25, 0.625, 7), firstFineDay() - 60, kCoarseDays,
                  false);
}

inline shamal::FieldSeries elevation()
{
    const shamal::Grid grid = shamal::Grid::regular(30.03125, 0.0625, 32, 62.03125, 0.0625, 40);
    std::vector<float> metres;
    for (const double latitude : grid.latitudes())
        for (const double longitude : grid.longitudes())
            metres.push_back(static_cast<float>(1000.0 + 1000.0 * pattern(latitude, longitude)));
    return {{}, grid, shamal::Calendar::Standard, {{}}, std::move(metres), true};
}

/// The series with every value of these days replaced.
inline shamal::FieldSeries poisoned(const shamal::FieldSeries& series, const std::set<shamal::Date>& days,
                                    float poison)
{
    std::vector<float> values;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const std::span<const float> field = series.field(i);
        if (days.contains(series.steps()[i].date))
            values.insert(values.end(), field.size(), poison);
        else
            values.insert(values.end(), field.begin(), field.end());
    }
    return {series.metadata(), series.grid(), series.calendar(), series.steps(), std::move(values)};
}

inline shamal::TrainRequest trainRequest(const std::filesystem::path& output)
{
    shamal::TrainRequest request;
    request.coarse = coarseSeries();
    request.fine = fineSeries();
    request.elevation = elevation();
    request.area = kArea;
    request.name = "Tiny";
    request.output = output;
    request.encoderSteps = 20;
    request.meanSteps = 60;
    request.rolloutSteps = 0;  // every day predicted three times over is for those that test it
    request.denoiserSteps = 60;
    request.threads = 1;  // layers this small only wait for each other
    request.command = "as in the test";
    return request;
}

}  // namespace tiny_world
