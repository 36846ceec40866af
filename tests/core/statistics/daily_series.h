#pragma once
#include <cstdint>
#include <vector>

#include "fields/field_series.h"

/// Inputs of these tests: small random fields, by fixed seeds.
std::vector<shamal::TimeStep> dailySteps(const std::vector<std::int64_t>& days);

/// Positive values between about 0.01 and 10; `holes` is the share of cells missing, other ones each day.
std::vector<float> randomValues(std::size_t count, double holes, unsigned seed);

shamal::FieldSeries randomSeries(const shamal::Grid& grid, const std::vector<std::int64_t>& days,
                                 double holes, unsigned seed);

std::vector<std::size_t> allSteps(const shamal::FieldSeries& series);
