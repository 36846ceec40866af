#include "demo/plausibility.h"

#include "fields/error.h"
#include "fields/region.h"
#include "fields/regrid.h"
#include "statistics/skill_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace shamal {

namespace {

constexpr int kLags = 10;
constexpr std::size_t kBlock = 6;  // cells of 0.0625 degrees: 40 km
constexpr double kFinestLog = -6.0, kCoarsestLog = 2.0;
constexpr std::size_t kLogBins = 80000;  // 0.0001 of log10 each: percentiles to 0.03 %

constexpr std::array<Season, 5> kSeasons{Season::All, Season::DJF, Season::MAM, Season::JJA, Season::SON};

/// Percentiles of any number of values at constant memory.
class Percentiles {
public:
    void add(float log10Value)
    {
        const double bin =
            (static_cast<double>(log10Value) - kFinestLog) / (kCoarsestLog - kFinestLog) * kLogBins;
        ++m_counts[static_cast<std::size_t>(std::clamp(bin, 0.0, static_cast<double>(kLogBins - 1)))];
        m_highest = std::max(m_highest, log10Value);
    }
    std::array<double, 5> values() const
    {
        const auto total =
            static_cast<double>(std::accumulate(m_counts.begin(), m_counts.end(), std::int64_t{0}));
        std::array<double, 5> result{};
        double below = 0.0;
        std::size_t next = 0;
        for (std::size_t bin = 0; bin < kLogBins && next < result.size(); ++bin) {
            below += static_cast<double>(m_counts[bin]);
            while (next < result.size() && below >= Plausibility::kPercents[next] / 100.0 * total) {
                const double middle = (static_cast<double>(bin) + 0.5) / kLogBins;
                result[next++] = std::pow(10.0, kFinestLog + middle * (kCoarsestLog - kFinestLog));
            }
        }
        return result;
    }
    float highest() const { return std::pow(10.0F, m_highest); }

private:
    std::vector<std::int64_t> m_counts = std::vector<std::int64_t>(kLogBins, 0);
    float m_highest = -std::numeric_limits<float>::infinity();
};

/// Sums of pairs, for a correlation and a bias.
struct PairSums {
    double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
    std::size_t days = 0;

