#include "downscale/module/networks.h"

#include <cmath>

namespace shamal {

namespace F = torch::nn::functional;

namespace {

constexpr int kEmbedding = 64;
constexpr int kFrequencies = 16;

torch::nn::GroupNorm groupNorm(int channels)
{
    return torch::nn::GroupNorm(torch::nn::GroupNormOptions(groupsOfNorm(channels), channels));
}

void startAtZero(torch::nn::Conv2d& layer)
{
    torch::nn::init::zeros_(layer->weight);
    torch::nn::init::zeros_(layer->bias);
}

}  // namespace

std::int64_t groupsOfNorm(std::int64_t channels)
{
    constexpr std::int64_t kGroups = 8;
    return std::min(kGroups, channels / 4);
}

torch::Tensor timeWaves(const torch::Tensor& time)
{
    const torch::Tensor frequencies =
        torch::exp(torch::arange(kFrequencies, time.options()) * (-std::log(1000.0) / (kFrequencies - 1)));
    const torch::Tensor phase = time.unsqueeze(1) * 1000.0 * frequencies;
    return torch::cat({phase.sin(), phase.cos()}, 1);
}

torch::nn::Conv2d convolution(int in, int out, int stride)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).stride(stride).padding(1));
}

torch::Tensor enlarge(const torch::Tensor& x, const torch::Tensor& like)
{
    return F::interpolate(x, F::InterpolateFuncOptions()
                                 .size(std::vector<std::int64_t>{like.size(2), like.size(3)})
                                 .mode(torch::kNearest));
}

ResidualBlockImpl::ResidualBlockImpl(int in, int out, int embeddingSize)
{
    m_norm1 = register_module("norm1", groupNorm(in));
    m_convolution1 = register_module("convolution1", convolution(in, out));
    m_norm2 = register_module("norm2", groupNorm(out));
    m_convolution2 = register_module("convolution2", convolution(out, out));
    startAtZero(m_convolution2);
    if (in != out)
        m_skip = register_module("skip", torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 1)));
    if (embeddingSize > 0)
        m_film = register_module("film", torch::nn::Linear(embeddingSize, 2 * out));
}

torch::Tensor ResidualBlockImpl::forward(const torch::Tensor& x, const torch::Tensor& embedding)
{
    torch::Tensor h = m_norm2(m_convolution1(torch::silu(m_norm1(x))));
    if (m_film && embedding.defined()) {
        const auto film = m_film(embedding).unsqueeze(-1).unsqueeze(-1).chunk(2, 1);
        h = h * (1.0 + film[0]) + film[1];
    }
    return (m_skip ? m_skip(x) : x) + m_convolution2(torch::silu(h));
}

TransferEncoderImpl::TransferEncoderImpl()
{
    constexpr int kWide = 32;
    m_input = register_module("input", convolution(kHistoryDays, kWide));
    m_block0 = register_module("block0", ResidualBlock(kWide, kWide));
    m_down1 = register_module("down1", convolution(kWide, kFeatures, 2));
    m_block1 = register_module("block1", ResidualBlock(kFeatures, kFeatures));
    m_down2 = register_module("down2", convolution(kFeatures, kFeatures, 2));
    m_block2 = register_module("block2", ResidualBlock(kFeatures, kFeatures));
    m_up1 = register_module("up1", ResidualBlock(2 * kFeatures, kFeatures));
    m_up0 = register_module("up0", ResidualBlock(kFeatures + kWide, kWide));
    m_output = register_module("output", convolution(kWide, 1));
}

torch::Tensor TransferEncoderImpl::forward(const torch::Tensor& history)
{
    const torch::Tensor h0 = m_block0(m_input(history));
    const torch::Tensor h1 = m_block1(m_down1(h0));
    const torch::Tensor h2 = m_block2(m_down2(h1));
    torch::Tensor h = m_up1(torch::cat({enlarge(h2, h1), h1}, 1));
    h = m_up0(torch::cat({enlarge(h, h0), h0}, 1));
    return m_output(torch::silu(h)) + history.slice(1, 0, 1);
}

torch::Tensor TransferEncoderImpl::features(const torch::Tensor& history)
{
    return m_block2(m_down2(m_block1(m_down1(m_block0(m_input(history))))));
}

UNetworkImpl::UNetworkImpl(int channels, int features, bool timed)
{
    constexpr int kHalf = 32;
    constexpr int kQuarter = 48;
    constexpr int kEighth = 64;
    const int embedding = timed ? kEmbedding : 0;
    if (timed) {
        m_time1 = register_module("time1", torch::nn::Linear(2 * kFrequencies, kEmbedding));
        m_time2 = register_module("time2", torch::nn::Linear(kEmbedding, kEmbedding));
    }
    m_input = register_module("input", convolution(4 * channels, kHalf));
    m_block0 = register_module("block0", ResidualBlock(kHalf, kHalf, embedding));
    m_down1 = register_module("down1", convolution(kHalf, kQuarter, 2));
    m_block1 = register_module("block1", ResidualBlock(kQuarter + features, kQuarter, embedding));
    m_down2 = register_module("down2", convolution(kQuarter, kEighth, 2));
    m_middle1 = register_module("middle1", ResidualBlock(kEighth, kEighth, embedding));
    m_middle2 = register_module("middle2", ResidualBlock(kEighth, kEighth, embedding));
    m_up1 = register_module("up1", ResidualBlock(kEighth + kQuarter, kQuarter, embedding));
    m_up0 = register_module("up0", ResidualBlock(kQuarter + kHalf, kHalf, embedding));
    m_outputNorm = register_module("outputNorm", groupNorm(kHalf));
    m_output = register_module("output", convolution(kHalf, 4));
    startAtZero(m_output);
}

torch::Tensor UNetworkImpl::forward(const torch::Tensor& images, const torch::Tensor& features,
                                    const torch::Tensor& time)
{
    torch::Tensor e;
    if (m_time1)
        e = torch::silu(m_time2(torch::silu(m_time1(timeWaves(time)))));
    const torch::Tensor h0 = m_block0(m_input(channelsLast(torch::pixel_unshuffle(images, 2))), e);
    torch::Tensor h1 = m_down1(h0);
    h1 = m_block1(features.defined() ? torch::cat({h1, features}, 1) : h1, e);
    torch::Tensor h = m_middle2(m_middle1(m_down2(h1), e), e);
    h = m_up1(torch::cat({enlarge(h, h1), h1}, 1), e);
    h = m_up0(torch::cat({enlarge(h, h0), h0}, 1), e);
    return torch::pixel_shuffle(m_output(torch::silu(m_outputNorm(h))), 2);
}

void makeChannelsLast(torch::nn::Module& network)
{
    const torch::NoGradGuard noGradient;
    for (torch::Tensor& parameter : network.parameters()) {
        if (parameter.dim() == 4)
            parameter.set_data(parameter.contiguous(at::MemoryFormat::ChannelsLast));
    }
}

torch::Tensor channelsLast(const torch::Tensor& images)
{
    return images.contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace shamal
