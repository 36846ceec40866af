#pragma once
#include "charts/data_colours.h"
#include "fields/day_steps.h"

#include <QString>

#include <utility>
#include <vector>

/// What the time bar knows of one data set.
struct TimeRow {
    DataKind kind = DataKind::Coarse;
    QString name;
    shamal::DaySteps days;
    int stepsADay = 0;                   ///< of the source, before they were averaged; 0: not known, or 1
    std::vector<shamal::Date> testDays;  ///< of the model, ascending; those without a field are left out
    std::vector<std::pair<shamal::Date, shamal::Date>> repeated;  ///< runs of days whose steps came twice
};
