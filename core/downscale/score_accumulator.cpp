#include "downscale/score_accumulator.h"

#include <cmath>

namespace shamal {

ScoreAccumulator::ScoreAccumulator(std::string method, std::size_t cells)
    : m_method(std::move(method)), m_cells(cells)
{
}

void ScoreAccumulator::add(std::span<const float> truth, std::span<const float> prediction)
{
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const double x = truth[i];
        const double y = prediction[i];
        if (std::isnan(x) || std::isnan(y))
            continue;
        Sums& s = m_cells[i];
        s.n += 1.0;
        s.x += x;
        s.y += y;
        s.xx += x * x;
        s.yy += y * y;
        s.xy += x * y;
        m_absolute += std::abs(y - x);
    }
}

double ScoreAccumulator::Sums::squaredCorrelation() const
{
    const double covariance = xy - x * y / n;
    const double varianceX = xx - x * x / n;
    const double varianceY = yy - y * y / n;
    constexpr double kConstant = 1e-9;  // relative to the sums: rounding of a constant series
    if (!(varianceX > kConstant * xx) || !(varianceY > kConstant * yy))
        return 0.0;
    return covariance * covariance / (varianceX * varianceY);
}

ModelScore ScoreAccumulator::score() const
{
    Sums all;
    double temporal = 0.0;
    double cells = 0.0;
    for (const Sums& s : m_cells) {
        if (s.n < 1.0)
            continue;
        all.n += s.n;
        all.x += s.x;
        all.y += s.y;
        all.xx += s.xx;
        all.yy += s.yy;
        all.xy += s.xy;
        temporal += s.squaredCorrelation();
        cells += 1.0;
    }
    return {m_method,
            std::sqrt(std::max(0.0, all.xx + all.yy - 2.0 * all.xy) / all.n),
            m_absolute / all.n,
            (all.y - all.x) / all.n,
            all.squaredCorrelation(),
            temporal / cells};
}

}  // namespace shamal
