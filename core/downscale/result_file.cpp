#include "downscale/result_file.h"

#include "fields/error.h"
#include "io/atomic_file.h"
#include "io/dataset.h"
#include "io/netcdf_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace shamal {

namespace {

constexpr const char* kSourceFiles = "shamal_source_files";
constexpr const char* kMadeUp = "shamal_history_made_up";
constexpr const char* kStitching = "shamal_stitching";

std::filesystem::path partOf(const std::filesystem::path& path)
{
    return path.string() + ".part";
}

void giveName(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::error_code fault;
    std::filesystem::rename(from, to, fault);
    if (fault)
        throw OutputError(to, fmt::format("{} could not take its place ({})", from.string(), fault.message()),
                          "Rename it by hand");
}

}  // namespace

struct ResultFile::State {
    State(std::filesystem::path target, DownscaleRunInfo run, FieldMetadata coarseMetadata)
        : path(std::move(target)), part(partOf(path)), info(std::move(run)), coarse(std::move(coarseMetadata))
    {
    }

    std::filesystem::path path, part;
    DownscaleRunInfo info;
    FieldMetadata coarse;
    std::optional<GrowingCfFile> file;  ///< from the first day on
    std::vector<Date> days;
    std::optional<FieldSeries> predicted;
    std::string sources;  ///< not yet in the file
    std::string madeUp;   ///< days whose history was, with blanks between

    void checkBelongsToRun(const std::filesystem::path& found) const;
    void takeUp(const std::filesystem::path& found);
};

void ResultFile::State::checkBelongsToRun(const std::filesystem::path& found) const
{
    const auto differs = [&](const std::string& what) {
        throw InputError(
            fmt::format("{} cannot be resumed: {}. Choose another output file, or start anew "
                        "without resuming.",
                        found.string(), what));
    };
    const NetcdfFile there(found);
    const OutputFile wanted = DownscaleResult(info, coarse).describeFile();
    for (const auto& [name, text] : wanted.attributes) {
        const std::string value = there.text(kGlobalAttributes, name);
        if (value != text)
            differs(fmt::format("its attribute {} is '{}', this run's '{}'", name, value, text));
    }
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (i >= info.days.size() || days[i] != info.days[i])
            differs(fmt::format("it holds {}, which is not day {} of this run", toString(days[i]), i + 1));
    }
    if (predicted->grid() != info.grid)
        differs("it covers another area");
}

void ResultFile::State::takeUp(const std::filesystem::path& found)
{
    const Dataset dataset = Dataset::open(found);
    for (const TimeStep& step : dataset.steps())
        days.push_back(step.date);
    ReadRequest last;
    last.variable = info.model.variable;
    last.firstDate =
        days[days.size() - std::min(static_cast<std::size_t>(info.model.historyDays), days.size())];
    last.lastDate = days.back();
    predicted = dataset.read(last);
    checkBelongsToRun(found);
    madeUp = NetcdfFile(found).text(kGlobalAttributes, kMadeUp);
    // A copy, so that a finished file stays as it is until more of the run is finished.
    if (found == path)
        std::filesystem::copy_file(path, part, std::filesystem::copy_options::overwrite_existing);
    file = GrowingCfFile::reopen(part, path);
}

ResultFile::ResultFile(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ResultFile::~ResultFile() = default;
ResultFile::ResultFile(ResultFile&&) noexcept = default;
ResultFile& ResultFile::operator=(ResultFile&&) noexcept = default;

ResultFile ResultFile::begin(std::filesystem::path path, DownscaleRunInfo info, FieldMetadata coarseMetadata)
{
    requireWritableFolder(path);
    auto state = std::make_unique<State>(std::move(path), std::move(info), std::move(coarseMetadata));
    std::error_code ignored;
    std::filesystem::remove(state->part, ignored);
    return ResultFile(std::move(state));
}

ResultFile ResultFile::resume(std::filesystem::path path, DownscaleRunInfo info, FieldMetadata coarseMetadata)
{
    const bool interrupted = std::filesystem::exists(partOf(path));
    if (!interrupted && !std::filesystem::exists(path))
        return begin(std::move(path), std::move(info), std::move(coarseMetadata));
    requireWritableFolder(path);
    auto state = std::make_unique<State>(std::move(path), std::move(info), std::move(coarseMetadata));
    state->takeUp(interrupted ? state->part : state->path);
    return ResultFile(std::move(state));
}

std::optional<Stitching> ResultFile::stitchingOf(const std::filesystem::path& path)
{
    for (const std::filesystem::path& file : {partOf(path), path}) {
        if (!std::filesystem::exists(file))
            continue;
        const std::string name = NetcdfFile(file).text(kGlobalAttributes, kStitching);
        if (name.empty())
            return std::nullopt;
        return stitchingFromName(name);
    }
    return std::nullopt;
}

const std::vector<Date>& ResultFile::finishedDays() const
{
    return m_state->days;
}

const std::optional<FieldSeries>& ResultFile::predicted() const
{
    return m_state->predicted;
}

void ResultFile::setSources(std::string files)
{
    m_state->sources = std::move(files);
}

void ResultFile::add(const DownscaledDay& day)
{
    DownscaleResult one(m_state->info, m_state->coarse);
    one.add(day);
    const OutputFile steps = one.toFile();
    if (m_state->file)
        m_state->file->append(steps);
    else
        m_state->file = GrowingCfFile::create(m_state->part, m_state->path, steps);
    if (!m_state->sources.empty())
        m_state->file->setAttribute(kSourceFiles, std::exchange(m_state->sources, {}));
    m_state->days.push_back(day.date);
    if (!day.fullHistory) {
        m_state->madeUp += (m_state->madeUp.empty() ? "" : " ") + toString(day.date);
        m_state->file->setAttribute(kMadeUp, m_state->madeUp);
    }
}

void ResultFile::finish()
{
    if (!m_state->file)
        return;
    m_state->file->finish();
    m_state->file.reset();
    giveName(m_state->part, m_state->path);
}

}  // namespace shamal
