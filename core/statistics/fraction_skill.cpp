#include "statistics/fraction_skill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/matched_days.h"
#include "statistics/parallel_rows.h"

namespace shamal {

namespace {

void check(const FractionSkillOptions& options)
{
    if (options.thresholds.empty() || options.widths.empty())
        throw InputError("A fraction skill score needs thresholds and widths. Give one of each or more.");
    for (const int width : options.widths) {
        if (width < 1 || width % 2 == 0)
            throw InputError(fmt::format(
                "A neighbourhood {} cells wide has no cell in its middle. Choose an odd width.", width));
    }
}

/// Sums over rectangles of a field of 0 and 1 (summed-area table).
class AreaSums {
public:
    template <class IsOne>
    AreaSums(std::size_t rows, std::size_t columns, const IsOne& isOne)
        : m_rows(rows), m_columns(columns), m_sums((rows + 1) * (columns + 1), 0)
    {
        for (std::size_t row = 0; row < rows; ++row) {
            std::int64_t inRow = 0;
            for (std::size_t column = 0; column < columns; ++column) {
                inRow += isOne(row * columns + column) ? 1 : 0;
                m_sums[at(row + 1, column + 1)] = m_sums[at(row, column + 1)] + inRow;
            }
        }
    }
    std::int64_t all() const { return m_sums.back(); }
    /// Of the square of 2 `reach` + 1 cells about a cell, as far as it lies on the grid.
    std::int64_t about(std::size_t row, std::size_t column, std::size_t reach) const
    {
        const std::size_t south = row - std::min(row, reach), north = std::min(row + reach + 1, m_rows);
        const std::size_t west = column - std::min(column, reach);
        const std::size_t east = std::min(column + reach + 1, m_columns);
        return m_sums[at(north, east)] - m_sums[at(south, east)] - m_sums[at(north, west)] +
               m_sums[at(south, west)];
    }

private:
    std::size_t at(std::size_t row, std::size_t column) const { return row * (m_columns + 1) + column; }

    std::size_t m_rows, m_columns;
    std::vector<std::int64_t> m_sums;  // of the cells south and west of each corner
};

/// Over the cells with data.
FractionSums sumsAt(const AreaSums& truth, const AreaSums& prediction, const AreaSums& known,
                    std::size_t rows, std::size_t columns, int width, Neighbourhood neighbourhood)
{
    FractionSums sums;
    sums.width = width;
    sums.cells = known.all();
    sums.truthEvents = truth.all();
    sums.predictionEvents = prediction.all();
    const auto reach = static_cast<std::size_t>(width / 2);
    const double whole = static_cast<double>(width) * width;
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            if (known.about(row, column, 0) == 0)
                continue;
            const double size = neighbourhood == Neighbourhood::Whole
                                    ? whole
                                    : static_cast<double>(known.about(row, column, reach));
            const double o = static_cast<double>(truth.about(row, column, reach)) / size;
            const double f = static_cast<double>(prediction.about(row, column, reach)) / size;
            sums.differences += (f - o) * (f - o);
            sums.squares += f * f + o * o;
        }
    }
    return sums;
}

}  // namespace

double FractionSums::score() const
{
    return squares > 0.0 ? 1.0 - differences / squares : std::numeric_limits<double>::quiet_NaN();
}

double FractionSums::usefulScore() const
{
    return cells > 0 ? 0.5 + 0.5 * static_cast<double>(truthEvents) / static_cast<double>(cells)
                     : std::numeric_limits<double>::quiet_NaN();
}

std::vector<FractionSums> fractionSums(std::span<const float> truth, std::span<const float> prediction,
                                       std::size_t columns, const FractionSkillOptions& options)
{
    check(options);
    if (truth.size() != prediction.size() || columns == 0 || truth.size() % columns != 0)
        throw InputError(
            fmt::format("Fields of {} and {} cells do not make rows of {}. Give two of one grid.",
                        truth.size(), prediction.size(), columns));
    const std::size_t rows = truth.size() / columns;
    const auto isKnown = [&](std::size_t cell) {
        return !std::isnan(truth[cell]) && !std::isnan(prediction[cell]);
    };
    const AreaSums known(rows, columns, isKnown);
    std::vector<FractionSums> result;
    for (const double threshold : options.thresholds) {
        const auto eventsOf = [&](std::span<const float> field) {
            return AreaSums(rows, columns,
                            [&](std::size_t cell) { return isKnown(cell) && field[cell] > threshold; });
        };
        const AreaSums truthEvents = eventsOf(truth), predictionEvents = eventsOf(prediction);
        for (const int width : options.widths) {
            result.push_back(
                sumsAt(truthEvents, predictionEvents, known, rows, columns, width, options.neighbourhood));
            result.back().threshold = threshold;
        }
    }
    return result;
}

std::vector<FractionSums> sumOf(std::vector<FractionSums> first, const std::vector<FractionSums>& second)
{
    if (first.empty())
        return second;
    if (first.size() != second.size())
        throw InputError("Fraction skill scores of different thresholds and widths cannot be added.");
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (first[i].threshold != second[i].threshold || first[i].width != second[i].width)
            throw InputError("Fraction skill scores of different thresholds and widths cannot be added.");
        first[i].differences += second[i].differences;
        first[i].squares += second[i].squares;
        first[i].cells += second[i].cells;
        first[i].truthEvents += second[i].truthEvents;
        first[i].predictionEvents += second[i].predictionEvents;
    }
    return first;
}

SeriesFractionSkill seriesFractionSkill(const FieldSeries& truth, std::span<const std::size_t> truthSteps,
                                        const FieldSeries& prediction, const Region& region,
                                        const FractionSkillOptions& options, const Progress& progress,
                                        const std::stop_token& stop)
{
    throwIfStopped(stop);
    check(options);
    requireOneGrid(truth, prediction);
    const MatchedDays matched = matchedDays(truth, truthSteps, prediction);
    const std::vector<unsigned char> mask = region.mask(truth.grid());
    if (std::ranges::none_of(mask, [](unsigned char inside) { return inside != 0; }))
        throw InputError(
            fmt::format("Region {} holds no cell of {}. Choose a larger one or one inside the data.",
                        region.name, truth.metadata().title()));

    SeriesFractionSkill skill;
    skill.dates = matched.dates;
    skill.perDay.resize(matched.dates.size());
    const auto makeWorker = [&] {
        return [&](std::size_t day) {
            const std::span<const float> field = truth.field(matched.first[day]);
            std::vector<float> inside(field.begin(), field.end());
            for (std::size_t cell = 0; cell < inside.size(); ++cell) {
                if (mask[cell] == 0)
                    inside[cell] = std::numeric_limits<float>::quiet_NaN();
            }
            skill.perDay[day] =
                fractionSums(inside, prediction.field(matched.second[day]), truth.grid().columns(), options);
        };
    };
    const auto done = [&](double fraction) { progress.report(fraction, "Comparing neighbourhoods"); };
    forEachRow(matched.dates.size(), 0, makeWorker, done, stop);
    for (const std::vector<FractionSums>& day : skill.perDay)
        skill.pooled = sumOf(std::move(skill.pooled), day);
    return skill;
}

}  // namespace shamal
