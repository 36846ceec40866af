#include "actions/probe_table.h"

#include "fields/error.h"
#include "io/atomic_file.h"
#include "io/csv_cell.h"

#include <fmt/format.h>
#include <QCoreApplication>

#include <cmath>
#include <fstream>

namespace {

/// Empty where missing. Values are those of float fields: the shortest text that reads back as the same
/// float.
std::string number(double value)
{
    return std::isnan(value) ? std::string() : fmt::format("{}", static_cast<float>(value));
}

}  // namespace

void writeProbeTable(const std::filesystem::path& path, const MapPin& pin,
                     const std::vector<CellSeries>& series)
{
    if (series.empty())
        throw shamal::InputError(
            QCoreApplication::translate("ProbeTable", "No data set has days of the season at this place.")
                .toStdString());
    shamal::writeAtomically(path, [&](const std::filesystem::path& temporary) {
        std::ofstream file(temporary);
        file << "pin,latitude,longitude,data_set,cell_latitude,cell_longitude,row,column,date,value,unit,"
                "spread_log10\n";
        for (const CellSeries& one : series) {
            for (std::size_t i = 0; i < one.dates.size(); ++i) {
                const double spread = one.log10Spread.empty() ? std::nan("") : one.log10Spread[i];
                file << fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", pin.number, pin.place.latitude,
                                    pin.place.longitude, shamal::csvCell(one.name.toStdString()),
                                    one.centre.latitude, one.centre.longitude, one.cell.row, one.cell.column,
                                    toString(one.dates[i]), number(one.values[i]),
                                    shamal::csvCell(one.unit.toStdString()), number(spread));
            }
        }
        file.close();
        if (!file)
            throw shamal::OutputError(path, "the table could not be written in full",
                                      "See that the folder can be written and the disk has room");
    });
}
