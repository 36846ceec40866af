#include "downscale/module/published_conditions.h"

namespace shamal {

torch::Tensor publishedConditions(const PublishedEncoder& encoder, const torch::Tensor& history,
                                  const torch::Tensor& maps, std::span<const int> years)
{
    const auto map = [&](Condition which) {
        return maps.slice(1, static_cast<std::int64_t>(which), static_cast<std::int64_t>(which) + 1);
    };
    const torch::Tensor coarse = map(Condition::CoarseToday);
    const auto constant = [&](Condition which) { return map(which).mean({2, 3}, true).expand_as(coarse); };
    std::vector<float> since2000;
    for (const int year : years)
        since2000.push_back(static_cast<float>((year - 2000) / 24.0));
    return torch::cat(
        {torch::upsample_bilinear2d(encoder.features(history.flip(1)), {coarse.size(2), coarse.size(3)},
                                    false),
         coarse, map(Condition::Elevation), constant(Condition::Latitude), constant(Condition::Longitude),
         torch::tensor(since2000, coarse.options()).view({-1, 1, 1, 1}).expand_as(coarse)},
        1);
}

}  // namespace shamal
