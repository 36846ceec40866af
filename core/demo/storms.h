#pragma once
#include "demo/model_domain.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shamal {

/// A travelling patch of strong wind over one of the deserts. The coarse run sees it displaced and with
/// another strength.
struct Storm {
    double startHour = 0.0;  ///< since the start of the demo world's clock
    double durationHours = 0.0;
    double xKm = 0.0, yKm = 0.0;                    ///< centre at the start
    double radiusKm = 0.0;                          ///< standard deviation of the patch
    double gust = 0.0;                              ///< m/s added to the wind at the height of the storm
    double eastward = 0.0, northward = 0.0;         ///< speed of the patch, m/s
    double coarseShiftX = 0.0, coarseShiftY = 0.0;  ///< km
    double coarseStrength = 1.0;
};

/// All storms of `days` days, by start.
std::vector<Storm> stormEpisodes(DemoArea area, std::uint64_t seed, std::chrono::sys_days first,
                                 std::size_t days);

/// Gusts at this hour, m/s, on rows x columns of the lattice; the strongest storm counts.
void addStormGusts(std::span<const Storm> storms, double hour, Detail detail, const PlaneLattice& lattice,
                   std::span<float> gusts);

}  // namespace shamal
