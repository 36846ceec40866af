#include "charts/chart_content.h"

#include <QDate>

#include <cmath>

namespace {
constexpr double kSecondsADay = 86400.0;
const QDate kBeginning(1970, 1, 1);
}  // namespace

double onDateAxis(shamal::Date date)
{
    const QDate day = QDate(date.year, date.month, 1).addDays(date.day - 1);
    return kSecondsADay * static_cast<double>(kBeginning.daysTo(day));
}

shamal::Date dateOnAxis(double x)
{
    const QDate day = kBeginning.addDays(std::llround(x / kSecondsADay));
    return {day.year(), day.month(), day.day()};
}
