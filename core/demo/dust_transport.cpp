#include "demo/dust_transport.h"

#include "demo/nature_recipe.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace shamal {

/// The same for all cells of a step.
struct DustTransport::StepConstants {
    float hours = 0.0F;
    float cellsEast = 0.0F, cellsNorth = 0.0F;  // cells travelled per m/s of wind
    float surfaceWind = 0.0F;                   // share of the transporting wind, by time of day
    float emission = 0.0F;                      // column AOD per (m/s)^3 of source strength 1
    float background = 0.0F, border = 0.0F;     // column AOD
    float lossPerHour = 0.0F;
};

/// One row of everything, on cells.
struct DustTransport::RowBuffers {
    explicit RowBuffers(std::size_t columns, std::size_t nodes)
        : u(columns),
          v(columns),
          storm(columns),
          gustiness(columns),
          threshold(columns),
          washout(columns),
          haze(columns),
          upwind(columns),
          nodeRow(nodes)
    {
    }
    std::vector<float> u, v, storm, gustiness, threshold, washout, haze;
    std::vector<float> upwind;   // column at the departure points
    std::vector<float> nodeRow;  // a row of nodes, interpolated to the cells' latitude
};

namespace {

/// Row `row` of a field on nodes, interpolated linearly to cells.
void toCells(const Forcing& forcing, const std::vector<float>& field, std::size_t row,
             std::vector<float>& nodeRow, std::vector<float>& cells)
{
    const float* south = field.data() + (row / forcing.stride) * forcing.columns;
    if (forcing.stride == 1) {
        std::copy_n(south, cells.size(), cells.begin());
        return;
    }
    const bool between = row % 2 != 0;  // the stride is 1 or 2
    const float* north = between ? south + forcing.columns : south;
    for (std::size_t i = 0; i < forcing.columns; ++i)
        nodeRow[i] = 0.5F * (south[i] + north[i]);
    const std::size_t pairs = cells.size() / 2;
    for (std::size_t i = 0; i < pairs; ++i) {
        cells[2 * i] = nodeRow[i];
        cells[2 * i + 1] = 0.5F * (nodeRow[i] + nodeRow[i + 1]);
    }
    if (cells.size() % 2 != 0)
        cells.back() = nodeRow[pairs];
}

}  // namespace

DustTransport::DustTransport(const ModelDomain& domain, std::vector<float> sources,
                             const DustOptions& options)
    : m_domain(&domain),
      m_sources(std::move(sources)),
      m_options(options),
      m_column(domain.grid.cells(), 0.1F),
      m_next(domain.grid.cells(), 0.0F)
{
}

void DustTransport::step(const Forcing& forcing, double hourOfDay, double season, double hours, RowTeam& team)
{
    const double seconds = hours * 3600.0;
    const double diurnal =
        1.0 + recipe::kDiurnalWind * std::sin(2.0 * std::numbers::pi * (hourOfDay - 9.0) / 24.0);
    StepConstants constants;
    constants.hours = static_cast<float>(hours);
    constants.cellsEast = static_cast<float>(seconds) / m_domain->cellWidthM;
    constants.cellsNorth = static_cast<float>(seconds) / m_domain->cellHeightM;
    constants.surfaceWind = static_cast<float>(recipe::kSurfaceWindShare * diurnal);
    constants.emission = static_cast<float>(hours * m_options.emissionFactor * recipe::kEmission * season);
    constants.background = static_cast<float>(hours * m_options.background * season);
    constants.border = static_cast<float>(m_options.borderColumn * season);
    constants.lossPerHour = static_cast<float>(1.0 / m_options.residenceHours);

    team.forRows(m_domain->grid.rows(), 8, [&](std::size_t first, std::size_t end) {
        RowBuffers buffers(m_domain->grid.columns(), forcing.columns);
        for (std::size_t row = first; row < end; ++row)
            computeRow(row, forcing, constants, buffers);
    });
    std::swap(m_column, m_next);
}

