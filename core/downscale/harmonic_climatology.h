#pragma once
#include "downscale/day_inputs.h"

#include <span>
#include <vector>

namespace shamal {

/// The baseline that knows the calendar alone: per cell, the mean of the training days and, with harmonics,
/// an annual course: c0 + sum over h of a_h cos(2 pi h d / 365.25) + b_h sin(2 pi h d / 365.25), d the day of
/// the year. Standardised units, as `fields` has them.
class HarmonicClimatology {
public:
    /// Fits the fine fields of `trainingDays` (days without one are passed over), each of `cells` values.
    /// `harmonics` is 0 for one season, 2 for all. Cells that are never observed are 0, the overall mean.
    /// Throws InputError when `harmonics` is negative or no day has a fine field.
    HarmonicClimatology(const DayFields& fields, std::span<const Date> trainingDays, Calendar calendar,
                        std::size_t cells, int harmonics);

    std::vector<float> field(Date date) const;

private:
    Calendar m_calendar;
    int m_harmonics;
    std::vector<std::vector<float>> m_coefficients;  // the mean, then cosine and sine of each harmonic
};

}  // namespace shamal
