#include "downscale/training_set.h"

#include "demo/nature_run.h"
#include "downscale/gaussian_noise.h"
#include "downscale/published_maps.h"
#include "downscale/run_plan.h"
#include "fields/regrid.h"

#include <fmt/format.h>
#include <cmath>
#include <limits>
#include <set>

namespace shamal {

namespace {

constexpr int kBufferDays = 45;
constexpr std::size_t kOutOfDataDays = 75;
constexpr std::size_t kFewestTrainingDays = 20;
constexpr double kCoarseMarginDegrees = 2.0;  ///< around the area: what the transfer encoder learns from

bool inSeasonOrBuffer(Season season, std::int64_t day, Calendar calendar)
{
    for (int ahead = 0; ahead <= kBufferDays; ++ahead) {
        if (contains(season, dateOfDay(day + ahead, calendar)))
            return true;
    }
    return false;
}

bool hasHistory(const FieldSeries& fine, std::int64_t day)
{
    for (int lag = 1; lag <= kHistoryDays; ++lag) {
        if (!fine.find(dateOfDay(day - lag, fine.calendar())))
            return false;
    }
    return true;
}

/// Mean and standard deviation, minimum and maximum of log10, NaN left out.
class TransformFit {
public:
    TransformFit(double floor, Scaling scaling) : m_floor(floor), m_scaling(scaling) {}
    void add(std::span<const float> values)
    {
        for (const float value : values) {
            if (std::isnan(value))
                continue;
            const double x = std::log10(std::max(static_cast<double>(value), m_floor));
            m_n += 1.0;
            m_sum += x;
            m_squares += x * x;
            m_lowest = std::min(m_lowest, x);
            m_highest = std::max(m_highest, x);
        }
    }
    FieldTransform result(const FieldMetadata& of) const
    {
        const double mean = m_sum / m_n;
        const double variance = m_squares / m_n - mean * mean;
        if (!(m_n > 0.0) || !(variance > 1e-12))
            throw InputError(fmt::format(
                "'{}' is missing or constant over the training days; there is nothing to learn from it.",
                of.name));
        if (m_scaling == Scaling::MinMax)
            return {m_floor, m_lowest, m_highest - m_lowest, m_scaling};
        return {m_floor, mean, std::sqrt(variance), m_scaling};
    }

private:
    double m_floor;
    Scaling m_scaling;
    double m_n = 0.0, m_sum = 0.0, m_squares = 0.0;
    double m_lowest = std::numeric_limits<double>::infinity(), m_highest = -m_lowest;
};

void standardise(std::vector<float>& values, const FieldTransform& transform)
{
    for (float& value : values)
        value = transform.standardise(value);
}

/// Regression of fine on coarse and both climatologies, cell by cell, on the training days.
void fitMaps(TrainingSet& set)
{
    const std::size_t cells = set.grid.cells();
    struct Sums {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    };
    std::vector<Sums> sums(cells);
    for (const Date date : set.days.train) {
        const std::int64_t day = dayNumber(date, set.calendar);
        const std::vector<float>& x = *set.fields.coarse(day);
        const std::vector<float>& y = set.fields.fine(day)->values;
        for (std::size_t i = 0; i < cells; ++i) {
            if (std::isnan(x[i]) || std::isnan(y[i]))
                continue;
            Sums& s = sums[i];
            s.n += 1.0;
            s.x += x[i];
            s.y += y[i];
            s.xx += double{x[i]} * x[i];
            s.xy += double{x[i]} * y[i];
            s.yy += double{y[i]} * y[i];
        }
    }
    FittedMaps& maps = set.maps;
    for (auto* map : {&maps.slope, &maps.intercept, &maps.fineClimatology, &maps.coarseClimatology})
        map->assign(cells, 0.0F);
    double squares = 0.0;
    double count = 0.0;
    for (std::size_t i = 0; i < cells; ++i) {
        const Sums& s = sums[i];
        if (s.n < 1.0)
            continue;                     // never observed: stays at the overall mean, 0
        const double ridge = 1e-3 * s.n;  // keeps a cell of few days from wild slopes
        const double slope = (s.xy - s.x * s.y / s.n) / (s.xx - s.x * s.x / s.n + ridge);
        const double intercept = (s.y - slope * s.x) / s.n;
        maps.slope[i] = static_cast<float>(slope);
        maps.intercept[i] = static_cast<float>(intercept);
        maps.fineClimatology[i] = static_cast<float>(s.y / s.n);
        maps.coarseClimatology[i] = static_cast<float>(s.x / s.n);
        squares += s.yy - 2.0 * (slope * s.xy + intercept * s.y) + slope * slope * s.xx +
                   2.0 * slope * intercept * s.x + intercept * intercept * s.n;
        count += s.n;
    }
    maps.residualScale = static_cast<float>(std::max(1e-3, std::sqrt(std::max(0.0, squares) / count)));
}

void makePlaceMaps(TrainingSet& set, const std::optional<FieldSeries>& elevation)
{
    FittedMaps& maps = set.maps;
    maps.rows = set.grid.rows();
    maps.columns = set.grid.columns();
    maps.elevation =
        elevation ? alignOnLattice(elevation->field(0), elevation->grid(), set.grid) : terrain(set.grid);
    for (float& metres : maps.elevation)
        metres = std::isnan(metres) ? -1.0F : metres / 2000.0F - 1.0F;
    maps.latitude.resize(set.grid.cells());
    maps.longitude.resize(set.grid.cells());
    for (std::size_t r = 0; r < maps.rows; ++r) {
        for (std::size_t c = 0; c < maps.columns; ++c) {
            maps.latitude[r * maps.columns + c] =
                2.0F * static_cast<float>(r) / static_cast<float>(maps.rows - 1) - 1.0F;
            maps.longitude[r * maps.columns + c] =
                2.0F * static_cast<float>(c) / static_cast<float>(maps.columns - 1) - 1.0F;
        }
    }
}

void checkGrids(const TrainingSet& set)
{
    if (set.grid.rows() < 16 || set.grid.columns() < 16)
        throw InputError(fmt::format(
            "The area holds {} x {} fine cells. At least 16 x 16 are needed; choose a larger area.",
            set.grid.rows(), set.grid.columns()));
    const std::vector<float> ones(set.coarseSeries.grid().cells(), 1.0F);
    for (const float value : regrid(ones, set.coarseSeries.grid(), set.grid, RegridMethod::Bilinear)) {
        if (std::isnan(value))
            throw InputError(
                fmt::format("The coarse series '{}' does not cover the whole area. Read a larger window of "
                            "it, or choose a "
                            "smaller area.",
                            set.coarseSeries.metadata().name));
    }
}

/// Coarse fields of the fine record's days and the history before it, brought to the fine grid, in the
/// variable's units.
void regridCoarse(TrainingSet& set, RegridMethod method, const Progress& progress,
                  const std::stop_token& stop)
{
    const Calendar calendar = set.calendar;
    const std::int64_t first = dayNumber(set.fineSeries.steps().front().date, calendar) - kHistoryDays;
    const std::int64_t last = dayNumber(set.fineSeries.steps().back().date, calendar);
    for (std::int64_t day = first; day <= last; ++day) {
        throwIfStopped(stop);
        progress.report(static_cast<double>(day - first) / static_cast<double>(last - first + 1),
                        "Bringing coarse days to the fine grid");
        if (const auto step = set.coarseSeries.find(dateOfDay(day, calendar)))
            set.fields.setCoarse(
                day, regrid(set.coarseSeries.field(*step), set.coarseSeries.grid(), set.grid, method));
    }
}

void standardiseFields(TrainingSet& set, Scaling scaling)
{
    TransformFit coarseFit(set.coarse.floor, scaling);
    TransformFit fineFit(set.fine.floor, scaling);
    for (const Date date : set.days.train) {
        coarseFit.add(*set.fields.coarse(dayNumber(date, set.calendar)));
        fineFit.add(set.fineSeries.field(*set.fineSeries.find(date)));
    }
    set.coarse = coarseFit.result(set.coarseSeries.metadata());
    set.fine = fineFit.result(set.fineSeries.metadata());

    const std::int64_t first = dayNumber(set.fineSeries.steps().front().date, set.calendar) - kHistoryDays;
    const std::int64_t last = dayNumber(set.fineSeries.steps().back().date, set.calendar);
    for (std::int64_t day = first; day <= last; ++day) {
        if (const std::vector<float>* field = set.fields.coarse(day)) {
            std::vector<float> values = *field;
            standardise(values, set.coarse);
            set.fields.setCoarse(day, std::move(values));
        }
    }
    revealDays(set, set.days.train);
}

/// Fisher and Yates.
template <typename Value>
void shuffle(std::vector<Value>& values, UniformStream& draw)
{
    for (std::size_t k = 0; k + 1 < values.size(); ++k)
        std::swap(values[k], values[k + draw.below(values.size() - k)]);
}

/// Moves `wanted` of the days, in whole runs of `run` of them as far as that goes, out of `days`.
std::vector<Date> takeRuns(std::vector<Date>& days, std::size_t wanted, std::size_t run, UniformStream& draw)
{
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < days.size(); i += run)
        starts.push_back(i);
    shuffle(starts, draw);
    std::set<Date> taken;
    for (const std::size_t start : starts) {
        for (std::size_t i = start; i < std::min(start + run, days.size()) && taken.size() < wanted; ++i)
            taken.insert(days[i]);
    }
    std::erase_if(days, [&](Date day) { return taken.contains(day); });
    return {taken.begin(), taken.end()};
}

void checkOptions(const SplitOptions& options)
{
    if (!(options.validationShare >= 0.0 && options.validationShare <= 0.5))
        throw InputError(fmt::format("{} of the training days cannot be kept for validation; give 0 to 0.5.",
                                     options.validationShare));
    if (!(options.dayFraction > 0.0 && options.dayFraction <= 1.0))
        throw InputError(fmt::format(
            "A fraction of {} of the training days cannot be used; give more than 0 and at most 1.",
            options.dayFraction));
}

std::size_t shareOf(std::size_t count, double share)
{
    return static_cast<std::size_t>(std::lround(static_cast<double>(count) * share));
}

}  // namespace

