#include "io/series_reader.h"

#include "fields/error.h"
#include "io/day_coverage.h"
#include "io/gridded_variables.h"
#include "io/value_decoding.h"

#include <netcdf.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

namespace shamal {

namespace {

/// Values read by one library call: enough to decompress each chunk about once, little beside the result.
constexpr std::size_t kBlockValues = 4U << 20U;

/// Steps that follow each other in one file.
struct Block {
    std::size_t file = 0;
    std::size_t firstIndex = 0;
    std::size_t count = 0;
    std::size_t firstStep = 0;  ///< position in ReadPlan::steps
};

std::vector<Block> blocksOf(const SeriesDescription& series, const ReadPlan& plan)
{
    const std::size_t most =
        std::max<std::size_t>(1, kBlockValues / std::max<std::size_t>(1, plan.window.grid.cells()));
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const StepPlace& place = series.places[plan.steps[i]];
        if (!blocks.empty()) {
            Block& last = blocks.back();
            if (last.file == place.file && last.firstIndex + last.count == place.index && last.count < most) {
                ++last.count;
                continue;
            }
        }
        blocks.push_back({place.file, place.index, 1, i});
    }
    return blocks;
}

/// One variable of one open file, seen through the window.
class WindowReader {
public:
    WindowReader(const std::filesystem::path& path, const ReadPlan& plan)
        : m_file(path), m_plan(plan), m_gridded(find()), m_decoding(valueDecoding(m_file, m_gridded.variable))
    {
    }

    /// `count` fields from the file's time index `first` on, decoded, rows south to north, columns west to
    /// east.
    void read(std::size_t first, std::size_t count, std::span<float> fields)
    {
        std::size_t column = 0;
        for (const ColumnRun& run : m_plan.window.runs) {
            // Single precision holds floats and 16-bit integers exactly; everything else needs double.
            if (m_gridded.variable.type == NC_FLOAT || m_gridded.variable.type == NC_SHORT)
                readRun(first, count, run, column, m_singles, fields);
            else
                readRun(first, count, run, column, m_doubles, fields);
            column += run.count;
        }
    }

private:
    GriddedVariable find() const
    {
        FileLayout layout = layoutOf(m_file);
        const auto found =
            std::find_if(layout.variables.begin(), layout.variables.end(), [this](const auto& candidate) {
                return candidate.variable.name == m_plan.variable.metadata.name;
            });
        if (found == layout.variables.end() || !sameGrid(found->grid(), m_plan.variable.grid))
            throw InputError(m_file.path(), "the file changed since it was opened", "Open it again");
        return std::move(*found);
    }

    template <typename Number>
    void readRun(std::size_t first, std::size_t count, const ColumnRun& run, std::size_t column,
                 std::vector<Number>& stored, std::span<float> fields)
    {
        const std::size_t rows = m_plan.window.grid.rows();
        const std::size_t rank = m_gridded.variable.dimensions.size();
        std::vector<std::size_t> start(rank, 0);
        std::vector<std::size_t> extent(rank, 1);
        if (m_gridded.timeAt) {
            start[*m_gridded.timeAt] = first;
            extent[*m_gridded.timeAt] = count;
        }
        if (m_gridded.levelAt)
            start[*m_gridded.levelAt] = m_plan.level;
        start[m_gridded.latitudeAt] = m_gridded.latitudes.storedStart(m_plan.window.firstRow, rows);
        extent[m_gridded.latitudeAt] = rows;
        start[m_gridded.longitudeAt] = m_gridded.longitudes.storedStart(run.first, run.count);
        extent[m_gridded.longitudeAt] = run.count;
        stored.resize(std::accumulate(extent.begin(), extent.end(), std::size_t{1}, std::multiplies<>()));
        m_file.read(m_gridded.variable, start, extent, stored);
        unfold(stored, extent, run.count, column, count, fields);
    }

    /// From the file's order of dimensions and directions to step, row northward, column eastward.
    template <typename Number>
    void unfold(const std::vector<Number>& stored, const std::vector<std::size_t>& extent,
                std::size_t runColumns, std::size_t column, std::size_t count, std::span<float> fields) const
    {
        std::vector<std::size_t> stride(extent.size(), 1);
        for (std::size_t d = extent.size() - 1; d > 0; --d)
            stride[d - 1] = stride[d] * extent[d];
        const Grid& grid = m_plan.window.grid;
        const std::size_t stepStride = m_gridded.timeAt ? stride[*m_gridded.timeAt] : 0;
        for (std::size_t step = 0; step < count; ++step) {
            for (std::size_t row = 0; row < grid.rows(); ++row) {
                const std::size_t storedRow = m_gridded.latitudes.reversed ? grid.rows() - 1 - row : row;
                float* out = fields.data() + step * grid.cells() + row * grid.columns() + column;
                for (std::size_t c = 0; c < runColumns; ++c) {
                    const std::size_t storedColumn = m_gridded.longitudes.reversed ? runColumns - 1 - c : c;
                    out[c] = m_decoding.decode(static_cast<double>(
                        stored[step * stepStride + storedRow * stride[m_gridded.latitudeAt] +
                               storedColumn * stride[m_gridded.longitudeAt]]));
                }
            }
        }
    }

