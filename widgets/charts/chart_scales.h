#pragma once
#include <qcustomplot.h>

/// A little more on either side, as long on a logarithmic axis as on a linear one.
QCPRange withMargins(const QCPRange& range, bool logarithmic);
/// 1, 2 and 5 times powers of ten; where the axis is shorter than that, what a linear one has.
QSharedPointer<QCPAxisTicker> logTicker(const QCPRange& range);
