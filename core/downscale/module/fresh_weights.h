#pragma once
#include "downscale/module/published_layers.h"
#include "downscale/tensor_file.h"

#include <map>

namespace shamal {

/// First weights of networks that are trained from the start, as PyTorch makes them: of linear layers and
/// convolutions uniform within 1 / sqrt(numbers an output is made of) (He et al. 2015 with a slope of sqrt
/// 5), biases likewise; of norms 1 and 0. The last convolution of each chain in time is 0, as in the library
/// of the published code. A parameter is made when it is first asked for, weights before their bias, and the
/// same tensor is given ever after.
class FreshWeights {
public:
    FreshWeights(std::uint64_t seed, torch::Device device);

    /// Parameters whose names begin with `prefix`.
    published::WeightSource source(const std::string& prefix);
    std::vector<torch::Tensor> parameters(const std::string& prefix) const;
    /// All of them, by whole name.
    TensorMap tensors() const;

private:
    torch::Tensor make(const std::string& name, const std::vector<std::int64_t>& shape);

    at::Generator m_draw;
    torch::Device m_device;
    std::map<std::string, torch::Tensor> m_weights;
};

}  // namespace shamal
