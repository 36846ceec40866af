#include "statistics/triangular_least_squares.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "fields/error.h"

namespace shamal {

TriangularLeastSquares::TriangularLeastSquares(std::size_t columns)
    : m_columns(columns), m_triangle(columns * columns, 0.0), m_responses(columns, 0.0)
{
}

void TriangularLeastSquares::add(std::span<const double> regressors, double response)
{
    if (regressors.size() > m_columns)
        throw InputError(fmt::format("A row of {} regressors was given to a regression on {}.",
                                     regressors.size(), m_columns));
    m_row.assign(regressors.begin(), regressors.end());
    for (std::size_t i = 0; i < m_row.size(); ++i) {
        if (m_row[i] == 0.0)
            continue;
        const double length = std::sqrt(at(i, i) * at(i, i) + m_row[i] * m_row[i]);
        const double cosine = at(i, i) / length, sine = m_row[i] / length;
        double* const triangleRow = &at(i, 0);
        for (std::size_t j = i; j < m_row.size(); ++j) {
            const double above = triangleRow[j];
            triangleRow[j] = cosine * above + sine * m_row[j];
            m_row[j] = cosine * m_row[j] - sine * above;
        }
        const double above = m_responses[i];
        m_responses[i] = cosine * above + sine * response;
        response = cosine * response - sine * above;
    }
}

bool TriangularLeastSquares::depends(std::size_t column) const
{
    double squares = 0.0;
    for (std::size_t row = 0; row <= column; ++row)
        squares += at(row, column) * at(row, column);
    constexpr double kRounding = 1e-12;
    return std::abs(at(column, column)) <= kRounding * std::sqrt(squares);
}

std::optional<double> TriangularLeastSquares::lastCoefficient(std::size_t columns) const
{
    if (columns == 0 || columns > m_columns || depends(columns - 1))
        return std::nullopt;
    return m_responses[columns - 1] / at(columns - 1, columns - 1);
}

std::optional<std::vector<double>> TriangularLeastSquares::coefficients() const
{
    std::vector<double> result = m_responses;
    for (std::size_t row = m_columns; row-- > 0;) {
        if (depends(row))
            return std::nullopt;
        for (std::size_t column = row + 1; column < m_columns; ++column)
            result[row] -= at(row, column) * result[column];
        result[row] /= at(row, row);
    }
    return result;
}

}  // namespace shamal
