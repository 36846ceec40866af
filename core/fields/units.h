#pragma once
#include <optional>
#include <string>

namespace shamal {

/// Whether two UDUNITS strings mean the same unit ("1" and "", "K" and "degK", "ug m-3" and "µg/m3"): values
/// need no conversion. A string UDUNITS does not know agrees only with itself.
bool sameUnit(const std::string& a, const std::string& b);

/// Length of a unit of time by UDUNITS ("h", "fortnight", "kiloseconds"); nothing for another or unknown one.
std::optional<double> secondsIn(const std::string& unit);

}  // namespace shamal