DataSplit splitDays(const FieldSeries& coarse, const FieldSeries& fine, const SplitOptions& options)
{
    constexpr std::size_t kValidationRun = 7;
    constexpr std::size_t kFractionRun = 30;
    checkOptions(options);
    const Season season = options.season;
    DataSplit days;
    days.seed = options.seed;
    const std::size_t kept = fine.size() - std::min(kOutOfDataDays, fine.size() / 10);
    std::vector<Date> candidates;
    for (std::size_t i = 0; i < fine.size(); ++i) {
        const Date date = fine.steps()[i].date;
        if (!coarse.find(date))
            continue;
        if (i >= kept)
            days.outOfData.push_back(date);
        else if (contains(season, date) && hasHistory(fine, dayNumber(date, fine.calendar())))
            candidates.push_back(date);
    }
    UniformStream draw(options.seed);
    const std::size_t testDays = (candidates.size() + 5) / 10;
    shuffle(candidates, draw);
    candidates.resize(testDays);
    std::sort(candidates.begin(), candidates.end());
    days.test = candidates;

    const std::set<Date> test(days.test.begin(), days.test.end());
    for (std::size_t i = 0; i < kept; ++i) {
        const Date date = fine.steps()[i].date;
        if (coarse.find(date) && !test.contains(date) &&
            inSeasonOrBuffer(season, dayNumber(date, fine.calendar()), fine.calendar()))
            days.train.push_back(date);
    }
    days.validation =
        takeRuns(days.train, shareOf(days.train.size(), options.validationShare), kValidationRun, draw);
    if (options.dayFraction < 1.0)
        days.train =
            takeRuns(days.train, shareOf(days.train.size(), options.dayFraction), kFractionRun, draw);
    if (days.train.size() < kFewestTrainingDays || days.test.empty())
        throw InputError(
            fmt::format("Season {} leaves {} days to train on and {} to test on that both series have. At "
                        "least {} and 1 are needed: open a longer fine series, choose another season or use "
                        "more of the days.",
                        nameOf(season), days.train.size(), days.test.size(), kFewestTrainingDays));
    return days;
}

