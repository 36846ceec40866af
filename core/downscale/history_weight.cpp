#include "downscale/history_weight.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shamal {

double HistoryWeight::at(int lead) const
{
    return lead <= 1 ? 1.0 : lasting + (second - lasting) * std::pow(decay, lead - 2);
}

double LeadErrors::blended(double weight) const
{
    const double rest = 1.0 - weight;
    return weight * weight * own + 2.0 * weight * rest * both + rest * rest * coarse;
}

double LeadErrors::bestWeight() const
{
    const double curvature = own - 2.0 * both + coarse;
    return curvature > 0.0 ? std::clamp((coarse - both) / curvature, 0.0, 1.0) : 0.0;
}

HistoryWeight bestHistoryWeight(std::span<const LeadErrors> leads, double lasting)
{
    constexpr int kSteps = 100;
    HistoryWeight best{lasting, 0.0, lasting};
    double least = std::numeric_limits<double>::infinity();
    for (int second = 0; second <= kSteps; ++second) {
        for (int decay = 0; decay < kSteps; ++decay) {
            const HistoryWeight tried{static_cast<double>(second) / kSteps,
                                      static_cast<double>(decay) / kSteps, lasting};
            double sum = 0.0;
            for (std::size_t i = 1; i < leads.size(); ++i)
                sum += leads[i].blended(tried.at(static_cast<int>(i) + 1));
            if (sum < least) {
                least = sum;
                best = tried;
            }
        }
    }
    return best;
}

}  // namespace shamal
