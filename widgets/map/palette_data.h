#pragma once
#include <span>

/// One palette as it is kept in the program.
struct PaletteData {
    const char* name;
    bool diverging;
    const char* colours;  ///< "rrggbb" of 256 (255 if diverging: with a middle) colours, from low to high
    unsigned under;       ///< 0xrrggbb, as the two below
    unsigned over;
    unsigned line;
};

/// matplotlib's and F. Crameri's, sequential ones first.
std::span<const PaletteData> paletteData();
