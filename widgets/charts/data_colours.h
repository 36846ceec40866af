#pragma once
#include <QColor>

/// The kinds of data set that charts and maps tell apart, and two predictions made of the truth alone. Each
/// keeps its colour everywhere.
enum class DataKind { Coarse, Fine, Downscaled, Persistence, Climatology };

/// From the colour-blind-safe set of Okabe and Ito (2008), lightened on a dark background.
QColor dataColour(DataKind kind, bool darkBackground);
