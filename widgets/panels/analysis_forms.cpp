#include "panels/analysis_forms.h"

#include <QCoreApplication>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AnalysisForms)
};

using Settings = AnalysisSettings;

constexpr double kBetweenDirections = 45.0;  // degrees

}  // namespace

void addSemivariogramRows(SettingsForm& form)
{
    form.addChoice(
        "curves", Words::tr("Curves"),
        {Words::tr("of each data set"), Words::tr("of coarse with fine (cross)"),
         Words::tr("ranges by direction (rose)")},
        [](const Settings& s) { return static_cast<double>(s.curves); },
        [](Settings& s, double value) {
            s.curves = static_cast<Settings::VariogramCurves>(static_cast<int>(value));
        });
    form.addNumber(
        "maxLagKm", Words::tr("Longest lag"), 1, 20000, Words::tr(" km"),
        [](const Settings& s) { return s.semivariogram.maxLagKm; },
        [](Settings& s, double value) { s.semivariogram.maxLagKm = value; });
    form.addChoice(
        "division", Words::tr("Bins"),
        {Words::tr("by number"), Words::tr("by width"), Words::tr("of equal counts")},
        [](const Settings& s) { return static_cast<double>(s.semivariogram.division); },
        [](Settings& s, double value) {
            s.semivariogram.division = static_cast<shamal::LagDivision>(static_cast<int>(value));
        });
    form.addNumber(
        "bins", Words::tr("Number"), 3, 500, {},
        [](const Settings& s) { return static_cast<double>(s.semivariogram.bins); },
        [](Settings& s, double value) { s.semivariogram.bins = static_cast<int>(value); },
        [](const Settings& s) { return s.semivariogram.division != shamal::LagDivision::Width; });
    form.addNumber(
        "widthKm", Words::tr("Width"), 1, 5000, Words::tr(" km"),
        [](const Settings& s) { return s.semivariogram.widthKm; },
        [](Settings& s, double value) { s.semivariogram.widthKm = value; },
        [](const Settings& s) { return s.semivariogram.division == shamal::LagDivision::Width; });
    form.addChoice(
        "estimator", Words::tr("Estimator"),
        {QStringLiteral("Matheron"), QStringLiteral("Cressie-Hawkins"), QStringLiteral("Dowd")},
        [](const Settings& s) { return static_cast<double>(s.semivariogram.estimator); },
        [](Settings& s, double value) {
            s.semivariogram.estimator = static_cast<shamal::VariogramEstimator>(static_cast<int>(value));
        });
    form.addChoice(
        "direction", Words::tr("Direction"),
        {Words::tr("all"), Words::tr("north-south"), Words::tr("northeast-southwest"), Words::tr("east-west"),
         Words::tr("southeast-northwest")},
        [](const Settings& s) {
            return s.semivariogram.direction
                       ? 1.0 + s.semivariogram.direction->azimuthDegrees / kBetweenDirections
                       : 0.0;
        },
        [](Settings& s, double value) {
            s.semivariogram.direction.reset();
            if (value > 0.0)
                s.semivariogram.direction = {(value - 1.0) * kBetweenDirections, kBetweenDirections / 2.0};
        },
        [](const Settings& s) { return s.curves != Settings::VariogramCurves::Rose; });
    form.addChoice(
        "figure", Words::tr("Distances"), {Words::tr("on the sphere"), Words::tr("on WGS 84")},
        [](const Settings& s) { return static_cast<double>(s.semivariogram.figure); },
        [](Settings& s, double value) {
            s.semivariogram.figure = static_cast<shamal::EarthFigure>(static_cast<int>(value));
        });
    form.addChoice(
        "model", Words::tr("Model"),
        {Words::tr("none"), Words::tr("spherical"), Words::tr("exponential"), Words::tr("Gaussian"),
         Words::tr("Matérn"), Words::tr("two nested spherical")},
        [](const Settings& s) { return static_cast<double>(s.model); },
        [](Settings& s, double value) { s.model = static_cast<Settings::Model>(static_cast<int>(value)); });
    form.addChoice(
        "weights", Words::tr("Weights"), {Words::tr("pairs / lag²"), Words::tr("pairs")},
        [](const Settings& s) { return static_cast<double>(s.weights); },
        [](Settings& s, double value) {
            s.weights = static_cast<shamal::VariogramWeights>(static_cast<int>(value));
        });
    form.addSwitch(
        "daily", Words::tr("Spread over days"),
        [](const Settings& s) { return s.semivariogram.daily ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.semivariogram.daily = value != 0.0; });
    form.addSwitch(
        "scaledLags", Words::tr("Lags as shares of the longest"),
        [](const Settings& s) { return s.scaledLags ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.scaledLags = value != 0.0; });
    form.addNote(Words::tr(
        "Matheron 1963, over all pairs of cells of a day (Marcotte 1996); Cressie and Hawkins 1980 "
        "and Dowd 1984 over 200000 of them a day; weights after Cressie 1985. Cross: the coarse data "
        "interpolated bilinearly to the fine cells, by Matheron's estimator (Wackernagel 2003). Rose: "
        "practical ranges of the model fitted in 12 sectors of azimuth (Isaaks and Srivastava "
        "1989)."));
}

