#pragma once
#include "panels/analyses.h"

#include <QtNumeric>

/// The first row of a result under these names; null without one.
inline const AnalysisRow* rowOf(const AnalysisResult& result, const QString& analysis, const QString& dataSet,
                                const QString& quantity)
{
    for (const AnalysisRow& row : result.rows) {
        if (row.analysis == analysis && row.dataSet == dataSet && row.quantity == quantity)
            return &row;
    }
    return nullptr;
}

/// Its number; NaN without one.
inline double valueOf(const AnalysisResult& result, const QString& analysis, const QString& dataSet,
                      const QString& quantity)
{
    const AnalysisRow* const row = rowOf(result, analysis, dataSet, quantity);
    return row == nullptr ? qQNaN() : row->value;
}
