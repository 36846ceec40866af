#pragma once
#include "fields/grid.h"

#include <QString>

#include <memory>
#include <vector>

/// One field as a map shows it.
struct MapField {
    shamal::Grid grid;
    std::vector<float> values;  ///< row-major, southernmost row first; NaN missing
    QString title;              ///< "MERRA-2 · DUEXTTAU"
    QString date;               ///< "2006-07-14"; empty without time
    QString quantity;           ///< for the colour bar: "Dust extinction optical depth, 550 nm (1)"
    QString note;               ///< small print: "synthetic", "bilinear"; may be empty
    QString unit = {};          ///< of the values; empty or "1" without one
    /// Which step it is, where that is not of the day alone: "monthly value of 2006-07".
    QString matched = {};
};
