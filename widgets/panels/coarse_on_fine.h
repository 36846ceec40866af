#pragma once
#include "panels/analyses.h"

/// The cells whose centres lie in the region's bounds; with the next ones round them where shares of cells
/// count, or the region lies between centres. Throws InputError when the region lies beside the grid.
shamal::FieldSeries cellsRound(const shamal::FieldSeries& series, const shamal::Region& region, bool shares);

/// Throws InputError, of `other`, when its values are not in the unit of those of `truth`.
void requireUnitOf(const AnalysisDataSet& truth, const AnalysisDataSet& other);

/// The coarse and the fine data set of a snapshot on the cells of the fine one, those in the region's bounds.
struct CoarseOnFine {
    QString coarseName, fineName;
    shamal::FieldSeries coarse, fine;
};

/// The coarse values are interpolated bilinearly, before any logarithm, as for the skill scores. The fine
/// days are those of the season; the coarse ones those of the season with a fine day 0 to `daysAfter` days
/// later. Throws InputError when one of the two data sets, or every such day, is missing, the region holds no
/// fine cell, or they are not of the same unit.
CoarseOnFine coarseOnFine(const AnalysisInputs& inputs, int daysAfter);