    NetcdfFile m_file;
    const ReadPlan& m_plan;
    GriddedVariable m_gridded;
    ValueDecoding m_decoding;
    std::vector<float> m_singles;
    std::vector<double> m_doubles;
};

/// Averages fields that come in time order over each day, weighted by how much of it they cover.
class DayAverager {
public:
    explicit DayAverager(std::size_t cells) : m_sum(cells), m_weight(cells) {}

    void add(DayShare share, std::span<const float> field)
    {
        // Bounds that overlap may go back a day: one that is finished stays so.
        if (m_last)
            share.day = std::max(share.day, *m_last);
        if (m_day && share.day != *m_day)
            finishDay();
        m_day = m_last = share.day;
        m_coverage.add(share);
        const auto weight = static_cast<double>(share.seconds);
        for (std::size_t cell = 0; cell < field.size(); ++cell) {
            if (!std::isnan(field[cell])) {
                m_sum[cell] += weight * double{field[cell]};
                m_weight[cell] += weight;
            }
        }
    }
    void finishDay()
    {
        if (!m_day)
            return;
        for (std::size_t cell = 0; cell < m_sum.size(); ++cell)
            m_means.push_back(m_weight[cell] > 0.0 ? static_cast<float>(m_sum[cell] / m_weight[cell])
                                                   : std::numeric_limits<float>::quiet_NaN());
        std::fill(m_sum.begin(), m_sum.end(), 0.0);
        std::fill(m_weight.begin(), m_weight.end(), 0.0);
        m_day.reset();
    }
    std::vector<TimeStep> days(Calendar calendar) const { return m_coverage.days(calendar); }
    std::vector<float> takeMeans() { return std::move(m_means); }

private:
    std::optional<std::int64_t> m_day;   ///< that is not finished
    std::optional<std::int64_t> m_last;  ///< the latest there was
    DayCoverage m_coverage;
    std::vector<double> m_sum, m_weight;
    std::vector<float> m_means;
};

bool isWanted(Date date, const ReadPlan& plan)
{
    return (!plan.firstDate || date >= *plan.firstDate) && (!plan.lastDate || date <= *plan.lastDate);
}

/// Calls `take` with each block and its fields.
void forEachBlock(const SeriesDescription& series, const ReadPlan& plan, const Progress& progress,
                  const std::stop_token& stop,
                  const std::function<void(const Block& block, std::span<const float> fields)>& take)
{
    const std::size_t cells = plan.window.grid.cells();
    std::vector<float> fields;
    std::optional<WindowReader> reader;
    std::size_t openFile = 0;
    for (const Block& block : blocksOf(series, plan)) {
        throwIfStopped(stop);
        progress.report(static_cast<double>(block.firstStep) / static_cast<double>(plan.steps.size()),
                        "Reading " + toString(series.steps[plan.steps[block.firstStep]]));
        if (!reader || openFile != block.file)
            reader.emplace(series.files[block.file], plan);
        openFile = block.file;
        fields.resize(block.count * cells);
        reader->read(block.firstIndex, block.count, fields);
        take(block, fields);
    }
    progress.report(1.0, "Reading done");
}

}  // namespace

FieldSeries readSeries(const SeriesDescription& series, const ReadPlan& plan, const Progress& progress,
                       const std::stop_token& stop)
{
    const Grid& grid = plan.window.grid;
    if (!plan.variable.hasTime) {
        std::vector<float> field(grid.cells());
        WindowReader(series.files.front(), plan).read(0, 1, field);
        return {plan.variable.metadata, grid, series.calendar, {}, std::move(field), true};
    }
    if (plan.dailyMeans) {
        DayAverager averager(grid.cells());
        forEachBlock(series, plan, progress, stop, [&](const Block& block, std::span<const float> fields) {
            for (std::size_t i = 0; i < block.count; ++i) {
                for (const DayShare& share :
                     series.sharesOf(series.places[plan.steps[block.firstStep + i]])) {
                    if (isWanted(dateOfDay(share.day, series.calendar), plan))
                        averager.add(share, fields.subspan(i * grid.cells(), grid.cells()));
                }
            }
        });
        averager.finishDay();
        std::vector<TimeStep> days = averager.days(series.calendar);
        return {plan.variable.metadata, grid, series.calendar, std::move(days), averager.takeMeans()};
    }
    std::vector<TimeStep> steps;
    for (const std::size_t step : plan.steps)
        steps.push_back(series.steps[step]);
    std::vector<float> values;
    values.reserve(plan.steps.size() * grid.cells());
    forEachBlock(series, plan, progress, stop, [&values](const Block&, std::span<const float> fields) {
        values.insert(values.end(), fields.begin(), fields.end());
    });
    return {plan.variable.metadata, grid, series.calendar, std::move(steps), std::move(values)};
}

}  // namespace shamal
