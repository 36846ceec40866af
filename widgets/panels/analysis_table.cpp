#include "panels/analysis_table.h"

#include "fields/error.h"
#include "fields/resources.h"
#include "io/atomic_file.h"
#include "io/csv_cell.h"

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

void writeCsv(std::ostream& file, const std::vector<const AnalysisResult*>& results,
              const shamal::Region& region, shamal::Season season)
{
    const shamal::LatLonBox bounds = region.bounds();
    file << "analysis,data_set,quantity,lag,lag_unit,value,n,missing,transform,season,region,south,north,"
            "west,east,options\n";
    for (const AnalysisResult* result : results) {
        for (const AnalysisRow& row : result->rows) {
            const std::string missing = row.missing < 0 ? "" : std::to_string(row.missing);
            const std::string value = std::isnan(row.value) ? "" : fmt::format("{}", row.value);
            file << fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv(row.analysis),
                                csv(row.dataSet), csv(row.quantity), row.lag, csv(row.lagUnit), value, row.n,
                                missing, transformOf(*result), nameOf(season), shamal::csvCell(region.name),
                                bounds.south, bounds.north, bounds.west, bounds.east, csv(result->options));
        }
    }
}

nlohmann::json jsonOf(const std::vector<const AnalysisResult*>& results, const shamal::Region& region,
                      shamal::Season season)
{
    const shamal::LatLonBox bounds = region.bounds();
    nlohmann::json analyses = nlohmann::json::array();
    for (const AnalysisResult* result : results) {
        nlohmann::json rows = nlohmann::json::array();
        for (const AnalysisRow& row : result->rows) {
            rows.push_back({{"analysis", row.analysis.toStdString()},
                            {"data_set", row.dataSet.toStdString()},
                            {"quantity", row.quantity.toStdString()},
                            {"lag", row.lag},
                            {"lag_unit", row.lagUnit.toStdString()},
                            {"value", std::isnan(row.value) ? nlohmann::json() : nlohmann::json(row.value)},
                            {"n", row.n},
                            {"missing", row.missing < 0 ? nlohmann::json() : nlohmann::json(row.missing)}});
        }
        if (!rows.empty())
            analyses.push_back({{"transform", transformOf(*result)},
                                {"options", result->options.toStdString()},
                                {"source", result->source.toStdString()},
                                {"rows", rows}});
    }
    return {{"region",
             {{"name", region.name},
              {"south", bounds.south},
              {"north", bounds.north},
              {"west", bounds.west},
              {"east", bounds.east}}},
            {"season", nameOf(season)},
            {"software", std::string("Shamal ") + shamal::softwareVersion()},
            {"analyses", analyses}};
}

}  // namespace

std::string tableAsJson(const std::vector<const AnalysisResult*>& results, const shamal::Region& region,
                        shamal::Season season)
{
    return jsonOf(results, region, season).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) +
           '\n';
}

void writeTable(const std::filesystem::path& path, const std::vector<const AnalysisResult*>& results,
                const shamal::Region& region, shamal::Season season)
{
    bool any = false;
    for (const AnalysisResult* result : results)
        any = any || !result->rows.empty();
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
            file << tableAsJson(results, region, season);
        else
            writeCsv(file, results, region, season);
        file.close();
        if (!file)
            throw shamal::OutputError(path, "the table could not be written in full",
                                      "See that the folder can be written and the disk has room");
    });
}
