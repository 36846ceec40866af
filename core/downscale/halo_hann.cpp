#include "downscale/halo_hann.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <cmath>
#include <numbers>

namespace shamal {

namespace {

constexpr double kSmallestWeight = 1e-6;

std::vector<std::size_t> origins(std::size_t length, std::size_t tile, std::size_t stride)
{
    std::vector<std::size_t> firsts{0};
    while (firsts.back() + tile < length)
        firsts.push_back(std::min(firsts.back() + stride, length - tile));
    return firsts;
}

/// Hann window over one side of a tile with its halo cut.
std::vector<double> sideWeights(std::size_t first, std::size_t size, std::size_t length, std::size_t halo)
{
    std::vector<double> weights(size, 0.0);
    const std::size_t begin = first == 0 ? 0 : halo;
    const std::size_t end = first + size == length ? size : size - halo;
    for (std::size_t i = begin; i < end; ++i) {
        const double phase = size > 1 ? static_cast<double>(i) / static_cast<double>(size - 1) : 0.5;
        weights[i] = std::max(0.5 * (1.0 - std::cos(2.0 * std::numbers::pi * phase)), kSmallestWeight);
    }
    return weights;
}

}  // namespace

void checkTiling(int tile, int stride, int halo)
{
    if (tile < 1 || halo < 0 || 2 * halo >= tile)
        throw InputError(
            fmt::format("Of tiles of {} cells a halo of {} leaves nothing. A halo of 0 to {} would be right.",
                        tile, halo, std::max(0, (tile - 1) / 2)));
    if (stride < 1 || stride > tile - 2 * halo)
        throw InputError(
            fmt::format("Tiles of {} cells with a halo of {} and a stride of {} leave gaps. A stride of 1 to "
                        "{} would be right.",
                        tile, halo, stride, tile - 2 * halo));
}

std::vector<CellWindow> TileLayout::tiles() const
{
    const std::size_t tileRows = std::min(tile, rows);
    const std::size_t tileColumns = std::min(tile, columns);
    std::vector<CellWindow> windows;
    for (const std::size_t row : origins(rows, tileRows, stride))
        for (const std::size_t column : origins(columns, tileColumns, stride))
            windows.push_back({row, column, tileRows, tileColumns});
    return windows;
}

std::vector<float> haloHannWeights(const TileLayout& layout, const CellWindow& tile)
{
    const std::vector<double> north = sideWeights(tile.row, tile.rows, layout.rows, layout.halo);
    const std::vector<double> east = sideWeights(tile.column, tile.columns, layout.columns, layout.halo);
    std::vector<float> weights(tile.cells(), 0.0F);
    for (std::size_t r = 0; r < tile.rows; ++r)
        for (std::size_t c = 0; c < tile.columns; ++c)
            if (north[r] > 0.0 && east[c] > 0.0)
                weights[r * tile.columns + c] =
                    static_cast<float>(std::max(north[r] * east[c], kSmallestWeight));
    return weights;
}

HaloHannStitcher::HaloHannStitcher(const TileLayout& layout)
    : m_layout(layout), m_sum(layout.rows * layout.columns, 0.0), m_weight(layout.rows * layout.columns, 0.0)
{
}

void HaloHannStitcher::add(const CellWindow& tile, std::span<const float> values)
{
    const std::vector<float> weights = haloHannWeights(m_layout, tile);
    for (std::size_t r = 0; r < tile.rows; ++r) {
        for (std::size_t c = 0; c < tile.columns; ++c) {
            const std::size_t cell = (tile.row + r) * m_layout.columns + tile.column + c;
            const double weight = weights[r * tile.columns + c];
            m_sum[cell] += weight * values[r * tile.columns + c];
            m_weight[cell] += weight;
        }
    }
}

std::vector<float> HaloHannStitcher::field() const
{
    std::vector<float> field(m_sum.size());
    for (std::size_t i = 0; i < field.size(); ++i)
        field[i] = static_cast<float>(m_sum[i] / m_weight[i]);
    return field;
}

}  // namespace shamal
