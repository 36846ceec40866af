#pragma once
#include "charts/data_kind.h"

#include <QColor>

/// From the colour-blind-safe set of Okabe and Ito (2008), lightened on a dark background.
QColor dataColour(DataKind kind, bool darkBackground);
