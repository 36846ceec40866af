#include "actions/netcdf_export.h"

#include "fields/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <filesystem>
#include <string>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(NetcdfExport)
};

const LoadedSource* sourceOf(const Session& session, NetcdfContent content)
{
    return content == NetcdfContent::Coarse ? session.coarse() : session.fine();
}

bool hasResult(const Session& session)
{
    return session.result() && !session.result()->empty();
}

shamal::OutputPart partOf(const Session& session, const NetcdfSelection& selection)
{
    shamal::OutputPart part;
    // Downscaled days were chosen when they were made; the season is what the records are looked at in.
    if (selection.content != NetcdfContent::Downscaled)
        part.season = session.season();
    part.firstDate = selection.firstDate;
    part.lastDate = selection.lastDate;
    if (selection.regionOnly && session.region())
        part.window = session.region()->bounds();
    return part;
}

/// Of thousands the first and the last.
std::string sourcesOf(std::initializer_list<const LoadedSource*> sources)
{
    constexpr std::size_t kMost = 4;
    std::string text;
    for (const LoadedSource* source : sources) {
        if (source == nullptr)
            continue;
        const std::vector<std::filesystem::path>& files = source->dataset.files();
        for (std::size_t i = 0; i < std::min(files.size(), kMost); ++i)
            text += (text.empty() ? "" : ", ") + files[i].filename().string();
        if (files.size() > kMost)
            text += ", ... " + files.back().filename().string();
    }
    return text;
}

}  // namespace

std::optional<std::pair<shamal::Date, shamal::Date>> daysOf(const Session& session, NetcdfContent content)
{
    if (content == NetcdfContent::Downscaled) {
        if (!hasResult(session))
            return std::nullopt;
        const auto& days = session.result()->days();
        return std::pair(days.front()->date, days.back()->date);
    }
    const LoadedSource* const source = sourceOf(session, content);
    if (source == nullptr || source->series.timeless())
        return std::nullopt;
    return std::pair(source->series.steps().front().date, source->series.steps().back().date);
}

shamal::OutputFile netcdfFile(const Session& session, const NetcdfSelection& selection)
{
    const shamal::OutputPart part = partOf(session, selection);
    if (selection.content == NetcdfContent::Downscaled) {
        if (!hasResult(session))
            throw shamal::InputError(
                Words::tr("Nothing is downscaled yet. Run a downscaling first.").toStdString());
        shamal::OutputFile file = session.result()->toFile({part, selection.spread, selection.members});
        file.attributes["shamal_source_files"] = sourcesOf({session.coarse(), session.fine()});
        return file;
    }
    const LoadedSource* const source = sourceOf(session, selection.content);
    if (source == nullptr)
        throw shamal::InputError(Words::tr("That data set is not open. Open it first.").toStdString());
    const shamal::FieldSeries series = partOf(source->series, part);
    shamal::OutputFile file;
    file.variables = {{.series = series, .cellMethods = series.timeless() ? "" : "time: mean"}};
    file.title = series.metadata().source + " " + series.metadata().name;
    file.source = "Read from " + source->dataset.files().front().filename().string();
    file.sourceHistory = source->dataset.history();
    file.attributes["shamal_source_files"] = sourcesOf({source});
    file.historyLine = "exported " + (part.window ? session.region()->name : std::string("the whole area")) +
                       ", season " + std::string(nameOf(part.season));
    return file;
}

std::optional<shamal::Region> shapeOf(const Session& session, const NetcdfSelection& selection)
{
    const bool cut = selection.regionOnly && session.region() && session.region()->box() == nullptr;
    return cut ? session.region() : std::nullopt;
}

void keepInside(shamal::OutputFile& file, const shamal::Region& region)
{
    const std::vector<unsigned char> mask = region.mask(file.variables.front().series.grid());
    for (shamal::OutputVariable& variable : file.variables) {
        variable.series = shamal::within(variable.series, mask);
        for (shamal::FieldSeries& member : variable.furtherMembers)
            member = shamal::within(member, mask);
    }
    file.historyLine += ", cells outside " + region.name + " missing";
}

std::uintmax_t netcdfBytes(const Session& session, const NetcdfSelection& selection)
{
    const shamal::OutputPart part = partOf(session, selection);
    if (selection.content != NetcdfContent::Downscaled) {
        const LoadedSource* const source = sourceOf(session, selection.content);
        return source == nullptr ? 0 : bytesOfPart(source->series, part);
    }
    if (!hasResult(session))
        return 0;
    return session.result()->bytesOfFile({part, selection.spread, selection.members});
}
