#include "demo/weather.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace shamal {

namespace {

using Quantity = ModeSpectrum::Quantity;

/// k^exponent, as amplitude.
std::function<double(double)> power(double exponent)
{
    return [=](double waveNumber) { return std::pow(waveNumber, exponent); };
}

/// Memory falls with the 2/3 power of the wave length, as eddies of turbulence turn over; `hours` at
/// `lengthKm`.
std::function<double(double)> memory(double periodKm, double hours, double lengthKm)
{
    return [=](double waveNumber) { return hours * std::pow(periodKm / waveNumber / lengthKm, 2.0 / 3.0); };
}

/// Waves from the whole period down to `shortestKm`.
ModeSpectrum largeScale(const recipe::AreaRecipe& area, Quantity quantity, double shortestKm, double slope,
                        double memoryHours, double eastwardSpeed)
{
    const double period = area.largeScaleKm;
    return {quantity,     period,
            1.0,          static_cast<int>(std::round(period / shortestKm)),
            power(slope), memory(period, memoryHours, 3200.0),
            eastwardSpeed};
}

/// Waves from `longestKm` down to 55 km.
ModeSpectrum mesoscale(const recipe::AreaRecipe& area, Quantity quantity, double longestKm, double slope,
                       double memoryHours)
{
    const double period = area.mesoscaleKm;
    return {quantity,
            period,
            period / longestKm,
            static_cast<int>(std::round(period / 55.5)),
            power(slope),
            memory(period, memoryHours, 400.0),
            0.0};
}

ModeSpectrum synopticWindSpectrum(const recipe::AreaRecipe& area)
{
    return largeScale(area, Quantity::Wind, 640.0, -2.2, recipe::kSynopticMemoryHours,
                      recipe::kSynopticPhaseSpeed);
}
ModeSpectrum rainSpectrum(const recipe::AreaRecipe& area)
{
    return largeScale(area, Quantity::Scalar, 640.0, -1.5, recipe::kRainMemoryHours,
                      recipe::kSynopticPhaseSpeed);
}
ModeSpectrum soilMoistureSpectrum(const recipe::AreaRecipe& area)
{
    return largeScale(area, Quantity::Scalar, 800.0, -1.5, 20.0 * 24.0, 0.0);
}
ModeSpectrum analysisWindErrorSpectrum(const recipe::AreaRecipe& area)
{
    return largeScale(area, Quantity::Wind, 533.0, -2.2, 36.0, 0.0);
}
ModeSpectrum mesoscaleWindSpectrum(const recipe::AreaRecipe& area)  // kinetic energy falls with k^(-5/3)
{
    return mesoscale(area, Quantity::Wind, 400.0, -4.0 / 3.0 - 1.0, recipe::kMesoscaleMemoryHours);
}
ModeSpectrum textureSpectrum(const recipe::AreaRecipe& area)
{
    return mesoscale(area, Quantity::Scalar, 500.0, -1.6, recipe::kTextureMemoryHours);
}

/// Adds a jet's wind, Gaussian along and across its own direction.
void addJet(const recipe::Jet& jet, const Plane& plane, const PlaneLattice& nodes, std::span<float> east,
            std::span<float> north)
{
    const double x = plane.eastKm(jet.longitude), y = plane.northKm(jet.latitude);
    const double speed = std::hypot(jet.eastward, jet.northward);
    const double alongEast = jet.eastward / speed, alongNorth = jet.northward / speed;
    std::size_t node = 0;
    for (const double northward : nodes.yKm) {
        for (const double eastward : nodes.xKm) {
            const double along = ((eastward - x) * alongEast + (northward - y) * alongNorth) / jet.lengthKm;
            const double across = ((northward - y) * alongEast - (eastward - x) * alongNorth) / jet.widthKm;
            const double shape = std::exp(-0.5 * (along * along + across * across));
            east[node] += static_cast<float>(jet.eastward * shape);
            north[node] += static_cast<float>(jet.northward * shape);
            ++node;
        }
    }
}

}  // namespace

Weather::Field::Field(const ModeSpectrum& spectrum, RandomStream random, const PlaneLattice& nodes)
    : modes(spectrum, recipe::kWeatherStepHours, random), basis(modes, nodes)
{
}

Weather::Weather(const ModelDomain& domain, Detail detail, std::uint64_t seed,
                 std::chrono::sys_days clockStart, std::span<const Storm> storms)
    : m_area(&recipe::areaRecipe(domain.area)),
      m_detail(detail),
      m_clockStart(clockStart),
      m_storms(storms),
      m_nodes(planeLattice(planeOf(domain.area), domain.grid, detail == Detail::Fine ? 2 : 1)),
      m_jetEast(m_nodes.yKm.size() * m_nodes.xKm.size(), 0.0F),
      m_jetNorth(m_jetEast),
      m_synopticWind(synopticWindSpectrum(*m_area), RandomStream(seed, m_area->stream + 11), m_nodes),
      m_rain(rainSpectrum(*m_area), RandomStream(seed, m_area->stream + 12), m_nodes),
      m_soilMoisture(soilMoistureSpectrum(*m_area), RandomStream(seed, m_area->stream + 13), m_nodes),
      m_otherWind(
          detail == Detail::Fine ? mesoscaleWindSpectrum(*m_area) : analysisWindErrorSpectrum(*m_area),
          RandomStream(seed, m_area->stream + (detail == Detail::Fine ? 14 : 15)), m_nodes)
{
    if (detail == Detail::Fine)
        m_texture.emplace(textureSpectrum(*m_area), RandomStream(seed, m_area->stream + 16), m_nodes);
    for (const recipe::Jet& jet : m_area->jets)
        addJet(jet, planeOf(domain.area), m_nodes, m_jetEast, m_jetNorth);
    m_forcing.stride = detail == Detail::Fine ? 2 : 1;
    m_forcing.rows = m_nodes.yKm.size();
    m_forcing.columns = m_nodes.xKm.size();
    for (auto* field : {&m_forcing.u, &m_forcing.v, &m_forcing.stormGust, &m_forcing.gustiness,
                        &m_forcing.threshold, &m_forcing.washout, &m_forcing.haze})
        field->assign(m_forcing.rows * m_forcing.columns, 0.0F);
}

