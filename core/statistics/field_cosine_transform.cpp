#include "statistics/field_cosine_transform.h"

#include <fftw3.h>
#include <cassert>
#include <cmath>
#include <numbers>
#include <vector>

#include "statistics/fftw_plan.h"

namespace shamal {

namespace {

std::shared_ptr<void> plan(std::size_t rows, std::size_t columns, fftw_r2r_kind kind)
{
    std::vector<float> scratch(rows * columns);
    return fftwPlan(
        [&] {
            return fftwf_plan_r2r_2d(static_cast<int>(rows), static_cast<int>(columns), scratch.data(),
                                     scratch.data(), kind, kind, FFTW_ESTIMATE | FFTW_UNALIGNED);
        },
        fftwf_destroy_plan);
}

void execute(const std::shared_ptr<void>& plan, std::span<float> field)
{
    fftwf_execute_r2r(static_cast<fftwf_plan>(plan.get()), field.data(), field.data());
}

}  // namespace

FieldCosineTransform::FieldCosineTransform(std::size_t rows, std::size_t columns)
    : m_rows(rows),
      m_columns(columns),
      m_forward(plan(rows, columns, FFTW_REDFT10)),
      m_backward(plan(rows, columns, FFTW_REDFT01))
{
}

void FieldCosineTransform::scaleBorders(std::span<float> field, float all, float border) const
{
    for (std::size_t r = 0; r < m_rows; ++r) {
        const float factor = r == 0 ? all * border : all;
        float* const row = field.data() + r * m_columns;
        row[0] *= factor * border;
        for (std::size_t c = 1; c < m_columns; ++c)
            row[c] *= factor;
    }
}

// FFTW's sums have a factor 2 per dimension, and the inverse counts the first coefficient once, the others
// twice.
void FieldCosineTransform::forward(std::span<float> field) const
{
    assert(field.size() == m_rows * m_columns);
    execute(m_forward, field);
    scaleBorders(field, static_cast<float>(0.5 / std::sqrt(static_cast<double>(m_rows * m_columns))),
                 std::numbers::sqrt2_v<float> / 2.0F);
}

void FieldCosineTransform::backward(std::span<float> field) const
{
    assert(field.size() == m_rows * m_columns);
    scaleBorders(field, static_cast<float>(0.5 / std::sqrt(static_cast<double>(m_rows * m_columns))),
                 std::numbers::sqrt2_v<float>);
    execute(m_backward, field);
}

}  // namespace shamal
