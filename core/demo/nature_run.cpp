#include "demo/nature_run.h"

#include "demo/demo_files.h"
#include "demo/dust_sources.h"
#include "demo/dust_transport.h"
#include "demo/model_domain.h"
#include "demo/nature_recipe.h"
#include "demo/row_team.h"
#include "demo/storms.h"
#include "demo/weather.h"
#include "fields/error.h"
#include "io/atomic_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <system_error>
#include <utility>

namespace shamal {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr double kCoarseShare = 0.15;     // of the whole work
constexpr std::size_t kFineMargin = 14;   // cells round the area, where the rim is
constexpr std::size_t kCoarseMargin = 2;  // MERRA-2 cells round those that are written
constexpr std::size_t kSplit = 2;         // the coarse run's own cells in a MERRA-2 cell, each way

sys_days toSysDays(Date date)
{
    return sys_days(std::chrono::year(date.year) / std::chrono::month(static_cast<unsigned>(date.month)) /
                    std::chrono::day(static_cast<unsigned>(date.day)));
}

std::string isoDate(sys_days date)
{
    const std::chrono::year_month_day day(date);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

/// When things happen, and the storms, which both runs share.
struct Schedule {
    Schedule(const DemoWorldOptions& chosen)
        : options(chosen),
          coarseFirst(toSysDays(chosen.coarseFirst)),
          fineFirst(toSysDays(chosen.fineFirst)),
          end(fineFirst + days(chosen.fineDays)),
          clockStart(coarseFirst - days(chosen.spinUpDays)),
          storms(stormEpisodes(chosen.area, chosen.seed, clockStart,
                               static_cast<std::size_t>((end - clockStart).count())))
    {
    }
    const recipe::AreaRecipe& area() const { return recipe::areaRecipe(options.area); }

    DemoWorldOptions options;
    sys_days coarseFirst, fineFirst, end;
    sys_days clockStart;
    std::vector<Storm> storms;
};

/// `grid` with `margin` more cells on every side, each cell split into `split` x `split`.
Grid widened(const Grid& grid, std::size_t margin, std::size_t split)
{
    const double latitudeStep = grid.meanLatitudeStep(), longitudeStep = grid.meanLongitudeStep();
    const auto cells = static_cast<double>(split);
    const auto first = [&](double centre, double step) {
        return centre - (static_cast<double>(margin) + 0.5) * step + 0.5 * step / cells;
    };
    return Grid::regular(first(grid.latitudes().front(), latitudeStep), latitudeStep / cells,
                         (grid.rows() + 2 * margin) * split, first(grid.longitudes().front(), longitudeStep),
                         longitudeStep / cells, (grid.columns() + 2 * margin) * split);
}

/// Soft upper bound of an optical depth.
float capped(float opticalDepth)
{
    const float share = opticalDepth * static_cast<float>(1.0 / recipe::kLargestOpticalDepth);
    return opticalDepth / std::sqrt(1.0F + share * share);
}

DustOptions dustOptions(const recipe::AreaRecipe& area, Detail detail)
{
    const bool fine = detail == Detail::Fine;
    return {area.emission * (fine ? 1.0 : area.coarseEmission),
            fine ? recipe::kFineResidenceHours : recipe::kCoarseResidenceHours, area.background,
            area.borderColumn};
}

/// One model of the demo world: its ground, weather and dust, run day by day.
class DustRun {
public:
    DustRun(const Grid& grid, Detail detail, std::size_t rimCells, const Schedule& schedule,
            const DustOptions& dust)
        : m_area(schedule.area()),
          m_domain(modelDomain(schedule.options.area, grid, detail, rimCells)),
          m_dustSteps(detail == Detail::Fine ? recipe::kFineDustStepsAWeatherStep : 1),
          m_weather(m_domain, detail, schedule.options.seed, schedule.clockStart, schedule.storms),
          m_dust(m_domain, sourceStrength(m_domain, detail), dust),
          m_sum(grid.cells())
    {
    }
    DustRun(const DustRun&) = delete;  // the dust points to the domain
    DustRun& operator=(const DustRun&) = delete;

    const ModelDomain& domain() const { return m_domain; }
    void skipDay() { m_weather.skipDay(); }

    /// Runs a day; returns its mean optical depth above the ground.
    const std::vector<float>& runDay(RowTeam& team)
    {
        std::fill(m_sum.begin(), m_sum.end(), 0.0F);
        const double hours = recipe::kWeatherStepHours / m_dustSteps;
        for (int weatherStep = 0; weatherStep < recipe::kWeatherStepsADay; ++weatherStep) {
            m_weather.advance(team);
            const double season = recipe::dustSeason(m_area.year, m_weather.date());
            for (int step = 0; step < m_dustSteps; ++step) {
                m_dust.step(m_weather.forcing(), m_weather.hourOfDay() + step * hours, season, hours, team);
                for (std::size_t cell = 0; cell < m_sum.size(); ++cell)
                    m_sum[cell] += m_dust.column()[cell];
            }
        }
        const float share = 1.0F / static_cast<float>(recipe::kWeatherStepsADay * m_dustSteps);
        for (std::size_t cell = 0; cell < m_sum.size(); ++cell)
            m_sum[cell] *= share * m_domain.columnAbove[cell];
        return m_sum;
    }

private:
    const recipe::AreaRecipe& m_area;
    ModelDomain m_domain;
    int m_dustSteps;
    Weather m_weather;
    DustTransport m_dust;
    std::vector<float> m_sum;
};

/// Correlated relative error of the coarse record's optical depths: what an assimilation leaves.
class AnalysisError {
public:
    AnalysisError(DemoArea area, const Grid& grid, std::uint64_t seed)
        : m_modes({ModeSpectrum::Quantity::Scalar, recipe::areaRecipe(area).largeScaleKm, 1.0, 8,
                   [](double k) { return std::pow(1.0 + (k / 5.0) * (k / 5.0), -1.5); },
                   [](double) { return 72.0; }, 0.0},
                  24.0, RandomStream(seed, recipe::areaRecipe(area).stream + 17)),
          m_basis(m_modes, planeLattice(planeOf(area), grid, 1)),
          m_row(grid.columns() + 1)
    {
    }
    /// Multiplies the next day's field by its error.
    void apply(std::vector<float>& field)
    {
        m_modes.advance();
        const std::size_t columns = m_row.size() - 1;
        for (std::size_t row = 0; row < field.size() / columns; ++row) {
            std::fill(m_row.begin(), m_row.end(), 0.0F);
            m_basis.addScalarRow(m_modes, row, static_cast<float>(recipe::kAnalysisError), m_row);
            for (std::size_t column = 0; column < columns; ++column)
                field[row * columns + column] *= std::exp(m_row[column]);
        }
    }

private:
    RandomModes m_modes;
    ModeBasis m_basis;
    std::vector<float> m_row;  // the lattice reaches one point beyond the grid
};

/// Means over split x split cells, without the margin.
std::vector<float> coarsened(const std::vector<float>& field, std::size_t fieldColumns, const Grid& to)
{
    std::vector<float> means;
    means.reserve(to.cells());
    for (std::size_t row = 0; row < to.rows(); ++row) {
        for (std::size_t column = 0; column < to.columns(); ++column) {
            float sum = 0.0F;
            for (std::size_t y = 0; y < kSplit; ++y)
                for (std::size_t x = 0; x < kSplit; ++x)
                    sum += field[((row + kCoarseMargin) * kSplit + y) * fieldColumns +
                                 (column + kCoarseMargin) * kSplit + x];
            means.push_back(sum / static_cast<float>(kSplit * kSplit));
        }
    }
    return means;
}

/// The inner part of a field on the widened fine grid.
std::vector<float> withoutMargin(const std::vector<float>& field, const Grid& to)
{
    std::vector<float> inner;
    inner.reserve(to.cells());
    const std::size_t columns = to.columns() + 2 * kFineMargin;
    for (std::size_t row = 0; row < to.rows(); ++row) {
        const auto first =
            field.begin() + static_cast<std::ptrdiff_t>((row + kFineMargin) * columns + kFineMargin);
        inner.insert(inner.end(), first, first + static_cast<std::ptrdiff_t>(to.columns()));
    }
    return inner;
}

DailyFile coarseFile(const std::filesystem::path& shownAs, const Schedule& schedule)
{
    return {shownAs,
            demoCoarseGrid(schedule.options.area),
            schedule.coarseFirst,
            schedule.options.seed,
            {{"Title", "MERRA-2-like daily means of dust optical depth (synthetic)"},
             {"ShortName", "M2T1NXAER"},
             {"LongName",
              "Stand-in for MERRA-2 tavg1_2d_aer_Nx: 2d, daily means, single level, aerosol diagnostics"},
             {"DataResolution", "0.5 x 0.625"}}};
}

DailyFile fineFile(const std::filesystem::path& shownAs, const Schedule& schedule)
{
    return {shownAs,
            demoFineGrid(schedule.options.area),
            schedule.fineFirst,
            schedule.options.seed,
            {{"Title", "G5NR-like (c1440_NR) daily means of dust optical depth (synthetic)"},
             {"ShortName", "c1440_NR"},
             {"LongName",
              "Stand-in for G5NR tavg1_2d_aer_Nx: 2d, daily means, single level, aerosol diagnostics"},
             {"DataResolution", "0.0625 x 0.0625"}}};
}

void writeCoarseRecord(const std::filesystem::path& path, const DailyFile& file, const Schedule& schedule,
                       RowTeam& team, const Progress& progress, const std::stop_token& stop)
{
    const Grid& grid = file.grid;
    DustRun run(widened(grid, kCoarseMargin, kSplit), Detail::Coarse, kCoarseMargin * kSplit, schedule,
                dustOptions(schedule.area(), Detail::Coarse));
    AnalysisError error(schedule.options.area, grid, schedule.options.seed);
    DailyFileWriter writer(path, file);
    const auto total = static_cast<double>((schedule.end - schedule.clockStart).count());
    for (sys_days day = schedule.clockStart; day < schedule.end; day += days(1)) {
        throwIfStopped(stop);
        const std::vector<float>& mean = run.runDay(team);
        if (day < schedule.coarseFirst)
            continue;
        std::vector<float> field = coarsened(mean, run.domain().grid.columns(), grid);
        error.apply(field);
        for (float& value : field)
            value = capped(value);
        writer.append(field);
        progress.report(kCoarseShare * static_cast<double>((day - schedule.clockStart).count()) / total,
                        "Coarse run " + isoDate(day));
    }
    writer.close();
}

void writeFineRecord(const std::filesystem::path& path, const DailyFile& file, const Schedule& schedule,
                     DustRun& run, RowTeam& team, const Progress& progress, const std::stop_token& stop)
{
    const Grid& grid = file.grid;
    DailyFileWriter writer(path, file);
    const sys_days first = schedule.fineFirst - days(schedule.options.spinUpDays);
    for (sys_days day = schedule.clockStart; day < first; day += days(1)) {
        throwIfStopped(stop);
        run.skipDay();
    }
    const auto total = static_cast<double>((schedule.end - first).count());
    for (sys_days day = first; day < schedule.end; day += days(1)) {
        throwIfStopped(stop);
        const double done = static_cast<double>((day - first).count()) / total;
        progress.report(kCoarseShare + (1.0 - kCoarseShare) * done, "Fine run " + isoDate(day));
        const std::vector<float>& mean = run.runDay(team);
        if (day < schedule.fineFirst)
            continue;
        std::vector<float> field = withoutMargin(mean, grid);
        for (float& value : field)
            value = capped(value);
        writer.append(field);
    }
    writer.close();
}

void checkOptions(const DemoWorldOptions& options)
{
    if (options.fineDays < 1 || options.spinUpDays < 0)
        throw InputError(fmt::format(
            "A demo world of {} fine days after {} days of spin-up cannot be made; ask for at least "
            "1 fine day and no negative spin-up.",
            options.fineDays, options.spinUpDays));
    if (options.fineFirst < options.coarseFirst)
        throw InputError(
            "The demo world's fine record cannot start before its coarse record; choose a later first day.");
}

}  // namespace

const char* nameOf(DemoArea area)
{
    return recipe::areaRecipe(area).name;
}

Grid demoCoarseGrid(DemoArea area)
{
    const recipe::AreaRecipe& recipe = recipe::areaRecipe(area);
    return Grid::regular(recipe.coarseSouth, 0.5, recipe.coarseRows, recipe.coarseWest, 0.625,
                         recipe.coarseColumns);
}

Grid demoFineGrid(DemoArea area)
{
    const recipe::AreaRecipe& recipe = recipe::areaRecipe(area);
    return Grid::regular(recipe.box.south, 0.0625, recipe.fineRows, recipe.box.west, 0.0625,
                         recipe.fineColumns);
}

DemoWorldFiles demoWorldFilesIn(const std::filesystem::path& folder)
{
    return {folder / "MERRA2_400.tavg1_2d_aer_Nx.demo.daily.nc4",
            folder / "c1440_NR.tavg1_2d_aer_Nx.demo.daily.nc4", folder / "elevation.demo.nc4"};
}

DemoWorldFiles makeDemoWorld(const std::filesystem::path& folder, const DemoWorldOptions& options,
                             const Progress& progress, std::stop_token stop)
{
    checkOptions(options);
    throwIfStopped(stop);
    progress.report(0.0, "Preparing the demo world");
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw OutputError(folder, "the folder could not be made (" + error.message() + ")",
                          "Choose a folder you may write to");

    DemoWorldFiles files = demoWorldFilesIn(folder);
    const Schedule schedule(options);
    RowTeam team(options.threads);
    writeAtomically(files.coarse, [&](const std::filesystem::path& temporary) {
        writeCoarseRecord(temporary, coarseFile(files.coarse, schedule), schedule, team, progress, stop);
    });
    DustRun fine(widened(demoFineGrid(options.area), kFineMargin, 1), Detail::Fine, kFineMargin, schedule,
                 dustOptions(schedule.area(), Detail::Fine));
    writeAtomically(files.elevation, [&](const std::filesystem::path& temporary) {
        writeElevationFile(temporary, files.elevation, demoFineGrid(options.area),
                           withoutMargin(fine.domain().altitude, demoFineGrid(options.area)), options.seed);
    });
    writeAtomically(files.fine, [&](const std::filesystem::path& temporary) {
        writeFineRecord(temporary, fineFile(files.fine, schedule), schedule, fine, team, progress, stop);
    });
    progress.report(1.0, "Demo world finished");
    return files;
}

}  // namespace shamal
