#include "downscale/module/published_denoiser.h"

#include "fields/error.h"

#include <fmt/format.h>

namespace shamal {

using namespace published;

namespace {

constexpr std::int64_t kHeadWidth = 64;
/// Cells along a patch of Winograd's filtering, by level: at the lowest, images of 4 x 4 cells are one patch
/// each, and the larger weights would cost more than they save.
constexpr std::array<int, 3> kWinogradSide{4, 4, 2};
constexpr double kTransformerEpsilon = 1e-6;  ///< of the group norms before attention

torch::Tensor layerNorm(const torch::Tensor& x, const Norm& norm)
{
    return torch::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, kEpsilon);
}

/// to_out(to_v(x)) as one matrix. Queries and keys are asked for, as a file holds them, and left.
Linear attentionOverOneFrame(const WeightSource& source, const std::string& name, std::int64_t channels)
{
    linearLayer(source, name + ".to_q", channels, channels, false);
    linearLayer(source, name + ".to_k", channels, channels, false);
    const Linear values = linearLayer(source, name + ".to_v", channels, channels, false);
    const Linear output = linearLayer(source, name + ".to_out.0", channels, channels);
    return {torch::mm(output.weight.to(torch::kDouble), values.weight.to(torch::kDouble)).to(torch::kFloat),
            output.bias};
}

}  // namespace

torch::Tensor PublishedDenoiser::FrameConvolutions::operator()(const torch::Tensor& x) const
{
    torch::Tensor h = x;
    for (std::size_t i = 0; i < layers.size(); ++i)
        h = layers[i](groupNorm(h, norms[i], kEpsilon, true));
    return x + h;
}

/// GEGLU (Shazeer 2020).
torch::Tensor PublishedDenoiser::FeedForward::operator()(const torch::Tensor& tokens) const
{
    return narrow(gatedGelu(widen(layerNorm(tokens, norm))));
}

torch::Tensor PublishedDenoiser::ImageAttention::operator()(const torch::Tensor& x) const
{
    torch::Tensor h = enter(groupNorm(x, groups, kTransformerEpsilon, false).flatten(1, 2));
    h = h + output(attention(queriesKeysValues(layerNorm(h, norm)), h.size(2) / kHeadWidth));
    h = h + feedForward(h);
    return x + leave(h).view_as(x);
}

torch::Tensor PublishedDenoiser::FrameAttention::operator()(const torch::Tensor& x) const
{
    torch::Tensor h = enter(groupNorm(x, groups, kTransformerEpsilon, false).flatten(0, 2));
    h = h + mix1(layerNorm(h, norm1));
    h = h + mix2(layerNorm(h, norm2));
    h = h + feedForward(h);
    return x + leave(h).view_as(x);
}

torch::Tensor PublishedDenoiser::Stage::operator()(const torch::Tensor& x,
                                                   const torch::Tensor& activeEmbedding) const
{
    torch::Tensor h = frames(block(x, activeEmbedding));
    if (imageAttention)
        h = (*imageAttention)(h);
    return frameAttention ? (*frameAttention)(h) : h;
}

PublishedDenoiser::FrameConvolutions PublishedDenoiser::frameConvolutions(const WeightSource& source,
                                                                          const std::string& name,
                                                                          std::int64_t channels)
{
    FrameConvolutions chain;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string part = fmt::format("{}.conv{}.", name, i + 1);
        // The later three have a dropout layer between, which has no parameters.
        const std::string layer = part + (i == 0 ? "2" : "3");
        chain.norms[i] = normLayer(source, part + "0", channels);
        chain.layers[i] = {source(layer + ".weight", {channels, channels, 3, 1, 1})
                               .select(2, 1)
                               .reshape({channels, channels})
                               .contiguous(),
                           source(layer + ".bias", {channels})};
    }
    return chain;
}

PublishedDenoiser::FeedForward PublishedDenoiser::feedForward(const WeightSource& source,
                                                              const std::string& name, std::int64_t channels)
{
    FeedForward layer;
    layer.norm = normLayer(source, name + ".norm3", channels);
    layer.widen = linearLayer(source, name + ".ff.net.0.proj", channels, 8 * channels);
    layer.narrow = linearLayer(source, name + ".ff.net.2", 4 * channels, channels);
    return layer;
}

