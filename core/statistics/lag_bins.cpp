#include "statistics/lag_bins.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <numeric>

#include "fields/error.h"
#include "statistics/lag_classes.h"
#include "statistics/semivariogram.h"

namespace shamal {

namespace {

constexpr int kMostBins = 100000;

void check(const SemivariogramOptions& options)
{
    if (!(options.maxLagKm > 0.0) || !std::isfinite(options.maxLagKm))
        throw InputError(fmt::format("The longest lag is {} km. It must be above 0.", options.maxLagKm));
    if (!(options.minLagKm >= 0.0 && options.minLagKm < options.maxLagKm))
        throw InputError(
            fmt::format("The shortest lag is {} km. It must be 0 or more and below the longest "
                        "one, {} km.",
                        options.minLagKm, options.maxLagKm));
    if (options.division == LagDivision::Width) {
        if (!(options.widthKm > 0.0) || (options.maxLagKm - options.minLagKm) / options.widthKm > kMostBins)
            throw InputError(
                fmt::format("Bins {} km wide were asked for. Choose a width above 0 that makes no "
                            "more than {} of them.",
                            options.widthKm, kMostBins));
        return;
    }
    if (options.bins < 1)
        throw InputError(fmt::format("{} bins were asked for. Choose 1 or more.", options.bins));
    const int most = options.division == LagDivision::EqualCounts ? kFineClasses : kMostBins;
    if (options.bins > most)
        throw InputError(fmt::format("{} bins were asked for. Choose {} or fewer.", options.bins, most));
}

std::vector<double> bordersByWidth(const SemivariogramOptions& options)
{
    std::vector<double> borders;
    // A rest below this share of a width is rounding and no bin.
    const double last = options.maxLagKm - 1e-9 * options.widthKm;
    for (int bin = 0; options.minLagKm + bin * options.widthKm < last; ++bin)
        borders.push_back(options.minLagKm + bin * options.widthKm);
    borders.push_back(options.maxLagKm);
    return borders;
}

}  // namespace

std::vector<double> summedBordersKm(const SemivariogramOptions& options)
{
    check(options);
    switch (options.division) {
        case LagDivision::Width:
            return bordersByWidth(options);
        case LagDivision::EqualCounts:
            return equalWidthBordersKm(options.minLagKm, options.maxLagKm, kFineClasses);
        case LagDivision::Number:
            break;
    }
    return equalWidthBordersKm(options.minLagKm, options.maxLagKm, options.bins);
}

std::vector<std::size_t> equalCountGroups(std::span<const std::int64_t> pairs, int bins)
{
    const std::int64_t all = std::accumulate(pairs.begin(), pairs.end(), std::int64_t{0});
    const auto groups = static_cast<std::size_t>(bins);
    std::vector<std::size_t> starts{0};
    std::int64_t below = 0;
    for (std::size_t group = 1; group < groups; ++group) {
        const double wanted =
            static_cast<double>(all) * static_cast<double>(group) / static_cast<double>(groups);
        std::size_t border = starts.back() + 1;
        below += pairs[border - 1];
        const std::size_t farthest = pairs.size() - (groups - group);
        // As long as one more class comes at least as near to the wanted number.
        while (border < farthest && std::abs(static_cast<double>(below + pairs[border]) - wanted) <=
                                        std::abs(static_cast<double>(below) - wanted))
            below += pairs[border++];
        starts.push_back(border);
    }
    starts.push_back(pairs.size());
    return starts;
}

Bins binsFor(const SemivariogramOptions& options, const std::vector<double>& summedBordersKm,
             std::span<const std::int64_t> pairs)
{
    const std::size_t classes = summedBordersKm.size() - 1;
    std::vector<std::size_t> starts(classes + 1);
    std::iota(starts.begin(), starts.end(), 0);
    if (options.division == LagDivision::EqualCounts) {
        std::vector<std::int64_t> ofAllSectors(classes, 0);
        for (std::size_t i = 0; i < pairs.size(); ++i)
            ofAllSectors[i % classes] += pairs[i];
        starts = equalCountGroups(ofAllSectors, options.bins);
    }
    Bins bins;
    for (const std::size_t start : starts)
        bins.bordersKm.push_back(summedBordersKm[start]);
    for (std::size_t sector = 0; sector < pairs.size(); sector += classes) {
        for (std::size_t bin = 0; bin + 1 < starts.size(); ++bin)
            bins.groups.push_back({sector + starts[bin], sector + starts[bin + 1]});
    }
    return bins;
}

}  // namespace shamal
