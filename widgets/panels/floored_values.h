#pragma once
#include "panels/analyses.h"

/// A note on each data set of which 1 % or more of the values in the region lie at or below 1e-6: by
/// log10(max(x, 1e-6)) they become one value, and variances and correlations of it are of nothing. Estimated
/// from up to 16 days of the season. None in native units.
QStringList notesOnFlooredValues(const AnalysisInputs& inputs);