    void operator+=(const PairSums& other)
    {
        n += other.n;
        x += other.x;
        y += other.y;
        xx += other.xx;
        yy += other.yy;
        xy += other.xy;
        days += other.days;
    }
    CoarseFineRelation relation(Season season) const
    {
        const double covariance = xy / n - x / n * (y / n);
        const double xVariance = xx / n - x / n * (x / n), yVariance = yy / n - y / n * (y / n);
        return {season, days, (x - y) / n, covariance * covariance / (xVariance * yVariance)};
    }
};

std::vector<float> logarithms(std::span<const float> field, const FieldMetadata& of)
{
    std::vector<float> logs;
    logs.reserve(field.size());
    for (const float value : field) {
        if (std::isnan(value))
            throw InputError("The plausibility of " + of.title() +
                             " cannot be told: cells are missing. Give records without gaps.");
        logs.push_back(log10Floored(value));
    }
    return logs;
}

/// Mean over the blocks of a field of the variance inside them.
double varianceInBlocks(std::span<const float> field, const Grid& grid)
{
    double sum = 0.0;
    std::size_t blocks = 0;
    for (std::size_t top = 0; top + kBlock <= grid.rows(); top += kBlock) {
        for (std::size_t left = 0; left + kBlock <= grid.columns(); left += kBlock) {
            double mean = 0.0, squares = 0.0;
            for (std::size_t row = top; row < top + kBlock; ++row) {
                for (std::size_t column = left; column < left + kBlock; ++column) {
                    const double value = field[row * grid.columns() + column];
                    mean += value;
                    squares += value * value;
                }
            }
            constexpr double cells = kBlock * kBlock;
            mean /= cells;
            sum += squares / cells - mean * mean;
            ++blocks;
        }
    }
    return blocks > 0 ? sum / static_cast<double>(blocks) : 0.0;
}

std::size_t seasonIndex(Date date)
{
    for (std::size_t i = 1; i < kSeasons.size(); ++i)
        if (contains(kSeasons[i], date))
            return i;
    return 0;
}

/// log10 of the record less each cell's mean over all days of the same season.
FieldSeries anomalies(const FieldSeries& series)
{
    const std::size_t cells = series.grid().cells();
    std::vector<float> values;
    values.reserve(series.size() * cells);
    for (std::size_t step = 0; step < series.size(); ++step)
        for (const float value : series.field(step))
            values.push_back(log10Floored(value));
    for (const Season season : kSeasons) {
        if (season == Season::All)
            continue;
        const std::vector<std::size_t> steps = series.stepsIn(season);
        std::vector<double> mean(cells, 0.0);
        for (const std::size_t step : steps)
            for (std::size_t cell = 0; cell < cells; ++cell)
                mean[cell] += values[step * cells + cell] / static_cast<double>(steps.size());
        for (const std::size_t step : steps)
            for (std::size_t cell = 0; cell < cells; ++cell)
                values[step * cells + cell] -= static_cast<float>(mean[cell]);
    }
    return {series.metadata(), series.grid(), series.calendar(), series.steps(), std::move(values)};
}

Progress part(const Progress& progress, double from, double to)
{
    return Progress([=](double fraction, const std::string& doing) {
        progress.report(from + fraction * (to - from), doing);
    });
}

std::string list(std::span<const double> values, int decimals)
{
    std::string text;
    for (const double value : values)
        text += fmt::format("{}{:.{}f}", text.empty() ? "" : " / ", value, decimals);
    return text;
}

std::vector<double> atLags(const LagSkill& skill, std::initializer_list<std::size_t> lags)
{
    std::vector<double> values;
    for (const std::size_t lag : lags)
        values.push_back(skill.r2Mean.at(lag - 1));
    return values;
}

}  // namespace

Plausibility plausibility(const FieldSeries& coarse, const FieldSeries& fine, const Progress& progress,
                          const std::stop_token& stop)
{
    Plausibility result;
    const Region whole{
        "all", {-90.0, 90.0, fine.grid().longitudes().front() - 1.0, fine.grid().longitudes().back() + 1.0}};
    std::array<PairSums, 5> sums;
    Percentiles finePercentiles, coarsePercentiles;
    double fineSum = 0.0, fineSquares = 0.0, inBlocks = 0.0;
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < fine.size(); ++step) {
        throwIfStopped(stop);
        progress.report(0.2 * static_cast<double>(step) / static_cast<double>(fine.size()),
                        "Comparing records");
        steps.push_back(step);
        const std::vector<float> fineLog = logarithms(fine.field(step), fine.metadata());
        inBlocks += varianceInBlocks(fineLog, fine.grid());
        for (const float value : fineLog) {
            finePercentiles.add(value);
            fineSum += value;
            fineSquares += static_cast<double>(value) * value;
        }
        const Date date = fine.steps()[step].date;
        const auto coarseStep = coarse.find(date);
        if (!coarseStep)
            continue;
        const std::vector<float> coarseLog =
            logarithms(regrid(coarse.field(*coarseStep), coarse.grid(), fine.grid(), RegridMethod::Bilinear),
                       coarse.metadata());
        PairSums day;
        day.days = 1;
        for (std::size_t cell = 0; cell < fineLog.size(); ++cell) {
            const double x = coarseLog[cell], y = fineLog[cell];
            coarsePercentiles.add(coarseLog[cell]);
            day += {1.0, x, y, x * x, y * y, x * y, 0};
        }
        sums[0] += day;
        sums[seasonIndex(date)] += day;
    }
    if (sums[0].days == 0)
        throw InputError("The two records have no day in common; choose records that overlap.");
    for (std::size_t i = 0; i < kSeasons.size(); ++i)
        result.relations[i] = sums[i].relation(kSeasons[i]);
    result.finePercentiles = finePercentiles.values();
    result.coarsePercentiles = coarsePercentiles.values();
    result.fineHighest = finePercentiles.highest();
    result.coarseHighest = coarsePercentiles.highest();
    const auto count = static_cast<double>(fine.size() * fine.grid().cells());
    result.fineVariance = fineSquares / count - fineSum / count * (fineSum / count);
    result.varianceBelow40Km = inBlocks / static_cast<double>(fine.size()) / result.fineVariance;

    result.fieldLags = lagSkill(fine, steps, whole, kLags, true, part(progress, 0.2, 0.35), stop);
    result.anomalyLags =
        lagSkill(anomalies(fine), steps, whole, kLags, false, part(progress, 0.35, 0.5), stop);
    result.variogram = fitSpherical(semivariogram(fine, steps, whole, {}, part(progress, 0.5, 0.75), stop));
    result.similarity = domainSimilarity(coarse, fine, part(progress, 0.75, 1.0), stop);
    return result;
}

