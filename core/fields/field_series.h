#pragma once
#include "fields/calendar.h"
#include "fields/grid.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// One step of a series. A daily mean is labelled by its date alone.
struct TimeStep {
    Date date;
    int secondOfDay = 0;     ///< 0..86399; of the middle or the label of the step, as the file gives it
    int samples = 1;         ///< how many source steps were averaged into this one
    bool daily = false;      ///< a mean of (or one value for) the whole day
    int missingSeconds = 0;  ///< of a mean of steps: how much of the day no step covers
    auto operator<=>(const TimeStep&) const = default;
};
std::string toString(const TimeStep& step);  ///< "2006-07-14" when daily, else "2006-07-14 13:30"

/// What a field is, in CF terms.
struct FieldMetadata {
    std::string name;          ///< netCDF variable name, e.g. DUEXTTAU
    std::string longName;      ///< empty if unknown
    std::string standardName;  ///< empty if unknown
    std::string units;         ///< UDUNITS; "1" for dimensionless
    std::string source;        ///< what a reader would call the data set, e.g. "MERRA-2"
    bool synthetic = false;    ///< made by the demo world, not observed or modelled

    /// longName, or name without one.
    const std::string& title() const { return longName.empty() ? name : longName; }
};

/// A gridded series: time x latitude x longitude of float, NaN where missing. Immutable; copies share the
/// values, and so do the series that select() makes of one.
class FieldSeries {
public:
    FieldSeries() = default;
    /// `values.size()` must be steps * cells. `steps` ascend strictly; a field without time has none but one
    /// value set is kept as one step with no date (`timeless`).
    FieldSeries(FieldMetadata metadata, Grid grid, Calendar calendar, std::vector<TimeStep> steps,
                std::vector<float> values, bool timeless = false);
    /// Of values that their maker need not have set before filling them, steps * cells of them.
    FieldSeries(FieldMetadata metadata, Grid grid, Calendar calendar, std::vector<TimeStep> steps,
                std::shared_ptr<const float[]> values, bool timeless = false);
    /// Of dated steps whose fields others hold too: one of `grid.cells()` values each.
    FieldSeries(FieldMetadata metadata, Grid grid, Calendar calendar, std::vector<TimeStep> steps,
                const std::vector<std::shared_ptr<const std::vector<float>>>& fields);

    const FieldMetadata& metadata() const { return m_metadata; }
    const Grid& grid() const { return m_grid; }
    Calendar calendar() const { return m_calendar; }
    const std::vector<TimeStep>& steps() const { return m_steps; }
    std::size_t size() const { return m_steps.size(); }
    bool empty() const { return m_steps.empty(); }
    bool timeless() const { return m_timeless; }

    /// Row-major latitude x longitude, first row southernmost.
    std::span<const float> field(std::size_t step) const;
    float at(std::size_t step, std::size_t row, std::size_t column) const;

    /// Index of the first step of that date.
    std::optional<std::size_t> find(Date date) const;
    /// The steps whose date lies in the season.
    std::vector<std::size_t> stepsIn(Season season) const;

    /// The part inside a box (cells whose centres lie in it), all steps. Throws InputError when none does.
    /// Shares the values where the box holds all cells.
    FieldSeries window(const LatLonBox& box) const;
    /// The given steps, in the given order (ascending).
    FieldSeries select(std::span<const std::size_t> steps) const;
    /// Fields of `steps` as those of other times, which ascend strictly, and of what `metadata` says.
    FieldSeries select(std::span<const std::size_t> steps, std::vector<TimeStep> times,
                       FieldMetadata metadata) const;

private:
    void checkSteps() const;

    FieldMetadata m_metadata;
    Grid m_grid;
    Calendar m_calendar = Calendar::Standard;
    std::vector<TimeStep> m_steps;
    std::vector<std::shared_ptr<const float>> m_fields;  ///< per step: its first value, in what it shares
    bool m_timeless = false;
};

}  // namespace shamal