PublishedDenoiser::ImageAttention PublishedDenoiser::imageAttention(const WeightSource& source,
                                                                    const std::string& name,
                                                                    std::int64_t channels) const
{
    const std::string block = name + ".transformer_blocks.0";
    ImageAttention layer;
    layer.groups = normLayer(source, name + ".norm", channels);
    layer.enter = linearLayer(source, name + ".proj_in", channels, channels);
    layer.norm = normLayer(source, block + ".norm1", channels);
    layer.queriesKeysValues.weight =
        torch::cat({linearLayer(source, block + ".attn1.to_q", channels, channels, false).weight,
                    linearLayer(source, block + ".attn1.to_k", channels, channels, false).weight,
                    linearLayer(source, block + ".attn1.to_v", channels, channels, false).weight});
    layer.output = linearLayer(source, block + ".attn1.to_out.0", channels, channels);
    // Of the cross-attention, the bias alone; the rest is asked for, as a file holds it, and left.
    normLayer(source, block + ".norm2", channels);
    linearLayer(source, block + ".attn2.to_q", channels, channels, false);
    linearLayer(source, block + ".attn2.to_k", m_widths.context, channels, false);
    linearLayer(source, block + ".attn2.to_v", m_widths.context, channels, false);
    layer.output.bias =
        layer.output.bias + linearLayer(source, block + ".attn2.to_out.0", channels, channels).bias;
    layer.feedForward = feedForward(source, block, channels);
    layer.leave = linearLayer(source, name + ".proj_out", channels, channels);
    return layer;
}

PublishedDenoiser::FrameAttention PublishedDenoiser::frameAttention(const WeightSource& source,
                                                                    const std::string& name,
                                                                    std::int64_t channels,
                                                                    std::int64_t inside)
{
    const std::string block = name + ".transformer_blocks.0";
    FrameAttention layer;
    layer.groups = normLayer(source, name + ".norm", channels);
    layer.enter = linearLayer(source, name + ".proj_in", channels, inside);
    layer.norm1 = normLayer(source, block + ".norm1", inside);
    layer.mix1 = attentionOverOneFrame(source, block + ".attn1", inside);
    layer.norm2 = normLayer(source, block + ".norm2", inside);
    layer.mix2 = attentionOverOneFrame(source, block + ".attn2", inside);
    layer.feedForward = feedForward(source, block, inside);
    layer.leave = linearLayer(source, name + ".proj_out", inside, channels);
    return layer;
}

PublishedDenoiser::Stage PublishedDenoiser::stage(const WeightSource& source, const std::string& level,
                                                  int index, std::int64_t in, std::int64_t out,
                                                  bool withAttention, int winogradSide) const
{
    Stage stage;
    stage.block = residualBlock(source, fmt::format("{}.resnets.{}", level, index), in, out,
                                4 * m_widths.levels[0], winogradSide);
    stage.frames = frameConvolutions(source, fmt::format("{}.temp_convs.{}", level, index), out);
    if (withAttention) {
        stage.imageAttention = imageAttention(source, fmt::format("{}.attentions.{}", level, index), out);
        stage.frameAttention =
            frameAttention(source, fmt::format("{}.temp_attentions.{}", level, index), out, out);
    }
    return stage;
}

