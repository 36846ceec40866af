#pragma once
#include <QString>

/// What one map reads at a place, in words.
struct ProbeReading {
    QString field;  ///< "MERRA-2 · DUEXTTAU"
    QString value;  ///< with its unit; "missing", "outside"
    QString cell;   ///< centre and index: "35.5° N 67.5° E [12, 34]"; rows and columns from 0
    QString date;   ///< of the field, with the step matched where that is another; or its season

    bool operator==(const ProbeReading&) const = default;
};

/// Three significant digits and the unit, if it has one; "missing" for NaN.
QString valueText(double value, const QString& unit);
