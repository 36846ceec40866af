#pragma once
#include "panels/analyses.h"

/// The coarse and the fine data set of a snapshot on the cells of the fine one, those in the region's bounds.
struct CoarseOnFine {
    QString coarseName, fineName;
    shamal::FieldSeries coarse, fine;
};

/// The coarse values are interpolated bilinearly, before any logarithm, as for the skill scores. The fine
/// days are those of the season; the coarse ones those of the season with a fine day 0 to `daysAfter` days
/// later. Throws InputError when one of the two data sets, or every such day, is missing, or the region holds
/// no fine cell.
CoarseOnFine coarseOnFine(const AnalysisInputs& inputs, int daysAfter);
