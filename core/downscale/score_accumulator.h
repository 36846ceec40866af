#pragma once
#include "downscale/model_package.h"

#include <span>

namespace shamal {

/// Scores of daily fields against the truth, day by day, without keeping them (log10 units).
class ScoreAccumulator {
public:
    ScoreAccumulator(std::string method, std::size_t cells);
    /// One day; cells where either is NaN are left out.
    void add(std::span<const float> truth, std::span<const float> prediction);
    /// r2 is the squared Pearson correlation of all pairs; temporalR2 the mean over cells of that in time, 0
    /// where a cell's prediction never changes.
    ModelScore score() const;

private:
    /// Sums of one cell.
    struct Sums {
        double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        double squaredCorrelation() const;
    };
    std::string m_method;
    std::vector<Sums> m_cells;
    double m_absolute = 0.0;
};

}  // namespace shamal
