#include "panels/probe_reading.h"

#include "map/colour_scale.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProbeReading)
};

QString degrees(double value, int decimals)
{
    const double unit = std::pow(10.0, decimals);
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(std::round(value * unit) / unit, 'g', QLocale::FloatingPointShortest);
}

}  // namespace

QString placeText(shamal::LatLon place, int decimals)
{
    const double longitude = std::remainder(place.longitude, 360.0);
    return QStringLiteral("%1° %2 %3° %4")
        .arg(degrees(std::abs(place.latitude), decimals),
             place.latitude < 0.0 ? Words::tr("S") : Words::tr("N"), degrees(std::abs(longitude), decimals),
             longitude < 0.0 ? Words::tr("W") : Words::tr("E"));
}

QString valueText(double value, const QString& unit)
{
    if (std::isnan(value))
        return Words::tr("missing");
    const QString number = displayNumber(value);
    return unit.isEmpty() || unit == QStringLiteral("1") ? number : QStringLiteral("%1 %2").arg(number, unit);
}
