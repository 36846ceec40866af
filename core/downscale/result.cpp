#include "downscale/result.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace shamal {

namespace {

constexpr int kNoon = 43200;

using Days = std::vector<std::shared_ptr<const DownscaledDay>>;

std::vector<TimeStep> stepsOf(const Days& days)
{
    std::vector<TimeStep> steps;
    for (const auto& day : days)
        steps.push_back({day->date, kNoon, 1, true});
    return steps;
}

/// Of one field of each day, which lives as long as either of them.
FieldSeries gather(const FieldMetadata& metadata, const DownscaleRunInfo& info, const Days& days,
                   const std::function<const std::vector<float>&(const DownscaledDay&)>& fieldOf)
{
    std::vector<std::shared_ptr<const std::vector<float>>> fields;
    fields.reserve(days.size());
    for (const auto& day : days)
        fields.emplace_back(day, &fieldOf(*day));
    return {metadata, info.grid, info.calendar, stepsOf(days), fields};
}

}  // namespace

DownscaleResult::DownscaleResult(DownscaleRunInfo info, FieldMetadata coarseMetadata)
    : m_info(std::move(info)), m_coarse(std::move(coarseMetadata))
{
    m_coarse.synthetic = m_coarse.synthetic || m_info.model.synthetic;
    m_coarse.name = m_info.model.variable;
    m_coarse.units = m_info.model.units;
    m_coarse.source = m_coarse.source.empty() ? "Shamal" : fmt::format("Shamal from {}", m_coarse.source);
}

void DownscaleResult::add(DownscaledDay day)
{
    if (!m_days.empty() && !(m_days.back()->date < day.date))
        throw InputError(fmt::format("Day {} came after {}; downscaled days must come in order.",
                                     toString(day.date), toString(m_days.back()->date)));
    m_days.push_back(std::make_shared<const DownscaledDay>(std::move(day)));
}

FieldSeries DownscaleResult::mean() const
{
    return gather(m_coarse, m_info, m_days,
                  [](const DownscaledDay& day) -> const std::vector<float>& { return day.mean; });
}

std::optional<FieldSeries> DownscaleResult::spread() const
{
    if (m_days.empty() || m_days.front()->spread.empty())
        return std::nullopt;
    FieldMetadata metadata = m_coarse;
    metadata.name += "_spread";
    metadata.longName = fmt::format("standard deviation of log10 of {} over members", m_coarse.title());
    metadata.standardName.clear();
    metadata.units = "1";
    return gather(metadata, m_info, m_days,
                  [](const DownscaledDay& day) -> const std::vector<float>& { return day.spread; });
}

std::vector<FieldSeries> DownscaleResult::members() const
{
    std::vector<FieldSeries> series;
    const std::size_t count = m_days.empty() ? 0 : m_days.front()->members.size();
    for (std::size_t m = 0; m < count; ++m)
        series.push_back(*member(m));
    return series;
}

std::optional<FieldSeries> DownscaleResult::member(std::size_t index) const
{
    if (m_days.empty() || index >= m_days.front()->members.size())
        return std::nullopt;
    FieldMetadata metadata = m_coarse;
    metadata.name += "_members";
    metadata.longName = m_coarse.title() + ", ensemble members";
    return gather(metadata, m_info, m_days, [index](const DownscaledDay& day) -> const std::vector<float>& {
        return day.members[index];
    });
}

OutputFile DownscaleResult::toFile(const ResultPart& wanted) const
{
    OutputFile file = describeFile();
    file.variables.push_back({partOf(mean(), wanted.part), "time: mean"});
    if (const auto series = wanted.spread ? spread() : std::nullopt)
        file.variables.push_back({partOf(*series, wanted.part), ""});
    if (!wanted.members || m_days.empty() || m_days.front()->members.empty())
        return file;
    std::vector<FieldSeries> ensemble;
    for (const FieldSeries& member : members())
        ensemble.push_back(partOf(member, wanted.part));
    const std::vector<FieldSeries> further(ensemble.begin() + 1, ensemble.end());
    file.variables.push_back({ensemble.front(), "time: mean", further});
    return file;
}

std::uintmax_t DownscaleResult::bytesOfFile(const ResultPart& wanted) const
{
    if (m_days.empty())
        return 0;
    const DownscaledDay& day = *m_days.front();
    const std::size_t fields =
        1 + (wanted.spread && !day.spread.empty() ? 1 : 0) + (wanted.members ? day.members.size() : 0);
    return fields * bytesOfPart(m_info.grid, stepsOf(m_days), wanted.part);
}

OutputFile DownscaleResult::describeFile() const
{
    OutputFile file;
    const ModelCard& model = m_info.model;
    std::vector<std::string> madeUp;
    for (const auto& day : m_days) {
        if (!day->fullHistory)
            madeUp.push_back(toString(day->date));
    }
    file.title = fmt::format("{} downscaled with {}", m_coarse.title(), model.name);
    file.source =
        fmt::format("{} by transfer encoder and conditional diffusion, model {}", m_coarse.source, model.id);
    file.historyLine = fmt::format("downscaled with model {} ({})", model.id, describe(m_info.sampler));
    file.attributes = {{"shamal_model", model.id},
                       {"shamal_model_name", model.name},
                       {"shamal_sampler", describe(m_info.sampler)},
                       {"shamal_seed", std::to_string(m_info.sampler.seed)},
                       {"shamal_members", std::to_string(m_info.sampler.members)}};
    if (m_info.sampler.stitching)
        file.attributes["shamal_stitching"] = nameOf(*m_info.sampler.stitching);
    for (const auto& [name, checksum] : model.sha256)
        file.attributes["shamal_model_sha256"] +=
            (file.attributes["shamal_model_sha256"].empty() ? "" : " ") + name + ":" + checksum;
    if (m_coarse.synthetic)
        file.attributes["synthetic"] = "true";
    if (model.synthetic)
        file.attributes["shamal_model_trained_on"] =
            "synthetic demo world, neither observations nor a model product";
    if (!madeUp.empty())
        file.attributes["shamal_history_made_up"] = fmt::format("{}", fmt::join(madeUp, " "));
    if (!m_info.warning.empty())
        file.attributes["shamal_warning"] = m_info.warning;
    return file;
}

}  // namespace shamal
