#pragma once
#include <QString>

/// Three significant digits, true minus sign, the locale's decimal sign, no exponent for 0.001..99999 (whole
/// digits are never rounded away there: "1013"), else "1.5×10⁻⁵"; an en dash for NaN.
QString displayNumber(double value, int significantDigits = 3);