PublishedDenoiser::PublishedDenoiser(const Widths& widths, const WeightSource& source) : m_widths(widths)
{
    const auto& [w0, w1, w2] = widths.levels;
    const Convolution input = convolutionLayer(source, "conv_in", 1 + widths.conditions, w0);
    m_inputNoisy = {
        input.weight.slice(1, 0, 1).contiguous(at::MemoryFormat::ChannelsLast), {}, 1, std::nullopt};
    m_inputConditions = {input.weight.slice(1, 1).contiguous(at::MemoryFormat::ChannelsLast), input.bias, 1,
                         std::nullopt};
    m_time = timeEmbedding(source, w0);
    m_inputAttention = frameAttention(source, "transformer_in", w0, widths.frameAttention);

    std::vector<std::int64_t> skipWidths{w0};
    std::int64_t channels = w0;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name = fmt::format("down_blocks.{}", i);
        for (int block = 0; block < 2; ++block) {
            m_down[i].stages.push_back(
                stage(source, name, block, channels, widths.levels[i], i > 0, kWinogradSide[i]));
            channels = widths.levels[i];
            skipWidths.push_back(channels);
        }
        if (i < 2) {
            m_down[i].resize = convolutionLayer(source, name + ".downsamplers.0.conv", channels, channels, 2);
            skipWidths.push_back(channels);
        }
    }
    m_middle1 = stage(source, "mid_block", 0, w2, w2, true, kWinogradSide[2]);
    m_middle2 = residualBlock(source, "mid_block.resnets.1", w2, w2, 4 * w0, kWinogradSide[2]);
    m_middleFrames2 = frameConvolutions(source, "mid_block.temp_convs.1", w2);
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name = fmt::format("up_blocks.{}", i);
        for (int block = 0; block < 3; ++block) {
            m_up[i].stages.push_back(stage(source, name, block, channels + skipWidths.back(),
                                           widths.levels[2 - i], i == 1, kWinogradSide[2 - i]));
            skipWidths.pop_back();
            channels = widths.levels[2 - i];
        }
        if (i < 2)
            m_up[i].resize = convolutionLayer(source, name + ".upsamplers.0.conv", channels, channels, 1,
                                              kWinogradSide[1 - i]);
    }
    m_outputNorm = normLayer(source, "conv_norm_out", w0);
    m_output = convolutionLayer(source, "conv_out", w0, 1);
}

PublishedDenoiser PublishedDenoiser::read(const TensorMap& tensors, const std::string& prefix,
                                          const std::filesystem::path& file)
{
    Widths widths;
    widths.conditions = sideOf(tensors, prefix + "conv_in.weight", 1, file) - 1;
    for (std::size_t i = 0; i < 3; ++i)
        widths.levels[i] =
            sideOf(tensors, fmt::format("{}down_blocks.{}.resnets.0.conv1.weight", prefix, i), 0, file);
    widths.frameAttention = sideOf(tensors, prefix + "transformer_in.proj_in.weight", 0, file);
    widths.context =
        sideOf(tensors, prefix + "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight", 1, file);
    const auto check = [&](std::int64_t width, std::int64_t multiple) {
        if (width < 1 || width % multiple != 0)
            throw InputError(
                file, fmt::format("has a denoiser {} channels wide", width),
                fmt::format("Widths of the published networks are multiples of {} here", multiple));
    };
    check(widths.levels[0], 32);
    check(widths.levels[1], kHeadWidth);
    check(widths.levels[2], kHeadWidth);
    check(widths.conditions, 1);
    return {widths, weightsFrom(tensors, prefix, file)};
}

torch::Tensor PublishedDenoiser::prepare(const torch::Tensor& conditions) const
{
    return m_inputConditions(toChannelsInside(conditions));
}

torch::Tensor PublishedDenoiser::raw(const torch::Tensor& noisy, const torch::Tensor& prepared,
                                     const torch::Tensor& timeSteps) const
{
    const torch::Tensor embedding = m_time(timeSteps);
    torch::Tensor h = m_inputAttention(prepared + m_inputNoisy(toChannelsInside(noisy)));
    std::vector<torch::Tensor> skips{h};
    for (const Level& level : m_down) {
        for (const Stage& stage : level.stages)
            skips.push_back(h = stage(h, embedding));
        if (level.resize)
            skips.push_back(h = (*level.resize)(h));
    }
    h = m_middleFrames2(m_middle2(m_middle1(h, embedding), embedding));
    for (const Level& level : m_up) {
        for (const Stage& stage : level.stages) {
            h = stage(torch::cat({h, skips.back()}, 3), embedding);
            skips.pop_back();
        }
        if (level.resize)
            h = (*level.resize)(enlarge(h));
    }
    return toChannelsOutside(m_output(groupNorm(h, m_outputNorm, kEpsilon, true)));
}

}  // namespace shamal
