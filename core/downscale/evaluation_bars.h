#pragma once
#include "downscale/evaluation.h"

#include <limits>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// Something that was promised, with what was measured. Both are printed whether it is reached or not.
struct BarCheck {
    std::string bar;  ///< "CRPS over the MAE of the U-Net"
    double value = std::numeric_limits<double>::quiet_NaN();
    double lower = -std::numeric_limits<double>::infinity();  ///< limits, themselves allowed
    double upper = std::numeric_limits<double>::infinity();
    std::string remark;  ///< where the worst value is and the like; may be empty

    bool met() const { return value >= lower && value <= upper; }  ///< what could not be measured is not met
};
BarCheck atLeast(std::string bar, double value, double limit);
BarCheck atMost(std::string bar, double value, double limit);
BarCheck within(std::string bar, double value, double lower, double upper);

/// Of the ensemble on held-out days with true history, `unet` the deterministic U-Net, `others` every further
/// baseline: R2 and temporal R2 of the mean not more than 0.002 below the U-Net's; RMSE below each other
/// baseline's; CRPS (plain, of as many members as there are; the fair one beside it) at most 0.68 of the
/// U-Net's MAE; spread/skill and the variance ratio of every band 0.9 to 1.1; a member's semivariogram within
/// 10 % of the truth's in every bin.
std::vector<BarCheck> skillBars(const MethodEvaluation& ensemble, const MethodEvaluation& unet,
                                std::span<const MethodEvaluation> others);

/// RMSE by lead, the day after the last true fine one first, of runs that start all over the block beyond the
/// fine record. One run has one day of each lead, which tells of that day's weather more than of the lead.
struct LeadSkill {
    std::vector<double> own;      ///< of predictions that may build on own ones
    std::vector<double> without;  ///< of those without fine history, on the same days
    std::size_t starts = 0;       ///< runs
};

/// Of one roll-out beyond the fine record, days in order, against the same model without fine history: at
/// least 75 days; no drift, that is the mean bias of the last third less that of the first third within 0.05
/// log10; a member's lag-1..10 R2 and ACF within 10 % of the truth's (relative; near a zero of the truth's
/// ACF no member can reach that, so the largest absolute difference stands in the remark); no lead with a
/// larger RMSE than without history, and each of the first 10 with a smaller one (over `leads`' runs; how
/// many days of the one roll-out are worse stands in the remark). Throws InputError when the two were not
/// scored on the same days.
std::vector<BarCheck> outOfDataBars(const MethodEvaluation& rollOut, const MethodEvaluation& withoutHistory,
                                    const LeadSkill& leads);

/// One line each: "reached" or "MISSED", value, limits, remark; then how many were reached.
std::string barText(std::span<const BarCheck> bars);
std::string barMarkdown(std::span<const BarCheck> bars);

}  // namespace shamal
