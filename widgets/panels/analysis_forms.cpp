#include "panels/analysis_forms.h"

#include <QCoreApplication>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AnalysisForms)
};

using Settings = AnalysisSettings;

constexpr double kBetweenDirections = 45.0;  // degrees

}  // namespace

void addSemivariogramRows(SettingsRows& rows)
{
    rows.addChoice(
        "curves", Words::tr("Curves"),
        {{"data-sets", Words::tr("of each data set")},
         {"cross", Words::tr("of coarse with fine (cross)")},
         {"rose", Words::tr("ranges by direction (rose)")}},
        [](const Settings& s) { return static_cast<double>(s.curves); },
        [](Settings& s, double value) {
            s.curves = static_cast<Settings::VariogramCurves>(static_cast<int>(value));
        });
    rows.addNumber(
        "maxLagKm", Words::tr("Longest lag"), 1, 20000, Words::tr(" km"),
        [](const Settings& s) { return s.semivariogram.maxLagKm; },
        [](Settings& s, double value) { s.semivariogram.maxLagKm = value; });
    rows.addChoice(
        "division", Words::tr("Bins"),
        {{"number", Words::tr("by number")},
         {"width", Words::tr("by width")},
         {"equal-counts", Words::tr("of equal counts")}},
        [](const Settings& s) { return static_cast<double>(s.semivariogram.division); },
        [](Settings& s, double value) {
            s.semivariogram.division = static_cast<shamal::LagDivision>(static_cast<int>(value));
        });
    rows.addNumber(
        "bins", Words::tr("Number"), 3, 500, {},
        [](const Settings& s) { return static_cast<double>(s.semivariogram.bins); },
        [](Settings& s, double value) { s.semivariogram.bins = static_cast<int>(value); },
        [](const Settings& s) { return s.semivariogram.division != shamal::LagDivision::Width; });
    rows.addNumber(
        "widthKm", Words::tr("Width"), 1, 5000, Words::tr(" km"),
        [](const Settings& s) { return s.semivariogram.widthKm; },
        [](Settings& s, double value) { s.semivariogram.widthKm = value; },
        [](const Settings& s) { return s.semivariogram.division == shamal::LagDivision::Width; });
    rows.addChoice(
        "estimator", Words::tr("Estimator"),
        {{"matheron", QStringLiteral("Matheron")},
         {"cressie-hawkins", QStringLiteral("Cressie-Hawkins")},
         {"dowd", QStringLiteral("Dowd")}},
        [](const Settings& s) { return static_cast<double>(s.semivariogram.estimator); },
        [](Settings& s, double value) {
            s.semivariogram.estimator = static_cast<shamal::VariogramEstimator>(static_cast<int>(value));
        });
    rows.addChoice(
        "direction", Words::tr("Direction"),
        {{"all", Words::tr("all")},
         {"north-south", Words::tr("north-south")},
         {"northeast-southwest", Words::tr("northeast-southwest")},
         {"east-west", Words::tr("east-west")},
         {"southeast-northwest", Words::tr("southeast-northwest")}},
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
    rows.addChoice(
        "earth", Words::tr("Distances"),
        {{"sphere", Words::tr("on the sphere")}, {"wgs84", Words::tr("on WGS 84")}},
        [](const Settings& s) { return static_cast<double>(s.semivariogram.figure); },
        [](Settings& s, double value) {
            s.semivariogram.figure = static_cast<shamal::EarthFigure>(static_cast<int>(value));
        });
    rows.addChoice(
        "model", Words::tr("Model"),
        {{"none", Words::tr("none")},
         {"spherical", Words::tr("spherical")},
         {"exponential", Words::tr("exponential")},
         {"gaussian", Words::tr("Gaussian")},
         {"matern", Words::tr("Matérn")},
         {"nested-spherical", Words::tr("two nested spherical")}},
        [](const Settings& s) { return static_cast<double>(s.model); },
        [](Settings& s, double value) { s.model = static_cast<Settings::Model>(static_cast<int>(value)); });
    rows.addChoice(
        "weights", Words::tr("Weights"),
        {{"pairs-per-squared-lag", Words::tr("pairs / lag²")}, {"pairs", Words::tr("pairs")}},
        [](const Settings& s) { return static_cast<double>(s.weights); },
        [](Settings& s, double value) {
            s.weights = static_cast<shamal::VariogramWeights>(static_cast<int>(value));
        });
    rows.addSwitch(
        "daily", Words::tr("Spread over days"),
        [](const Settings& s) { return s.semivariogram.daily ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.semivariogram.daily = value != 0.0; },
        [](const Settings& s) { return s.curves != Settings::VariogramCurves::Rose; });
    rows.addSwitch(
        "scaledLags", Words::tr("Lags as shares of the longest"),
        [](const Settings& s) { return s.scaledLags ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.scaledLags = value != 0.0; });
    rows.addNote(Words::tr(
        "Matheron 1963, over all pairs of cells of a day (Marcotte 1996); Cressie and Hawkins 1980 "
        "and Dowd 1984 over 200000 of them a day; weights after Cressie 1985. Cross: the coarse data "
        "interpolated bilinearly to the fine cells, by Matheron's estimator (Wackernagel 2003). Rose: "
        "practical ranges of the model fitted in 12 sectors of azimuth (Isaaks and Srivastava "
        "1989)."));
}

void addAutocorrelationRows(SettingsRows& rows)
{
    rows.addNumber(
        "maxLag", Words::tr("Longest lag"), 1, 400, Words::tr(" days"),
        [](const Settings& s) { return static_cast<double>(s.autocorrelation.maxLag); },
        [](Settings& s, double value) { s.autocorrelation.maxLag = static_cast<int>(value); });
    rows.addChoice(
        "correlationCharts", Words::tr("Charts"),
        {{"acf-and-pacf", Words::tr("ACF and PACF")},
         {"series-and-acf", Words::tr("series and ACF")},
         {"series-and-pacf", Words::tr("series and PACF")}},
        [](const Settings& s) { return static_cast<double>(s.correlationCharts); },
        [](Settings& s, double value) {
            s.correlationCharts = static_cast<Settings::CorrelationCharts>(static_cast<int>(value));
        });
    rows.addChoice(
        "summary", Words::tr("Of the region's"),
        {{"mean", Words::tr("mean")},
         {"median", Words::tr("median")},
         {"cell", Words::tr("pinned cell, else the middle one")}},
        [](const Settings& s) { return static_cast<double>(s.seriesOf); },
        [](Settings& s, double value) {
            s.seriesOf = static_cast<Settings::SeriesOf>(static_cast<int>(value));
        });
    rows.addChoice(
        "cycle", Words::tr("Seasonal cycle"),
        {{"left-in", Words::tr("left in")},
         {"monthly-means-off", Words::tr("monthly means taken off")},
         {"harmonics-off", Words::tr("harmonics taken off")}},
        [](const Settings& s) { return static_cast<double>(s.cycle); },
        [](Settings& s, double value) {
            s.cycle = static_cast<shamal::SeasonalCycle>(static_cast<int>(value));
        });
    rows.addChoice(
        "acf", Words::tr("ACF"),
        {{"biased", Words::tr("biased, as published")}, {"adjusted", Words::tr("adjusted")}},
        [](const Settings& s) { return static_cast<double>(s.autocorrelation.acf); },
        [](Settings& s, double value) {
            s.autocorrelation.acf = static_cast<shamal::AcfEstimator>(static_cast<int>(value));
        });
    rows.addChoice(
        "pacf", Words::tr("PACF"),
        {{"yule-walker", Words::tr("Yule-Walker, as published")},
         {"yule-walker-adjusted", Words::tr("Yule-Walker, adjusted")},
         {"least-squares", Words::tr("least squares")},
         {"burg", Words::tr("Burg")}},
        [](const Settings& s) { return static_cast<double>(s.autocorrelation.pacf); },
        [](Settings& s, double value) {
            s.autocorrelation.pacf = static_cast<shamal::PacfMethod>(static_cast<int>(value));
        });
    rows.addChoice(
        "bands", Words::tr("Bands"),
        {{"white-noise", Words::tr("white noise")}, {"bartlett", Words::tr("Bartlett")}},
        [](const Settings& s) { return s.bartlett ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.bartlett = value != 0.0; });
    rows.addNote(
        Words::tr("Days across a gap or between two years' seasons form no pair. Levinson-Durbin, "
                  "Burg in segments (de Waele and Broersen 2000), Bartlett 1946, Ljung and Box 1978."));
}

void addLagSkillRows(SettingsRows& rows)
{
    rows.addNumber(
        "lagSkillDays", Words::tr("Longest lag"), 1, 60, Words::tr(" days"),
        [](const Settings& s) { return static_cast<double>(s.lagSkillDays); },
        [](Settings& s, double value) { s.lagSkillDays = static_cast<int>(value); });
    rows.addChoice(
        "lagSkillBetween", Words::tr("Images of"),
        {{"each", Words::tr("each data set")}, {"coarse-against-fine", Words::tr("coarse against fine")}},
        [](const Settings& s) { return s.lagSkillBetween ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.lagSkillBetween = value != 0.0; });
    rows.addChoice(
        "lagSkillBand", Words::tr("Band"),
        {{"standard-deviation", Words::tr("standard deviation of pairs")},
         {"bootstrap", Words::tr("95 % of the mean, bootstrap")}},
        [](const Settings& s) { return s.lagSkillResampled ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.lagSkillResampled = value != 0.0; });
    rows.addNote(Words::tr(
        "Images of day t and day t−k, mean and standard deviation over all such pairs "
        "(Xiang et al. 2025); R² is the squared correlation. Coarse against fine: the coarse day t−k, "
        "interpolated bilinearly to the fine cells, foretells the fine day t. Bootstrap: blocks of "
        "days drawn anew (Politis and Romano 1992)."));
}

void addSkillRows(SettingsRows& rows)
{
    rows.addSwitch(
        "areaWeighted", Words::tr("Cells count by their area"),
        [](const Settings& s) { return s.areaWeighted ? 1.0 : 0.0; },
        [](Settings& s, double value) { s.areaWeighted = value != 0.0; });
    rows.addChoice(
        "skillChart", Words::tr("Second chart"),
        {{"quantiles", Words::tr("quantiles")},
         {"power-spectrum", Words::tr("power spectrum")},
         {"fraction-skill", Words::tr("fraction skill")},
         {"scatter-density", Words::tr("scatter density")},
         {"rank-histogram", Words::tr("rank histogram of the members")},
         {"spread-and-error", Words::tr("spread and error of the members")},
         {"reliability", Words::tr("reliability of the members")}},
        [](const Settings& s) { return static_cast<double>(s.skillChart); },
        [](Settings& s, double value) {
            s.skillChart = static_cast<Settings::SkillChart>(static_cast<int>(value));
        });
    rows.addNumber(
        "eventPercentile", Words::tr("Event above percentile"), 50, 99, {},
        [](const Settings& s) { return static_cast<double>(s.eventPercentile); },
        [](Settings& s, double value) { s.eventPercentile = static_cast<int>(value); },
        [](const Settings& s) {
            return s.skillChart == Settings::SkillChart::FractionSkill ||
                   s.skillChart == Settings::SkillChart::Reliability;
        });
    rows.addNote(
        Words::tr("The fine data set is the truth. R² is the squared correlation, NSE the coefficient "
                  "of determination; KGE with its parts after Gupta et al. 2009. Climatology is the "
                  "mean of the other days of the calendar month."));
}

void addSimilarityRows(SettingsRows& rows)
{
    rows.addNumber(
        "histogramBins", Words::tr("Bins"), 10, 200, {},
        [](const Settings& s) { return static_cast<double>(s.histogramBins); },
        [](Settings& s, double value) { s.histogramBins = static_cast<int>(value); });
    rows.addNote(
        Words::tr("Densities are of the cells of the region in bins of equal width, in log10 of equal ratio. "
                  "The distance is that of Xiang et al. 2025, always of log10."));
}
