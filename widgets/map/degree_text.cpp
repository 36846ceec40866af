#include "map/degree_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DegreeText)
};

/// With the side of zero it is on; on neither where the sides meet, at 0 and at `seam`.
QString degreeText(double degrees, int decimals, double seam, const QString& negative,
                   const QString& positive)
{
    const double unit = std::pow(10.0, decimals);
    const double rounded = std::round(std::abs(degrees) * unit) / unit;
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    const QString number = locale.toString(rounded, 'g', QLocale::FloatingPointShortest);
    if (rounded == 0.0 || rounded == seam)
        return number + QStringLiteral("°");
    return QStringLiteral("%1° %2").arg(number, degrees < 0.0 ? negative : positive);
}

}  // namespace

QString latitudeText(double degrees, int decimals)
{
    constexpr double kNoSeam = -1.0;  // north and south do not meet again
    return degreeText(degrees, decimals, kNoSeam, Words::tr("S"), Words::tr("N"));
}

QString longitudeText(double degrees, int decimals)
{
    return degreeText(std::remainder(degrees, 360.0), decimals, 180.0, Words::tr("W"), Words::tr("E"));
}

QString placeText(shamal::LatLon place, int decimals)
{
    return QStringLiteral("%1 %2").arg(latitudeText(place.latitude, decimals),
                                       longitudeText(place.longitude, decimals));
}
