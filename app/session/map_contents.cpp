#include "session/map_contents.h"

#include "fields/regrid.h"
#include "fields/units.h"
#include "text.h"

#include <algorithm>
#include <cmath>

namespace {

bool isOf(const LoadedSource& source, const std::filesystem::path& file)
{
    return !source.dataset.files().empty() && source.dataset.files().front() == file;
}

/// Whether every cell of `to` is one of `from`, edges included, so that nothing has to be interpolated.
bool sameCells(const shamal::Grid& from, const shamal::Grid& to)
{
    constexpr double kAlike = 1e-6;  // degrees
    const auto among = [](const std::vector<double>& edges, const std::vector<double>& wanted) {
        for (std::size_t i = 0; i + 1 < wanted.size(); ++i) {
            const auto lower = std::lower_bound(edges.begin(), edges.end(), wanted[i] - kAlike);
            if (edges.end() - lower < 2 || std::abs(lower[0] - wanted[i]) > kAlike ||
                std::abs(lower[1] - wanted[i + 1]) > kAlike)
                return false;
        }
        return true;
    };
    return among(from.latitudeEdges(), to.latitudeEdges()) &&
           among(from.longitudeEdges(), to.longitudeEdges());
}

QString missingText(const FieldChoice& choice)
{
    switch (choice.data) {
        case FieldChoice::Data::Coarse:
            return Session::tr(
                "No coarse data set.\nFile > Open… takes netCDF files, File > Open Demo makes some.");
        case FieldChoice::Data::Fine:
            return Session::tr("Open a fine data set to compare.");
        case FieldChoice::Data::Downscaled:
            return Session::tr("Nothing downscaled yet.\nChoose an area and days, then Downscale > Run.");
        case FieldChoice::Data::Source:
            break;
    }
    return Session::tr("%1 is not open.").arg(text(choice.source.filename().string()));
}

QString comparedTitle(shamal::Comparison comparison, const QString& a, const QString& b)
{
    switch (comparison) {
        case shamal::Comparison::Ratio:
            return QStringLiteral("%1 ∕ %2").arg(a, b);
        case shamal::Comparison::RelativeDifference:
            return QStringLiteral("(%1 − %2) ∕ %2").arg(a, b);
        default:
            return QStringLiteral("%1 − %2").arg(a, b);
    }
}

QString comparedQuantity(shamal::Comparison comparison, const shamal::FieldMetadata& metadata)
{
    const QString title = text(metadata.title());
    switch (comparison) {
        case shamal::Comparison::Ratio:
            return Session::tr("Ratio of %1 (1)").arg(title);
        case shamal::Comparison::RelativeDifference:
            return Session::tr("Relative difference of %1 (%)").arg(title);
        default:
            return Session::tr("Difference of %1").arg(quantityOf(metadata));
    }
}

/// What becomes of the description of a field. A spread is one of log10 already.
shamal::FieldMetadata lagOneMetadata(shamal::FieldMetadata metadata, const FieldChoice& choice)
{
    const QString title = text(metadata.title());
    const QString of =
        choice.ensemble == FieldChoice::Ensemble::Spread ? title : Session::tr("log10 of %1").arg(title);
    metadata.units = choice.over == FieldChoice::Over::Lag1Rmse ? "log10" : "1";
    metadata.longName = (choice.over == FieldChoice::Over::Lag1Rmse ? Session::tr("Lag-1 RMSE of %1").arg(of)
                         : choice.over == FieldChoice::Over::Lag1R2 ? Session::tr("Lag-1 R² of %1").arg(of)
                                                                    : Session::tr("Lag-1 ACF of %1").arg(of))
                            .toStdString();
    return metadata;
}

}  // namespace

bool MapContents::awaits(const MapChoice& choice) const
{
    return m_statistics.awaits(choice.field) ||
           (choice.kind == MapChoice::Kind::Comparison && m_statistics.awaits(choice.against)) ||
           (choice.swipe && m_statistics.awaits(*choice.swipe));
}

void MapContents::forget()
{
    m_statistics.forget();
    m_regriddings.clear();
}

void MapContents::forgetDownscaled()
{
    m_statistics.forgetDownscaled();
}

MapContent MapContents::of(const MapChoice& choice)
{
    MapContent content = choice.kind == MapChoice::Kind::Comparison ? compared(choice)
                         : choice.kind == MapChoice::Kind::BestDifference
                             ? bestDifference(choice)
                             : fieldOf(choice.field, dayOf(choice));
    const bool ofADay =
        choice.kind == MapChoice::Kind::BestDifference || choice.field.over == FieldChoice::Over::Day;
    if (choice.day && content.field && ofADay) {
        QString& note = content.field->note;
        note += (note.isEmpty() ? QString() : QStringLiteral(" · ")) + Session::tr("day held");
    }
    return content;
}

MapContents::Day MapContents::dayOf(const MapChoice& choice) const
{
    return choice.day ? choice.day : m_session.day();
}