void addAutocorrelationRows(SettingsForm& form)
{
    form.addNumber(
        "maxLag", Words::tr("Longest lag"), 1, 400, Words::tr(" days"),
        [](const Settings& s) { return static_cast<double>(s.autocorrelation.maxLag); },
        [](Settings& s, double value) { s.autocorrelation.maxLag = static_cast<int>(value); });
    form.addChoice(
        "correlationCharts", Words::tr("Charts"),
        {Words::tr("ACF and PACF"), Words::tr("series and ACF"), Words::tr("series and PACF")},
        [](const Settings& s) { return static_cast<double>(s.correlationCharts); },
        [](Settings& s, double value) {
            s.correlationCharts = static_cast<Settings::CorrelationCharts>(static_cast<int>(value));
        });
    form.addChoice(
        "summary", Words::tr("Of the region's"),
        {Words::tr("mean"), Words::tr("median"), Words::tr("pinned cell, else the middle one")},
        [](const Settings& s) { return static_cast<double>(s.seriesOf); },
        [](Settings& s, double value) {
            s.seriesOf = static_cast<Settings::SeriesOf>(static_cast<int>(value));
        });
    form.addChoice(
        "cycle", Words::tr("Seasonal cycle"),
        {Words::tr("left in"), Words::tr("monthly means taken off"), Words::tr("harmonics taken off")},
        [](const Settings& s) { return static_cast<double>(s.cycle); },
        [](Settings& s, double value) {
            s.cycle = static_cast<shamal::SeasonalCycle>(static_cast<int>(value));
        });
    form.addChoice(
        "acf", Words::tr("ACF"), {Words::tr("biased, as published"), Words::tr("adjusted")},
        [](const Settings& s) { return static_cast<double>(s.autocorrelation.acf); },
        [](Settings& s, double value) {
            s.autocorrelation.acf = static_cast<shamal::AcfEstimator>(static_cast<int>(value));
        });
    form.addChoice(
        "pacf", Words::tr("PACF"),
        {Words::tr("Yule-Walker, as published"), Words::tr("Yule-Walker, adjusted"),
         Words::tr("least squares"), Words::tr("Burg")},
        [](const Settings& s) { return static_cast<double>(s.autocorrelation.pacf); },
        [](Settings& s, double value) {
            s.autocorrelation.pacf = static_cast<shamal::PacfMethod>(static_cast<int>(value));
        });
    form.addChoice(
        "bands", Words::tr("Bands"), {Words::tr("white noise"), Words::tr("Bartlett")},
        [](const Settings& s) { return s.bartlett ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.bartlett = value != 0.0; });
    form.addNote(
        Words::tr("Days across a gap or between two years' seasons form no pair. Levinson-Durbin, "
                  "Burg in segments (de Waele and Broersen 2000), Bartlett 1946, Ljung and Box 1978."));
}

void addLagSkillRows(SettingsForm& form)
{
    form.addNumber(
        "lagSkillDays", Words::tr("Longest lag"), 1, 60, Words::tr(" days"),
        [](const Settings& s) { return static_cast<double>(s.lagSkillDays); },
        [](Settings& s, double value) { s.lagSkillDays = static_cast<int>(value); });
    form.addChoice(
        "lagSkillBetween", Words::tr("Images of"),
        {Words::tr("each data set"), Words::tr("coarse against fine")},
        [](const Settings& s) { return s.lagSkillBetween ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.lagSkillBetween = value != 0.0; });
    form.addChoice(
        "lagSkillBand", Words::tr("Band"),
        {Words::tr("standard deviation of pairs"), Words::tr("95 % of the mean, bootstrap")},
        [](const Settings& s) { return s.lagSkillResampled ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.lagSkillResampled = value != 0.0; });
    form.addNote(Words::tr(
        "Images of day t and day t−k, mean and standard deviation over all such pairs "
        "(Xiang et al. 2025); R² is the squared correlation. Coarse against fine: the coarse day t−k, "
        "interpolated bilinearly to the fine cells, foretells the fine day t. Bootstrap: blocks of "
        "days drawn anew (Politis and Romano 1992)."));
}

void addSkillRows(SettingsForm& form)
{
    form.addSwitch(
        "areaWeighted", Words::tr("Cells count by their area"),
        [](const Settings& s) { return s.areaWeighted ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.areaWeighted = value != 0.0; });
    form.addChoice(
        "skillChart", Words::tr("Second chart"),
        {Words::tr("quantiles"), Words::tr("power spectrum"), Words::tr("fraction skill"),
         Words::tr("scatter density"), Words::tr("rank histogram of the members"),
         Words::tr("spread and error of the members"), Words::tr("reliability of the members")},
        [](const Settings& s) { return static_cast<double>(s.skillChart); },
        [](Settings& s, double value) {
            s.skillChart = static_cast<Settings::SkillChart>(static_cast<int>(value));
        });
    form.addNumber(
        "eventPercentile", Words::tr("Event above percentile"), 50, 99, {},
        [](const Settings& s) { return static_cast<double>(s.eventPercentile); },
        [](Settings& s, double value) { s.eventPercentile = static_cast<int>(value); },
        [](const Settings& s) {
            return s.skillChart == Settings::SkillChart::FractionSkill ||
                   s.skillChart == Settings::SkillChart::Reliability;
        });
    form.addNote(
        Words::tr("The fine data set is the truth. R² is the squared correlation, NSE the coefficient "
                  "of determination; KGE with its parts after Gupta et al. 2009. Climatology is the "
                  "mean of the other days of the calendar month."));
}

void addSimilarityRows(SettingsForm& form)
{
    form.addNumber(
        "histogramBins", Words::tr("Bins"), 10, 200, {},
        [](const Settings& s) { return static_cast<double>(s.histogramBins); },
        [](Settings& s, double value) { s.histogramBins = static_cast<int>(value); });
    form.addNote(
        Words::tr("Densities are of the cells of the region in bins of equal width, in log10 of equal ratio. "
                  "The distance is that of Xiang et al. 2025, always of log10."));
}
