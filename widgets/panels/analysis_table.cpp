#include "panels/analysis_table.h"

#include "fields/error.h"
#include "fields/resources.h"
#include "io/atomic_file.h"
#include "io/csv_cell.h"
#include "io/region_wkt.h"

#include <fmt/format.h>
#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace {

std::string csv(const QString& text)
{
    return shamal::csvCell(text.toStdString());
}

const char* transformOf(const AnalysisResult& result)
{
    return result.log10 ? "log10" : "none";
}

const char* nameOf(DataKind kind)
{
    switch (kind) {
        case DataKind::Coarse:
            return "coarse";
        case DataKind::Fine:
            return "fine";
        case DataKind::Downscaled:
            return "downscaled";
        case DataKind::Persistence:
            return "persistence";
        case DataKind::Climatology:
            return "climatology";
    }
    return "";
}

/// A date is a lag whose unit is "date".
QString lagUnitOf(const AnalysisRow& row)
{
    return row.isOfDate() ? QStringLiteral("date") : row.lagUnit;
}

/// "G5NR DUEXTTAU (1) 2006-06-01..2006-08-31 92 days; ...", in no language.
std::string inText(const std::vector<AnalysedRecord>& records)
{
    std::string text;
    for (const AnalysedRecord& record : records) {
        text += fmt::format("{}{} {} ({})", text.empty() ? "" : "; ", record.name.toStdString(),
                            record.variable.toStdString(), record.unit.toStdString());
        if (record.days > 0)
            text += fmt::format(" {}..{}", toString(record.firstDay), toString(record.lastDay));
        text += fmt::format(" {} days", record.days);
    }
    return text;
}

void writeCsv(std::ostream& file, std::span<const AnalysisResult> results)
{
    file << "analysis,data_set,quantity,lag,lag_unit,value,n,missing,transform,season,region,south,north,"
            "west,east,options,data\n";
    for (const AnalysisResult& result : results) {
        const shamal::LatLonBox bounds = result.region.bounds();
        const std::string inputs =
            fmt::format("{},{},{},{},{},{},{},{},{}", transformOf(result), nameOf(result.season),
                        shamal::csvCell(result.region.name), bounds.south, bounds.north, bounds.west,
                        bounds.east, csv(result.options), shamal::csvCell(inText(result.records)));
        for (const AnalysisRow& row : result.rows) {
            const std::string missing = row.missing < 0 ? "" : std::to_string(row.missing);
            const std::string value = std::isnan(row.value) ? "" : fmt::format("{}", row.value);
            const std::string lag = row.isOfDate() ? row.lagUnit.toStdString() : fmt::format("{}", row.lag);
            file << fmt::format("{},{},{},{},{},{},{},{},{}\n", csv(row.analysis), csv(row.dataSet),
                                csv(row.quantity), lag, csv(lagUnitOf(row)), value, row.n, missing, inputs);
        }
    }
}

nlohmann::ordered_json jsonOf(const shamal::Region& region)
{
    const shamal::LatLonBox bounds = region.bounds();
    nlohmann::ordered_json json{{"name", region.name},
                                {"south", bounds.south},
                                {"north", bounds.north},
                                {"west", bounds.west},
                                {"east", bounds.east}};
    if (region.box() == nullptr)
        json["wkt"] = shamal::wktOf(region.polygon());
    return json;
}

nlohmann::ordered_json jsonOf(const std::vector<AnalysedRecord>& records)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const AnalysedRecord& record : records) {
        json.push_back({{"name", record.name.toStdString()},
                        {"kind", nameOf(record.kind)},
                        {"variable", record.variable.toStdString()},
                        {"unit", record.unit.toStdString()},
                        {"files", record.files.toStdString()},
                        {"days", record.days}});
        if (record.days > 0) {
            json.back()["first_day"] = toString(record.firstDay);
            json.back()["last_day"] = toString(record.lastDay);
        }
    }
    return json;
}

nlohmann::ordered_json jsonOf(const AnalysisRow& row)
{
    using Json = nlohmann::ordered_json;
    return {{"analysis", row.analysis.toStdString()},
            {"data_set", row.dataSet.toStdString()},
            {"quantity", row.quantity.toStdString()},
            {"lag", row.isOfDate() ? Json(row.lagUnit.toStdString()) : Json(row.lag)},
            {"lag_unit", lagUnitOf(row).toStdString()},
            {"value", std::isnan(row.value) ? Json() : Json(row.value)},
            {"n", row.n},
            {"missing", row.missing < 0 ? Json() : Json(row.missing)}};
}

nlohmann::ordered_json jsonOf(const AnalysisResult& result)
{
    nlohmann::ordered_json notes = nlohmann::ordered_json::array();
    for (const QString& note : notesOf(result))
        notes.push_back(note.toStdString());
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const AnalysisRow& row : result.rows)
        rows.push_back(jsonOf(row));
    return {{"data", jsonOf(result.records)},
            {"region", jsonOf(result.region)},
            {"season", nameOf(result.season)},
            {"transform", transformOf(result)},
            {"options", result.options.toStdString()},
            {"source", result.source.toStdString()},
            {"notes", notes},
            {"rows", rows}};
}

}  // namespace

QStringList notesOf(const AnalysisResult& result)
{
    QStringList notes = result.notes;
    for (const ChartContent& chart : result.charts) {
        if (chart.curves.empty() && !chart.message.isEmpty())
            notes << chart.message;
    }
    notes.removeDuplicates();
    return notes;
}

std::string tableAsJson(std::span<const AnalysisResult> results)
{
    nlohmann::ordered_json analyses = nlohmann::ordered_json::array();
    for (const AnalysisResult& result : results) {
        if (!result.rows.empty())
            analyses.push_back(jsonOf(result));
    }
    const nlohmann::ordered_json json{{"software", std::string("Shamal ") + shamal::softwareVersion()},
                                      {"analyses", analyses}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

void writeTable(const std::filesystem::path& path, std::span<const AnalysisResult> results)
{
    bool any = false;
    for (const AnalysisResult& result : results)
        any = any || !result.rows.empty();
    if (!any)
        throw shamal::InputError(
            QCoreApplication::translate(
                "Table",
                "There is no analysis to export. Open a data set, and see that an analysis is shown.")
                .toStdString());
    const bool json = path.extension() == ".json";
    shamal::writeAtomically(path, [&](const std::filesystem::path& temporary) {
        std::ofstream file(temporary);
        if (json)
            file << tableAsJson(results);
        else
            writeCsv(file, results);
        file.close();
        if (!file)
            throw shamal::OutputError(path, "the table could not be written in full",
                                      "See that the folder can be written and the disk has room");
    });
}
