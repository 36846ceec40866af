#pragma once
#include "jobs/latest_task.h"
#include "session/cell_statistics.h"
#include "session/map_choice.h"
#include "session/session.h"
#include "session/source_field.h"

#include <QObject>

#include <deque>
#include <functional>
#include <map>

/// Statistics of each cell over the session's season, worked out off the GUI thread, one pass over the days
/// after another in the order they were asked for, and kept until they are forgotten.
class SeasonStatistics : public QObject {
    Q_OBJECT
public:
    /// `session` must outlive it.
    explicit SeasonStatistics(const Session& session);

    /// What is known; else that it is being computed, and arrived() follows. The data set has to be there,
    /// and a statistic chosen.
    MapContent of(const FieldChoice& choice);
    /// Nothing that is under way arrives any more.
    void forget();
    /// The same of downscaled fields when a run begins. Of a run that has a day more, what was known stays,
    /// under the number of days it is of, until the new has arrived.
    void forgetDownscaled();
    bool busy() const { return !m_wanted.empty(); }
    /// Of that choice nothing is known yet, and something is under way.
    bool awaits(const FieldChoice& choice) const;

signals:
    void arrived();  ///< of() has another answer for something

private:
    struct Known {
        MapContent content;
        bool current = true;
    };

    void workOn();
    void settle(const std::function<MapContent(const FieldChoice&)>& contentOf);

    const Session& m_session;
    std::map<FieldChoice, Known> m_known;
    /// Each stands for all that is worked out with it; the first is under way.
    std::deque<FieldChoice> m_wanted;
    LatestTask m_task;
};
