#pragma once
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "statistics/lag_classes.h"

namespace shamal {

/// Classes of two rows by the number of columns between two cells, on evenly spaced longitudes: there
/// distance and azimuth depend on nothing else. The longitudes of both must be the same.
class OffsetClasses {
public:
    /// On the ellipsoid this finds, with `threads`, the column offset of every border for every two rows in
    /// reach: distance grows with the offset, so that a bisection near the offset of the row before finds it
    /// with a few geodesics. Throws Stopped.
    OffsetClasses(const LagClasses& lags, const std::vector<double>& longitudes, unsigned threads = 1,
                  const std::stop_token& stop = {});

    const LagClasses& lags() const { return m_lags; }
    std::size_t rowEnd(std::size_t row) const { return m_rowEnd[row]; }
    /// Offsets 0..columnEnd-1 hold every one in reach.
    std::size_t columnEnd() const { return m_columnEnd; }

    /// Per column offset 0..columnEnd-1: the class of a cell of row i and one of row j >= i so many columns
    /// to the east, and, where azimuth counts, to the west of it (else empty: the same).
    struct OfRows {
        std::vector<int> east, west;
    };
    OfRows of(std::size_t i, std::size_t j) const;

private:
    /// First offsets at which two rows are as far apart as each border. Past half a turn of longitude
    /// distance shrinks again: those offsets are counted from the last column back.
    struct Borders {
        std::vector<std::uint32_t> rising, falling;
    };
    Borders bordersOf(std::size_t i, std::size_t j, const Borders& nearby) const;
    std::vector<int> binsOnSphere(const LagClasses::RowPair& rows) const;
    std::vector<int> binsOnEllipsoid(const Borders& borders) const;

    const LagClasses& m_lags;
    double m_step = 0.0;                       // degrees between columns
    std::size_t m_columns = 0, m_rising = 0;   // all offsets, and those of up to half a turn
    std::vector<double> m_sinSquared, m_sine;  // of half the difference in longitude and of it, per offset
    std::vector<std::size_t> m_rowEnd;
    std::vector<std::vector<Borders>> m_borders;  // per row and row in reach, on the ellipsoid
    std::size_t m_columnEnd = 0;
};

/// sin^2 of half the difference in longitude, per column offset of evenly spaced longitudes.
std::vector<double> sinSquaredOfOffsets(const std::vector<double>& longitudes);

}  // namespace shamal
