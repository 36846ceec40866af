#pragma once
#include "fields/field_series.h"
#include "session/map_choice.h"

#include <QString>

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <vector>

/// Statistics of each cell over the days of a season.
struct CellStatistics {
    shamal::Grid grid;
    std::size_t days = 0;
    shamal::Date first = {}, last = {};
    /// Row-major; NaN where a cell has too few days or pairs of days.
    std::map<FieldChoice::Over, std::vector<float>> fields = {};
    /// Pairs of days, one after the other, that a cell needs for a value; of lag-1 statistics.
    std::optional<std::int64_t> leastPairs = {};
};

/// What one pass over the days works out together with `over`, itself among it; the first stands for all.
std::vector<FieldChoice::Over> workedOutWith(FieldChoice::Over over);
/// Whether a statistic compares each day with the day before.
bool ofLagOne(FieldChoice::Over over);

/// All that is worked out together with `over`, on all cells and processors. Lag-1 statistics are of
/// log10(max(x, 1e-6)) if `log10`: the biased ACF from 30 pairs of days on, or from 10 where the season has
/// fewer than 30, by cellAutocorrelation(); RMSE and R2 from 10 on, by pixelLagSkill(). Throws InputError,
/// which names the series as `name`, when it has no day of the season, or too few pairs of days; Stopped.
CellStatistics cellStatistics(const shamal::FieldSeries& series, shamal::Season season,
                              FieldChoice::Over over, bool log10, const QString& name,
                              const std::stop_token& stop);
