#pragma once
#include <QColor>
#include <QString>

#include <vector>

/// A perceptually uniform, colour-blind-safe colour table. Authors and licences:
/// resources/palettes/README.md.
struct Palette {
    QString name;  ///< a proper name, not translated
    std::vector<QColor>
        colours;     ///< 256, from low values to high; 255 where the middle is a colour of its own
    QColor missing;  ///< for cells without data; distinct from every entry
    QColor line;     ///< for coastlines and graticule drawn over the colours
    QColor under;    ///< for values below the range; distinct from every entry and `over`
    QColor over;     ///< for values above it
    bool diverging = false;
};

/// All there are, sequential ones first. They live as long as the program.
const std::vector<Palette>& palettes();
/// Null if there is none of that name.
const Palette* paletteNamed(const QString& name);

/// What is used unless another is asked for: viridis for fields, blue to red over near white for differences.
const Palette& sequentialPalette();
const Palette& divergingPalette();
