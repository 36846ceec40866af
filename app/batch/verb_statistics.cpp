#include "batch/downscaling_options.h"
#include "batch/result_text.h"
#include "batch/settings_options.h"
#include "batch/verb.h"
#include "geo/countries.h"
#include "io/atomic_file.h"
#include "io/region_file.h"
#include "io/usual_variable.h"
#include "panels/analysis_forms.h"
#include "panels/analysis_inputs.h"
#include "panels/analysis_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace {

namespace options = downscaling_options;

/// An analysis of the window's, with the options that its panel asks for.
struct NamedAnalysis {
    const char* name;
    AnalysisResult (*analyse)(const AnalysisInputs& inputs, const std::stop_token& stop);
    void (*addRows)(SettingsRows& rows);
    bool ofTruth = false;  ///< holds predictions, and members of an ensemble, against it

    SettingsOptions settingsOptions() const { return {name, addRows}; }
};

constexpr NamedAnalysis kAnalyses[] = {{"semivariogram", analyseSemivariogram, addSemivariogramRows},
                                       {"autocorrelation", analyseAutocorrelation, addAutocorrelationRows},
                                       {"lags", analyseLagSkill, addLagSkillRows},
                                       {"similarity", analyseSimilarity, addSimilarityRows},
                                       {"skill", analyseSkill, addSkillRows, true}};
constexpr const char* kNames = "semivariogram, autocorrelation, lags, similarity or skill";

struct Source {
    const char* option;
    DataKind kind;
};
/// In the order of the window's charts and tables.
constexpr Source kSources[] = {
    {"coarse", DataKind::Coarse}, {"fine", DataKind::Fine}, {"downscaled", DataKind::Downscaled}};

void declare(QCommandLineParser& parser)
{
    parser.addPositionalArgument("analysis", kNames, "ANALYSIS");
    parser.addOption({"coarse", "File, folder or glob of the coarse record; may be repeated.", "F"});
    parser.addOption({"fine", "File, folder or glob of the fine record, the truth; may be repeated.", "F"});
    parser.addOption({"downscaled", "What shamal-batch downscale wrote; may be repeated.", "F"});
    parser.addOption({"variable", "DUEXTTAU, TOTEXTTAU or else the first there is without.", "NAME"});
    parser.addOption({"region",
                      "A0, A1, SOUTH,NORTH,WEST,EAST in degrees, a country, or a file of regions (.geojson, "
                      ".json, .csv); the whole area of the fine, else of the other record without.",
                      "REGION"});
    parser.addOption({"region-name", "Which region of a file that holds several.", "NAME"});
    parser.addOption({"season", "all, DJF, MAM, JJA or SON.", "SEASON", "all"});
    parser.addOption({"days", "First and last day, both included.", "YYYY-MM-DD..YYYY-MM-DD"});
    parser.addOption({"native", "Of the values in their unit; without, of log10(max(x, 1e-6))."});
    parser.addOption({{"output", "out"}, "Table to write, one number a row: .csv or .json.", "FILE"});
    parser.addOption({"json", "Print that table as JSON."});
    for (const NamedAnalysis& analysis : kAnalyses)
        analysis.settingsOptions().declare(parser);
}

const NamedAnalysis& chosenAnalysis(const QCommandLineParser& parser)
{
    const QStringList words = parser.positionalArguments();
    if (words.size() != 1)
        throw UsageError(fmt::format("name one analysis: {}", kNames));
    const std::string name = words.front().toStdString();
    const auto* const found =
        std::ranges::find_if(kAnalyses, [&](const NamedAnalysis& analysis) { return name == analysis.name; });
    if (found == std::end(kAnalyses))
        throw UsageError(fmt::format("there is no analysis '{}' but {}", name, kNames));
    for (const NamedAnalysis& other : kAnalyses) {
        if (name == other.name)
            continue;
        for (const QString& option : other.settingsOptions().namesSet(parser))
            throw UsageError(
                fmt::format("--{} is an option of {}, not of {}", option.toStdString(), other.name, name));
    }
    return *found;
}

/// Where the table is to be written; nothing where it is printed only.
std::optional<std::filesystem::path> outputOf(const QCommandLineParser& parser)
{
    if (!parser.isSet("output"))
        return std::nullopt;
    const std::filesystem::path output = options::required(parser, "output");
    if (output.extension() != ".csv" && output.extension() != ".json")
        throw UsageError(fmt::format("--output wants FILE.csv or FILE.json, not '{}'", output.string()));
    shamal::requireWritableFolder(output);
    return output;
}