std::vector<PlausibilityLine> plausibilityTable(const Plausibility& measured)
{
    std::vector<PlausibilityLine> table;
    const auto percentiles = [&](const char* name, const std::array<double, 5>& values, float highest,
                                 const char* expected) {
        table.push_back({fmt::format("{}: percentiles 1 / 5 / 50 / 95 / 99, highest", name),
                         fmt::format("{}, {:.2f}", list(values, 3), highest), expected});
    };
    percentiles("fine", measured.finePercentiles, measured.fineHighest, "highest at most 5");
    percentiles("coarse", measured.coarsePercentiles, measured.coarseHighest, "highest at most 5");
    for (const CoarseFineRelation& relation : measured.relations) {
        if (relation.days == 0)
            continue;
        const std::string season(nameOf(relation.season));
        table.push_back({fmt::format("coarse less fine, {} ({} days)", season, relation.days),
                         fmt::format("{:+.3f}", relation.bias), "-0.1 to 0.1"});
        table.push_back({fmt::format("R² of coarse and fine, {}", season), fmt::format("{:.2f}", relation.r2),
                         relation.season == Season::All ? "0.60 to 0.75" : ""});
    }
    table.push_back({"lag R² of fields, 1 / 2 / 3 / 4 / 5 / 10 days",
                     list(atLags(measured.fieldLags, {1, 2, 3, 4, 5, 10}), 2), ""});
    table.push_back({"lag R² of anomalies, 1 / 2 / 3 / 4 / 5 / 10 days",
                     list(atLags(measured.anomalyLags, {1, 2, 3, 4, 5, 10}), 2), "first 0.5 to 0.6"});
    table.push_back(
        {"semivariogram: nugget, sill, range",
         fmt::format("{:.3f}, {:.3f}, {:.0f} km", measured.variogram.nugget,
                     measured.variogram.nugget + measured.variogram.sill, measured.variogram.rangeKm),
         "range 300 to 700 km"});
    table.push_back(
        {"variance of log10, share within 40 km",
         fmt::format("{:.3f}, {:.1f} %", measured.fineVariance, 100.0 * measured.varianceBelow40Km), ""});
    const DomainSimilarity& similarity = measured.similarity;
    table.push_back({"Wasserstein a day: mean / median / 10 % / 90 %",
                     list(std::array{similarity.mean, similarity.median, similarity.p10, similarity.p90}, 4),
                     "real: A0 .0282 / .0237 / .0114 / .0478, A1 .0237 / .0210 / .0087 / .0371"});
    table.push_back({"Wasserstein of whole records", fmt::format("{:.4f}", similarity.pooled),
                     "real: A0 .0080, A1 .0151"});
    return table;
}

}  // namespace shamal
