#include "statistics/variogram_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "statistics/downhill_simplex.h"
#include "statistics/linear_fit.h"

namespace shamal {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeastSmoothness = 0.1, kMostSmoothness = 5.0;
constexpr double kAtBound = 1e-6;      // of a logarithm
constexpr double kNoStructure = 1e-9;  // share of the nugget below which a sill is rounding

struct Bounds {
    double low, high;
};

/// The searched parameters, as logarithms: every range, then the smoothness of every Matern that has none.
class VariogramProblem {
public:
    VariogramProblem(const Semivariogram& empirical, const VariogramFitOptions& options) : m_options(options)
    {
        for (std::size_t bin = 0; bin < empirical.lagKm.size(); ++bin) {
            const double lag = empirical.lagKm[bin];
            if (empirical.pairs[bin] <= 0 || !(lag > 0.0) || !std::isfinite(empirical.gamma[bin]))
                continue;
            const auto pairs = static_cast<double>(empirical.pairs[bin]);
            m_lags.push_back(lag);
            m_data.values.push_back(empirical.gamma[bin]);
            m_data.weights.push_back(
                options.weights == VariogramWeights::PairsPerSquaredLag ? pairs / (lag * lag) : pairs);
        }
        if (m_lags.empty())
            return;
        const double first = *std::ranges::min_element(m_lags), last = *std::ranges::max_element(m_lags);
        for (const auto& structure : options.structures)
            m_bounds.push_back({std::log(first * shortestRange(structure.shape)), std::log(3.0 * last)});
        for (std::size_t i = 0; i < options.structures.size(); ++i) {
            if (smoothnessIsFitted(i))
                m_bounds.push_back({std::log(kLeastSmoothness), std::log(kMostSmoothness)});
        }
    }

    std::size_t bins() const { return m_lags.size(); }
    const std::vector<Bounds>& bounds() const { return m_bounds; }
    const WeightedData& data() const { return m_data; }
    const std::vector<double>& lags() const { return m_lags; }
    /// Nugget, sills, ranges and smoothness.
    std::size_t parameters() const
    {
        std::size_t count = (m_options.nugget ? 1 : 0) + 2 * m_options.structures.size();
        for (std::size_t i = 0; i < m_options.structures.size(); ++i)
            count += smoothnessIsFitted(i) ? 1 : 0;
        return count;
    }
    bool smoothnessIsFitted(std::size_t structure) const
    {
        const auto& chosen = m_options.structures[structure];
        return chosen.shape == VariogramShape::Matern && !chosen.smoothness;
    }

    /// The best model with these ranges and smoothness, which are moved within their bounds.
    VariogramModel modelAt(const std::vector<double>& place) const
    {
        VariogramModel model = shapesAt(place);
        std::vector<std::vector<double>> columns;
        if (m_options.nugget)
            columns.emplace_back(m_lags.size(), 1.0);
        for (const VariogramStructure& structure : model.structures) {
            std::vector<double> column;
            for (const double lag : m_lags)
                column.push_back(
                    variogramShape(structure.shape, lag, structure.rangeKm, structure.smoothness));
            columns.push_back(std::move(column));
        }
        const std::vector<double> factors = nonNegativeFit(columns, m_data);
        std::size_t next = 0;
        if (m_options.nugget)
            model.nugget = factors[next++];
        for (VariogramStructure& structure : model.structures)
            structure.sill = factors[next++];
        return model;
    }

    double weightedSquares(const VariogramModel& model) const
    {
        double sum = 0.0;
        for (std::size_t i = 0; i < m_lags.size(); ++i) {
            const double rest = m_data.values[i] - model.at(m_lags[i]);
            sum += m_data.weights[i] * rest * rest;
        }
        return sum;
    }
    double weightedSquaresAt(const std::vector<double>& place) const
    {
        return weightedSquares(modelAt(place));
    }

private:
    /// In first lags. A spherical structure that ends before the first lag is a nugget.
    static double shortestRange(VariogramShape shape)
    {
        switch (shape) {
            case VariogramShape::Exponential:
            case VariogramShape::Gaussian:
                return 1.0 / 3.0;
            case VariogramShape::Matern:
                return 0.1;
            case VariogramShape::Spherical:
                break;
        }
        return 1.0;
    }
    VariogramModel shapesAt(const std::vector<double>& place) const
    {
        const auto value = [&](std::size_t i) {
            return std::exp(std::clamp(place[i], m_bounds[i].low, m_bounds[i].high));
        };
        VariogramModel model;
        std::size_t next = m_options.structures.size();
        for (std::size_t i = 0; i < m_options.structures.size(); ++i) {
            const auto& chosen = m_options.structures[i];
            VariogramStructure structure{chosen.shape, 0.0, value(i), chosen.smoothness.value_or(0.5)};
            if (smoothnessIsFitted(i))
                structure.smoothness = value(next++);
            model.structures.push_back(structure);
        }
        return model;
    }

