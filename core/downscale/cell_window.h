#pragma once
#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace shamal {

/// A rectangle of cells of a grid; the first row is the southernmost. It may reach past the grid's north and
/// east border.
struct CellWindow {
    std::size_t row = 0, column = 0;  ///< its south-west cell
    std::size_t rows = 0, columns = 0;

    std::size_t cells() const { return rows * columns; }
    bool operator==(const CellWindow&) const = default;
};

/// Sides of what networks are given are multiples of it: they halve their grid three times.
inline constexpr std::size_t kSideMultiple = 8;

/// All of a field, continued past its north and east border to such sides.
inline CellWindow networkWindow(std::size_t rows, std::size_t columns)
{
    const auto roundedUp = [](std::size_t side) {
        return (side + kSideMultiple - 1) / kSideMultiple * kSideMultiple;
    };
    return {0, 0, roundedUp(rows), roundedUp(columns)};
}

/// Values of the window of a field (row-major, `fieldRows` x `fieldColumns`) written to `to`; past the border
/// the last row or column is repeated.
inline void copyWindow(std::span<const float> field, std::size_t fieldRows, std::size_t fieldColumns,
                       const CellWindow& window, std::span<float> to)
{
    for (std::size_t r = 0; r < window.rows; ++r) {
        const std::size_t row = std::min(window.row + r, fieldRows - 1);
        for (std::size_t c = 0; c < window.columns; ++c)
            to[r * window.columns + c] =
                field[row * fieldColumns + std::min(window.column + c, fieldColumns - 1)];
    }
}

inline std::vector<float> cutWindow(std::span<const float> field, std::size_t fieldRows,
                                    std::size_t fieldColumns, const CellWindow& window)
{
    std::vector<float> part(window.cells());
    copyWindow(field, fieldRows, fieldColumns, window, part);
    return part;
}

}  // namespace shamal