/// The part of a record that is read.
struct Days {
    std::optional<shamal::Date> first, last;
};

Days daysOf(const QCommandLineParser& parser)
{
    if (!parser.isSet("days"))
        return {};
    const QStringList ends = parser.value("days").split("..");
    if (ends.size() != 2)
        throw UsageError("--days wants FIRST..LAST, such as 2006-06-01..2006-06-30");
    const Days days{shamal::dateFromString(ends[0].toStdString()),
                    shamal::dateFromString(ends[1].toStdString())};
    if (days.last < days.first)
        throw UsageError("--days wants the first day before the last");
    return days;
}

shamal::Season seasonOf(const QCommandLineParser& parser)
{
    try {
        return shamal::seasonFromName(parser.value("season").toStdString());
    } catch (const shamal::InputError& error) {
        throw UsageError(fmt::format("--season: {}", error.what()));
    }
}

/// The only region of a file, or the one that is named.
shamal::Region regionIn(const std::filesystem::path& file, const std::string& name)
{
    const std::vector<shamal::Region> regions = shamal::readRegions(file);
    if (regions.size() == 1 && name.empty())
        return regions.front();
    const auto found = std::ranges::find(regions, name, &shamal::Region::name);
    if (!name.empty() && found != regions.end())
        return *found;
    std::vector<std::string> names;
    for (const shamal::Region& region : regions)
        names.push_back(region.name);
    throw shamal::InputError(
        file,
        name.empty() ? fmt::format("it holds {} regions", regions.size())
                     : fmt::format("it holds no region '{}'", name),
        fmt::format("Choose one of them with --region-name: {}", fmt::join(names, ", ")));
}

/// What --region names; nothing without it.
std::optional<shamal::Region> regionOf(const QCommandLineParser& parser)
{
    const bool named = parser.isSet("region-name");
    const QString text = parser.value("region");
    const std::filesystem::path file = text.toStdString();
    for (const char* suffix : {".geojson", ".json", ".csv"}) {
        if (file.extension() == suffix)
            return regionIn(file, parser.value("region-name").toStdString());
    }
    if (named)
        throw UsageError("--region-name has no meaning without a file of regions");
    if (!parser.isSet("region"))
        return std::nullopt;
    for (const shamal::Region& preset : shamal::presetRegions()) {
        if (text.toStdString() == preset.name)
            return preset;
    }
    if (const auto box = options::box(text))
        return shamal::Region(text.toStdString(), *box);
    const std::string country = text.toStdString();
    if (!std::ranges::any_of(shamal::naturalEarthCountries(),
                             [&](const shamal::Country& known) { return known.name == country; }))
        throw shamal::InputError(fmt::format(
            "'{}' is no region. Give A0, A1, SOUTH,NORTH,WEST,EAST in degrees, south below north and "
            "west below east, a file of regions (.geojson, .json, .csv) or a country as Natural Earth spells "
            "it.",
            country));
    return shamal::Region(country, shamal::countriesPolygon(std::vector{country}));
}

/// A record that is open, and what of it is looked at.
struct OpenRecord {
    DataKind kind;
    shamal::Dataset dataset;
    std::string variable;
    std::string note = {};  ///< on what of it is left out

    const shamal::Grid& grid() const { return dataset.variable(variable).grid; }
};

std::vector<OpenRecord> openRecords(const QCommandLineParser& parser)
{
    std::vector<OpenRecord> records;
    for (const auto& [option, kind] : kSources) {
        if (!parser.isSet(option))
            continue;
        const shamal::Dataset dataset = shamal::Dataset::open(options::files(parser, option));
        const std::string variable = parser.isSet("variable") ? parser.value("variable").toStdString()
                                                              : shamal::usualVariable(dataset);
        const shamal::VariableInfo& info = dataset.variable(variable);  // throws before anything is read
        records.push_back({kind, dataset, variable});
        if (info.levels.size() > 1)
            records.back().note =
                fmt::format("{} has {} levels along {}; the first, {:g}, is looked at", variable,
                            info.levels.size(), info.levelName, info.levels.front());
    }
    if (records.empty())
        throw UsageError("give --coarse, --fine or --downscaled");
    return records;
}

/// As the window's: of the fine record, else of the first.
shamal::Region wholeArea(const std::vector<OpenRecord>& records)
{
    const auto fine = std::ranges::find(records, DataKind::Fine, &OpenRecord::kind);
    return {"Whole area", (fine == records.end() ? records.front() : *fine).grid().bounds()};
}