void DustTransport::computeRow(std::size_t row, const Forcing& forcing, const StepConstants& constants,
                               RowBuffers& buffers)
{
    toCells(forcing, forcing.u, row, buffers.nodeRow, buffers.u);
    toCells(forcing, forcing.v, row, buffers.nodeRow, buffers.v);
    toCells(forcing, forcing.stormGust, row, buffers.nodeRow, buffers.storm);
    toCells(forcing, forcing.gustiness, row, buffers.nodeRow, buffers.gustiness);
    toCells(forcing, forcing.threshold, row, buffers.nodeRow, buffers.threshold);
    toCells(forcing, forcing.washout, row, buffers.nodeRow, buffers.washout);
    toCells(forcing, forcing.haze, row, buffers.nodeRow, buffers.haze);
    blockWind(row, buffers);
    fetchUpwind(row, constants, buffers);

    const std::size_t columns = m_domain->grid.columns(), at = row * columns;
    const float* pull = m_domain->borderPull.data() + at;
    const float* source = m_sources.data() + at;
    float* next = m_next.data() + at;
    const float *u = buffers.u.data(), *v = buffers.v.data(), *storm = buffers.storm.data();
    const float *gustiness = buffers.gustiness.data(), *threshold = buffers.threshold.data();
    const float *washout = buffers.washout.data(), *upwind = buffers.upwind.data(),
                *haze = buffers.haze.data();
    constexpr auto crowding = static_cast<float>(1.0 / recipe::kCrowdingColumn);
    for (std::size_t i = 0; i < columns; ++i) {
        const float speed = std::sqrt(u[i] * u[i] + v[i] * v[i]);
        const float wind = (constants.surfaceWind * speed + storm[i]) * gustiness[i];
        const float excess = wind > threshold[i] ? wind - threshold[i] : 0.0F;
        const float emitted = constants.emission * source[i] * wind * wind * excess;
        const float loss =
            constants.hours * ((1.0F + crowding * upwind[i]) * constants.lossPerHour + washout[i]);
        // exp(-loss) to 1e-3 for the losses that occur, and a loop the compiler can vectorise
        const float kept = 1.0F / (1.0F + loss * (1.0F + loss * (0.5F + loss * (1.0F / 6.0F))));
        const float column = (upwind[i] + emitted) * kept + constants.background * haze[i];
        next[i] = column + pull[i] * (constants.border * haze[i] - column);
    }
}

/// Takes out the share of the uphill (or downhill) wind that the terrain stops.
void DustTransport::blockWind(std::size_t row, RowBuffers& buffers) const
{
    const std::size_t columns = m_domain->grid.columns(), at = row * columns;
    const float* east = m_domain->slopeEast.data() + at;
    const float* north = m_domain->slopeNorth.data() + at;
    const float* blocking = m_domain->blocking.data() + at;
    float *u = buffers.u.data(), *v = buffers.v.data();
    for (std::size_t i = 0; i < columns; ++i) {
        const float stopped = (u[i] * east[i] + v[i] * north[i]) * blocking[i];
        u[i] -= stopped * east[i];
        v[i] -= stopped * north[i];
    }
}

void DustTransport::fetchUpwind(std::size_t row, const StepConstants& constants, RowBuffers& buffers) const
{
    const std::size_t rows = m_domain->grid.rows(), columns = m_domain->grid.columns();
    const auto lastX = static_cast<float>(columns - 1), lastY = static_cast<float>(rows - 1);
    const float* column = m_column.data();
    for (std::size_t i = 0; i < columns; ++i) {
        const float x = std::clamp(static_cast<float>(i) - buffers.u[i] * constants.cellsEast, 0.0F, lastX);
        const float y =
            std::clamp(static_cast<float>(row) - buffers.v[i] * constants.cellsNorth, 0.0F, lastY);
        const int west = std::min(static_cast<int>(x), static_cast<int>(columns) - 2);
        const int south = std::min(static_cast<int>(y), static_cast<int>(rows) - 2);
        const float a = x - static_cast<float>(west), b = y - static_cast<float>(south);
        const float* at =
            column + static_cast<std::ptrdiff_t>(south) * static_cast<std::ptrdiff_t>(columns) + west;
        const float lower = at[0] + a * (at[1] - at[0]);
        const float upper = at[columns] + a * (at[columns + 1] - at[columns]);
        buffers.upwind[i] = lower + b * (upper - lower);
    }
}

}  // namespace shamal
