#pragma once
#include "fields/error.h"

#include <functional>
#include <stop_token>
#include <string>
#include <utility>

namespace shamal {

/// Where long work says how far it is. Called from the thread that does the work.
class Progress {
public:
    using Sink = std::function<void(double fraction, const std::string& doing)>;
    Progress() = default;  ///< says nothing to nobody
    explicit Progress(Sink sink) : m_sink(std::move(sink)) {}

    /// `fraction` of the whole, 0..1; `doing` a short present participle ("Reading 2006-07-14").
    void report(double fraction, const std::string& doing) const
    {
        if (m_sink)
            m_sink(fraction, doing);
    }

private:
    Sink m_sink;
};

/// Throws Stopped when a stop was asked for.
inline void throwIfStopped(const std::stop_token& stop)
{
    if (stop.stop_requested())
        throw Stopped();
}

}  // namespace shamal
