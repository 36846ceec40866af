#include "downscale/module/published_training.h"

namespace shamal {

torch::Tensor noisyImages(const NoiseSchedule& table, const torch::Tensor& clean, const torch::Tensor& noise,
                          const torch::Tensor& steps)
{
    std::vector<float> alphaBar;
    for (std::int64_t i = 0; i < steps.size(0); ++i)
        alphaBar.push_back(
            static_cast<float>(table.step(static_cast<int>(steps[i].item<std::int64_t>())).alphaBar));
    const torch::Tensor share = torch::tensor(alphaBar, clean.options()).view({-1, 1, 1, 1});
    return clean * share.sqrt() + noise * (1.0 - share).sqrt();
}

torch::Tensor denoiserLoss(const PublishedDenoiser& denoiser, const NoiseSchedule& table,
                           const torch::Tensor& clean, const torch::Tensor& present,
                           const torch::Tensor& conditions, const torch::Tensor& noise,
                           const torch::Tensor& steps)
{
    const torch::Tensor found =
        denoiser.clean(noisyImages(table, clean, noise, steps), denoiser.prepare(conditions), steps);
    return (present * (found - clean).square()).sum() / present.sum().clamp_min(1.0);
}

}  // namespace shamal