/// The cells that the analyses of a region need, with those around from which others are interpolated;
/// nothing: all of the grid.
std::optional<shamal::LatLonBox> windowOn(const shamal::Grid& grid, const shamal::Region& region)
{
    constexpr double kCells = 2.0;
    const shamal::LatLonBox window = options::widened(
        region.bounds(), kCells * std::max(grid.meanLatitudeStep(), grid.meanLongitudeStep()));
    if (window.east - window.west >= 360.0)
        return std::nullopt;
    return window;
}

std::vector<std::size_t> stepsIn(const shamal::FieldSeries& series, const Days& days)
{
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < series.size(); ++step) {
        const shamal::Date date = series.steps()[step].date;
        if ((!days.first || date >= *days.first) && (!days.last || date <= *days.last))
            steps.push_back(step);
    }
    return steps;
}

AnalysisDataSet readRecord(const OpenRecord& record, const shamal::Region& region, const Days& days,
                           bool ofTruth, const BatchContext& context)
{
    const shamal::Dataset& dataset = record.dataset;
    if (region.cellCount(record.grid()) == 0)
        throw shamal::InputError(dataset.files().front(),
                                 fmt::format("region {} lies beside its grid", region.name),
                                 "Choose a region inside it; shamal-batch info tells its bounds");
    const bool wholly = ofTruth && record.kind == DataKind::Fine;
    const auto read = [&](const std::string& variable, std::size_t level) {
        return dataset.read({.variable = variable,
                             .window = windowOn(record.grid(), region),
                             .firstDate = wholly ? std::nullopt : days.first,
                             .lastDate = wholly ? std::nullopt : days.last,
                             .dailyMeans = true,
                             .level = level},
                            context.progress, context.stop);
    };
    AnalysisDataSet result{
        .kind = record.kind, .name = {}, .series = read(record.variable, 0), .files = filesOf(dataset)};
    if (wholly) {  // persistence and climatology are of all its days
        result.record = std::move(result.series);
        result.series = result.record.select(stepsIn(result.record, days));
        if (result.series.empty())
            throw shamal::InputError(dataset.files().front(), "it has none of the days",
                                     "Choose others with --days; shamal-batch info tells its period");
    }
    result.name = record.kind == DataKind::Downscaled
                      ? QStringLiteral("Downscaled")
                      : QString::fromStdString(result.series.metadata().source);
    if (record.kind != DataKind::Downscaled || !ofTruth)
        return result;
    for (const shamal::VariableInfo& info : dataset.variables()) {
        if (info.metadata.name != record.variable + "_members")
            continue;
        for (std::size_t member = 0; member < std::max<std::size_t>(info.levels.size(), 1); ++member)
            result.members.push_back(read(info.metadata.name, member));
    }
    return result;
}

void run(const QCommandLineParser& parser, const BatchContext& context)
{
    const NamedAnalysis& analysis = chosenAnalysis(parser);
    AnalysisInputs inputs;
    inputs.settings = analysis.settingsOptions().settings(parser);
    inputs.settings.log10 = !parser.isSet("native");
    inputs.season = seasonOf(parser);
    const Days days = daysOf(parser);
    const std::optional<std::filesystem::path> output = outputOf(parser);
    const std::optional<shamal::Region> region = regionOf(parser);
    const std::vector<OpenRecord> records = openRecords(parser);
    inputs.region = region ? *region : wholeArea(records);
    for (const OpenRecord& record : records)
        inputs.dataSets.push_back(readRecord(record, inputs.region, days, analysis.ofTruth, context));

    nameApart(inputs.dataSets);

    AnalysisResult result = analysis.analyse(inputs, context.stop);
    for (const OpenRecord& record : records) {
        if (!record.note.empty())
            result.notes << QString::fromStdString(record.note);
    }
    const QStringList notes = notesOf(result);
    // A table is written when all that was asked for could be made, lest half of it replace a whole one.
    const bool whole = std::ranges::none_of(result.charts, [](const auto& c) { return c.curves.empty(); });
    if (result.rows.empty() || !whole)
        throw shamal::InputError(
            fmt::format("{}. {}", result.rows.empty() ? "nothing was analysed" : "not all could be analysed",
                        notes.join(". ").toStdString()));
    for (const QString& note : notes)
        fmt::print(stderr, "note: {}\n", note.toStdString());
    if (output)
        writeTable(*output, {&result, 1});
    if (parser.isSet("json"))
        fmt::print("{}", tableAsJson({&result, 1}));
    else
        fmt::print("{}", describe(result));
}

}  // namespace

const Verb kStatisticsVerb{"statistics", "analyse records as the window's panels do", declare, run};
