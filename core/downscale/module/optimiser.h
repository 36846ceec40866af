#pragma once
#include <torch/torch.h>

namespace shamal {

/// AdamW with warm-up, cosine decay and clipped gradients, and the running mean of the weights, which is what
/// gets used.
class Optimiser {
public:
    /// `average` is a network of the same kind; it receives the mean.
    Optimiser(torch::nn::Module& network, torch::nn::Module& average, int steps);
    /// One step down the gradient of `loss`. Throws InputError when the loss is no longer a number.
    void step(const torch::Tensor& loss);

private:
    std::vector<torch::Tensor> m_parameters, m_averages;
    torch::optim::AdamW m_adam;
    int m_steps;
    int m_done = 0;
};

}  // namespace shamal
