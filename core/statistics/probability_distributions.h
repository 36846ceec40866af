#pragma once

namespace shamal {

/// The value below which a standard normal variable lies with this probability, to the last digits: two steps
/// of Halley's method on the complementary error function, from the approximation 26.2.23 of Abramowitz and
/// Stegun. Throws InputError unless 0 < probability < 1.
double normalQuantile(double probability);

/// The probability that a chi-square variable with so many degrees of freedom is `x` or more. With m half the
/// degrees and h = x / 2 this is the incomplete gamma function ratio Q(m, h), here summed upwards from Q(1/2,
/// h) = erfc(sqrt(h)) or Q(1, h) = exp(-h) by Q(a + 1, h) = Q(a, h) + h^a exp(-h) / Gamma(a + 1) (DLMF
/// 8.8.6): no term is negative, so no digit is lost. 1 for x <= 0, NaN for NaN. Throws InputError with fewer
/// than one degree of freedom.
double chiSquareSurvival(double x, int degreesOfFreedom);

}  // namespace shamal
