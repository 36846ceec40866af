#pragma once
#include <string>

namespace shamal {

/// A text as a cell of a CSV file (RFC 4180): quoted when it holds a comma, a quote or a line break.
std::string csvCell(const std::string& text);

}  // namespace shamal
