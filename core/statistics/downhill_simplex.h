#pragma once
#include <functional>
#include <vector>

namespace shamal {

/// A point and what a function is there.
struct Evaluated {
    std::vector<double> place;
    double value = 0.0;
};

/// A local minimum near `start` by the simplex method (Nelder and Mead 1965, The Computer Journal 7, 308),
/// started anew from its own result until that no longer gets lower. `reach` is the first simplex's size. The
/// function must be defined everywhere.
Evaluated downhillSimplex(const std::function<double(const std::vector<double>&)>& function,
                          const std::vector<double>& start, double reach);

}  // namespace shamal
