#pragma once
#include "demo/nature_run.h"

#include <chrono>
#include <cstddef>
#include <span>

/// The constants of the synthetic nature run. Any change alters every world: raise kRecipeVersion with it.
namespace shamal::recipe {

inline constexpr int kRecipeVersion = 2;  ///< part of the cached world's folder name

// Time steps
inline constexpr double kWeatherStepHours = 3.0;
inline constexpr int kWeatherStepsADay = 8;
inline constexpr int kFineDustStepsAWeatherStep = 4;

// Winds, m/s; root mean square of a component where not said otherwise
inline constexpr double kSynopticWind = 3.0;
inline constexpr double kSynopticMemoryHours = 200.0;  ///< of a wave of 3200 km
inline constexpr double kSynopticPhaseSpeed = 0.5;     ///< eastward
inline constexpr double kMesoscaleWind = 2.4;          ///< fine run only
inline constexpr double kMesoscaleMemoryHours = 30.0;  ///< of a wave of 400 km
inline constexpr double kTextureMemoryHours = 40.0;    ///< of a wave of 400 km
inline constexpr double kRainMemoryHours = 60.0;       ///< of a wave of 3200 km
inline constexpr double kAnalysisWindError = 1.0;      ///< coarse run only

// Storms
inline constexpr double kShortestStormHours = 24.0;
inline constexpr double kLongestStormHours = 72.0;
inline constexpr double kStormDriftSpread = 2.2;  ///< m/s

// Emission
inline constexpr double kThresholdWind = 4.4;  ///< m/s, of dry ground; Gillette's w^2 (w - w_t)
inline constexpr double kSoilMoistureEffect =
    0.7;  ///< relative change of the threshold by one deviation of soil moisture
inline constexpr double kEmission = 2.7e-3;        ///< column AOD per hour and (m/s)^3 of source strength 1
inline constexpr double kSurfaceWindShare = 0.62;  ///< 10 m wind by the transporting wind
inline constexpr double kDiurnalWind = 0.25;       ///< relative amplitude, highest at 15 h
inline constexpr double kGustiness = 0.28;  ///< relative change of the wind by one deviation of fine texture

// Removal
inline constexpr double kFineResidenceHours = 200.0;
inline constexpr double kCoarseResidenceHours = 190.0;
inline constexpr double kCrowdingColumn = 2.5;   ///< column AOD at which removal has doubled
inline constexpr double kWashoutPerHour = 0.05;  ///< for each deviation of raininess above kRainOnset
inline constexpr double kRainOnset = 1.1;

// Optical depth
inline constexpr double kDustScaleHeight =
    2500.0;  ///< m: surface altitude h leaves exp(-h / H) of the column above it
inline constexpr double kLargestOpticalDepth = 5.0;  ///< soft: x / sqrt(1 + (x / max)^2)
inline constexpr double kAnalysisError = 0.20;       ///< coarse: deviation of the correlated relative error

/// A desert: where sources are when the ground is also low-lying.
struct Desert {
    double latitude, longitude;
    double strength;
    double latitudeReach, longitudeReach;  ///< degrees, standard deviations
};
inline constexpr double kBarenessElsewhere = 0.03;

/// Where storms start.
struct StormOrigin {
    double latitude, longitude;
};

/// A wind of the summer that blows over the same ground every year.
struct Jet {
    double latitude, longitude;  ///< of its middle
    double eastward, northward;  ///< m/s at its height, in its middle
    double lengthKm, widthKm;    ///< standard deviations along and across
};

/// The year of an area's dust: a floor in winter and a bell over a day of the year.
struct DustYear {
    double winter;   ///< share of the peak
    double peakDay;  ///< days since 1 January
    double widthDays;
};

/// What makes an area the one it is.
struct AreaRecipe {
    const char* name;
    std::size_t fineRows, fineColumns;  ///< cells of 0.0625 degrees from the south-western corner of `box` on
    LatLonBox box;
    double coarseSouth, coarseWest;  ///< first MERRA-2 node, at least two beyond the fine cells
    std::size_t coarseRows, coarseColumns;
    double planeLatitude;  ///< where the local plane is true to scale
    double largeScaleKm;   ///< period of the large-scale weather; more than the area is wide
    double mesoscaleKm;    ///< period of the fine winds and textures; more than the area is wide
    double westerlies, westerliesSummerLoss;  ///< m/s: mean wind in winter, and what it loses in summer
    double borderColumn;    ///< column AOD the rim of the domain is drawn to, at the height of the season
    double background;      ///< column AOD an hour that arrives from everywhere else
    double drySpellHaze;    ///< rise of the logarithm of both of these by one deviation of dryness
    double emission;        ///< factor on kEmission
    double coarseEmission;  ///< factor for the coarse run: the gusts and hot spots it does not have
    double stormsADay;      ///< at the height of the season
    double stormEastward, stormNorthward;  ///< mean drift, m/s
    DustYear year;
    std::span<const Desert> deserts;
    std::span<const StormOrigin> stormOrigins;
    std::span<const Jet> jets;
    std::uint64_t stream;  ///< added to the numbers of random streams
};
const AreaRecipe& areaRecipe(DemoArea area);

/// Days since 1 January.
double daysFromYearStart(std::chrono::sys_days date);
/// Dust season of an area: 1 at its height.
double dustSeason(const DustYear& year, std::chrono::sys_days date);
/// Season of the jets and of weak westerlies: 1 in mid July, 0 in winter.
double jetSeason(std::chrono::sys_days date);

}  // namespace shamal::recipe
