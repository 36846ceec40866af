#pragma once
#include <QColor>

/// The kinds of data set that charts and maps tell apart. Each keeps its colour everywhere.
enum class DataKind { Coarse, Fine, Downscaled };

/// From the colour-blind-safe set of Okabe and Ito (2008), lightened on a dark background.
QColor dataColour(DataKind kind, bool darkBackground);
