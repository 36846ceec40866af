#pragma once
#include "downscale/score_accumulator.h"
#include "fields/grid.h"
#include "statistics/day_bootstrap.h"
#include "statistics/ensemble_scores.h"
#include "statistics/pair_sums.h"
#include "statistics/power_spectrum.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace shamal {

// How predictions are judged. All fields are daily, row-major on one grid, in log10 of the unit, NaN where
// missing.
//
//     EvaluationAccumulator unet("U-Net", grid, {}), ours("Shamal, 8 members", grid, {});
//     for (each day) {
//         unet.add(day, truth, {mean, {}});
//         ours.add(day, truth, {mean, {member0, member1, ...}});
//     }
//     const MethodEvaluation a = ours.result(), b = unet.result();
//     const BootstrapInterval gain = difference(a, b, Score::Rmse, {});     // paired by day
//
// evaluation_table.h prints them, evaluation_bars.h holds them against what was promised.

struct EvaluationOptions {
    std::vector<double> bandEdgesKm{15, 20, 30, 40, 60, 100, 150, 200, 400};
    double maxLagKm = 600.0;     ///< of the semivariogram
    int lagBins = 24;            ///< equal bins on [0, maxLagKm]
    int semivariogramEvery = 1;  ///< the first, and then each so manieth day takes part in it; 0: none does
    int maxLagDays = 10;         ///< of lag R2 and ACF
    unsigned threads = 1;        ///< of the semivariogram; results do not depend on it
};

/// What a method says of a day.
struct PredictedDay {
    std::span<const float> mean;                  ///< its best single field; empty: the mean of the members
    std::vector<std::span<const float>> members;  ///< empty: `mean` is the one member
};

/// One day's sums over the cells that truth and mean have in common, and over those of the members.
struct DaySums {
    std::int64_t day = 0;
    double n = 0, truth = 0, prediction = 0, truthSquares = 0, predictionSquares = 0, products = 0;
    double absolute = 0;  ///< |prediction - truth|
    EnsembleSums ensemble;

    double rmse() const;  ///< of this day; NaN without a cell
    double bias() const;
};

/// Day t against day t-k (k = lagDays) of the truth by itself and of one member by itself. NaN where no such
/// two days were added.
struct LagCurves {
    std::vector<int> lagDays;                 ///< 1..maxLagDays
    std::vector<double> truthR2, memberR2;    ///< squared correlation of images, mean over pairs of days
    std::vector<double> truthAcf, memberAcf;  ///< of the area mean (statistics/autocorrelation.h)
    std::vector<std::size_t> pairs;           ///< of days
};

/// All scores of one method over all days added. What is not defined is NaN.
struct MethodEvaluation {
    std::string method;
    std::size_t members = 0;  ///< 1: a single field
    std::vector<DaySums> days;

    // Of PredictedDay::mean, over all cells of all days.
    double rmse = 0, mae = 0, bias = 0;  ///< bias: prediction - truth
    double r2 = 0;                       ///< squared Pearson correlation, pooled: mostly geography
    double nse = 0;                      ///< 1 - SSE/SST, the coefficient of determination
    double kge = 0;                      ///< Gupta et al. 2009, as in statistics/skill_scores.h
    double temporalR2 = 0;  ///< mean over cells of the squared correlation in time, 0 where one never changes
    // Of the members.
    EnsembleScores ensemble;
    std::vector<double> bandEdgesKm;  ///< ascending, one more than bands
    std::vector<double>
        varianceRatio;  ///< per band: mean over days and members over mean over days of the truth
    double logSpectralDistance = 0;  ///< dB, of these mean spectra
    // Of the first member.
    std::vector<double> lagKm, truthGamma, memberGamma;  ///< semivariograms over the same pairs of cells
    std::vector<double> gammaRatio;                      ///< memberGamma / truthGamma, per bin
    LagCurves lags;

    ModelScore modelScore() const;  ///< what a model's card keeps of it
};

/// Adds up the scores of one method day by day. It keeps sums, the fields of the last maxLagDays days and
/// those of up to 16 days that wait for their semivariogram, but no more, however many days there are.
class EvaluationAccumulator {
public:
    /// Throws InputError when an option is out of range or the grid is not evenly spaced.
    EvaluationAccumulator(std::string method, const Grid& grid, const EvaluationOptions& options);

    /// One day by number; days ascend strictly, gaps are well. Cells where a field is NaN are left out of the
    /// scores of that field. Spectra, semivariogram and lag curves use the cells that the truth and every
    /// member have; spectra fill the others with the mean, alike in both. Throws InputError when a size is
    /// not the grid's, there is no prediction, days do not ascend, or the number of members changes.
    void add(std::int64_t day, std::span<const float> truth, const PredictedDay& prediction);

    MethodEvaluation result() const;  ///< of the days added so far; one day or more

private:
    struct PastDay {
        std::vector<float> truth, member;
    };
    struct LagSums {
        double truthR2 = 0, memberR2 = 0;
        std::size_t pairs = 0;
    };
    struct AreaMeans {
        std::vector<std::int64_t> days;
        std::vector<double> truth, member;
    };

    void addSpectra(std::span<const float> truth, std::span<const std::vector<float>> members);
    void addLags(std::int64_t day, const std::vector<float>& truth, const std::vector<float>& member);
    double areaMean(const std::vector<float>& field) const;
    PairSums pairSums(const std::vector<std::vector<float>>& images) const;
    void fillTexture(MethodEvaluation& result) const;
    void fillLags(MethodEvaluation& result) const;

    std::string m_method;
    Grid m_grid;
    EvaluationOptions m_options;
    ScoreAccumulator m_temporal;
    std::vector<DaySums> m_days;
    FieldSpectrum m_spectrum;
    PowerSpectrum m_truthSpectrum, m_memberSpectrum;  // sums over days; over days of means over members
    LagClasses m_lagClasses;
    PairSums m_truthPairs, m_memberPairs;
    std::vector<std::vector<float>> m_truthImages, m_memberImages;  // that wait for their semivariogram
    std::map<std::int64_t, PastDay> m_past;
    std::vector<LagSums> m_lagSums;  // per lag
    AreaMeans m_areaMeans;
};

/// Scores that have an interval by the bootstrap over days. (That of the temporal R2 would need every field.)
enum class Score { Rmse, Mae, Bias, R2, Nse, Kge, Crps, FairCrps, SpreadSkill };
std::string_view nameOf(Score score);
double valueOf(const MethodEvaluation& method, Score score);

BootstrapInterval interval(const MethodEvaluation& method, Score score, const DayBootstrapOptions& options);
/// Of first - second over the same draws of days. Throws InputError when the two were not given the same
/// days.
BootstrapInterval difference(const MethodEvaluation& first, const MethodEvaluation& second, Score score,
                             const DayBootstrapOptions& options);
/// Of a score of the first over one of the second, such as a CRPS over a MAE; likewise paired.
BootstrapInterval ratio(const MethodEvaluation& first, Score ofFirst, const MethodEvaluation& second,
                        Score ofSecond, const DayBootstrapOptions& options);

}  // namespace shamal
