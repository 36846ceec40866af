#include "actions/table.h"

#include "fields/error.h"
#include "io/atomic_file.h"
#include "io/csv_cell.h"

#include <fmt/format.h>
#include <QCoreApplication>

#include <cmath>
#include <fstream>

namespace {

std::string csv(const QString& text)
{
    return shamal::csvCell(text.toStdString());
}

}  // namespace

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
    const shamal::LatLonBox bounds = region.bounds();
    shamal::writeAtomically(path, [&](const std::filesystem::path& temporary) {
        std::ofstream file(temporary);
        file << "analysis,data_set,quantity,lag,lag_unit,value,n,transform,season,region,south,north,west,"
                "east\n";
        for (const AnalysisResult* result : results) {
            for (const AnalysisRow& row : result->rows) {
                const std::string value = std::isnan(row.value) ? "" : fmt::format("{}", row.value);
                file << fmt::format("{},{},{},{},{},{},{},log10,{},{},{},{},{},{}\n", csv(row.analysis),
                                    csv(row.dataSet), csv(row.quantity), row.lag, csv(row.lagUnit), value,
                                    row.n, nameOf(season), shamal::csvCell(region.name), bounds.south,
                                    bounds.north, bounds.west, bounds.east);
            }
        }
        file.close();
        if (!file)
            throw shamal::OutputError(path, "the table could not be written in full",
                                      "See that the folder can be written and the disk has room");
    });
}
