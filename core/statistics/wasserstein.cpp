#include "statistics/wasserstein.h"

#include "fields/error.h"
#include "fields/regrid.h"
#include "statistics/skill_scores.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace shamal {

namespace {

constexpr float kFloor = 1e-7F;
constexpr std::size_t kBins = 256;  // of the published code

std::vector<float> sortedWithoutNan(std::span<const float> sample)
{
    std::vector<float> sorted;
    sorted.reserve(sample.size());
    std::copy_if(sample.begin(), sample.end(), std::back_inserter(sorted),
                 [](float value) { return !std::isnan(value); });
    if (sorted.empty())
        throw InputError("A Wasserstein distance was asked for of a sample without values.");
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

/// A record's fields, one day after the other, brought to `grid` and to log10.
class LogFields {
public:
    LogFields(const FieldSeries& series, const Grid& grid) : m_series(series), m_grid(grid) {}

    std::vector<float> day(std::size_t step) const
    {
        const std::span<const float> native = m_series.field(step);
        std::vector<float> field = m_series.grid() == m_grid
                                       ? std::vector<float>(native.begin(), native.end())
                                       : regrid(native, m_series.grid(), m_grid, RegridMethod::Nearest);
        for (float& value : field)
            value = log10Floored(value, kFloor);
        return field;
    }

private:
    const FieldSeries& m_series;
    const Grid& m_grid;
};

struct Bounds {
    float lowest = std::numeric_limits<float>::infinity();
    float highest = -std::numeric_limits<float>::infinity();

    void include(std::span<const float> values)
    {
        for (const float value : values) {
            if (std::isnan(value))
                continue;
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    }
    void scale(std::vector<float>& values) const
    {
        const float width = highest - lowest;
        for (float& value : values)
            value = width > 0.0F ? (value - lowest) / width : 0.0F;
    }
};

using Histogram = std::array<std::int64_t, kBins>;

void count(std::span<const float> scaled, Histogram& histogram)
{
    for (const float value : scaled) {
        if (!std::isnan(value))
            ++histogram[std::min(static_cast<std::size_t>(value * static_cast<float>(kBins)), kBins - 1)];
    }
}

double percentile(const std::vector<double>& sorted, double share)
{
    const double rank = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(rank);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (rank - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

bool hasData(std::span<const float> values)
{
    return std::any_of(values.begin(), values.end(), [](float value) { return !std::isnan(value); });
}

}  // namespace

double wassersteinDistance(std::span<const float> first, std::span<const float> second)
{
    const std::vector<float> a = sortedWithoutNan(first), b = sortedWithoutNan(second);
    const auto sizeA = static_cast<double>(a.size()), sizeB = static_cast<double>(b.size());
    // Between two neighbouring values of both samples together the distribution functions are constant.
    double distance = 0.0;
    std::size_t i = 0, j = 0;
    double at = std::min(a.front(), b.front());
    while (i < a.size() || j < b.size()) {
        const bool takeA = j == b.size() || (i < a.size() && a[i] <= b[j]);
        const double next = takeA ? a[i] : b[j];
        distance += std::abs(static_cast<double>(i) / sizeA - static_cast<double>(j) / sizeB) * (next - at);
        at = next;
        ++(takeA ? i : j);
    }
    return distance;
}

double wassersteinDistance(std::span<const std::int64_t> first, std::span<const std::int64_t> second,
                           double binWidth)
{
    const auto sumA = static_cast<double>(std::accumulate(first.begin(), first.end(), std::int64_t{0}));
    const auto sumB = static_cast<double>(std::accumulate(second.begin(), second.end(), std::int64_t{0}));
    if (first.size() != second.size() || sumA <= 0.0 || sumB <= 0.0)
        throw InputError("A Wasserstein distance was asked for of histograms that are empty or unlike.");
    double below = 0.0, distance = 0.0;
    for (std::size_t bin = 0; bin < first.size(); ++bin) {
        below += static_cast<double>(first[bin]) / sumA - static_cast<double>(second[bin]) / sumB;
        distance += std::abs(below) * binWidth;
    }
    return distance;
}

DomainSimilarity domainSimilarity(const FieldSeries& coarse, const FieldSeries& fine,
                                  const Progress& progress, const std::stop_token& stop)
{
    const std::array<LogFields, 2> records{LogFields(coarse, fine.grid()), LogFields(fine, fine.grid())};
    const std::array<std::size_t, 2> sizes{coarse.size(), fine.size()};
    const auto total = static_cast<double>(2 * (coarse.size() + fine.size()));
    std::size_t done = 0;
    const auto next = [&] {
        throwIfStopped(stop);
        progress.report(static_cast<double>(done++) / total, "Comparing distributions");
    };

    Bounds bounds;
    for (std::size_t record = 0; record < 2; ++record) {
        for (std::size_t step = 0; step < sizes[record]; ++step) {
            next();
            bounds.include(records[record].day(step));
        }
    }
    DomainSimilarity similarity;
    std::array<Histogram, 2> histograms{};
    for (std::size_t step = 0; step < coarse.size(); ++step) {
        next();
        std::vector<float> coarseDay = records[0].day(step);
        bounds.scale(coarseDay);
        count(coarseDay, histograms[0]);
        const auto sameDay = fine.find(coarse.steps()[step].date);
        if (!sameDay)
            continue;
        std::vector<float> fineDay = records[1].day(*sameDay);
        bounds.scale(fineDay);
        if (hasData(coarseDay) && hasData(fineDay))
            similarity.perDay.push_back(wassersteinDistance(coarseDay, fineDay));
    }
    if (similarity.perDay.empty())
        throw InputError("The two records have no day with data in common; choose records that overlap.");
    for (std::size_t step = 0; step < fine.size(); ++step) {
        next();
        std::vector<float> day = records[1].day(step);
        bounds.scale(day);
        count(day, histograms[1]);
    }

    std::vector<double> sorted = similarity.perDay;
    std::sort(sorted.begin(), sorted.end());
    similarity.mean = std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(sorted.size());
    similarity.median = percentile(sorted, 0.5);
    similarity.p10 = percentile(sorted, 0.1);
    similarity.p90 = percentile(sorted, 0.9);
    similarity.pooled = wassersteinDistance(histograms[0], histograms[1], 1.0 / static_cast<double>(kBins));
    return similarity;
}

}  // namespace shamal
