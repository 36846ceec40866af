#pragma once
#include "panels/analyses.h"

/// Rose of ranges (Isaaks and Srivastava 1989): per data set the practical range of the model fitted to the
/// semivariogram of each sector of azimuth. A direction and its opposite are one, so the rose is symmetric.
/// Ranges up to three times the longest lag are drawn, a dashed ring at the latter; where there is none the
/// rose is open. The findings tell of both. Adds chart, rows, findings and notes to `result`.
AnalysisResult withAnisotropy(AnalysisResult result, const AnalysisInputs& inputs,
                              const shamal::SemivariogramOptions& options, const std::stop_token& stop);

/// Of its sectors, each 180 degrees / this wide.
inline constexpr int kAnisotropySectors = 12;
