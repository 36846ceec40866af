#pragma once
#include "io/series_description.h"
#include "io/window_plan.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// What to read of which variable.
struct ReadPlan {
    VariableInfo variable;
    WindowPlan window;
    std::size_t level = 0;
    std::vector<std::size_t> steps;  ///< indices into SeriesDescription::steps, ascending; one 0 without time
    bool dailyMeans = false;
    std::optional<Date> firstDate, lastDate;  ///< of daily means: steps at the ends may reach beyond

    /// Of all its values, as stored or sent.
    std::uintmax_t bytes() const;
};

/// Fields of the plan's window. Steps are read in blocks, each file is opened once, and with dailyMeans no
/// more than a block of sub-daily fields is held. Throws InputError (damaged or changed files) and Stopped.
FieldSeries readSeries(const SeriesDescription& series, const ReadPlan& plan, const Progress& progress,
                       const std::stop_token& stop);

}  // namespace shamal
