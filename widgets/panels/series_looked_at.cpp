#include "panels/series_looked_at.h"

#include "fields/error.h"
#include "map/cell_under.h"
#include "map/degree_text.h"
#include "panels/each_data_set.h"

#include <QCoreApplication>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

using SeriesOf = AnalysisSettings::SeriesOf;

/// Where the cells are that are looked at, of each data set in order; nothing where one has none.
std::vector<std::optional<shamal::LatLon>> centresOf(const AnalysisInputs& inputs)
{
    std::vector<std::optional<shamal::LatLon>> centres;
    for (const AnalysisDataSet& dataSet : inputs.dataSets) {
        const shamal::Grid& grid = dataSet.series.grid();
        try {
            const shamal::CellIndex cell = cellOf(grid, inputs);
            centres.emplace_back(grid.centre(cell.row, cell.column));
        } catch (const shamal::InputError&) {
            centres.emplace_back();
        }
    }
    return centres;
}

SeriesTitles titlesOfPinnedCell(const QString& place, const QString& unit)
{
    return {Words::tr("Pinned cell, %1").arg(place),
            Words::tr("ACF of the pinned cell, %1").arg(place),
            Words::tr("PACF of the pinned cell, %1").arg(place),
            Words::tr("pinned cell (%1), %2").arg(place, unit),
            Words::tr("ACF, pinned cell (%1)").arg(place),
            Words::tr("PACF, pinned cell (%1)").arg(place)};
}

SeriesTitles titlesOfMiddleCell(const QString& place, const QString& unit)
{
    return {Words::tr("Middle cell, %1").arg(place),
            Words::tr("ACF of the middle cell, %1").arg(place),
            Words::tr("PACF of the middle cell, %1").arg(place),
            Words::tr("middle cell (%1), %2").arg(place, unit),
            Words::tr("ACF, middle cell (%1)").arg(place),
            Words::tr("PACF, middle cell (%1)").arg(place)};
}

SeriesTitles titlesOfCell(const AnalysisInputs& inputs, const QString& unit)
{
    if (inputs.pinned)
        return titlesOfPinnedCell(placeText(*inputs.pinned), unit);
    QStringList places;
    for (const std::optional<shamal::LatLon>& centre : centresOf(inputs)) {
        if (centre)
            places << placeText(*centre);
    }
    places.removeDuplicates();
    if (places.size() == 1)
        return titlesOfMiddleCell(places.front(), unit);
    return {Words::tr("Middle cell of each data set"),
            Words::tr("ACF of the middle cell of each data set"),
            Words::tr("PACF of the middle cell of each data set"),
            Words::tr("middle cell (%1)").arg(unit),
            Words::tr("ACF, middle cell"),
            Words::tr("PACF, middle cell")};
}

QString coordinateInText(double degrees)
{
    return QString::number(degrees, 'g', 10);
}

/// Of each data set, in order.
QString cellsInText(const AnalysisInputs& inputs)
{
    QStringList latitudes, longitudes;
    for (const std::optional<shamal::LatLon>& centre : centresOf(inputs)) {
        latitudes << (centre ? coordinateInText(centre->latitude) : QStringLiteral("none"));
        longitudes << (centre ? coordinateInText(centre->longitude) : QStringLiteral("none"));
    }
    return QStringLiteral("cell_latitude=%1;cell_longitude=%2")
        .arg(latitudes.join('/'), longitudes.join('/'));
}

}  // namespace

shamal::CellIndex cellOf(const shamal::Grid& grid, const AnalysisInputs& inputs)
{
    if (!inputs.pinned)
        return middleCell(grid, inputs.region);
    const auto cell = cellUnder(grid, *inputs.pinned);
    if (!cell)
        throw shamal::InputError(Words::tr("the pinned place lies outside the data").toStdString());
    return *cell;
}

SeriesTitles titlesOf(const AnalysisInputs& inputs)
{
    const QString unit = unitOfValues(inputs);
    switch (inputs.settings.seriesOf) {
        case SeriesOf::OneCell:
            return titlesOfCell(inputs, unit);
        case SeriesOf::AreaMedian:
            return {Words::tr("Area median"),
                    Words::tr("ACF of the area median"),
                    Words::tr("PACF of the area median"),
                    Words::tr("area median (%1)").arg(unit),
                    Words::tr("ACF"),
                    Words::tr("PACF")};
        default:
            return {Words::tr("Area mean"),
                    Words::tr("ACF of the area mean"),
                    Words::tr("PACF of the area mean"),
                    Words::tr("area mean (%1)").arg(unit),
                    Words::tr("ACF"),
                    Words::tr("PACF")};
    }
}

shamal::AreaSeriesOptions seriesOptionsOf(const AnalysisSettings& settings)
{
    shamal::AreaSeriesOptions options;
    options.summary =
        settings.seriesOf == SeriesOf::AreaMedian ? shamal::AreaSummary::Median : shamal::AreaSummary::Mean;
    options.log10Transform = settings.log10;
    options.seasonal.cycle = settings.cycle;
    return options;
}

QString seriesInText(const AnalysisInputs& inputs)
{
    switch (inputs.settings.seriesOf) {
        case SeriesOf::OneCell:
            return (inputs.pinned ? QStringLiteral("cell_under_pin;pin_latitude=%1;pin_longitude=%2;")
                                        .arg(coordinateInText(inputs.pinned->latitude),
                                             coordinateInText(inputs.pinned->longitude))
                                  : QStringLiteral("cell_nearest_to_the_middle;")) +
                   cellsInText(inputs);
        case SeriesOf::AreaMedian:
            return QStringLiteral("area_median;weights=area_inside");
        default:
            return QStringLiteral("area_mean;weights=area_inside");
    }
}
