#pragma once
#include "downscale/cell_window.h"
#include "fields/calendar.h"

#include <cstdint>
#include <map>
#include <vector>

namespace shamal {

/// Maps fitted on the training days, one value per cell of the model's grid (row-major), all in standardised
/// units.
struct FittedMaps {
    std::size_t rows = 0, columns = 0;
    std::vector<float> slope, intercept;  ///< per-cell regression: fine = slope * coarse + intercept
    std::vector<float> fineClimatology;   ///< mean over the training days
    std::vector<float> coarseClimatology;
    std::vector<float> elevation;            ///< metres / 2000 - 1
    std::vector<float> latitude, longitude;  ///< -1 .. 1 over the model's area
    float residualScale = 1.0F;              ///< standard deviation of fine minus its regression

    /// The same maps on a window; past the border the last row or column is repeated.
    FittedMaps window(const CellWindow& part) const;
};

/// Standardised daily fields on the rows x columns of some FittedMaps, by day number; NaN where missing.
class DayFields {
public:
    struct Fine {
        std::vector<float> values;
        float trust = 1.0F;  ///< 1 a true field, less for one predicted before
    };
    void setCoarse(std::int64_t day, std::vector<float> values) { m_coarse[day] = std::move(values); }
    void setFine(std::int64_t day, Fine field) { m_fine[day] = std::move(field); }
    const std::vector<float>* coarse(std::int64_t day) const;  ///< null when there is none
    const Fine* fine(std::int64_t day) const;
    void removeFine(std::int64_t day) { m_fine.erase(day); }
    void forgetBefore(std::int64_t day);

private:
    std::map<std::int64_t, std::vector<float>> m_coarse;
    std::map<std::int64_t, Fine> m_fine;
};

/// Channels of the denoiser's conditions, in order.
enum class Condition {
    CoarseToday,
    CoarseYesterday,
    FineLag1,
    FineLag2,
    FineLag3,
    Elevation,
    Latitude,
    Longitude,
    FineClimatology,
    SineOfYear,
    CosineOfYear,
    Regression,
    HistoryTrust,
    Count
};
inline constexpr std::size_t kConditions = static_cast<std::size_t>(Condition::Count);
inline constexpr int kHistoryDays = 40;

/// What of the past may be used. Training hides parts of it, so that the network also works where they are
/// missing.
enum class PastKnown {
    Everything,
    OwnPredictions,  ///< the fine history from the start of the day's run on is the model's own (Rollouts)
    CoarseOnly,      ///< no fine history
    Nothing          ///< the coarse field of the day alone
};

/// Predictions of successive days as they come about beyond the fine record: in runs, whose first day has a
/// true history and each later one the predictions before it.
struct Rollouts {
    DayFields predicted;                          ///< fine fields alone
    std::map<std::int64_t, std::int64_t> starts;  ///< of each predicted day: the first day of its run
    bool empty() const { return starts.empty(); }
};

/// All a network is given for one day on one window.
struct DayInputs {
    Date date;
    std::vector<float> conditions;  ///< kConditions x rows x columns
    std::vector<float> history;     ///< kHistoryDays x rows x columns, yesterday first
    bool fullHistory = true;        ///< every history day was a true or predicted field

    std::span<const float> condition(Condition which) const;
};

/// Gathers the inputs of `day`. Missing things are made up: a fine history day (or cell of one) by the
/// per-cell regression on that day's coarse field, without one by the climatology; yesterday's coarse field
/// by today's; a missing coarse cell by its climatology. HistoryTrust is the share of the history that is
/// real, day k back weighted by 2^-k. `rollouts` are needed for PastKnown::OwnPredictions, with a run for the
/// day.
DayInputs gatherInputs(const FittedMaps& maps, const DayFields& fields, Date date, Calendar calendar,
                       const CellWindow& window, PastKnown past, const Rollouts* rollouts = nullptr);

}  // namespace shamal
