#pragma once
#include <QColor>
#include <QString>

#include <vector>

/// A perceptually uniform, colour-blind-safe colour table of 256 entries.
struct Palette {
    QString name;
    std::vector<QColor> colours;
    QColor missing;  ///< for cells without data; distinct from every entry
    QColor line;     ///< for coastlines and graticule drawn over the colours
};

/// Sequential for fields (viridis), diverging for differences (blue, near white, red).
const Palette& sequentialPalette();
const Palette& divergingPalette();
