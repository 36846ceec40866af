#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace shamal {

/// Mean Earth radius (IUGG), km.
inline constexpr double kEarthRadiusKm = 6371.0088;

struct LatLon {
    double latitude = 0.0;   ///< degrees north
    double longitude = 0.0;  ///< degrees east
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

/// Cell centres of a rectilinear latitude-longitude grid. Both axes ascend strictly; the reader turns and
/// unrolls what a file holds otherwise, so longitudes are continuous and may pass 180 or 360.
class Grid {
public:
    Grid() = default;
    /// Throws InputError unless both axes are strictly ascending, finite and latitudes lie in -90..90.
    Grid(std::vector<double> latitudes, std::vector<double> longitudes);
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

    /// Cell edges, one more than centres: halfway between centres, the outermost extrapolated; latitudes
    /// clamped to the poles.
    std::vector<double> latitudeEdges() const;
    std::vector<double> longitudeEdges() const;
    LatLonBox bounds() const;                   ///< from edge to edge
    double meanLatitudeStep() const;            ///< degrees; 0 with one row
    double meanLongitudeStep() const;           ///< degrees; 0 with one column
    double cellAreaKm2(std::size_t row) const;  ///< on the sphere, between the cell's edges

    bool operator==(const Grid&) const = default;

private:
    std::vector<double> m_latitudes;
    std::vector<double> m_longitudes;
};

}  // namespace shamal
