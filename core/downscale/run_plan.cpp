#include "downscale/run_plan.h"

#include "fields/regrid.h"
#include "fields/units.h"

#include <fmt/format.h>
#include <cmath>
#include <limits>
#include <numeric>

namespace shamal {

namespace {

constexpr std::size_t kContextCells =
    32;  ///< around the asked area, so that its border is no border for the network
constexpr std::size_t kNowhere = ~std::size_t{0};

std::string text(const LatLonBox& box)
{
    return fmt::format("{:.2f} to {:.2f} N, {:.2f} to {:.2f} E", box.south, box.north, box.west, box.east);
}

/// `value` plus the multiple of 360 that brings it nearest to `to`.
double nearTurn(double value, double to)
{
    return value + 360.0 * std::round((to - value) / 360.0);
}

/// First and count along one axis, widened by the context and to a multiple of 8.
std::pair<std::size_t, std::size_t> widen(std::size_t first, std::size_t count, std::size_t length)
{
    const std::size_t begin = first - std::min(first, kContextCells);
    const std::size_t end = std::min(length, first + count + kContextCells);
    const std::size_t size = (end - begin + kSideMultiple - 1) / kSideMultiple * kSideMultiple;
    if (begin + size <= length)
        return {begin, size};
    return {size <= length ? length - size : 0, size};
}

void checkDays(const DownscaleRequest& request)
{
    if (request.days.empty())
        throw InputError("No day to downscale was given. Choose at least one day of the coarse series.");
    for (std::size_t i = 0; i < request.days.size(); ++i) {
        if (i > 0 && !(request.days[i - 1] < request.days[i]))
            throw InputError("The days to downscale must be given in ascending order, each once.");
        const std::optional<std::size_t> step = request.coarse.find(request.days[i]);
        if (!step)
            throw InputError(fmt::format(
                "The coarse series '{}' has no {}; it covers {} to {}. Choose days inside it.",
                request.coarse.metadata().name, toString(request.days[i]),
                toString(request.coarse.steps().front()), toString(request.coarse.steps().back())));
        if (!request.coarse.steps()[*step].daily)
            throw InputError(
                fmt::format("The coarse series '{}' holds {}, not a daily mean. Average it to days first.",
                            request.coarse.metadata().name, toString(request.coarse.steps()[*step])));
    }
}

void checkFine(const DownscaleRequest& request, const ModelCard& model)
{
    if (!request.fine)
        return;
    const FieldSeries& fine = *request.fine;
    if (fine.empty())
        throw InputError(
            "The fine series is empty. Leave it out, or give one with days before those asked for.");
    for (const TimeStep& step : fine.steps()) {
        if (!step.daily)
            throw InputError(
                fmt::format("The fine series '{}' holds {}, not a daily mean. Average it to days first.",
                            fine.metadata().name, toString(step)));
    }
    alignOnLattice(fine.field(0), fine.grid(), model.fineGrid);
}

void checkUnits(const FieldMetadata& data, const ModelCard& model)
{
    if (!sameUnit(data.units, model.units))
        throw InputError(
            fmt::format("'{}' is in '{}', but the model '{}' was trained on '{}' in '{}'. Convert it, or "
                        "choose another model.",
                        data.name, data.units, model.name, model.variable, model.units));
}

std::string warnings(const DownscaleRequest& request, const ModelCard& model)
{
    std::string warning;
    const auto say = [&](const std::string& sentence) { warning += (warning.empty() ? "" : " ") + sentence; };
    if (request.coarse.metadata().name != model.variable)
        say(fmt::format("The model was trained on {}, not on {}.", model.variable,
                        request.coarse.metadata().name));
    if (model.synthetic && !request.coarse.metadata().synthetic)
        say("The model was trained on the synthetic demo world; do not draw conclusions about the real one.");
    const auto outside = std::count_if(request.days.begin(), request.days.end(),
                                       [&](Date day) { return !contains(model.season, day); });
    if (outside > 0)
        say(fmt::format("{} of {} days lie outside the model's season {}.", outside, request.days.size(),
                        nameOf(model.season)));
    return warning;
}

void checkCoarseCovers(const FieldSeries& coarse, const Grid& grid, const LatLonBox& area)
{
    const std::vector<float> ones(coarse.grid().cells(), 1.0F);
    for (const float value : regrid(ones, coarse.grid(), grid, RegridMethod::Bilinear)) {
        if (std::isnan(value))
            throw InputError(fmt::format(
                "The coarse series '{}' covers {}, not all of the area {}. Read a larger window of it, "
                "or choose a smaller area.",
                coarse.metadata().name, text(coarse.grid().bounds()), text(area)));
    }
}

}  // namespace

std::optional<CellWindow> cellsInside(const Grid& grid, const LatLonBox& box)
{
    constexpr double kTolerance = 1e-9;  // degrees: rounding of centres that lie on the box
    const auto along = [](const std::vector<double>& axis, auto inside) {
        std::size_t first = 0;
        while (first < axis.size() && !inside(axis[first]))
            ++first;
        std::size_t last = first;
        while (last < axis.size() && inside(axis[last]))
            ++last;
        return std::pair(first, last - first);
    };
    const auto [row, rows] = along(grid.latitudes(), [&](double latitude) {
        return latitude >= box.south - kTolerance && latitude <= box.north + kTolerance;
    });
    const double middle = 0.5 * (box.west + box.east);
    const auto [column, columns] = along(grid.longitudes(), [&](double longitude) {
        const double x = nearTurn(longitude, middle);
        return x >= box.west - kTolerance && x <= box.east + kTolerance;
    });
    if (rows == 0 || columns == 0)
        return std::nullopt;
    return CellWindow{row, column, rows, columns};
}

Grid gridOf(const Grid& grid, const CellWindow& window)
{
    std::vector<std::size_t> columns(window.columns);
    std::iota(columns.begin(), columns.end(), window.column);
    std::vector<double> longitudes;
    for (const std::size_t column : columns)
        longitudes.push_back(grid.longitudes()[column]);
    return grid.part(window.row, window.rows, columns, std::move(longitudes));
}

std::vector<float> alignOnLattice(std::span<const float> field, const Grid& from, const Grid& grid)
{
    const auto match = [](const std::vector<double>& source, const std::vector<double>& wanted, double step,
                          bool turns) {
        std::vector<std::size_t> places(wanted.size(), kNowhere);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const double x = turns ? nearTurn(wanted[i], 0.5 * (source.front() + source.back())) : wanted[i];
            const auto place = static_cast<std::size_t>(
                std::lower_bound(source.begin(), source.end(), x - 0.5 * step) - source.begin());
            if (place == source.size() || source[place] > x + 0.5 * step)
                continue;  // the source does not reach here
            if (std::abs(source[place] - x) > 0.05 * step)
                throw InputError(fmt::format(
                    "The fine series has cells at {:.4f} where the model has them at {:.4f} degrees. "
                    "Give the fine series on the grid the model was trained on.",
                    source[place], x));
            places[i] = place;
        }
        return places;
    };
    const std::vector<std::size_t> rows =
        match(from.latitudes(), grid.latitudes(), grid.meanLatitudeStep(), false);
    const std::vector<std::size_t> columns =
        match(from.longitudes(), grid.longitudes(), grid.meanLongitudeStep(), true);
    std::vector<float> values(grid.cells(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < columns.size(); ++c)
            if (rows[r] != kNowhere && columns[c] != kNowhere)
                values[r * columns.size() + c] = field[rows[r] * from.columns() + columns[c]];
    return values;
}

CellWindow RunPlan::computedInside() const
{
    const Grid& grid = info.model.fineGrid;
    return {computed.row, computed.column, std::min(computed.rows, grid.rows() - computed.row),
            std::min(computed.columns, grid.columns() - computed.column)};
}

Grid RunPlan::computedInsideGrid() const
{
    return gridOf(info.model.fineGrid, computedInside());
}

RunPlan planRun(const DownscaleRequest& request)
{
    RunPlan plan;
    plan.info.model = readModelPackage(request.model);
    const ModelCard& model = plan.info.model;
    const std::optional<CellWindow> asked = cellsInside(model.fineGrid, request.area);
    if (!asked)
        throw InputError(
            fmt::format("The area {} lies outside the model '{}', which covers {}. Choose an area inside it.",
                        text(request.area), model.name, text(model.area)));
    if (request.coarse.empty())
        throw InputError("The coarse series is empty. Open one that covers the area and the days.");
    checkSampler(request.sampler);
    checkDays(request);
    checkUnits(request.coarse.metadata(), model);
    plan.asked = *asked;
    plan.info.grid = gridOf(model.fineGrid, *asked);
    checkCoarseCovers(request.coarse, plan.info.grid, plan.info.grid.bounds());
    checkFine(request, model);
    if (request.fine)
        checkUnits(request.fine->metadata(), model);

    const auto [row, rows] = widen(asked->row, asked->rows, model.fineGrid.rows());
    const auto [column, columns] = widen(asked->column, asked->columns, model.fineGrid.columns());
    plan.computed = {row, column, rows, columns};
    plan.info.sampler = model.profile == Profile::Published
                            ? publishedSampling(request.sampler)
                            : decideStitching(request.sampler, plan.computed.cells(), availableMemory());
    plan.info.calendar = request.coarse.calendar();
    plan.info.days = request.days;
    plan.info.warning = warnings(request, model);
    return plan;
}

DownscaleRunInfo planDownscaling(const DownscaleRequest& request)
{
    return planRun(request).info;
}

}  // namespace shamal
