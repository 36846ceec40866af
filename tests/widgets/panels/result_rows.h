#pragma once
#include "panels/analyses.h"

#include <QtNumeric>

/// The first number of a result under these names; NaN without one.
inline double valueOf(const AnalysisResult& result, const QString& analysis, const QString& dataSet,
                      const QString& quantity)
{
    for (const AnalysisRow& row : result.rows) {
        if (row.analysis == analysis && row.dataSet == dataSet && row.quantity == quantity)
            return row.value;
    }
    return qQNaN();
}
