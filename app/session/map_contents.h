#pragma once
#include "fields/conservative_regrid.h"
#include "session/map_choice.h"
#include "session/season_statistics.h"
#include "session/session.h"
#include "session/source_field.h"

#include <QString>

#include <optional>

/// The fields of a session as maps show them. Statistics over a season, and how one grid is brought to
/// another, are worked out once and kept until the session's data or season change.
class MapContents {
public:
    /// `session` must outlive it.
    explicit MapContents(const Session& session) : m_session(session), m_statistics(session) {}

    /// Where a statistic of the season is not there yet, an explanation; statistics() tells when to ask
    /// again.
    MapContent of(const MapChoice& choice);
    const SeasonStatistics& statistics() const { return m_statistics; }
    /// A statistic that the choice needs is under way, and there is no older one.
    bool awaits(const MapChoice& choice) const;
    void forget();            ///< to be called when data sets or the season changed
    void forgetDownscaled();  ///< when there is another downscaled day

private:
    using Day = std::optional<shamal::Date>;
    Day dayOf(const MapChoice& choice) const;
    MapContent fieldOf(const FieldChoice& choice, const Day& day);
    MapContent downscaledField(const FieldChoice& choice, const Day& day) const;
    MapContent compared(const MapChoice& choice);
    MapContent bestDifference(const MapChoice& choice);
    /// `other` on the grid of `field`, and in `note` how it got there; nothing to say where cells are the
    /// same.
    std::vector<float> onGridOf(const MapField& field, const MapField& other, shamal::RegridMethod method,
                                QString& note);

    struct Regridding {
        shamal::Grid from, to;
        shamal::ConservativeRegridder regridder;
    };

    const Session& m_session;
    SeasonStatistics m_statistics;
    std::vector<Regridding> m_regriddings;
};

/// What a field is called in menus and in the titles of maps: "MERRA-2", "Downscaled, member 3".
QString nameOf(const Session& session, const FieldChoice& choice);
/// "mean", "maximum", ... over the season; empty for a field of the day.
QString nameOf(FieldChoice::Over over);
QString nameOf(shamal::RegridMethod method);
/// Name, title and unit of what a choice shows.
shamal::FieldMetadata metadataOf(const Session& session, const FieldChoice& choice);
/// The data set a choice names; null when it is not open, or for downscaled fields.
const LoadedSource* sourceOf(const Session& session, const FieldChoice& choice);