TrainingSet makeTrainingSet(const TrainRequest& request, const Progress& progress, std::stop_token stop)
{
    for (const FieldSeries* series : {&request.coarse, &request.fine}) {
        if (series->empty() || !series->steps().front().daily)
            throw InputError(fmt::format("'{}' is not a series of daily means. Average it to days first.",
                                         series->metadata().name));
    }
    const LatLonBox& area = request.area;
    TrainingSet set;
    set.fineSeries = request.fine.window(area);
    set.coarseSeries =
        request.coarse.window({area.south - kCoarseMarginDegrees, area.north + kCoarseMarginDegrees,
                               area.west - kCoarseMarginDegrees, area.east + kCoarseMarginDegrees});
    set.grid = set.fineSeries.grid();
    set.calendar = set.fineSeries.calendar();
    checkGrids(set);
    set.days = splitDays(set.coarseSeries, set.fineSeries,
                         {request.season, request.splitSeed, request.validationShare, request.dayFraction});
    const bool published = request.profile == Profile::Published;
    regridCoarse(set, published ? RegridMethod::Nearest : RegridMethod::Bilinear, progress, stop);
    standardiseFields(set, request.scaling);
    if (published) {
        set.maps = publishedMaps(set.grid, request.elevation);
    } else {
        makePlaceMaps(set, request.elevation);
        fitMaps(set);
    }
    return set;
}

void revealDays(TrainingSet& set, std::span<const Date> days)
{
    for (const Date date : days) {
        const std::span<const float> field = set.fineSeries.field(*set.fineSeries.find(date));
        std::vector<float> values(field.begin(), field.end());
        standardise(values, set.fine);
        set.fields.setFine(dayNumber(date, set.calendar), {std::move(values), 1.0F});
    }
}

void hideDays(TrainingSet& set, std::span<const Date> days)
{
    for (const Date date : days)
        set.fields.removeFine(dayNumber(date, set.calendar));
}

void revealHeldOutDays(TrainingSet& set)
{
    for (const TimeStep& step : set.fineSeries.steps())
        revealDays(set, std::span(&step.date, 1));
}

}  // namespace shamal