MapContent MapContents::fieldOf(const FieldChoice& choice, const Day& day)
{
    const LoadedSource* const source = sourceOf(m_session, choice);
    const bool there = choice.data == FieldChoice::Data::Downscaled
                           ? m_session.result() && !m_session.result()->empty()
                           : source != nullptr;
    if (!there)
        return {{}, missingText(choice)};
    if (choice.over != FieldChoice::Over::Day)
        return m_statistics.of(choice);
    return source != nullptr ? sourceField(*source, day) : downscaledField(choice, day);
}

MapContent MapContents::downscaledField(const FieldChoice& choice, const Day& date) const
{
    const shamal::DownscaledDay* const day = date ? m_session.downscaled(*date) : nullptr;
    if (day == nullptr)
        return {{}, Session::tr("%1 is not downscaled.").arg(date ? text(toString(*date)) : QString())};
    const auto member = static_cast<std::size_t>(choice.member);
    const bool has = choice.ensemble == FieldChoice::Ensemble::Mean ||
                     (choice.ensemble == FieldChoice::Ensemble::Spread ? !day->spread.empty()
                                                                       : member < day->members.size());
    if (!has)
        return {
            {},
            choice.ensemble == FieldChoice::Ensemble::Spread
                ? Session::tr("A spread needs two members or more; this run has %n.", nullptr,
                              static_cast<int>(day->members.size()))
                : Session::tr("This run has %n member(s).", nullptr, static_cast<int>(day->members.size()))};
    const shamal::FieldMetadata metadata = metadataOf(m_session, choice);
    MapField field;
    field.grid = m_session.result()->info().grid;
    field.values = choice.ensemble == FieldChoice::Ensemble::Mean     ? day->mean
                   : choice.ensemble == FieldChoice::Ensemble::Spread ? day->spread
                                                                      : day->members[member];
    field.title = choice.ensemble == FieldChoice::Ensemble::Mean ? Session::tr("Downscaled · mean")
                                                                 : nameOf(m_session, choice);
    field.date = text(toString(day->date));
    field.quantity = quantityOf(metadata);
    field.unit =
        choice.ensemble == FieldChoice::Ensemble::Spread ? QStringLiteral("log10") : text(metadata.units);
    field.note = !day->fullHistory    ? Session::tr("history partly from the coarse field")
                 : metadata.synthetic ? Session::tr("synthetic")
                                      : QString();
    return {std::move(field), {}};
}

std::vector<float> MapContents::onGridOf(const MapField& field, const MapField& other,
                                         shamal::RegridMethod method, QString& note)
{
    if (sameCells(other.grid, field.grid))
        return shamal::regrid(other.values, other.grid, field.grid, shamal::RegridMethod::Nearest);
    note = nameOf(method);
    if (method != shamal::RegridMethod::Conservative)
        return shamal::regrid(other.values, other.grid, field.grid, method);
    auto known = std::find_if(m_regriddings.begin(), m_regriddings.end(), [&](const Regridding& regridding) {
        return regridding.from == other.grid && regridding.to == field.grid;
    });
    if (known == m_regriddings.end())
        known = m_regriddings.insert(m_regriddings.end(), {other.grid, field.grid, {other.grid, field.grid}});
    std::vector<float> remapped(field.grid.cells());
    known->regridder.apply(other.values, remapped);
    return remapped;
}

MapContent MapContents::compared(const MapChoice& choice)
{
    MapContent first = fieldOf(choice.field, dayOf(choice));
    const MapContent second = fieldOf(choice.against, dayOf(choice));
    if (!first.field || !second.field)
        return {{}, first.field ? second.explanation : first.explanation};
    const QString firstName = nameOf(m_session, choice.field);
    const QString secondName = nameOf(m_session, choice.against);
    const shamal::FieldMetadata metadata = metadataOf(m_session, choice.field);
    const shamal::FieldMetadata otherMetadata = metadataOf(m_session, choice.against);
    if (!shamal::sameUnit(metadata.units, otherMetadata.units))
        return {{},
                Session::tr("%1 is in %2 and %3 in %4: they cannot be compared.")
                    .arg(firstName, text(metadata.units), secondName, text(otherMetadata.units))};
    QString regridded;
    const std::vector<float> other = onGridOf(*first.field, *second.field, choice.regridding, regridded);
    MapField field = std::move(*first.field);
    field.values = shamal::compare(field.values, other, choice.comparison);
    const QString over = nameOf(choice.field.over);
    field.title = comparedTitle(choice.comparison, firstName, secondName) +
                  (over.isEmpty() ? QString() : QStringLiteral(" · ") + over);
    field.quantity = comparedQuantity(choice.comparison, metadata);
    field.unit = choice.comparison == shamal::Comparison::Difference ? text(metadata.units)
                 : choice.comparison == shamal::Comparison::Ratio    ? QString()
                                                                     : QStringLiteral("%");
    QStringList notes;
    for (const auto& [name, matched] :
         {std::pair(firstName, field.matched), std::pair(secondName, second.field->matched)}) {
        if (!matched.isEmpty())
            notes += QStringLiteral("%1: %2").arg(name, matched);
    }
    field.matched = notes.join(QStringLiteral(" · "));
    if (!regridded.isEmpty())
        notes += regridded;
    if (!notes.isEmpty())
        field.note = notes.join(QStringLiteral(" · "));
    return {std::move(field), {}};
}

