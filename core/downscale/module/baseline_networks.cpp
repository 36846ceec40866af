#include "downscale/module/baseline_networks.h"

namespace shamal {

namespace {

torch::nn::Conv2d pointwise(int in, int out)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 1));
}

torch::Tensor pick(const torch::Tensor& conditions, std::initializer_list<Condition> which)
{
    std::vector<torch::Tensor> maps;
    for (const Condition condition : which) {
        const auto channel = static_cast<std::int64_t>(condition);
        maps.push_back(conditions.slice(1, channel, channel + 1));
    }
    return torch::cat(maps, 1);
}

}  // namespace

VaeNetworkImpl::VaeNetworkImpl(int features)
{
    constexpr int kWide = 64;
    const int conditions = static_cast<int>(kConditions);
    m_decoder = register_module("decoder", UNetwork(conditions, features + kLatent, false));
    m_gather = register_module("gather", pointwise((1 + conditions) * 64, kWide));
    m_block = register_module("block", ResidualBlock(kWide, kWide));
    m_posterior = register_module("posterior", pointwise(kWide, 2 * kLatent));
}

torch::Tensor VaeNetworkImpl::decode(const torch::Tensor& conditions, const torch::Tensor& features,
                                     const torch::Tensor& latent)
{
    const torch::Tensor atQuarter = latent.repeat_interleave(2, 2).repeat_interleave(2, 3);
    return m_decoder(conditions,
                     channelsLast(features.defined() ? torch::cat({features, atQuarter}, 1) : atQuarter));
}

VaeNetworkImpl::Posterior VaeNetworkImpl::infer(const torch::Tensor& truth, const torch::Tensor& conditions)
{
    const torch::Tensor patches = torch::pixel_unshuffle(torch::cat({truth, conditions}, 1), 8);
    const auto parts = m_posterior(torch::silu(m_block(m_gather(channelsLast(patches))))).chunk(2, 1);
    return {parts[0], parts[1].clamp(-10.0, 4.0)};
}

torch::Tensor VaeNetworkImpl::latentOf(const torch::Tensor& noise)
{
    return torch::pixel_unshuffle(noise, 8).slice(1, 0, kLatent);
}

SrdrnNetworkImpl::SrdrnNetworkImpl()
{
    constexpr int kBlocks = 6;
    constexpr int kWide = 48;
    constexpr int kFinest = 24;
    m_input = register_module("input", convolution(2, kWide));
    m_blocks = register_module("blocks", torch::nn::ModuleList());
    for (int i = 0; i < kBlocks; ++i)
        m_blocks->push_back(ResidualBlock(kWide, kWide));
    m_afterBlocks = register_module("afterBlocks", convolution(kWide, kWide));
    m_ups = register_module("ups", torch::nn::ModuleList());
    m_ups->push_back(convolution(kWide, 4 * kWide));
    m_ups->push_back(convolution(kWide, 4 * kFinest));
    m_ups->push_back(convolution(kFinest, 4 * kFinest));
    m_refine = register_module("refine", convolution(kFinest + 1, kFinest));
    m_output = register_module("output", convolution(kFinest, 1));
}

torch::Tensor SrdrnNetworkImpl::forward(const torch::Tensor& conditions)
{
    const torch::Tensor elevation = pick(conditions, {Condition::Elevation});
    const torch::Tensor coarse = torch::avg_pool2d(
        pick(conditions, {Condition::CoarseToday, Condition::Elevation}), /*kernel_size=*/8);
    const torch::Tensor first = m_input(channelsLast(coarse));
    torch::Tensor h = first;
    for (const auto& block : *m_blocks)
        h = block->as<ResidualBlock>()->forward(h);
    h = m_afterBlocks(h) + first;  // the skip around all blocks
    for (const auto& up : *m_ups)
        h = torch::silu(torch::pixel_shuffle(up->as<torch::nn::Conv2d>()->forward(h), 2));
    return m_output(torch::silu(m_refine(torch::cat({h, elevation}, 1))));
}

AsdmNetworkImpl::AsdmNetworkImpl()
{
    constexpr int kCells = kPatch * kPatch;
    constexpr int kWide = 192;
    constexpr int kMaps = 3;     // whole patches: coarse of the day and the day before, elevation
    constexpr int kScalars = 4;  // latitude, longitude, sine and cosine of the year, at the patch
    m_temporal =
        register_module("temporal", torch::nn::GRU(torch::nn::GRUOptions(kCells, kState).batch_first(true)));
    m_next = register_module("next", pointwise(kState, kCells));
    m_dense1 = register_module("dense1", pointwise(kState + kMaps * kCells + kScalars, kWide));
    m_dense2 = register_module("dense2", pointwise(kWide, kWide));
    m_output = register_module("output", pointwise(kWide, kCells));
}

torch::Tensor AsdmNetworkImpl::state(const torch::Tensor& history)
{
    const std::int64_t n = history.size(0);
    const std::int64_t rows = history.size(2) / kPatch;
    const std::int64_t columns = history.size(3) / kPatch;
    // N x days x (rows kPatch) x (columns kPatch) -> (N rows columns) x days x cells of a patch
    const torch::Tensor days = history.slice(1, 0, kPastDays).flip({1}).contiguous();
    const torch::Tensor sequences = days.view({n, kPastDays, rows, kPatch, columns, kPatch})
                                        .permute({0, 2, 4, 1, 3, 5})
                                        .reshape({n * rows * columns, kPastDays, kPatch * kPatch});
    const torch::Tensor last = std::get<1>(m_temporal(sequences)).squeeze(0);
    return last.view({n, rows, columns, kState}).permute({0, 3, 1, 2}).contiguous();
}

torch::Tensor AsdmNetworkImpl::nextDay(const torch::Tensor& history)
{
    return torch::pixel_shuffle(m_next(state(history)), kPatch) + history.slice(1, 0, 1);
}

torch::Tensor AsdmNetworkImpl::forward(const torch::Tensor& conditions, const torch::Tensor& state)
{
    const torch::Tensor maps = torch::pixel_unshuffle(
        pick(conditions, {Condition::CoarseToday, Condition::CoarseYesterday, Condition::Elevation}), kPatch);
    const torch::Tensor scalars = torch::avg_pool2d(
        pick(conditions,
             {Condition::Latitude, Condition::Longitude, Condition::SineOfYear, Condition::CosineOfYear}),
        kPatch);
    torch::Tensor h = torch::silu(m_dense1(torch::cat({state, maps, scalars}, 1)));
    h = torch::silu(m_dense2(h));
    return torch::pixel_shuffle(m_output(h), kPatch);
}

std::vector<torch::Tensor> AsdmNetworkImpl::temporalParameters()
{
    std::vector<torch::Tensor> parameters = m_temporal->parameters();
    for (const torch::Tensor& weights : m_next->parameters())
        parameters.push_back(weights);
    return parameters;
}

}  // namespace shamal
