#pragma once
#include <array>
#include <chrono>

/// The constants of the synthetic nature run. Any change alters every world: raise kRecipeVersion with it.
namespace shamal::recipe {

inline constexpr int kRecipeVersion = 1;  ///< part of the cached world's folder name

// Time steps
inline constexpr double kWeatherStepHours = 3.0;
inline constexpr int kWeatherStepsADay = 8;
inline constexpr int kFineDustStepsAWeatherStep = 4;

// Winds, m/s; root mean square of a component where not said otherwise
inline constexpr double kSynopticWind = 3.6;
inline constexpr double kSynopticPhaseSpeed = 2.0;  ///< eastward
inline constexpr double kMesoscaleWind = 2.6;       ///< fine run only
inline constexpr double kAnalysisWindError = 1.0;   ///< coarse run only
inline constexpr double kWesterlies = 2.4;          ///< mean, in winter
inline constexpr double kWesterliesSummerLoss = 1.3;
inline constexpr double kSistanJet = 8.0;  ///< northerly "wind of 120 days", at its height

// Emission
inline constexpr double kThresholdWind = 5.0;  ///< m/s, of dry ground; Gillette's w^2 (w - w_t)
inline constexpr double kSoilMoistureEffect =
    0.7;  ///< relative change of the threshold by one deviation of soil moisture
inline constexpr double kEmission = 1.8e-3;  ///< column AOD per hour and (m/s)^3 of source strength 1
inline constexpr double kCoarseEmissionFactor =
    2.0;  ///< makes up for the gusts and hot spots a coarse model does not have
inline constexpr double kSurfaceWindShare = 0.62;  ///< 10 m wind by the transporting wind
inline constexpr double kDiurnalWind = 0.25;       ///< relative amplitude, highest at 15 h
inline constexpr double kGustiness = 0.25;  ///< relative change of the wind by one deviation of fine texture

// Removal
inline constexpr double kFineResidenceHours = 200.0;
inline constexpr double kCoarseResidenceHours = 190.0;
inline constexpr double kCrowdingColumn = 2.5;   ///< column AOD at which removal has doubled
inline constexpr double kWashoutPerHour = 0.05;  ///< for each deviation of raininess above kRainOnset
inline constexpr double kRainOnset = 1.1;
inline constexpr double kBackgroundPerHour = 0.0018;  ///< column AOD that arrives from everywhere else
inline constexpr double kBorderColumn = 0.06;         ///< what the rim of the domain is drawn to

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
inline constexpr std::array<Desert, 11> kDeserts{{
    {31.0, 61.5, 1.0, 1.2, 1.3},  // Sistan
    {30.3, 65.0, 0.9, 1.0, 2.0},  // Registan
    {39.3, 60.5, 0.8, 2.0, 2.5},  // Karakum
    {42.3, 63.5, 0.7, 1.8, 2.2},  // Kyzylkum
    {28.5, 71.0, 0.9, 1.5, 2.0},  // Cholistan and Thar
    {31.0, 71.0, 0.4, 1.5, 1.2},  // Thal
    {39.0, 80.5, 1.2, 1.6, 2.5},  // Taklamakan
    {36.8, 66.5, 0.6, 0.6, 2.0},  // plain south of the Amu Darya
    {40.6, 71.0, 0.3, 0.4, 1.0},  // Fergana
    {44.5, 68.0, 0.5, 1.2, 3.0},  // Moyynqum
    {33.5, 61.0, 0.5, 1.2, 1.0},  // Herat and Khaf
}};
inline constexpr double kBarenessElsewhere = 0.03;

/// Where storms start.
struct StormOrigin {
    double latitude, longitude;
};
inline constexpr std::array<StormOrigin, 7> kStormOrigins{
    {{31.5, 61.0}, {40.0, 63.0}, {36.8, 66.0}, {29.5, 72.0}, {30.3, 65.0}, {39.0, 79.5}, {43.0, 68.0}}};

/// Days since 1 January.
double daysFromYearStart(std::chrono::sys_days date);
/// Dust season of Central Asia: 1 at its height in mid June, 0.3 in winter.
double dustSeason(std::chrono::sys_days date);
/// Season of the Sistan jet and of weak westerlies: 1 in mid July, 0 in winter.
double jetSeason(std::chrono::sys_days date);

}  // namespace shamal::recipe
