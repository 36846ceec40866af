#include "downscale/module/inference_networks.h"

#include <array>
#include <cassert>
#include <numeric>

namespace shamal {

namespace {

constexpr int kWinogradSide = 4;

NetworkWeights weightsOf(const torch::nn::Module& network)
{
    NetworkWeights weights;
    for (const auto& parameter : network.named_parameters())
        weights[parameter.key()] = parameter.value().detach();
    return weights;
}

/// Of channels `first` .. `last` of a norm.
GroupNormWeights normWeights(const NetworkWeights& weights, const std::string& name, std::int64_t first,
                             std::int64_t last)
{
    const torch::Tensor& weight = weights.at(name + ".weight");
    const std::int64_t width = weight.size(0) / groupsOfNorm(weight.size(0));
    assert(first % width == 0 && last % width == 0);
    return {weight.slice(0, first, last).contiguous(),
            weights.at(name + ".bias").slice(0, first, last).contiguous(), (last - first) / width};
}

GroupNormWeights normWeights(const NetworkWeights& weights, const std::string& name)
{
    return normWeights(weights, name, 0, weights.at(name + ".weight").size(0));
}

/// Of input channels `first` .. `last` of a convolution, both counts filled up with zeros to a multiple of 8.
WinogradConvolution convolutionOf(const torch::Tensor& weight, std::int64_t first, std::int64_t last)
{
    const auto missing = [](std::int64_t channels) { return (8 - channels % 8) % 8; };
    const torch::Tensor part = weight.slice(1, first, last).contiguous(at::MemoryFormat::Contiguous);
    return {torch::constant_pad_nd(part, {0, 0, 0, 0, 0, missing(part.size(1)), 0, missing(part.size(0))}),
            kWinogradSide};
}

WinogradConvolution convolutionOf(const torch::Tensor& weight)
{
    return convolutionOf(weight, 0, weight.size(1));
}

HalvingConvolution halvingConvolution(const NetworkWeights& weights, const std::string& name)
{
    return {weights.at(name + ".weight"), weights.at(name + ".bias")};
}

torch::Tensor innermost(const torch::Tensor& images)
{
    return images.permute({0, 2, 3, 1}).contiguous();
}

}  // namespace

InferenceBlock::InferenceBlock(const NetworkWeights& weights, const std::string& name,
                               const std::vector<std::int64_t>& parts, std::int64_t apart)
{
    const torch::Tensor& weight1 = weights.at(name + ".convolution1.weight");
    const std::int64_t joined = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    m_norm1 = normWeights(weights, name + ".norm1", 0, joined);
    m_norm2 = normWeights(weights, name + ".norm2");
    m_convolution1 = convolutionOf(weight1, 0, joined);
    m_convolution2 = convolutionOf(weights.at(name + ".convolution2.weight"));
    m_bias1 = weights.at(name + ".convolution1.bias");
    m_bias2 = weights.at(name + ".convolution2.bias");
    if (const auto skip = weights.find(name + ".skip.weight"); skip != weights.end()) {
        m_bias2 = m_bias2 + weights.at(name + ".skip.bias");
        std::int64_t first = 0;
        for (const std::int64_t channels : parts) {
            m_skips.emplace_back(skip->second.slice(1, first, first + channels));
            first += channels;
        }
    }
    if (apart > 0) {
        m_norm1Apart = normWeights(weights, name + ".norm1", joined, joined + apart);
        m_convolution1Apart = convolutionOf(weight1, joined, joined + apart);
        m_skipApart = PointConvolution(weights.at(name + ".skip.weight").slice(1, joined, joined + apart));
    }
    if (const auto film = weights.find(name + ".film.weight"); film != weights.end()) {
        m_filmWeight = film->second;
        m_filmBias = weights.at(name + ".film.bias");
    }
}

InferenceBlock::Prepared InferenceBlock::prepare(const torch::Tensor& apart) const
{
    const InnerImage image{apart};
    return {m_convolution1Apart(activate({&image, 1}, m_norm1Apart), torch::zeros_like(m_bias1)),
            m_skipApart(apart)};
}

torch::Tensor InferenceBlock::operator()(std::span<const InnerImage> x, const torch::Tensor& embedding,
                                         const Prepared& prepared) const
{
    std::vector<InnerImage> add;
    if (prepared.convolution.defined())
        add.push_back({prepared.convolution});
    const InnerImage h{m_convolution1(activate(x, m_norm1), m_bias1, add)};

    GroupNormWeights norm2 = m_norm2;
    if (m_filmWeight.defined()) {
        const auto film = torch::linear(embedding, m_filmWeight, m_filmBias).squeeze(0).chunk(2);
        norm2.weight = norm2.weight * (1.0 + film[0]);
        norm2.bias = norm2.bias * (1.0 + film[0]) + film[1];
    }
    add.clear();
    if (prepared.skip.defined())
        add.push_back({prepared.skip});
    for (std::size_t i = 0; i < x.size(); ++i)
        add.push_back({m_skips.empty() ? x[i].values : m_skips[i](x[i].values), x[i].enlarged});
    return m_convolution2(activate({&h, 1}, norm2), m_bias2, add);
}

InferenceEncoder::InferenceEncoder(const NetworkWeights& weights)
    : m_input(convolutionOf(weights.at("input.weight"))),
      m_inputBias(weights.at("input.bias")),
      m_down1(halvingConvolution(weights, "down1")),
      m_down2(halvingConvolution(weights, "down2")),
      m_block0(weights, "block0", {m_inputBias.size(0)}),
      m_block1(weights, "block1", {TransferEncoderImpl::kFeatures}),
      m_block2(weights, "block2", {TransferEncoderImpl::kFeatures})
{
}

torch::Tensor InferenceEncoder::features(const torch::Tensor& history) const
{
    const auto through = [](const InferenceBlock& block, const torch::Tensor& x) {
        const InnerImage image{x};
        return block({&image, 1});
    };
    const torch::Tensor h0 = through(m_block0, m_input(gatherCells(history, 1), m_inputBias));
    const torch::Tensor h1 = through(m_block1, m_down1(h0));
    return through(m_block2, m_down2(h1)).permute({0, 3, 1, 2});
}

InferenceUNetwork::InferenceUNetwork(const NetworkWeights& weights, std::int64_t drawn)
    : m_inputBias(weights.at("input.bias")),
      m_down1(halvingConvolution(weights, "down1")),
      m_down2(halvingConvolution(weights, "down2")),
      m_outputNorm(normWeights(weights, "outputNorm"))
{
    const torch::Tensor& input = weights.at("input.weight");
    const std::int64_t half = input.size(0);
    const std::int64_t quarter = m_down1.out();
    const std::int64_t eighth = m_down2.out();
    const std::int64_t features = weights.at("block1.convolution1.weight").size(1) - quarter;
    if (drawn > 0)
        m_inputNoisy = convolutionOf(input, 0, 4 * drawn);
    m_inputConditions = convolutionOf(input, 4 * drawn, input.size(1));
    m_block0 = InferenceBlock(weights, "block0", {half});
    m_block1 = InferenceBlock(weights, "block1", {quarter}, features);
    m_middle1 = InferenceBlock(weights, "middle1", {eighth});
    m_middle2 = InferenceBlock(weights, "middle2", {eighth});
    m_up1 = InferenceBlock(weights, "up1", {eighth, quarter});
    m_up0 = InferenceBlock(weights, "up0", {quarter, half});
    m_output = convolutionOf(weights.at("output.weight"));
    m_outputBias = torch::constant_pad_nd(weights.at("output.bias"), {0, 4});
    if (weights.contains("time1.weight")) {
        m_time1 = weights.at("time1.weight");
        m_timeBias1 = weights.at("time1.bias");
        m_time2 = weights.at("time2.weight");
        m_timeBias2 = weights.at("time2.bias");
    }
}

InferenceUNetwork::Prepared InferenceUNetwork::prepare(const torch::Tensor& conditions,
                                                       const torch::Tensor& features) const
{
    Prepared day{m_inputConditions(gatherCells(conditions, 2), m_inputBias), {}};
    if (features.defined())
        day.features = m_block1.prepare(innermost(features));
    return day;
}

torch::Tensor InferenceUNetwork::embeddingOf(double time) const
{
    if (!m_time1.defined())
        return {};
    const torch::Tensor waves = timeWaves(torch::full({1}, time, torch::kFloat));
    return torch::silu(
        torch::linear(torch::silu(torch::linear(waves, m_time1, m_timeBias1)), m_time2, m_timeBias2));
}

torch::Tensor InferenceUNetwork::operator()(const Prepared& day, const torch::Tensor& noisy,
                                            double time) const
{
    const torch::Tensor e = embeddingOf(time);
    const auto through = [&](const InferenceBlock& block, const torch::Tensor& x,
                             const InferenceBlock::Prepared& prepared = {}) {
        const InnerImage image{x};
        return block({&image, 1}, e, prepared);
    };
    const auto joined = [&](const InferenceBlock& block, const torch::Tensor& below, const torch::Tensor& x) {
        const std::array<InnerImage, 2> images{InnerImage{below, true}, InnerImage{x}};
        return block(images, e);
    };
    torch::Tensor input = day.input;
    if (noisy.defined()) {
        const InnerImage conditions{day.input};
        input = m_inputNoisy(gatherCells(noisy, 2), torch::zeros_like(m_inputBias), {&conditions, 1});
    }
    const torch::Tensor h0 = through(m_block0, input);
    const torch::Tensor h1 = through(m_block1, m_down1(h0), day.features);
    torch::Tensor h = through(m_middle2, through(m_middle1, m_down2(h1)));
    h = joined(m_up1, h, h1);
    const InnerImage last{joined(m_up0, h, h0)};
    return spreadCells(m_output(activate({&last, 1}, m_outputNorm), m_outputBias));
}

InferenceNetworks::InferenceNetworks(const ModelNetworks& networks) : m_networks(networks)
{
    const torch::NoGradGuard noGradient;
    if (m_networks->encoder)
        m_encoder.emplace(weightsOf(*m_networks->encoder));
    if (m_networks->mean)
        m_mean.emplace(weightsOf(*m_networks->mean), 0);
    if (m_networks->denoiser)
        m_denoiser.emplace(weightsOf(*m_networks->denoiser), 1);
}

InferenceNetworks::Day InferenceNetworks::prepare(const torch::Tensor& conditions,
                                                  const torch::Tensor& history) const
{
    const torch::NoGradGuard noGradient;
    Day day{conditions, m_encoder ? m_encoder->features(history) : m_networks->features(history), {}, {}};
    if (m_mean)
        day.mean = m_mean->prepare(conditions, day.features);
    if (m_denoiser)
        day.denoiser = m_denoiser->prepare(conditions, day.features);
    return day;
}

torch::Tensor InferenceNetworks::expectation(const Day& day) const
{
    const torch::NoGradGuard noGradient;
    if (m_mean)
        return (*m_mean)(day.mean);
    if (hasVae())
        return decode(day, torch::zeros({day.conditions.size(0), VaeNetworkImpl::kLatent,
                                         day.conditions.size(2) / 8, day.conditions.size(3) / 8}));
    return m_denoiser ? middle(day) : m_networks->expectation(day.conditions, day.features);
}

torch::Tensor InferenceNetworks::middle(const Day& day) const
{
    return denoise(torch::zeros_like(day.conditions.slice(1, 0, 1)), day, noiseLevelOfSigma(kSigmaMax));
}

torch::Tensor InferenceNetworks::denoise(const torch::Tensor& noisy, const Day& day,
                                         const NoiseLevel& level) const
{
    const torch::NoGradGuard noGradient;
    return m_networks->cleanFrom(noisy, (*m_denoiser)(day.denoiser, noisy, level.time), level);
}

torch::Tensor InferenceNetworks::decode(const Day& day, const torch::Tensor& latent) const
{
    const torch::NoGradGuard noGradient;
    return m_networks->vae->decode(day.conditions, day.features, latent);
}

}  // namespace shamal
