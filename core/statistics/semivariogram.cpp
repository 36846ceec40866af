#include "statistics/semivariogram.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

#include "fields/error.h"
#include "statistics/semivariance_estimates.h"

namespace shamal {

namespace {

constexpr int kMostSectors = 180;

void checkSteps(const FieldSeries& series, std::span<const std::size_t> steps)
{
    for (const std::size_t step : steps) {
        if (step >= series.size())
            throw InputError(fmt::format("Step {} was asked of {}, which has {} steps. Choose one of those.",
                                         step, series.metadata().title(), series.size()));
    }
}

AzimuthSectors sectorsOf(const SemivariogramOptions& options)
{
    if (!options.direction)
        return {};
    const double tolerance = options.direction->toleranceDegrees;
    if (!std::isfinite(options.direction->azimuthDegrees) || !(tolerance > 0.0 && tolerance <= 90.0))
        throw InputError(
            fmt::format("A direction of {} degrees with a tolerance of {} degrees was asked for. "
                        "The tolerance must be above 0 and at most 90.",
                        options.direction->azimuthDegrees, tolerance));
    return {1, options.direction->azimuthDegrees, tolerance};
}

/// Standard deviation with divisor n - 1 of what is not NaN.
double standardDeviation(const std::vector<double>& values)
{
    double sum = 0.0, n = 0.0;
    for (const double value : values) {
        if (!std::isnan(value)) {
            sum += value;
            n += 1.0;
        }
    }
    if (n < 2.0)
        return std::numeric_limits<double>::quiet_NaN();
    double squares = 0.0;
    for (const double value : values) {
        if (!std::isnan(value))
            squares += (value - sum / n) * (value - sum / n);
    }
    return std::sqrt(squares / (n - 1.0));
}

/// The bins of one sector.
ClassEstimates sectorOf(const ClassEstimates& all, std::size_t sector, std::size_t bins)
{
    const auto first = static_cast<std::ptrdiff_t>(sector * bins);
    const auto end = first + static_cast<std::ptrdiff_t>(bins);
    return {{all.gamma.begin() + first, all.gamma.begin() + end},
            {all.pairs.begin() + first, all.pairs.begin() + end}};
}

DailySemivariances dailyOf(const DayEstimates& estimates, std::span<const std::size_t> steps,
                           std::size_t sector, std::size_t bins)
{
    DailySemivariances daily;
    for (const std::size_t day : estimates.days)
        daily.steps.push_back(steps[day]);
    for (const ClassEstimates& day : estimates.byDay) {
        ClassEstimates ofSector = sectorOf(day, sector, bins);
        daily.gamma.push_back(std::move(ofSector.gamma));
        daily.pairs.push_back(std::move(ofSector.pairs));
    }
    for (std::size_t bin = 0; bin < bins; ++bin) {
        std::vector<double> ofBin;
        for (const std::vector<double>& gamma : daily.gamma)
            ofBin.push_back(gamma[bin]);
        daily.spread.push_back(standardDeviation(ofBin));
    }
    return daily;
}

Semivariogram fromEstimates(const DayEstimates& estimates, std::span<const std::size_t> steps,
                            const SemivariogramOptions& options, std::size_t sector)
{
    Semivariogram result;
    result.bordersKm = estimates.bordersKm;
    const std::size_t bins = result.bordersKm.size() - 1;
    for (std::size_t bin = 0; bin < bins; ++bin)
        result.lagKm.push_back(0.5 * (result.bordersKm[bin] + result.bordersKm[bin + 1]));
    ClassEstimates total = sectorOf(estimates.total, sector, bins);
    result.gamma = std::move(total.gamma);
    result.pairs = std::move(total.pairs);
    result.days = estimates.days.size();
    result.missing = estimates.missing;
    if (options.daily)
        result.daily = dailyOf(estimates, steps, sector, bins);
    if (estimates.sampledPairsPerDay > 0) {
        result.sampledPairsPerDay = estimates.sampledPairsPerDay;
        result.seed = options.seed;
    }
    return result;
}

/// One semivariogram per sector.
std::vector<Semivariogram> semivariogramsOf(const SemivarianceInput& input,
                                            const SemivariogramOptions& options, const std::string& region,
                                            const std::string& title, const Progress& progress,
                                            const std::stop_token& stop)
{
    const DayEstimates estimates = options.estimator == VariogramEstimator::Matheron
                                       ? matheronEstimates(input, options, progress, stop)
                                       : robustEstimates(input, options, progress, stop);
    if (estimates.days.empty())
        throw InputError(
            fmt::format("Region {} holds fewer than two cells with data of {} on every chosen day. Choose a "
                        "larger region or other days.",
                        region, title));
    std::vector<Semivariogram> result;
    for (int sector = 0; sector < input.sectors.count; ++sector) {
        result.push_back(fromEstimates(estimates, input.steps, options, static_cast<std::size_t>(sector)));
        result.back().cells = input.images.cells();
    }
    progress.report(1.0, "Pairing cells");
    return result;
}

std::vector<Semivariogram> ofOneSeries(const FieldSeries& series, std::span<const std::size_t> steps,
                                       const Region& region, const AzimuthSectors& sectors,
                                       const SemivariogramOptions& options, const Progress& progress,
                                       const std::stop_token& stop)
{
    checkSteps(series, steps);
    const std::string& title = series.metadata().title();
    const RegionImages images(series.grid(), region, title);
    const auto load = [&](std::size_t day) {
        return DayImages{images.image(series.field(steps[day]), options.log10Transform), {}};
    };
    return semivariogramsOf({images, steps, load, sectors}, options, region.name, title, progress, stop);
}

/// Makes both images lack the cells that either lacks.
DayImages withCommonCells(DayImages images)
{
    for (std::size_t cell = 0; cell < images.image.size(); ++cell) {
        if (std::isnan(images.image[cell]) || std::isnan(images.other[cell]))
            images.image[cell] = images.other[cell] = std::numeric_limits<float>::quiet_NaN();
    }
    return images;
}

}  // namespace

Semivariogram semivariogram(const FieldSeries& series, std::span<const std::size_t> steps,
                            const Region& region, const SemivariogramOptions& options,
                            const Progress& progress, const std::stop_token& stop)
{
    return ofOneSeries(series, steps, region, sectorsOf(options), options, progress, stop).front();
}

AnisotropyRose anisotropyRose(const FieldSeries& series, std::span<const std::size_t> steps,
                              const Region& region, int sectors, const SemivariogramOptions& options,
                              const Progress& progress, const std::stop_token& stop)
{
    if (sectors < 1 || sectors > kMostSectors)
        throw InputError(
            fmt::format("{} sectors were asked for. Choose between 1 and {}.", sectors, kMostSectors));
    AnisotropyRose rose;
    for (int sector = 0; sector < sectors; ++sector)
        rose.azimuthDegrees.push_back(180.0 * sector / sectors);
    rose.sectors =
        ofOneSeries(series, steps, region, {sectors, 0.0, 90.0 / sectors}, options, progress, stop);
    return rose;
}

Semivariogram crossSemivariogram(const FieldSeries& first, std::span<const std::size_t> firstSteps,
                                 const FieldSeries& second, std::span<const std::size_t> secondSteps,
                                 const Region& region, const SemivariogramOptions& options,
                                 const Progress& progress, const std::stop_token& stop)
{
    const std::string title = fmt::format("{} and {}", first.metadata().title(), second.metadata().title());
    if (!(first.grid() == second.grid()))
        throw InputError(
            fmt::format("{} lie on different grids. A cross-semivariogram needs one grid.", title));
    if (firstSteps.size() != secondSteps.size())
        throw InputError(fmt::format("{} steps of {} were paired with {} of {}. Choose days in common.",
                                     firstSteps.size(), first.metadata().title(), secondSteps.size(),
                                     second.metadata().title()));
    if (options.estimator != VariogramEstimator::Matheron)
        throw InputError("A cross-semivariogram has no robust estimator. Choose Matheron's.");
    checkSteps(first, firstSteps);
    checkSteps(second, secondSteps);
    const RegionImages images(first.grid(), region, title);
    const auto load = [&](std::size_t day) {
        return withCommonCells({images.image(first.field(firstSteps[day]), options.log10Transform),
                                images.image(second.field(secondSteps[day]), options.log10Transform)});
    };
    return semivariogramsOf({images, firstSteps, load, sectorsOf(options)}, options, region.name, title,
                            progress, stop)
        .front();
}

}  // namespace shamal
