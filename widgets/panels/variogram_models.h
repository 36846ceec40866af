#pragma once
#include "panels/analyses.h"
#include "statistics/variogram_fit.h"

// Models of semivariograms in words and numbers, for the analyses that fit them.

/// Of the model that was chosen, spherical where none was.
shamal::VariogramFitOptions fitOptions(const AnalysisSettings& settings);
/// "model=spherical;fit_weights=N", in no language.
QString modelInText(const AnalysisSettings& settings);
/// The parameters with their standard errors, and what makes the fit singular; why there are none where
/// nothing was fitted.
QString inWords(const shamal::VariogramFit& fit);
/// One row for each; where nothing was fitted, only that the fit is singular.
void addModelRows(AnalysisResult& result, const QString& dataSet, const shamal::VariogramFit& fit);
