#pragma once
#include <cstddef>
#include <vector>

namespace shamal {

/// Classes of great-circle distance between two cells. Distances are compared as sin^2 of half the angle,
/// which needs no inverse function and grows with the distance.
class LagClasses {
public:
    static constexpr int kOutOfReach = -1;

    /// `bins` classes of equal width on [0, maxLagKm].
    LagClasses(const std::vector<double>& latitudes, double maxLagKm, int bins);
    /// Class b holds distances [border b, border b + 1), the last one its upper border as well; `bordersKm`
    /// ascend strictly and are two or more.
    LagClasses(const std::vector<double>& latitudes, const std::vector<double>& bordersKm);
    int bins() const { return static_cast<int>(m_borders.size()) - 1; }

    /// What two rows add to the haversine of the angle between their cells: sin^2 of half the difference in
    /// latitude, and the factor of sin^2 of half the difference in longitude.
    struct RowPair {
        double alongMeridian;
        double cosines;
    };
    RowPair rowPair(std::size_t i, std::size_t j) const;

    /// One past the last row with cells in reach of those of `row`.
    std::size_t rowEnd(std::size_t row) const;
    /// Class of two cells whose longitudes differ by d; `sinSquared` is sin^2(d/2). `guess` is any class or
    /// kOutOfReach; the class of a cell nearby makes the search short.
    int classOf(RowPair rows, double sinSquared, int guess) const;
    /// Offsets 0..columnEnd-1 hold every one at which any two rows are in reach of each other.
    std::size_t columnEnd(const std::vector<double>& sinSquared) const;

private:
    std::vector<double> m_latitudes;  // radians
    std::vector<double> m_cosines;
    std::vector<double> m_borders;  // of the classes, as sin^2 of half the angle
};

/// The borders of `bins` classes of equal width on [minLagKm, maxLagKm].
std::vector<double> equalWidthBordersKm(double minLagKm, double maxLagKm, int bins);

}  // namespace shamal
