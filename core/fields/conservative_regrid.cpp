#include "fields/conservative_regrid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace shamal {

namespace {

/// Of a cell's own measure: overlaps below it are rounding of edges that coincide.
constexpr double kLeastShare = 1e-9;

/// Area grows with the sine of latitude.
std::vector<double> sines(std::vector<double> latitudes)
{
    for (double& value : latitudes)
        value = std::sin(value * std::numbers::pi / 180.0);
    return latitudes;
}

std::vector<double> moved(std::vector<double> edges, double degrees)
{
    for (double& edge : edges)
        edge += degrees;
    return edges;
}

}  // namespace

ConservativeRegridder::Overlaps ConservativeRegridder::overlapsOf(const std::vector<double>& from,
                                                                  const std::vector<double>& to)
{
    Overlaps overlaps(from.empty() ? 0 : from.size() - 1);
    std::size_t first = 0;  // of the target cells that may still be reached
    for (std::size_t source = 0; source < overlaps.size(); ++source) {
        while (first + 1 < to.size() && to[first + 1] <= from[source])
            ++first;
        for (std::size_t target = first; target + 1 < to.size() && to[target] < from[source + 1]; ++target) {
            const double measure =
                std::min(from[source + 1], to[target + 1]) - std::max(from[source], to[target]);
            if (measure > kLeastShare * (to[target + 1] - to[target]))
                overlaps[source].push_back({target, measure});
        }
    }
    return overlaps;
}

ConservativeRegridder::Overlaps ConservativeRegridder::rowOverlaps(const Grid& from, const Grid& to)
{
    return overlapsOf(sines(from.latitudeEdges()), sines(to.latitudeEdges()));
}

ConservativeRegridder::Overlaps ConservativeRegridder::columnOverlaps(const Grid& from, const Grid& to)
{
    const std::vector<double> source = from.longitudeEdges();
    const std::vector<double> target = to.longitudeEdges();
    Overlaps overlaps(from.columns());
    if (source.empty() || target.empty())
        return overlaps;
    const auto firstTurn = static_cast<int>(std::floor((target.front() - source.back()) / 360.0));
    const auto lastTurn = static_cast<int>(std::ceil((target.back() - source.front()) / 360.0));
    for (int turn = firstTurn; turn <= lastTurn; ++turn) {
        const Overlaps more = overlapsOf(moved(source, 360.0 * turn), target);
        for (std::size_t column = 0; column < more.size(); ++column)
            overlaps[column].insert(overlaps[column].end(), more[column].begin(), more[column].end());
    }
    return overlaps;
}

ConservativeRegridder::ConservativeRegridder(const Grid& from, const Grid& to)
    : m_rows(rowOverlaps(from, to)),
      m_columns(columnOverlaps(from, to)),
      m_targetRows(to.rows()),
      m_targetColumns(to.columns())
{
}

void ConservativeRegridder::apply(std::span<const float> values, std::span<float> remapped) const
{
    struct Sum {
        double values = 0.0;
        double weights = 0.0;
    };
    std::vector<Sum> sums(m_targetRows * m_targetColumns);
    std::vector<Sum> row(m_targetColumns);  // of one source row, over its columns
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].empty())
            continue;
        std::fill(row.begin(), row.end(), Sum{});
        const float* const source = values.data() + i * m_columns.size();
        for (std::size_t j = 0; j < m_columns.size(); ++j) {
            if (std::isnan(source[j]))
                continue;
            for (const Overlap& overlap : m_columns[j]) {
                row[overlap.target].values += overlap.measure * double{source[j]};
                row[overlap.target].weights += overlap.measure;
            }
        }
        for (const Overlap& overlap : m_rows[i]) {
            Sum* const out = sums.data() + overlap.target * m_targetColumns;
            for (std::size_t j = 0; j < m_targetColumns; ++j) {
                out[j].values += overlap.measure * row[j].values;
                out[j].weights += overlap.measure * row[j].weights;
            }
        }
    }
    for (std::size_t cell = 0; cell < sums.size(); ++cell)
        remapped[cell] = sums[cell].weights > 0.0 ? static_cast<float>(sums[cell].values / sums[cell].weights)
                                                  : std::numeric_limits<float>::quiet_NaN();
}

}  // namespace shamal