    const VariogramFitOptions& m_options;
    std::vector<double> m_lags;
    WeightedData m_data;
    std::vector<Bounds> m_bounds;
};

/// All points of a grid over the bounds, the first parameter running fastest.
class SearchGrid {
public:
    explicit SearchGrid(const std::vector<Bounds>& bounds) : m_bounds(bounds)
    {
        constexpr std::array<std::size_t, 5> kPoints{1, 400, 40, 14, 8};  // per number of parameters
        m_points = kPoints.at(bounds.size());
        for (std::size_t i = 0; i < bounds.size(); ++i)
            m_size *= m_points;
    }
    std::size_t size() const { return m_size; }
    double step(std::size_t parameter) const
    {
        return (m_bounds[parameter].high - m_bounds[parameter].low) / static_cast<double>(m_points - 1);
    }
    std::vector<double> place(std::size_t index) const
    {
        std::vector<double> result;
        for (std::size_t i = 0; i < m_bounds.size(); ++i, index /= m_points)
            result.push_back(m_bounds[i].low + step(i) * static_cast<double>(index % m_points));
        return result;
    }
    /// Whether no neighbour along an axis is lower.
    bool lowestAround(const std::vector<double>& values, std::size_t index) const
    {
        std::size_t stride = 1;
        for (std::size_t i = 0; i < m_bounds.size(); ++i, stride *= m_points) {
            const std::size_t along = index / stride % m_points;
            if ((along > 0 && values[index - stride] < values[index]) ||
                (along + 1 < m_points && values[index + stride] < values[index]))
                return false;
        }
        return true;
    }

private:
    const std::vector<Bounds>& m_bounds;
    std::size_t m_points = 1, m_size = 1;
};

/// The error has several minima: a grid finds them, and the lowest few are refined.
Evaluated lowestPlace(const VariogramProblem& problem)
{
    constexpr std::size_t kRefined = 5;
    const SearchGrid grid(problem.bounds());
    const auto error = [&problem](const std::vector<double>& place) {
        return problem.weightedSquaresAt(place);
    };
    std::vector<double> errors;
    for (std::size_t i = 0; i < grid.size(); ++i)
        errors.push_back(error(grid.place(i)));
    std::vector<std::size_t> minima;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        if (grid.lowestAround(errors, i))
            minima.push_back(i);
    }
    std::ranges::stable_sort(minima, {}, [&errors](std::size_t i) { return errors[i]; });
    minima.resize(std::min(minima.size(), kRefined));
    Evaluated best{grid.place(minima.front()), errors[minima.front()]};
    for (const std::size_t start : minima) {
        Evaluated refined = downhillSimplex(error, grid.place(start), grid.step(0));
        if (refined.value < best.value)
            best = std::move(refined);
    }
    return best;
}

/// A parameter that was fitted and sits at no bound, and where its standard error belongs.
struct FreeParameter {
    double* value;
    double* standardError;
    bool linear;
};

/// Finds out which parameters are free and says in `fit` of the others what holds them.
std::vector<FreeParameter> freeParameters(const VariogramProblem& problem, const VariogramFitOptions& options,
                                          const std::vector<double>& place, VariogramFit& fit)
{
    const auto heldAt = [&](std::size_t i) {
        const Bounds& bounds = problem.bounds()[i];
        return place[i] < bounds.low + kAtBound || place[i] > bounds.high - kAtBound;
    };
    std::vector<FreeParameter> free;
    using Cause = SingularCause::Kind;
    if (fit.model.nugget > 0.0)
        free.push_back({&fit.model.nugget, &fit.standardErrors.nugget, true});
    else if (options.nugget)
        fit.causes.push_back({Cause::NoNugget});
    fit.structured = true;
    std::size_t next = options.structures.size();
    for (std::size_t i = 0; i < options.structures.size(); ++i) {
        VariogramStructure& structure = fit.model.structures[i];
        VariogramStructure& errors = fit.standardErrors.structures[i];
        const bool smoothnessFitted = problem.smoothnessIsFitted(i);
        const std::size_t smoothnessAt = smoothnessFitted ? next++ : 0;
        if (structure.sill <= kNoStructure * fit.model.totalSill()) {
            fit.causes.push_back({Cause::NoSill, i});
            fit.structured = false;
            continue;
        }
        free.push_back({&structure.sill, &errors.sill, true});
        fit.structured = fit.structured && !heldAt(i);
        if (heldAt(i))
            fit.causes.push_back({Cause::RangeAtBound, i});
        else
            free.push_back({&structure.rangeKm, &errors.rangeKm, false});
        if (!smoothnessFitted)
            continue;
        if (heldAt(smoothnessAt))
            fit.causes.push_back({Cause::SmoothnessAtBound, i});
        else
            free.push_back({&structure.smoothness, &errors.smoothness, false});
    }
    return free;
}

