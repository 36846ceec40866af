#include "statistics/linear_fit.h"

#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace shamal {

namespace {

using Columns = std::vector<const std::vector<double>*>;

double product(const std::vector<double>& a, const std::vector<double>& b, const std::vector<double>& weights)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += weights[i] * a[i] * b[i];
    return sum;
}

/// L of columns' products = L L', after the columns were scaled to length 1; nothing when singular.
struct Cholesky {
    std::vector<double> lengths;
    std::vector<std::vector<double>> lower;
};

std::optional<Cholesky> cholesky(const Columns& columns, const std::vector<double>& weights)
{
    constexpr double kSingular = 1e-12;
    Cholesky result;
    for (const auto* column : columns)
        result.lengths.push_back(std::sqrt(product(*column, *column, weights)));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::vector<double> row;
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = product(*columns[i], *columns[j], weights) / (result.lengths[i] * result.lengths[j]);
            for (std::size_t k = 0; k < j; ++k)
                sum -= row[k] * (j == i ? row[k] : result.lower[j][k]);
            if (j < i)
                row.push_back(sum / result.lower[j][j]);
            else if (sum > kSingular)  // false for NaN, of a column of zeros
                row.push_back(std::sqrt(sum));
            else
                return std::nullopt;
        }
        result.lower.push_back(std::move(row));
    }
    return result;
}

/// x of L y = right, L' x = y.
std::vector<double> solve(const Cholesky& matrix, std::vector<double> right)
{
    const std::size_t n = right.size();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            right[i] -= matrix.lower[i][k] * right[k];
        right[i] /= matrix.lower[i][i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k)
            right[i] -= matrix.lower[k][i] * right[k];
        right[i] /= matrix.lower[i][i];
    }
    return right;
}

double errorOf(const Columns& columns, const std::vector<double>& factors, const WeightedData& data)
{
    double error = 0.0;
    for (std::size_t i = 0; i < data.values.size(); ++i) {
        double rest = data.values[i];
        for (std::size_t column = 0; column < columns.size(); ++column)
            rest -= factors[column] * (*columns[column])[i];
        error += data.weights[i] * rest * rest;
    }
    return error;
}

/// Unbounded factors of these columns; nothing when they are singular.
std::optional<std::vector<double>> freeFit(const Columns& columns, const WeightedData& data)
{
    const std::optional<Cholesky> matrix = cholesky(columns, data.weights);
    if (!matrix)
        return std::nullopt;
    std::vector<double> right;
    for (std::size_t i = 0; i < columns.size(); ++i)
        right.push_back(product(*columns[i], data.values, data.weights) / matrix->lengths[i]);
    std::vector<double> factors = solve(*matrix, std::move(right));
    for (std::size_t i = 0; i < factors.size(); ++i)
        factors[i] /= matrix->lengths[i];
    return factors;
}

}  // namespace

std::vector<double> nonNegativeFit(const std::vector<std::vector<double>>& columns, const WeightedData& data)
{
    std::vector<double> best(columns.size(), 0.0);
    double bestError = errorOf({}, {}, data);
    for (std::size_t chosen = 1; chosen < (std::size_t{1} << columns.size()); ++chosen) {
        Columns some;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if ((chosen >> i & 1U) != 0)
                some.push_back(&columns[i]);
        }
        const auto factors = freeFit(some, data);
        if (!factors)
            continue;
        bool negative = false;
        for (const double factor : *factors)
            negative = negative || factor < 0.0;
        const double error = errorOf(some, *factors, data);
        if (negative || !(error < bestError))
            continue;
        bestError = error;
        std::size_t next = 0;
        for (std::size_t i = 0; i < columns.size(); ++i)
            best[i] = (chosen >> i & 1U) != 0 ? (*factors)[next++] : 0.0;
    }
    return best;
}

std::vector<double> inverseDiagonal(const std::vector<std::vector<double>>& columns,
                                    const std::vector<double>& weights)
{
    Columns all;
    for (const auto& column : columns)
        all.push_back(&column);
    const std::optional<Cholesky> matrix = cholesky(all, weights);
    if (!matrix)
        return {};
    std::vector<double> diagonal;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::vector<double> unit(columns.size(), 0.0);
        unit[i] = 1.0;
        diagonal.push_back(solve(*matrix, std::move(unit))[i] / (matrix->lengths[i] * matrix->lengths[i]));
    }
    return diagonal;
}

}  // namespace shamal
