#pragma once
#include "statistics/semivariogram.h"

#include <QStringList>

// What a chart of semivariograms does not show by itself, in words that begin with the data set's name.

/// Where the curve has no value as no pair is so far apart; pairs drawn at random; a spread over one day.
/// Throws InputError when no bin holds a pair: there is no curve.
QStringList remarksOn(const QString& name, const shamal::Semivariogram& found);

/// That pairs were drawn at random, how many and by which seed; empty where all were taken.
QStringList drawnPairs(const QString& name, const shamal::Semivariogram& found);
