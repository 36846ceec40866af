#pragma once
#include "panels/analyses.h"

#include <string>

/// A result as lines to read: what was found in words, the formulas, and a table for every kind of number, a
/// line for each data set and lag. Of long tables the first lines. `n` is told where the numbers of a line
/// share it.
std::string describe(const AnalysisResult& result);
