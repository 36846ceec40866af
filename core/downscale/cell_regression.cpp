#include "downscale/cell_regression.h"

#include <cmath>
#include <limits>

#include "downscale/cell_least_squares.h"
#include "fields/error.h"

namespace shamal {

namespace {

constexpr double kRidge = 1e-3;

/// The first `count` of coarse t, coarse t-1, fine t-1; nothing when one of them is not there.
std::vector<std::span<const float>> predictorsOf(const DayFields& fields, std::int64_t day, std::size_t count)
{
    const DayFields::Fine* before = fields.fine(day - 1);
    const std::vector<const std::vector<float>*> all{fields.coarse(day), fields.coarse(day - 1),
                                                     before == nullptr ? nullptr : &before->values};
    std::vector<std::span<const float>> spans;
    for (std::size_t i = 0; i < count; ++i) {
        if (all[i] == nullptr)
            return {};
        spans.emplace_back(*all[i]);
    }
    return spans;
}

std::vector<std::vector<float>> fitOn(const DayFields& fields, std::span<const Date> days, Calendar calendar,
                                      std::size_t cells, std::size_t predictors)
{
    CellLeastSquares fit(cells, predictors);
    bool any = false;
    for (const Date date : days) {
        const std::int64_t day = dayNumber(date, calendar);
        const DayFields::Fine* target = fields.fine(day);
        const auto spans = predictorsOf(fields, day, predictors);
        if (target == nullptr || spans.size() != predictors)
            continue;
        any = true;
        fit.add(spans, target->values);
    }
    if (!any)
        throw InputError(
            "No training day has all the fields that a per-cell regression is fitted on. Give longer "
            "series.");
    return fit.solve(kRidge);
}

}  // namespace

CellRegression::CellRegression(const DayFields& fields, std::span<const Date> trainingDays, Calendar calendar,
                               std::size_t cells, RegressionInputs inputs)
    : m_cells(cells)
{
    if (inputs == RegressionInputs::CoarseAndHistory)
        m_fits.push_back(fitOn(fields, trainingDays, calendar, cells, 3));
    for (const std::size_t predictors : {std::size_t{1}, std::size_t{0}})
        m_fits.push_back(fitOn(fields, trainingDays, calendar, cells, predictors));
}

std::vector<float> CellRegression::predict(const DayFields& fields, std::int64_t day) const
{
    std::vector<float> result(m_cells, std::numeric_limits<float>::quiet_NaN());
    for (const std::vector<std::vector<float>>& coefficients : m_fits) {
        const std::size_t predictors = coefficients.size() - 1;
        const auto spans = predictorsOf(fields, day, predictors);
        if (spans.size() != predictors)
            continue;
        for (std::size_t cell = 0; cell < m_cells; ++cell) {
            if (!std::isnan(result[cell]))
                continue;
            float value = coefficients.front()[cell];
            for (std::size_t i = 0; i < predictors; ++i)
                value += coefficients[i + 1][cell] * spans[i][cell];
            result[cell] = value;
        }
    }
    return result;
}

const std::vector<std::vector<float>>& CellRegression::coefficients() const
{
    return m_fits.front();
}

}  // namespace shamal
