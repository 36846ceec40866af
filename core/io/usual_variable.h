#pragma once
#include "io/dataset.h"

#include <string>

namespace shamal {

/// The variable that is read where none is named: the first there is of those the method was published for
/// (DUEXTTAU, TOTEXTTAU), else the first.
std::string usualVariable(const Dataset& dataset);

}  // namespace shamal
