#pragma once
#include "demo/model_domain.h"
#include "demo/row_team.h"
#include "demo/weather.h"

#include <vector>

namespace shamal {

/// What a dust run is besides its ground and its weather.
struct DustOptions {
    double emissionFactor = 1.0;
    double residenceHours = 100.0;
    double background =
        0.0;  ///< column AOD an hour that arrives from everywhere else, at the season's height
    double borderColumn = 0.0;  ///< column AOD the rim is drawn to, at the season's height
};

/// The dust column (in AOD, as if the ground were at sea level) over a domain: emission by the surface wind
/// above a threshold, semi-Lagrangian transport with bilinear interpolation, loss by deposition and rain.
class DustTransport {
public:
    DustTransport(const ModelDomain& domain, std::vector<float> sources, const DustOptions& options);

    /// One step of `hours` hours under `forcing`.
    void step(const Forcing& forcing, double hourOfDay, double season, double hours, RowTeam& team);
    const std::vector<float>& column() const { return m_column; }

private:
    struct StepConstants;
    struct RowBuffers;
    void computeRow(std::size_t row, const Forcing& forcing, const StepConstants& constants,
                    RowBuffers& buffers);
    void blockWind(std::size_t row, RowBuffers& buffers) const;
    void fetchUpwind(std::size_t row, const StepConstants& constants, RowBuffers& buffers) const;

    const ModelDomain* m_domain;
    std::vector<float> m_sources;
    DustOptions m_options;
    std::vector<float> m_column, m_next;
};

}  // namespace shamal
