#include "downscale/evaluation_bars.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "fields/error.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// The largest |a/b - 1| of two curves; NaN as soon as one place has none.
BarCheck worstRelative(std::string bar, const std::vector<double>& of, const std::vector<double>& truth,
                       const std::vector<std::string>& places)
{
    BarCheck check = atMost(std::move(bar), of.empty() ? kMissing : 0.0, 0.1);
    double largestDifference = 0.0;
    std::string worst = "no value";
    for (std::size_t i = 0; i < of.size(); ++i) {
        const double error = std::abs(of[i] / truth[i] - 1.0);
        largestDifference = std::max(largestDifference, std::abs(of[i] - truth[i]));
        if (std::isnan(check.value))
            break;
        if (std::isnan(error) || error >= check.value) {
            check.value = error;
            worst = places[i];
        }
    }
    check.remark = fmt::format("worst at {}; largest absolute difference {:.3g}", worst, largestDifference);
    return check;
}

void addTextureBars(std::vector<BarCheck>& bars, const MethodEvaluation& ensemble)
{
    for (std::size_t band = 0; band < ensemble.varianceRatio.size(); ++band)
        bars.push_back(within(fmt::format("variance of a member over the truth's, {:g} to {:g} km",
                                          ensemble.bandEdgesKm[band], ensemble.bandEdgesKm[band + 1]),
                              ensemble.varianceRatio[band], 0.9, 1.1));
    std::vector<std::string> places;
    for (const double lag : ensemble.lagKm)
        places.push_back(fmt::format("{:g} km", lag));
    bars.push_back(worstRelative("semivariogram of a member, relative error in the worst bin",
                                 ensemble.memberGamma, ensemble.truthGamma, places));
}

BarCheck driftBar(const MethodEvaluation& rollOut)
{
    const std::size_t third = rollOut.days.size() / 3;
    if (third == 0)
        return within("drift: bias of the last third less that of the first, log10", kMissing, -0.05, 0.05);
    double first = 0.0, last = 0.0;
    for (std::size_t i = 0; i < third; ++i) {
        first += rollOut.days[i].bias() / static_cast<double>(third);
        last += rollOut.days[rollOut.days.size() - 1 - i].bias() / static_cast<double>(third);
    }
    BarCheck check =
        within("drift: bias of the last third less that of the first, log10", last - first, -0.05, 0.05);
    check.remark = fmt::format("{:.3f} after {:.3f}", last, first);
    return check;
}

void addLeadBars(std::vector<BarCheck>& bars, const LeadSkill& leads)
{
    constexpr std::size_t kFirstLeads = 10;
    double worse = leads.own.empty() ? kMissing : 0.0;
    double notBetter = worse;
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t lead = 0; lead < leads.own.size(); ++lead) {
        const double loss = leads.own[lead] - leads.without[lead];
        worse += loss > 0.0 ? 1.0 : 0.0;
        largest = std::max(largest, loss);
        notBetter += lead < kFirstLeads && !(loss < 0.0) ? 1.0 : 0.0;
    }
    bars.push_back(atMost("leads with a larger RMSE than without fine history", worse, 0.0));
    bars.back().remark =
        fmt::format("of {}, over {} runs; by {:.3g} at most", leads.own.size(), leads.starts, largest);
    bars.push_back(atMost("of the first 10 leads, those without a smaller RMSE", notBetter, 0.0));
}

std::string limits(const BarCheck& bar)
{
    if (std::isinf(bar.lower))
        return fmt::format("at most {:g}", bar.upper);
    if (std::isinf(bar.upper))
        return fmt::format("at least {:g}", bar.lower);
    return fmt::format("{:g} to {:g}", bar.lower, bar.upper);
}

std::string valueText(const BarCheck& bar)
{
    return std::isnan(bar.value) ? "not measured" : fmt::format("{:.4g}", bar.value);
}

std::string countText(std::span<const BarCheck> bars)
{
    return fmt::format("{} of {} reached.\n", std::ranges::count_if(bars, &BarCheck::met), bars.size());
}

}  // namespace

BarCheck atLeast(std::string bar, double value, double limit)
{
    return within(std::move(bar), value, limit, std::numeric_limits<double>::infinity());
}