void Weather::skipDay()
{
    for (int step = 0; step < recipe::kWeatherStepsADay; ++step) {
        m_synopticWind.modes.advance();
        m_rain.modes.advance();
        m_soilMoisture.modes.advance();
        ++m_step;
    }
}

void Weather::advance(RowTeam& team)
{
    ++m_step;
    advanceModes(team);
    std::fill(m_forcing.stormGust.begin(), m_forcing.stormGust.end(), 0.0F);
    addStormGusts(m_storms, hour(), m_detail, m_nodes, m_forcing.stormGust);
    const double season = recipe::dustSeason(m_area->year, date()), jet = recipe::jetSeason(date());
    team.forRows(m_forcing.rows, 8, [&](std::size_t first, std::size_t end) {
        for (std::size_t row = first; row < end; ++row)
            computeRow(row, season, jet);
    });
}

void Weather::advanceModes(RowTeam& team)
{
    std::array<RandomModes*, 5> fields{&m_otherWind.modes, m_texture ? &m_texture->modes : nullptr,
                                       &m_synopticWind.modes, &m_rain.modes, &m_soilMoisture.modes};
    team.forRows(fields.size(), 1, [&](std::size_t first, std::size_t end) {
        for (std::size_t i = first; i < end; ++i)
            if (fields[i] != nullptr)
                fields[i]->advance();
    });
}

void Weather::computeRow(std::size_t row, double season, double jet)
{
    const std::size_t columns = m_forcing.columns, at = row * columns;
    const std::span<float> u(m_forcing.u.data() + at, columns), v(m_forcing.v.data() + at, columns);
    const auto westerlies = static_cast<float>(m_area->westerlies - m_area->westerliesSummerLoss * jet);
    const auto jetShare = static_cast<float>(jet);
    for (std::size_t i = 0; i < columns; ++i) {
        u[i] = westerlies + jetShare * m_jetEast[at + i];
        v[i] = jetShare * m_jetNorth[at + i];
    }
    const double synoptic = recipe::kSynopticWind * (1.15 - 0.3 * season);  // calmer in the dust season
    const double other = m_detail == Detail::Fine ? recipe::kMesoscaleWind : recipe::kAnalysisWindError;
    m_synopticWind.basis.addWindRow(m_synopticWind.modes, row, static_cast<float>(synoptic), u, v);
    m_otherWind.basis.addWindRow(m_otherWind.modes, row, static_cast<float>(other), u, v);

    std::vector<float> rain(columns, 0.0F), moisture(columns, 0.0F), texture(columns, 0.0F);
    m_rain.basis.addScalarRow(m_rain.modes, row, 1.0F, rain);
    m_soilMoisture.basis.addScalarRow(m_soilMoisture.modes, row, 1.0F, moisture);
    if (m_texture)
        m_texture->basis.addScalarRow(m_texture->modes, row, 1.0F, texture);
    const auto rainRate = static_cast<float>(recipe::kWashoutPerHour * (1.3 - season));  // dry summers
    for (std::size_t i = 0; i < columns; ++i) {
        const float wet = std::clamp(moisture[i], -1.2F, 2.0F);
        m_forcing.threshold[at + i] = static_cast<float>(recipe::kThresholdWind) *
                                      (1.0F + static_cast<float>(recipe::kSoilMoistureEffect) * wet);
        m_forcing.haze[at + i] = std::exp(-static_cast<float>(m_area->drySpellHaze) * moisture[i]);
        m_forcing.gustiness[at + i] =
            std::max(1.0F + static_cast<float>(recipe::kGustiness) * texture[i], 0.2F);
        m_forcing.washout[at + i] =
            rainRate * std::max(rain[i] + 0.5F * texture[i] - static_cast<float>(recipe::kRainOnset), 0.0F);
    }
}

std::chrono::sys_days Weather::date() const
{
    // Step n ends at hour n * kWeatherStepHours and belongs to the day it lies in.
    const std::size_t day =
        m_step == 0 ? 0 : (m_step - 1) / static_cast<std::size_t>(recipe::kWeatherStepsADay);
    return m_clockStart + std::chrono::days(day);
}

double Weather::hour() const
{
    return m_step == 0 ? 0.0 : static_cast<double>(m_step - 1) * recipe::kWeatherStepHours;
}

double Weather::hourOfDay() const
{
    return std::fmod(hour(), 24.0);
}

}  // namespace shamal
