#include "downscale/harmonic_climatology.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "downscale/cell_least_squares.h"
#include "fields/error.h"

namespace shamal {

namespace {

constexpr double kRidge =
    1e-3;  ///< of the variance a harmonic has over a whole year, 1/2: no more than 0.2 %

/// Cosine and sine of each harmonic on that date.
std::vector<float> course(Date date, Calendar calendar, int harmonics)
{
    const double phase = 2.0 * std::numbers::pi * dayOfYear(date, calendar) / 365.25;
    std::vector<float> values;
    for (int h = 1; h <= harmonics; ++h) {
        values.push_back(static_cast<float>(std::cos(h * phase)));
        values.push_back(static_cast<float>(std::sin(h * phase)));
    }
    return values;
}

}  // namespace

HarmonicClimatology::HarmonicClimatology(const DayFields& fields, std::span<const Date> trainingDays,
                                         Calendar calendar, std::size_t cells, int harmonics)
    : m_calendar(calendar), m_harmonics(harmonics)
{
    if (harmonics < 0)
        throw InputError(fmt::format("{} annual harmonics were asked for. Choose 0 or more.", harmonics));
    const auto terms = 2 * static_cast<std::size_t>(harmonics);
    CellLeastSquares fit(cells, terms);
    std::vector<std::vector<float>> predictors(terms);
    bool any = false;
    for (const Date date : trainingDays) {
        const DayFields::Fine* fine = fields.fine(dayNumber(date, calendar));
        if (fine == nullptr)
            continue;
        any = true;
        const std::vector<float> values = course(date, calendar, harmonics);
        std::vector<std::span<const float>> spans;
        for (std::size_t i = 0; i < terms; ++i) {
            predictors[i].assign(cells, values[i]);
            spans.emplace_back(predictors[i]);
        }
        fit.add(spans, fine->values);
    }
    if (!any)
        throw InputError(
            "No training day has a fine field, so there is no climatology. Give a longer fine series.");
    m_coefficients = fit.solve(kRidge);
}

std::vector<float> HarmonicClimatology::field(Date date) const
{
    const std::vector<float> values = course(date, m_calendar, m_harmonics);
    std::vector<float> result = m_coefficients.front();
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t cell = 0; cell < result.size(); ++cell)
            result[cell] += values[i] * m_coefficients[i + 1][cell];
    }
    return result;
}

}  // namespace shamal
