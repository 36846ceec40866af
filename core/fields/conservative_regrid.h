#pragma once
#include "fields/grid.h"

#include <span>
#include <vector>

namespace shamal {

/// First-order conservative remapping on the sphere (Jones 1999,
/// doi:10.1175/1520-0493(1999)127<2204:FASOCR>2.0.CO;2, eq. 4 without gradients): a target cell is the mean
/// of the source cells it overlaps, weighted by the area of each overlap. Both grids are rectilinear, so an
/// overlap's area is a product: the difference of the sines of latitude times that of the longitudes. Missing
/// (NaN) source cells carry no weight; a target cell is NaN where nothing valid overlaps it.
class ConservativeRegridder {
public:
    /// Longitudes are matched modulo 360.
    ConservativeRegridder(const Grid& from, const Grid& to);

    /// `values`: one field on the source grid, row-major; `remapped`: one on the target grid.
    void apply(std::span<const float> values, std::span<float> remapped) const;

private:
    /// What a source row or column covers of the target ones.
    struct Overlap {
        std::size_t target = 0;
        double measure = 0.0;  ///< difference of sines of latitude, or degrees of longitude
    };
    using Overlaps = std::vector<std::vector<Overlap>>;  ///< by source row or column

    static Overlaps overlapsOf(const std::vector<double>& from, const std::vector<double>& to);
    static Overlaps rowOverlaps(const Grid& from, const Grid& to);
    static Overlaps columnOverlaps(const Grid& from, const Grid& to);

    Overlaps m_rows, m_columns;
    std::size_t m_targetRows, m_targetColumns;
};

}  // namespace shamal
