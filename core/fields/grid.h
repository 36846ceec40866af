#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// Mean Earth radius (IUGG), km.
inline constexpr double kEarthRadiusKm = 6371.0088;

struct LatLon {
    double latitude = 0.0;   ///< degrees north
    double longitude = 0.0;  ///< degrees east
    bool operator==(const LatLon&) const = default;
};

/// A window in degrees. `west` < `east`; longitudes may leave -180..180 where the window crosses a seam.
struct LatLonBox {
    double south = -90.0;
    double north = 90.0;
    double west = -180.0;
    double east = 180.0;

    bool contains(LatLon point) const;  ///< borders included; longitude compared modulo 360
    bool operator==(const LatLonBox&) const = default;
};

/// Areas of the published method: bounding boxes of Afghanistan + Kyrgyzstan, and of six countries round the
/// Gulf.
inline constexpr LatLonBox kAreaA0{29.2, 43.4, 60.3, 80.4};
inline constexpr LatLonBox kAreaA1{10.7, 37.6, 34.3, 56.6};

/// Great-circle distance on the sphere of kEarthRadiusKm, by the haversine formula.
double greatCircleKm(LatLon a, LatLon b);

/// A cell of a grid, by its place in it.
struct CellIndex {
    std::size_t row = 0;     ///< from 0, southernmost first
    std::size_t column = 0;  ///< from 0, westernmost first
    bool operator==(const CellIndex&) const = default;
};

/// Cells of a rectilinear latitude-longitude grid, by their centres and edges. Both axes ascend strictly; the
/// reader turns and unrolls what a file holds otherwise, so longitudes are continuous and may pass 180 or
/// 360.
class Grid {
public:
    Grid() = default;
    /// Edges halfway between centres. Throws InputError unless both axes are strictly ascending, finite and
    /// latitudes lie in -90..90.
    Grid(std::vector<double> latitudes, std::vector<double> longitudes);
    /// Edges as given (one more than centres, each centre between its two), or halfway where an axis has
    /// none. Throws InputError also when they do not fit.
    Grid(std::vector<double> latitudes, std::vector<double> longitudes, std::vector<double> latitudeEdges,
         std::vector<double> longitudeEdges);
    /// Regular grid with the given first centre and spacing in degrees.
    static Grid regular(double firstLatitude, double stepLatitude, std::size_t rows, double firstLongitude,
                        double stepLongitude, std::size_t columns);

    std::size_t rows() const { return m_latitudes.size(); }      ///< latitudes
    std::size_t columns() const { return m_longitudes.size(); }  ///< longitudes
    std::size_t cells() const { return rows() * columns(); }
    bool empty() const { return cells() == 0; }
    const std::vector<double>& latitudes() const { return m_latitudes; }
    const std::vector<double>& longitudes() const { return m_longitudes; }
    LatLon centre(std::size_t row, std::size_t column) const
    {
        return {m_latitudes[row], m_longitudes[column]};
    }

    /// `rows` rows from `firstRow` on, and the given columns from west to east, each at a longitude that is
    /// its own or a whole number of turns away.
    Grid part(std::size_t firstRow, std::size_t rows, std::span<const std::size_t> columns,
              std::vector<double> longitudes) const;

    /// Cell edges, one more than centres: as given, else halfway between centres, the outermost
    /// extrapolated and latitudes clamped to the poles.
    std::vector<double> latitudeEdges() const;
    std::vector<double> longitudeEdges() const;
    LatLonBox bounds() const;                   ///< from edge to edge
    double meanLatitudeStep() const;            ///< degrees; 0 with one row
    double meanLongitudeStep() const;           ///< degrees; 0 with one column
    double cellAreaKm2(std::size_t row) const;  ///< on the sphere; of the row's mean where widths differ

    bool operator==(const Grid&) const = default;

private:
    std::vector<double> m_latitudes;
    std::vector<double> m_longitudes;
    std::vector<double> m_latitudeEdges, m_longitudeEdges;  ///< empty: halfway
};

}  // namespace shamal