BarCheck atMost(std::string bar, double value, double limit)
{
    return within(std::move(bar), value, -std::numeric_limits<double>::infinity(), limit);
}

BarCheck within(std::string bar, double value, double lower, double upper)
{
    return {std::move(bar), value, lower, upper, {}};
}

std::vector<BarCheck> skillBars(const MethodEvaluation& ensemble, const MethodEvaluation& unet,
                                std::span<const MethodEvaluation> others)
{
    std::vector<BarCheck> bars;
    bars.push_back(
        atLeast("R2 of the ensemble mean less that of " + unet.method, ensemble.r2 - unet.r2, -0.002));
    bars.push_back(atLeast("temporal R2 of the ensemble mean less that of " + unet.method,
                           ensemble.temporalR2 - unet.temporalR2, -0.002));
    for (const MethodEvaluation& other : others)
        bars.push_back(atMost("RMSE less that of " + other.method, ensemble.rmse - other.rmse,
                              -std::numeric_limits<double>::min()));
    BarCheck crps = atMost("CRPS over the MAE of " + unet.method, ensemble.ensemble.crps / unet.mae, 0.68);
    crps.remark =
        fmt::format("{} members; fair CRPS {:.4g}", ensemble.members, ensemble.ensemble.fairCrps / unet.mae);
    bars.push_back(crps);
    bars.push_back(within("spread/skill", ensemble.ensemble.spreadSkill, 0.9, 1.1));
    addTextureBars(bars, ensemble);
    return bars;
}

std::vector<BarCheck> outOfDataBars(const MethodEvaluation& rollOut, const MethodEvaluation& withoutHistory,
                                    const LeadSkill& leads)
{
    if (!std::ranges::equal(rollOut.days, withoutHistory.days, {}, &DaySums::day, &DaySums::day))
        throw InputError(fmt::format("'{}' and '{}' were not scored on the same days.", rollOut.method,
                                     withoutHistory.method));
    std::vector<BarCheck> bars;
    bars.push_back(atLeast("days of the roll-out", static_cast<double>(rollOut.days.size()), 75));
    bars.push_back(driftBar(rollOut));
    std::vector<std::string> places;
    for (const int lag : rollOut.lags.lagDays)
        places.push_back(fmt::format("lag {}", lag));
    bars.push_back(worstRelative("lag R2 of a member, relative error at the worst lag", rollOut.lags.memberR2,
                                 rollOut.lags.truthR2, places));
    bars.push_back(worstRelative("ACF of a member's area mean, relative error at the worst lag",
                                 rollOut.lags.memberAcf, rollOut.lags.truthAcf, places));

    addLeadBars(bars, leads);
    std::size_t worseDays = 0;
    for (std::size_t day = 0; day < rollOut.days.size(); ++day)
        worseDays += rollOut.days[day].rmse() > withoutHistory.days[day].rmse() ? 1 : 0;
    bars.back().remark =
        fmt::format("{} of {} days of the one roll-out are worse; its RMSE {:.4g} against {:.4g}", worseDays,
                    rollOut.days.size(), rollOut.rmse, withoutHistory.rmse);
    return bars;
}

std::string barText(std::span<const BarCheck> bars)
{
    std::size_t width = 0;
    for (const BarCheck& bar : bars)
        width = std::max(width, bar.bar.size());
    std::string out;
    for (const BarCheck& bar : bars)
        out += fmt::format("{}  {:<{}}  {:>12}  ({}{}{})\n", bar.met() ? "reached" : "MISSED ", bar.bar,
                           width, valueText(bar), limits(bar), bar.remark.empty() ? "" : "; ", bar.remark);
    return out + countText(bars);
}

std::string barMarkdown(std::span<const BarCheck> bars)
{
    std::string out = "| bar | measured | limit | reached | remark |\n| --- | ---: | ---: | --- | --- |\n";
    for (const BarCheck& bar : bars)
        out += fmt::format("| {} | {} | {} | {} | {} |\n", bar.bar, valueText(bar), limits(bar),
                           bar.met() ? "yes" : "**no**", bar.remark);
    return out + "\n" + countText(bars);
}

}  // namespace shamal
