#include "fields/field_series.h"

#include "fields/error.h"
#include "fields/unset_array.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace shamal {

std::string toString(const TimeStep& step)
{
    if (step.daily)
        return toString(step.date);
    return fmt::format("{} {:02d}:{:02d}", toString(step.date), step.secondOfDay / 3600,
                       step.secondOfDay / 60 % 60);
}

namespace {

std::shared_ptr<const float[]> shared(std::vector<float> values)
{
    const auto owner = std::make_shared<const std::vector<float>>(std::move(values));
    return {owner, owner->data()};
}

}  // namespace

FieldSeries::FieldSeries(FieldMetadata metadata, Grid grid, Calendar calendar, std::vector<TimeStep> steps,
                         std::vector<float> values, bool timeless)
{
    const std::size_t size = values.size();
    *this = FieldSeries(std::move(metadata), std::move(grid), calendar, std::move(steps),
                        shared(std::move(values)), timeless);
    if (size != m_steps.size() * m_grid.cells())
        throw std::logic_error(fmt::format("FieldSeries: {} values for {} steps of {} cells", size,
                                           m_steps.size(), m_grid.cells()));
}

FieldSeries::FieldSeries(FieldMetadata metadata, Grid grid, Calendar calendar, std::vector<TimeStep> steps,
                         std::shared_ptr<const float[]> values, bool timeless)
    : m_metadata(std::move(metadata)),
      m_grid(std::move(grid)),
      m_calendar(calendar),
      m_steps(std::move(steps)),
      m_timeless(timeless)
{
    if (m_timeless && m_steps.empty())
        m_steps.resize(1);
    checkSteps();
    const std::shared_ptr<const float[]> all = std::move(values);
    m_fields.reserve(m_steps.size());
    for (std::size_t step = 0; step < m_steps.size(); ++step)
        m_fields.emplace_back(all, all.get() + step * m_grid.cells());
}

FieldSeries::FieldSeries(FieldMetadata metadata, Grid grid, Calendar calendar, std::vector<TimeStep> steps,
                         const std::vector<std::shared_ptr<const std::vector<float>>>& fields)
    : m_metadata(std::move(metadata)),
      m_grid(std::move(grid)),
      m_calendar(calendar),
      m_steps(std::move(steps))
{
    const auto fits = [this](const auto& field) { return field->size() == m_grid.cells(); };
    if (fields.size() != m_steps.size() || !std::ranges::all_of(fields, fits))
        throw std::logic_error(fmt::format("FieldSeries: {} fields, not all of {} cells, for {} steps",
                                           fields.size(), m_grid.cells(), m_steps.size()));
    checkSteps();
    m_fields.reserve(fields.size());
    for (const auto& field : fields)
        m_fields.emplace_back(field, field->data());
}

void FieldSeries::checkSteps() const
{
    const auto notAscending = [](const TimeStep& a, const TimeStep& b) {
        return std::pair(a.date, a.secondOfDay) >= std::pair(b.date, b.secondOfDay);
    };
    if (std::adjacent_find(m_steps.begin(), m_steps.end(), notAscending) != m_steps.end())
        throw std::logic_error("FieldSeries: steps do not ascend");
}

std::span<const float> FieldSeries::field(std::size_t step) const
{
    return {m_fields[step].get(), m_grid.cells()};
}

float FieldSeries::at(std::size_t step, std::size_t row, std::size_t column) const
{
    return field(step)[row * m_grid.columns() + column];
}

std::optional<std::size_t> FieldSeries::find(Date date) const
{
    const auto found = std::lower_bound(m_steps.begin(), m_steps.end(), date,
                                        [](const TimeStep& step, Date wanted) { return step.date < wanted; });
    if (found == m_steps.end() || found->date != date || m_timeless)
        return std::nullopt;
    return static_cast<std::size_t>(found - m_steps.begin());
}

std::vector<std::size_t> FieldSeries::stepsIn(Season season) const
{
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        if (m_timeless || contains(season, m_steps[i].date))
            chosen.push_back(i);
    }
    return chosen;
}

FieldSeries FieldSeries::window(const LatLonBox& box) const
{
    const auto& latitudes = m_grid.latitudes();
    const auto& longitudes = m_grid.longitudes();
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < latitudes.size(); ++i) {
        if (box.contains({latitudes[i], box.west}))
            rows.push_back(i);
    }
    std::vector<std::pair<double, std::size_t>> eastward;  // longitude inside the box, column
    for (std::size_t j = 0; j < longitudes.size(); ++j) {
        if (!box.contains({box.south, longitudes[j]}))
            continue;
        const double turns = std::ceil((box.west - 1e-9 - longitudes[j]) / 360.0);
        eastward.emplace_back(longitudes[j] + 360.0 * turns, j);
    }
    std::sort(eastward.begin(), eastward.end());
    if (rows.empty() || eastward.empty())
        throw InputError(
            fmt::format("No cell of {} lies in {:.2f}..{:.2f} N, {:.2f}..{:.2f} E. Choose an area inside "
                        "{:.2f}..{:.2f} N, {:.2f}..{:.2f} E.",
                        m_metadata.name, box.south, box.north, box.west, box.east, latitudes.front(),
                        latitudes.back(), longitudes.front(), longitudes.back()));

    std::vector<double> newLongitudes;
    std::vector<std::size_t> columns;
    for (const auto& [longitude, column] : eastward) {
        newLongitudes.push_back(longitude);
        columns.push_back(column);
    }

    const bool whole = rows.size() == m_grid.rows() && newLongitudes == m_grid.longitudes();
    if (whole)
        return *this;
    Grid part = m_grid.part(rows.front(), rows.size(), columns, std::move(newLongitudes));
    std::shared_ptr<float[]> values = unsetArray<float>(size() * part.cells());
    float* to = values.get();
    for (std::size_t step = 0; step < size(); ++step) {
        for (const std::size_t row : rows) {
            const std::span<const float> from = field(step).subspan(row * m_grid.columns(), m_grid.columns());
            to = std::ranges::transform(columns, to, [from](std::size_t column) { return from[column]; }).out;
        }
    }
    return {m_metadata, std::move(part), m_calendar, m_steps, std::move(values), m_timeless};
}

FieldSeries FieldSeries::select(std::span<const std::size_t> steps) const
{
    std::vector<TimeStep> times;
    for (const std::size_t step : steps)
        times.push_back(m_steps.at(step));
    return select(steps, std::move(times), m_metadata);
}

FieldSeries FieldSeries::select(std::span<const std::size_t> steps, std::vector<TimeStep> times,
                                FieldMetadata metadata) const
{
    if (times.size() != steps.size())
        throw std::logic_error(fmt::format("FieldSeries: {} times for {} steps", times.size(), steps.size()));
    FieldSeries chosen = *this;
    chosen.m_metadata = std::move(metadata);
    chosen.m_steps = std::move(times);
    chosen.m_fields.clear();
    for (const std::size_t step : steps)
        chosen.m_fields.push_back(m_fields.at(step));
    chosen.checkSteps();
    return chosen;
}

}  // namespace shamal
