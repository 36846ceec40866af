#include "panels/variogram_remarks.h"

#include "fields/error.h"
#include "map/display_number.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

/// "0 to 50 km, 100 to 125 km" of the bins without a pair.
QString lagsWithoutPairs(const shamal::Semivariogram& found)
{
    QStringList lags;
    for (std::size_t bin = 0; bin < found.pairs.size(); ++bin) {
        if (found.pairs[bin] > 0)
            continue;
        const std::size_t first = bin;
        while (bin + 1 < found.pairs.size() && found.pairs[bin + 1] == 0)
            ++bin;
        lags << Words::tr("%1 to %2 km")
                    .arg(displayNumber(found.bordersKm[first]), displayNumber(found.bordersKm[bin + 1]));
    }
    return lags.join(QStringLiteral(", "));
}

}  // namespace

QStringList drawnPairs(const QString& name, const shamal::Semivariogram& found)
{
    if (found.sampledPairsPerDay == 0)
        return {};
    return {Words::tr("%1: of each day at most %2 pairs, drawn at random (seed %3)")
                .arg(name)
                .arg(found.sampledPairsPerDay)
                .arg(found.seed)};
}

QStringList remarksOn(const QString& name, const shamal::Semivariogram& found)
{
    if (std::ranges::all_of(found.pairs, [](std::int64_t pairs) { return pairs == 0; }))
        throw shamal::InputError(
            Words::tr("no pair of cells with data is %1 to %2 km apart in the chosen directions. Choose a "
                      "longer lag or a larger region.")
                .arg(displayNumber(found.bordersKm.front()), displayNumber(found.bordersKm.back()))
                .toStdString());
    QStringList remarks = drawnPairs(name, found);
    const QString lags = lagsWithoutPairs(found);
    if (!lags.isEmpty())
        remarks
            << Words::tr("%1: none of the pairs of cells is %2 apart, so there is no value").arg(name, lags);
    if (found.daily && found.days < 2)
        remarks << Words::tr("%1: one day alone has no spread over days").arg(name);
    return remarks;
}
