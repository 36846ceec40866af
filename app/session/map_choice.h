#pragma once
#include "fields/calendar.h"
#include "fields/field_comparison.h"
#include "fields/regrid.h"

#include <compare>
#include <filesystem>
#include <optional>
#include <vector>

/// One field of a data set.
struct FieldChoice {
    /// Which data set: by its part in the comparison, or any that is open.
    enum class Data { Coarse, Fine, Downscaled, Source };
    /// Of the day looked at, or a statistic of each cell over the days of the season.
    enum class Over {
        Day,
        Mean,
        Maximum,
        StandardDeviation,
        Count,
        Lag1Autocorrelation,  ///< of log10, as the two that follow: each day with the day before
        Lag1Rmse,
        Lag1R2
    };
    /// Of downscaled fields: the ensemble mean, the standard deviation of log10 over members, or one member.
    enum class Ensemble { Mean, Spread, Member };

    Data data = Data::Coarse;
    std::filesystem::path source = {};  ///< of Data::Source: the first file of it
    Over over = Over::Day;
    Ensemble ensemble = Ensemble::Mean;
    int member = 0;  ///< of Ensemble::Member, from 0

    auto operator<=>(const FieldChoice&) const = default;
};

/// What one map shows.
struct MapChoice {
    enum class Kind {
        Field,          ///< `field`
        Comparison,     ///< `field` with `against`, on the grid of `field`
        BestDifference  ///< downscaled - fine, else downscaled - coarse, else fine - coarse
    };
    Kind kind = Kind::Field;
    FieldChoice field;
    FieldChoice against;
    shamal::Comparison comparison = shamal::Comparison::Difference;
    /// How the other field is brought to the grid of the first.
    shamal::RegridMethod regridding = shamal::RegridMethod::Conservative;
    std::optional<shamal::Date> day = {};  ///< held; without one the map follows the day looked at
    /// Laid over the right of the map, up to an edge that the user moves.
    std::optional<FieldChoice> swipe = {};

    bool operator==(const MapChoice&) const = default;
};

/// Coarse, fine and downscaled field and the best difference.
std::vector<MapChoice> mapsOfANewWindow();
