#pragma once
#include "io/dataset.h"
#include "panels/analyses.h"

/// The file that a data set was read from; of several the first, the last and how many.
QString filesOf(const shamal::Dataset& dataset);

/// Data sets of one name are told apart by what they are taken for: "G5NR (coarse)", "G5NR (fine)".
void nameApart(std::vector<AnalysisDataSet>& dataSets);
