#include "session/probe_readings.h"

#include "map/cell_under.h"
#include "map/colour_scale.h"
#include "map/degree_text.h"

#include <QCoreApplication>

#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProbeReadings)
};

constexpr int kCentreDecimals = 4;  // tells the cells of any grid in use apart

ProbeReading readingOf(const MapField& field, shamal::LatLon place)
{
    ProbeReading reading{field.title, Words::tr("outside"), {}, field.date};
    if (!field.matched.isEmpty())
        reading.date += QStringLiteral(" · ") + field.matched;
    const auto cell = cellUnder(field.grid, place);
    if (!cell)
        return reading;
    reading.value = valueText(field.values[cell->row * field.grid.columns() + cell->column], field.unit);
    reading.cell = QStringLiteral("%1 [%2, %3]")
                       .arg(placeText(field.grid.centre(cell->row, cell->column), kCentreDecimals))
                       .arg(cell->row)
                       .arg(cell->column);
    return reading;
}

}  // namespace

std::vector<ProbeReading> probeReadings(const std::vector<const MapField*>& fields, shamal::LatLon place)
{
    std::vector<ProbeReading> readings;
    for (const MapField* field : fields) {
        if (field != nullptr)
            readings.push_back(readingOf(*field, place));
    }
    return readings;
}
