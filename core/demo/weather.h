#pragma once
#include "demo/model_domain.h"
#include "demo/nature_recipe.h"
#include "demo/random_modes.h"
#include "demo/row_team.h"
#include "demo/storms.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace shamal {

/// What the weather does to dust at one time, on nodes that are every `stride`-th cell of a domain (and one
/// beyond its last).
struct Forcing {
    std::size_t stride = 1;
    std::size_t rows = 0, columns = 0;  ///< of nodes; the fields below are row-major on them
    std::vector<float> u, v;            ///< transporting wind before terrain, m/s
    std::vector<float> stormGust;       ///< m/s, added to the surface wind
    std::vector<float> gustiness;       ///< factor on the surface wind
    std::vector<float> threshold;       ///< wind at which dust rises, m/s
    std::vector<float> washout;         ///< loss by rain, 1/h
    std::vector<float> haze;            ///< factor on what arrives from elsewhere: dry spells are hazy
};

/// The weather of a demo world. The large scales (synoptic wind, rain, soil moisture, storms) are those of
/// the seed: two Weathers of one seed agree on them at the same step. Fine detail adds mesoscale winds and a
/// fine texture of gusts and showers, coarse detail the error of an analysis.
class Weather {
public:
    /// `storms` must outlive the weather. `clockStart` is day 0 of the seed's weather.
    Weather(const ModelDomain& domain, Detail detail, std::uint64_t seed, std::chrono::sys_days clockStart,
            std::span<const Storm> storms);

    void skipDay();               ///< moves on without computing the forcing; large scales only
    void advance(RowTeam& team);  ///< to the next step, kWeatherStepHours on
    const Forcing& forcing() const { return m_forcing; }

    std::chrono::sys_days date() const;  ///< of the step
    double hour() const;                 ///< since the start of the clock
    double hourOfDay() const;

private:
    /// A random field and its waves on the nodes.
    struct Field {
        Field(const ModeSpectrum& spectrum, RandomStream random, const PlaneLattice& nodes);
        RandomModes modes;
        ModeBasis basis;
    };
    void advanceModes(RowTeam& team);
    void computeRow(std::size_t row, double season, double jet);

    const recipe::AreaRecipe* m_area;
    Detail m_detail;
    std::chrono::sys_days m_clockStart;
    std::span<const Storm> m_storms;
    std::size_t m_step = 0;
    PlaneLattice m_nodes;
    std::vector<float> m_jetEast, m_jetNorth;  // m/s, at their height
    Field m_synopticWind, m_rain, m_soilMoisture;
    Field m_otherWind;               // mesoscale, or the analysis error
    std::optional<Field> m_texture;  // fine detail only
    Forcing m_forcing;
};

}  // namespace shamal
