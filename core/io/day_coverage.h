#pragma once
#include "io/series_description.h"

#include <cstdint>
#include <map>
#include <vector>

namespace shamal {

/// How much of which day the steps of a series cover.
class DayCoverage {
public:
    void add(const DayShare& share);
    /// In order, labelled as daily means.
    std::vector<TimeStep> days(Calendar calendar) const;

private:
    struct Covered {
        int samples = 0;
        std::int64_t seconds = 0;
    };
    std::map<std::int64_t, Covered> m_days;  ///< by dayNumber()
};

}  // namespace shamal
