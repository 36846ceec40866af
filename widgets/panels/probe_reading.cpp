#include "panels/probe_reading.h"

#include "map/colour_scale.h"

#include <QCoreApplication>

#include <cmath>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProbeReading)
};

}  // namespace

QString valueText(double value, const QString& unit)
{
    if (std::isnan(value))
        return Words::tr("missing");
    const QString number = displayNumber(value);
    return unit.isEmpty() || unit == QStringLiteral("1") ? number : QStringLiteral("%1 %2").arg(number, unit);
}
