#include "downscale/module/optimiser.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <cmath>
#include <numbers>

namespace shamal {

namespace {

constexpr double kLearningRate = 1.5e-3;
constexpr double kLastShare = 0.02;  ///< of the learning rate, at the end of the cosine
constexpr int kWarmUpSteps = 50;
constexpr double kAveraging = 0.995;
constexpr double kLongestGradient = 1.0;

}  // namespace

Optimiser::Optimiser(torch::nn::Module& network, torch::nn::Module& average, int steps)
    : m_parameters(network.parameters()),
      m_averages(average.parameters()),
      m_adam(m_parameters, torch::optim::AdamWOptions(kLearningRate).betas({0.9, 0.99}).weight_decay(1e-2)),
      m_steps(steps)
{
    const torch::NoGradGuard noGradient;
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        m_averages[i].copy_(m_parameters[i]);
}

void Optimiser::step(const torch::Tensor& loss)
{
    if (!std::isfinite(loss.item<float>()))
        throw InputError(fmt::format(
            "Training diverged at step {}: the loss is no longer a number. Try another seed, or look for "
            "absurd values in the series.",
            m_done));
    const double done = static_cast<double>(m_done) / m_steps;
    const double decay = kLastShare + (1.0 - kLastShare) * 0.5 * (1.0 + std::cos(std::numbers::pi * done));
    const double warmUp = std::min(1.0, (m_done + 1.0) / kWarmUpSteps);
    for (auto& group : m_adam.param_groups())
        static_cast<torch::optim::AdamWOptions&>(group.options()).lr(kLearningRate * warmUp * decay);
    m_adam.zero_grad();
    loss.backward();
    torch::nn::utils::clip_grad_norm_(m_parameters, kLongestGradient);
    m_adam.step();

    const torch::NoGradGuard noGradient;
    const double keep = std::min(kAveraging, (1.0 + m_done) / (10.0 + m_done));
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        m_averages[i].mul_(keep).add_(m_parameters[i], 1.0 - keep);
    ++m_done;
}

}  // namespace shamal