MapContent MapContents::bestDifference(const MapChoice& choice)
{
    using Data = FieldChoice::Data;
    for (const auto& [field, against] :
         {std::pair(Data::Downscaled, Data::Fine), std::pair(Data::Downscaled, Data::Coarse),
          std::pair(Data::Fine, Data::Coarse)}) {
        MapChoice pair = choice;
        pair.field = FieldChoice();
        pair.against = FieldChoice();
        pair.field.data = field;
        pair.against.data = against;
        pair.comparison = shamal::Comparison::Difference;
        if (MapContent content = compared(pair); content.field)
            return content;
    }
    return {{}, Session::tr("A difference needs two fields of the same day.")};
}

QString nameOf(FieldChoice::Over over)
{
    switch (over) {
        case FieldChoice::Over::Mean:
            return Session::tr("mean");
        case FieldChoice::Over::Maximum:
            return Session::tr("maximum");
        case FieldChoice::Over::StandardDeviation:
            return Session::tr("standard deviation");
        case FieldChoice::Over::Count:
            return Session::tr("days with data");
        case FieldChoice::Over::Lag1Autocorrelation:
            return Session::tr("lag-1 autocorrelation");
        case FieldChoice::Over::Lag1Rmse:
            return Session::tr("lag-1 RMSE");
        case FieldChoice::Over::Lag1R2:
            return Session::tr("lag-1 R²");
        case FieldChoice::Over::Day:
            break;
    }
    return {};
}

QString nameOf(shamal::RegridMethod method)
{
    switch (method) {
        case shamal::RegridMethod::Nearest:
            return Session::tr("nearest cell");
        case shamal::RegridMethod::Bilinear:
            return Session::tr("bilinear");
        case shamal::RegridMethod::Conservative:
            break;
    }
    return Session::tr("conservative");
}

const LoadedSource* sourceOf(const Session& session, const FieldChoice& choice)
{
    if (choice.data == FieldChoice::Data::Coarse)
        return session.coarse();
    if (choice.data == FieldChoice::Data::Fine)
        return session.fine();
    for (const LoadedSource& source : session.sources()) {
        if (choice.data == FieldChoice::Data::Source && isOf(source, choice.source))
            return &source;
    }
    return nullptr;
}

QString nameOf(const Session& session, const FieldChoice& choice)
{
    if (choice.data != FieldChoice::Data::Downscaled) {
        const LoadedSource* const source = sourceOf(session, choice);
        if (source != nullptr)
            return text(source->series.metadata().source);
        return choice.data == FieldChoice::Data::Coarse ? Session::tr("Coarse")
               : choice.data == FieldChoice::Data::Fine ? Session::tr("Fine")
                                                        : text(choice.source.filename().string());
    }
    switch (choice.ensemble) {
        case FieldChoice::Ensemble::Spread:
            return Session::tr("Downscaled, spread");
        case FieldChoice::Ensemble::Member:
            return Session::tr("Downscaled, member %1").arg(choice.member + 1);
        case FieldChoice::Ensemble::Mean:
            break;
    }
    return Session::tr("Downscaled");
}

shamal::FieldMetadata metadataOf(const Session& session, const FieldChoice& choice)
{
    shamal::FieldMetadata metadata;
    if (const LoadedSource* const source = sourceOf(session, choice)) {
        metadata = source->series.metadata();
    } else if (session.result()) {
        const shamal::DownscaleRunInfo& info = session.result()->info();
        if (session.coarse() != nullptr)
            metadata = session.coarse()->series.metadata();
        metadata.name = info.model.variable;
        metadata.units = info.model.units;
        metadata.synthetic = metadata.synthetic || info.model.synthetic;
        if (choice.ensemble == FieldChoice::Ensemble::Spread) {
            metadata.longName = Session::tr("Standard deviation over members of log10 of %1")
                                    .arg(text(metadata.title()))
                                    .toStdString();
            metadata.units = "1";
        }
    }
    if (choice.over == FieldChoice::Over::StandardDeviation)
        metadata.longName = Session::tr("Standard deviation of %1").arg(text(metadata.title())).toStdString();
    if (choice.over == FieldChoice::Over::Count) {
        metadata.longName = Session::tr("Days with data").toStdString();
        metadata.units = "1";
    }
    return ofLagOne(choice.over) ? lagOneMetadata(std::move(metadata), choice) : metadata;
}
