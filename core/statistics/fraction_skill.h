#pragma once
#include "fields/field_series.h"
#include "fields/progress.h"
#include "fields/region.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace shamal {

/// What a neighbourhood's fraction of events is a fraction of, where it reaches beyond the grid or missing
/// cells.
enum class Neighbourhood {
    Whole,  ///< of all its width^2 cells, as published: there is no event where there is no data
    Known   ///< of its cells with data
};

struct FractionSkillOptions {
    std::vector<double> thresholds;               ///< an event is a value above it, in the unit of the fields
    std::vector<int> widths{1, 3, 5, 9, 17, 33};  ///< of the square neighbourhoods, cells; odd
    Neighbourhood neighbourhood = Neighbourhood::Whole;
};

/// Fraction skill score of one threshold and one width (Roberts and Lean 2008, Mon. Wea. Rev. 136, 78):
///     FSS = 1 - sum (F - O)^2 / (sum F^2 + sum O^2)
/// over the cells with data, with F and O the fractions of prediction and truth in the neighbourhood of each.
/// 1 perfect, 0 no overlap.
struct FractionSums {
    double threshold = 0.0;
    int width = 1;
    double differences = 0.0;                                       ///< sum (F - O)^2
    double squares = 0.0;                                           ///< sum F^2 + sum O^2
    std::int64_t cells = 0, truthEvents = 0, predictionEvents = 0;  ///< with both values

    double score() const;  ///< NaN where neither has an event
    /// 0.5 + base rate / 2: from here on a forecast is called skilful at this scale (their equation 8). NaN
    /// without a cell.
    double usefulScore() const;
};

/// Of one day: for every threshold, all widths. Fields are row-major of `columns` columns; a cell where
/// either is NaN has no data in both. Throws InputError when the sizes do not fit, or no threshold or no odd
/// positive width is given.
std::vector<FractionSums> fractionSums(std::span<const float> truth, std::span<const float> prediction,
                                       std::size_t columns, const FractionSkillOptions& options);
/// Adds a day to the sums of others, which have the same thresholds and widths (empty: none yet).
std::vector<FractionSums> sumOf(std::vector<FractionSums> first, const std::vector<FractionSums>& second);

struct SeriesFractionSkill {
    std::vector<Date> dates;                        ///< that both series have
    std::vector<std::vector<FractionSums>> perDay;  ///< as fractionSums() orders them
    std::vector<FractionSums> pooled;               ///< of sums over all days, not a mean of daily scores
};

/// On one grid, in native units; steps are matched by date, `truthSteps` chooses the days. Cells whose
/// centres lie outside the region have no data. Throws InputError as above, when the grids differ, no date is
/// common, or the region holds no cell.
SeriesFractionSkill seriesFractionSkill(const FieldSeries& truth, std::span<const std::size_t> truthSteps,
                                        const FieldSeries& prediction, const Region& region,
                                        const FractionSkillOptions& options, const Progress& progress,
                                        const std::stop_token& stop);

}  // namespace shamal
