#include "downscale/module/fresh_weights.h"

#include <ATen/CPUGeneratorImpl.h>
#include <cmath>

namespace shamal {

FreshWeights::FreshWeights(std::uint64_t seed, torch::Device device)
    : m_draw(at::detail::createCPUGenerator(seed)), m_device(device)
{
}

published::WeightSource FreshWeights::source(const std::string& prefix)
{
    return [this, prefix](const std::string& name, const std::vector<std::int64_t>& shape) {
        torch::Tensor& weights = m_weights[prefix + name];
        if (!weights.defined())
            weights = make(prefix + name, shape).to(m_device);
        return weights;
    };
}

torch::Tensor FreshWeights::make(const std::string& name, const std::vector<std::int64_t>& shape)
{
    const auto dot = name.rfind('.');
    const bool bias = name.substr(dot) == ".bias";
    const bool endsChain =
        name.find(".temp_convs.") != std::string::npos && name.find(".conv4.3.") != std::string::npos;
    const std::vector<std::int64_t> ofWeight =
        bias ? m_weights.at(name.substr(0, dot) + ".weight").sizes().vec() : shape;
    if (endsChain || (bias && ofWeight.size() == 1))
        return torch::zeros(shape);
    if (ofWeight.size() == 1)
        return torch::ones(shape);
    double inputs = 1.0;
    for (std::size_t i = 1; i < ofWeight.size(); ++i)
        inputs *= static_cast<double>(ofWeight[i]);
    const double bound = 1.0 / std::sqrt(inputs);
    return torch::empty(shape).uniform_(-bound, bound, m_draw);
}

std::vector<torch::Tensor> FreshWeights::parameters(const std::string& prefix) const
{
    std::vector<torch::Tensor> found;
    for (const auto& [name, weights] : m_weights)
        if (name.starts_with(prefix))
            found.push_back(weights);
    return found;
}

TensorMap FreshWeights::tensors() const
{
    TensorMap tensors;
    for (const auto& [name, weights] : m_weights) {
        const torch::Tensor numbers = weights.detach().to(torch::kCPU).contiguous();
        const auto* values = numbers.data_ptr<float>();
        tensors[name] = {numbers.sizes().vec(), {values, values + numbers.numel()}};
    }
    return tensors;
}

}  // namespace shamal
