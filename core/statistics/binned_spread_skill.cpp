#include "statistics/binned_spread_skill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "fields/error.h"

namespace shamal {

std::vector<CellSpread> cellSpreads(std::span<const float> truth,
                                    std::span<const std::span<const float>> members)
{
    if (members.size() < 2)
        throw InputError(
            fmt::format("An ensemble of {} members has no spread. Give two or more.", members.size()));
    for (const std::span<const float> member : members) {
        if (member.size() != truth.size())
            throw InputError(
                fmt::format("{} values of truth stand against {} of a member. Give one for each.",
                            truth.size(), member.size()));
    }
    const auto m = static_cast<double>(members.size());
    std::vector<CellSpread> cells;
    for (std::size_t cell = 0; cell < truth.size(); ++cell) {
        // From the first member, so that equal ones have exactly no spread; NaN where any is missing.
        const double first = members.front()[cell];
        double sum = 0.0;
        for (const std::span<const float> member : members)
            sum += member[cell] - first;
        const double error = first + sum / m - truth[cell];
        if (std::isnan(error))
            continue;
        double squares = 0.0;
        for (const std::span<const float> member : members)
            squares += std::pow(member[cell] - first - sum / m, 2);
        cells.push_back({std::sqrt(squares / (m - 1.0)), error});
    }
    return cells;
}

std::vector<SpreadBin> binnedSpreadSkill(std::vector<CellSpread> cells, int bins)
{
    if (bins < 1)
        throw InputError(fmt::format("{} bins of spread were asked for. Choose 1 or more.", bins));
    std::ranges::sort(cells, {}, &CellSpread::spread);
    const auto count = static_cast<std::size_t>(bins);
    std::vector<SpreadBin> result;
    std::size_t begin = 0;
    for (std::size_t bin = 1; bin <= count; ++bin) {
        std::size_t end = std::max(begin, bin * cells.size() / count);
        while (end > begin && end < cells.size() && cells[end].spread == cells[end - 1].spread)
            ++end;
        if (end == begin)
            continue;
        double variance = 0.0, squaredError = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
            variance += cells[i].spread * cells[i].spread;
            squaredError += cells[i].error * cells[i].error;
        }
        const auto n = static_cast<double>(end - begin);
        result.push_back({end - begin, std::sqrt(variance / n), std::sqrt(squaredError / n)});
        begin = end;
    }
    return result;
}

}  // namespace shamal
