#pragma once

/// Where one to six maps lie: up to four two by two, five and six in rows of three, and a row that is not
/// full shares its width among the maps it has.
struct MapGrid {
    static constexpr int kUnits = 6;  ///< columns that every row is divided into

    int maps = 1;
    int rows = 1;

    struct Place {
        int row = 0;
        int column = 0;   ///< first unit
        int columns = 6;  ///< units
    };
    static MapGrid of(int maps);
    Place place(int index) const;
};
