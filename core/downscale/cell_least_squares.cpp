#include "downscale/cell_least_squares.h"

#include <cassert>
#include <cmath>

namespace shamal {

namespace {

/// Solves the symmetric positive definite system, by Cholesky, in place: `right` becomes the solution.
void solveCholesky(std::vector<std::vector<double>>& matrix, std::vector<double>& right)
{
    const std::size_t n = right.size();
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t i = j; i < n; ++i) {
            double sum = matrix[i][j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= matrix[i][k] * matrix[j][k];
            matrix[i][j] = i == j ? std::sqrt(sum) : sum / matrix[j][j];
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            right[i] -= matrix[i][k] * right[k];
        right[i] /= matrix[i][i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k)
            right[i] -= matrix[k][i] * right[k];
        right[i] /= matrix[i][i];
    }
}

}  // namespace

CellLeastSquares::CellLeastSquares(std::size_t cells, std::size_t predictors)
    : m_cells(cells),
      m_terms(predictors + 1),
      m_sumsPerCell(m_terms * (m_terms + 1) / 2 + m_terms),
      m_sums(cells * m_sumsPerCell, 0.0)
{
}

void CellLeastSquares::add(std::span<const std::span<const float>> predictors, std::span<const float> target)
{
    assert(predictors.size() + 1 == m_terms && target.size() == m_cells);
    std::vector<double> terms(m_terms, 1.0);
    for (std::size_t cell = 0; cell < m_cells; ++cell) {
        bool missing = std::isnan(target[cell]);
        for (std::size_t i = 1; i < m_terms; ++i) {
            terms[i] = predictors[i - 1][cell];
            missing = missing || std::isnan(terms[i]);
        }
        if (missing)
            continue;
        double* sum = m_sums.data() + cell * m_sumsPerCell;
        for (std::size_t i = 0; i < m_terms; ++i) {
            for (std::size_t j = i; j < m_terms; ++j)
                *sum++ += terms[i] * terms[j];
        }
        for (std::size_t i = 0; i < m_terms; ++i)
            *sum++ += terms[i] * target[cell];
    }
}

std::vector<std::vector<float>> CellLeastSquares::solve(double ridge) const
{
    assert(ridge > 0.0);
    const std::size_t p = m_terms - 1;
    std::vector<std::vector<float>> maps(m_terms, std::vector<float>(m_cells, 0.0F));
    std::vector<std::vector<double>> matrix(p, std::vector<double>(p));
    std::vector<double> slopes(p);
    for (std::size_t cell = 0; cell < m_cells; ++cell) {
        const double* products = m_sums.data() + cell * m_sumsPerCell;
        const double* withTarget = products + m_terms * (m_terms + 1) / 2;
        const double n = products[0];
        if (n < 1.0)
            continue;
        // About the means: the constant drops out, and the ridge leaves it alone. products[1 + i] is sum x_i.
        const double* product = products + m_terms;
        for (std::size_t i = 0; i < p; ++i) {
            for (std::size_t j = i; j < p; ++j) {
                matrix[j][i] = *product++ - products[1 + i] * products[1 + j] / n;
                matrix[i][j] = matrix[j][i];
            }
            matrix[i][i] += ridge * n;
            slopes[i] = withTarget[1 + i] - products[1 + i] * withTarget[0] / n;
        }
        solveCholesky(matrix, slopes);
        double intercept = withTarget[0] / n;
        for (std::size_t i = 0; i < p; ++i) {
            intercept -= slopes[i] * products[1 + i] / n;
            maps[i + 1][cell] = static_cast<float>(slopes[i]);
        }
        maps[0][cell] = static_cast<float>(intercept);
    }
    return maps;
}

}  // namespace shamal
