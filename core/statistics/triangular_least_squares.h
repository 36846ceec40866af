#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace shamal {

/// Linear least squares that takes one observation after the other: each row is turned into the triangle R of
/// a QR decomposition by Givens rotations (Gentleman 1973, J. Inst. Maths Applics 12, 329-336). Nothing is
/// squared, so no digits are lost as in normal equations.
///
/// A row may be shorter than the triangle is wide. Everything about the first k columns then still holds, for
/// all rows so far; about the others it does not any more.
class TriangularLeastSquares {
public:
    explicit TriangularLeastSquares(std::size_t columns);

    /// Throws InputError when the row is longer than the triangle is wide.
    void add(std::span<const double> regressors, double response);

    /// The last of the coefficients of a regression on the first `columns` columns alone; nothing where that
    /// column depends on those before it.
    std::optional<double> lastCoefficient(std::size_t columns) const;
    /// All coefficients of a regression on all columns; nothing where the columns depend on each other.
    std::optional<std::vector<double>> coefficients() const;

private:
    double& at(std::size_t row, std::size_t column) { return m_triangle[row * m_columns + column]; }
    double at(std::size_t row, std::size_t column) const { return m_triangle[row * m_columns + column]; }
    bool depends(std::size_t column) const;

    std::size_t m_columns;
    std::vector<double> m_triangle;   // R, row-major
    std::vector<double> m_responses;  // Q^T y
    std::vector<double> m_row;        // the one being turned in
};

}  // namespace shamal
