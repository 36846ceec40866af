#pragma once
#include <cstddef>
#include <vector>

namespace shamal {

/// What distances are measured on.
enum class EarthFigure {
    Sphere,  ///< of kEarthRadiusKm: great circles
    Wgs84    ///< the ellipsoid: geodesics by PROJ (Karney 2013, Journal of Geodesy 87, 43)
};

/// Sectors of a pair's azimuth: the bearing of its great circle at the midpoint, degrees clockwise from
/// north, modulo 180, which is the same seen from either cell. Sector s holds azimuths [centre - tolerance,
/// centre + tolerance) with centre = first + s 180 / count. Cells of a row on a pole, all at one place, count
/// as a row that runs east.
struct AzimuthSectors {
    int count = 1;
    double firstDegrees = 0.0;
    double toleranceDegrees = 90.0;  ///< at most 90 / count, so that sectors do not overlap

    bool everyDirection() const { return count == 1 && toleranceDegrees >= 90.0; }
};

/// Classes of distance, and of azimuth where asked for, between two cells: class = sector * bins + bin.
/// Distances on the sphere are compared as sin^2 of half the angle, which needs no inverse function and grows
/// with the distance.
class LagClasses {
public:
    static constexpr int kOutOfReach = -1;

    /// `bins` classes of equal width on [0, maxLagKm].
    LagClasses(const std::vector<double>& latitudes, double maxLagKm, int bins);
    /// Bin b holds distances [border b, border b + 1), the last one its upper border as well; `bordersKm`
    /// ascend strictly and are two or more.
    LagClasses(const std::vector<double>& latitudes, std::vector<double> bordersKm,
               const AzimuthSectors& sectors = {}, EarthFigure figure = EarthFigure::Sphere);
    int bins() const { return static_cast<int>(m_borders.size()) - 1; }
    int sectors() const { return m_sectors.count; }
    int classes() const { return bins() * sectors(); }
    bool directed() const { return !m_sectors.everyDirection(); }
    EarthFigure figure() const { return m_figure; }
    const std::vector<double>& latitudes() const { return m_degrees; }
    const std::vector<double>& bordersKm() const { return m_bordersKm; }

    /// What two rows add to the haversine of the angle between their cells: sin^2 of half the difference in
    /// latitude, and the factor of sin^2 of half the difference in longitude.
    struct RowPair {
        double alongMeridian;
        double cosines;
        double sines;  ///< difference of the sines of latitude, j's less i's
    };
    RowPair rowPair(std::size_t i, std::size_t j) const;

    /// One past the last row with cells in reach of those of `row`.
    std::size_t rowEnd(std::size_t row) const;
    /// Bin, on the sphere, of two cells whose longitudes differ by d; `sinSquared` is sin^2(d/2). `guess` is
    /// any bin or kOutOfReach; the bin of a cell nearby makes the search short.
    int binOf(const RowPair& rows, double sinSquared, int guess) const;
    /// Sector of two cells of which the second, in the row further north, lies d east of the first;
    /// kOutOfReach between sectors. `sine` is sin d.
    int sectorOf(const RowPair& rows, double sinSquared, double sine) const;
    /// Class of a cell of row i and one of row j >= i that lies `eastDegrees` east of it, on either figure.
    int classOf(std::size_t i, std::size_t j, double eastDegrees, int guess) const;
    /// Offsets 0..columnEnd-1 hold every one at which any two rows are in reach of each other on the sphere.
    std::size_t columnEnd(const std::vector<double>& sinSquared) const;

private:
    std::vector<double> m_degrees;
    std::vector<double> m_latitudes;  // radians
    std::vector<double> m_cosines, m_sines;
    std::vector<double> m_bordersKm;
    std::vector<double> m_borders;  // of the bins, as sin^2 of half the angle
    AzimuthSectors m_sectors;
    EarthFigure m_figure = EarthFigure::Sphere;
};

/// The borders of `bins` classes of equal width on [minLagKm, maxLagKm].
std::vector<double> equalWidthBordersKm(double minLagKm, double maxLagKm, int bins);

}  // namespace shamal