/// Derivatives of the model at the lags by one parameter, central differences; exact for linear ones.
std::vector<double> derivatives(VariogramModel& model, const std::vector<double>& lags,
                                const FreeParameter& parameter)
{
    const double value = *parameter.value;
    const double step = parameter.linear ? value : 1e-5 * value;
    std::vector<double> column;
    for (const double lag : lags) {
        *parameter.value = value + step;
        const double above = model.at(lag);
        *parameter.value = value - step;
        column.push_back((above - model.at(lag)) / (2.0 * step));
    }
    *parameter.value = value;
    return column;
}

void addStandardErrors(const VariogramProblem& problem, const std::vector<FreeParameter>& free,
                       VariogramFit& fit)
{
    if (free.empty() || fit.bins <= free.size())
        return;
    std::vector<std::vector<double>> jacobian;
    for (const FreeParameter& parameter : free)
        jacobian.push_back(derivatives(fit.model, problem.lags(), parameter));
    const std::vector<double> variances = inverseDiagonal(jacobian, problem.data().weights);
    if (variances.empty()) {
        fit.causes.push_back({SingularCause::Kind::BinsAlike});
        return;
    }
    const double unit = fit.weightedSquares / static_cast<double>(fit.bins - free.size());
    for (std::size_t i = 0; i < free.size(); ++i)
        *free[i].standardError = std::sqrt(unit * variances[i]);
}

bool isOfAStructure(SingularCause::Kind kind)
{
    using Kind = SingularCause::Kind;
    return kind == Kind::NoSill || kind == Kind::RangeAtBound || kind == Kind::SmoothnessAtBound;
}

VariogramModel noNumbers(const VariogramFitOptions& options)
{
    VariogramModel model{kNaN, {}};
    for (const auto& structure : options.structures)
        model.structures.push_back({structure.shape, kNaN, kNaN, kNaN});
    return model;
}

void check(const VariogramFitOptions& options)
{
    if (options.structures.empty() || options.structures.size() > 2)
        throw InputError(fmt::format("A model of {} structures was asked for. Choose one or two.",
                                     options.structures.size()));
    for (const auto& structure : options.structures) {
        if (structure.smoothness && !(*structure.smoothness > 0.0 && *structure.smoothness <= 50.0))
            throw InputError(fmt::format("The smoothness is {}. It must be above 0 and at most 50.",
                                         *structure.smoothness));
    }
}

}  // namespace

VariogramFit fitVariogram(const Semivariogram& empirical, const VariogramFitOptions& options)
{
    check(options);
    const VariogramProblem problem(empirical, options);
    VariogramFit fit;
    fit.model = fit.standardErrors = noNumbers(options);
    fit.bins = problem.bins();
    if (fit.bins < problem.parameters()) {
        fit.causes.push_back({SingularCause::Kind::FewBins});
        return fit;
    }
    const Evaluated lowest = lowestPlace(problem);
    fit.model = problem.modelAt(lowest.place);
    fit.weightedSquares = problem.weightedSquares(fit.model);
    addStandardErrors(problem, freeParameters(problem, options, lowest.place, fit), fit);
    const auto swapped = [](const VariogramModel& model) {
        return model.structures.size() == 2 && model.structures[0].shape == model.structures[1].shape &&
               model.structures[0].rangeKm > model.structures[1].rangeKm;
    };
    if (swapped(fit.model)) {
        std::swap(fit.model.structures[0], fit.model.structures[1]);
        std::swap(fit.standardErrors.structures[0], fit.standardErrors.structures[1]);
        for (SingularCause& cause : fit.causes) {
            if (isOfAStructure(cause.kind))
                cause.structure = 1 - cause.structure;
        }
    }
    return fit;
}

}  // namespace shamal
