#include "demo/weather.h"

#include "demo/nature_recipe.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace shamal {

namespace {

using Quantity = ModeSpectrum::Quantity;

/// k^exponent, as amplitude or memory.
std::function<double(double)> power(double scale, double exponent)
{
    return [=](double waveNumber) { return scale * std::pow(waveNumber, exponent); };
}

// Memory falls with the 2/3 power of the wave length, as eddies of turbulence turn over.
ModeSpectrum synopticWindSpectrum()
{
    return {Quantity::Wind,
            3200.0,
            1.0,
            5,
            power(1.0, -2.2),
            power(200.0, -2.0 / 3.0),
            recipe::kSynopticPhaseSpeed};
}
ModeSpectrum rainSpectrum()
{
    return {Quantity::Scalar,           3200.0, 1.0, 5, power(1.0, -1.5), power(60.0, -2.0 / 3.0),
            recipe::kSynopticPhaseSpeed};
}
ModeSpectrum soilMoistureSpectrum()
{
    return {Quantity::Scalar, 3200.0, 1.0, 4, power(1.0, -1.5), power(20.0 * 24.0, -2.0 / 3.0), 0.0};
}
ModeSpectrum mesoscaleWindSpectrum()  // kinetic energy falls with k^(-5/3)
{
    return {Quantity::Wind,
            2000.0,
            5.0,
            36,
            power(1.0, -4.0 / 3.0 - 1.0),
            power(20.0 * std::pow(5.0, 2.0 / 3.0), -2.0 / 3.0),
            0.0};
}
ModeSpectrum analysisWindErrorSpectrum()
{
    return {Quantity::Wind, 3200.0, 1.0, 6, power(1.0, -2.2), power(36.0, -2.0 / 3.0), 0.0};
}
ModeSpectrum textureSpectrum()
{
    return {Quantity::Scalar,
            2000.0,
            4.0,
            36,
            power(1.0, -1.6),
            power(16.0 * std::pow(5.0, 2.0 / 3.0), -2.0 / 3.0),
            0.0};
}

/// The "wind of 120 days" blows down the border of Iran and Afghanistan.
std::vector<float> jetShape(const PlaneLattice& nodes)
{
    const double x = eastKm(61.5), y = northKm(32.5);
    const double width = eastKm(63.1) - x, length = northKm(35.5) - y;
    std::vector<float> shape;
    for (const double northward : nodes.yKm) {
        for (const double eastward : nodes.xKm) {
            const double a = (eastward - x) / width, b = (northward - y) / length;
            shape.push_back(static_cast<float>(std::exp(-0.5 * (a * a + b * b))));
        }
    }
    return shape;
}

}  // namespace

Weather::Field::Field(const ModeSpectrum& spectrum, RandomStream random, const PlaneLattice& nodes)
    : modes(spectrum, recipe::kWeatherStepHours, random), basis(modes, nodes)
{
}

Weather::Weather(const ModelDomain& domain, Detail detail, std::uint64_t seed,
                 std::chrono::sys_days clockStart, std::span<const Storm> storms)
    : m_detail(detail),
      m_clockStart(clockStart),
      m_storms(storms),
      m_nodes(planeLattice(domain.grid, detail == Detail::Fine ? 2 : 1)),
      m_jet(jetShape(m_nodes)),
      m_synopticWind(synopticWindSpectrum(), RandomStream(seed, 11), m_nodes),
      m_rain(rainSpectrum(), RandomStream(seed, 12), m_nodes),
      m_soilMoisture(soilMoistureSpectrum(), RandomStream(seed, 13), m_nodes),
      m_otherWind(detail == Detail::Fine ? mesoscaleWindSpectrum() : analysisWindErrorSpectrum(),
                  RandomStream(seed, detail == Detail::Fine ? 14 : 15), m_nodes)
{
    if (detail == Detail::Fine)
        m_texture.emplace(textureSpectrum(), RandomStream(seed, 16), m_nodes);
    m_forcing.stride = detail == Detail::Fine ? 2 : 1;
    m_forcing.rows = m_nodes.yKm.size();
    m_forcing.columns = m_nodes.xKm.size();
    for (auto* field : {&m_forcing.u, &m_forcing.v, &m_forcing.stormGust, &m_forcing.gustiness,
                        &m_forcing.threshold, &m_forcing.washout})
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
    const double season = recipe::dustSeason(date()), jet = recipe::jetSeason(date());
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
    const auto westerlies = static_cast<float>(recipe::kWesterlies - recipe::kWesterliesSummerLoss * jet);
    const auto jetSpeed = static_cast<float>(recipe::kSistanJet * jet);
    for (std::size_t i = 0; i < columns; ++i) {
        u[i] = westerlies;
        v[i] = -jetSpeed * m_jet[at + i];
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
