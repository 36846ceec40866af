#include "geo/graticule.h"

#include <geodesic.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace shamal {

namespace {

/// Numbers of lines per degree keep multiples exact where steps such as 0.1 would not be.
struct Step {
    int degrees;  ///< of a step, or 1
    int parts;    ///< a degree is divided into
    double size() const { return static_cast<double>(degrees) / parts; }
    double multiple(long index) const { return static_cast<double>(index * degrees) / parts; }
};
constexpr std::array kSteps{Step{1, 100}, Step{1, 50}, Step{1, 20}, Step{1, 10}, Step{1, 5},
                            Step{1, 2},   Step{1, 1},  Step{2, 1},  Step{5, 1},  Step{10, 1},
                            Step{15, 1},  Step{30, 1}, Step{45, 1}, Step{90, 1}};

std::vector<double> multiplesWithin(double low, double high, const Step& step)
{
    constexpr double kTolerance = 1e-9;  // a border that is a multiple belongs to the view
    std::vector<double> lines;
    const auto first = static_cast<long>(std::ceil(low / step.size() - kTolerance));
    const auto last = static_cast<long>(std::floor(high / step.size() + kTolerance));
    for (long index = first; index <= last; ++index)
        lines.push_back(step.multiple(index));
    return lines;
}

}  // namespace

Graticule graticule(const LatLonBox& view, int wanted)
{
    const double side = std::min(view.north - view.south, view.east - view.west);
    // Compared as a ratio: twice as many lines as wanted is as far off as half as many.
    const auto misfit = [&](const Step& step) {
        return std::abs(std::log(side / step.size() / std::max(1, wanted)));
    };
    const Step& step = *std::ranges::min_element(kSteps, {}, misfit);
    return {step.size(), multiplesWithin(std::max(-90.0, view.south), std::min(90.0, view.north), step),
            multiplesWithin(view.west, view.east, step)};
}

double geodesicKm(LatLon a, LatLon b)
{
    static const geod_geodesic kEllipsoid = [] {
        constexpr double kEquatorMetres = 6378137.0;
        constexpr double kFlattening = 1.0 / 298.257223563;
        geod_geodesic ellipsoid;
        geod_init(&ellipsoid, kEquatorMetres, kFlattening);
        return ellipsoid;
    }();
    double metres = 0.0;
    geod_inverse(&kEllipsoid, a.latitude, a.longitude, b.latitude, b.longitude, &metres, nullptr, nullptr);
    return metres / 1000.0;
}

}  // namespace shamal
