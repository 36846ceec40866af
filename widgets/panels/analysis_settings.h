#pragma once
#include "statistics/autocorrelation.h"
#include "statistics/correlation_bands.h"
#include "statistics/semivariogram.h"
#include "statistics/variogram_fit.h"

/// How the analyses are made. A panel shows and keeps the part its analysis looks at.
struct AnalysisSettings {
    bool log10 = true;  ///< of each cell: log10(max(x, 1e-6)), as published; else native units

    /// What the semivariograms are of.
    enum class VariogramCurves {
        DataSets,  ///< each data set
        Cross,     ///< the coarse with the fine one
        Rose       ///< each data set, by direction: how far the ranges reach
    };
    VariogramCurves curves = VariogramCurves::DataSets;
    shamal::SemivariogramOptions semivariogram;
    bool scaledLags = false;  ///< lags are drawn as shares of the longest one
    /// The model drawn through the semivariances.
    enum class Model { None, Spherical, Exponential, Gaussian, Matern, NestedSpherical };
    Model model = Model::Spherical;
    shamal::VariogramWeights weights = shamal::VariogramWeights::PairsPerSquaredLag;

    shamal::AutocorrelationOptions autocorrelation;
    /// The one number a day that the autocorrelation is of.
    enum class SeriesOf {
        AreaMean,
        AreaMedian,
        OneCell  ///< of the pinned place, else the one in the middle
    };
    SeriesOf seriesOf = SeriesOf::AreaMean;
    /// What the two charts show; the table holds all.
    enum class CorrelationCharts { AcfAndPacf, SeriesAndAcf, SeriesAndPacf };
    CorrelationCharts correlationCharts = CorrelationCharts::AcfAndPacf;
    shamal::SeasonalCycle cycle = shamal::SeasonalCycle::None;
    bool bartlett = false;  ///< bands of Bartlett about the ACF; else of white noise

    int lagSkillDays = 10;           ///< the longest lag
    bool lagSkillBetween = false;    ///< coarse days foretell fine ones; else each data set its own
    bool lagSkillResampled = false;  ///< bands of the means by bootstrap; else standard deviations of pairs

    bool areaWeighted = false;  ///< cells count by their area in skill scores; else all alike
    /// What is drawn beside the errors by day.
    enum class SkillChart {
        Quantiles,
        PowerSpectrum,
        FractionSkill,
        ScatterDensity,
        RankHistogram,
        SpreadAndError,
        Reliability
    };
    SkillChart skillChart = SkillChart::Quantiles;
    int eventPercentile = 90;  ///< of the truth's values: an event is what lies above it

    int histogramBins = 60;  ///< from the least to the greatest value of all data sets
};
