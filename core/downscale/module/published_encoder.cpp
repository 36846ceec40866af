#include "downscale/module/published_encoder.h"

#include "fields/error.h"

#include <fmt/format.h>

namespace shamal {

using namespace published;

namespace {

constexpr std::int64_t kHeadWidth = 8;

}  // namespace

torch::Tensor PublishedEncoder::SelfAttention::operator()(const torch::Tensor& x) const
{
    const torch::Tensor tokens = groupNorm(x, norm, kEpsilon, false).flatten(1, 2);
    return x + output(attention(queriesKeysValues(tokens), x.size(3) / kHeadWidth)).view_as(x);
}

PublishedEncoder::SelfAttention PublishedEncoder::selfAttention(const WeightSource& source,
                                                                const std::string& name,
                                                                std::int64_t channels)
{
    SelfAttention layer;
    layer.norm = normLayer(source, name + ".group_norm", channels);
    const Linear q = linearLayer(source, name + ".to_q", channels, channels);
    const Linear k = linearLayer(source, name + ".to_k", channels, channels);
    const Linear v = linearLayer(source, name + ".to_v", channels, channels);
    layer.queriesKeysValues = {torch::cat({q.weight, k.weight, v.weight}),
                               torch::cat({q.bias, k.bias, v.bias})};
    layer.output = linearLayer(source, name + ".to_out.0", channels, channels);
    return layer;
}

PublishedEncoder::PublishedEncoder(const Widths& widths, const WeightSource& source) : m_widths(widths)
{
    const auto& [w0, w1, w2] = widths.levels;
    const std::int64_t embedding = 4 * w0;  // its width
    m_input = convolutionLayer(source, "conv_in", widths.history, w0);
    m_time = timeEmbedding(source, w0);

    std::vector<std::int64_t> skipWidths{w0};
    std::int64_t channels = w0;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name = fmt::format("down_blocks.{}.", i);
        for (int block = 0; block < 2; ++block) {
            m_down[i].blocks.push_back(residualBlock(source, fmt::format("{}resnets.{}", name, block),
                                                     channels, widths.levels[i], embedding));
            channels = widths.levels[i];
            if (i == 2)
                m_down[i].attentions.push_back(
                    selfAttention(source, fmt::format("{}attentions.{}", name, block), channels));
            skipWidths.push_back(channels);
        }
        if (i < 2) {
            m_down[i].resize = convolutionLayer(source, name + "downsamplers.0.conv", channels, channels, 2);
            skipWidths.push_back(channels);
        }
    }
    m_middle1 = residualBlock(source, "mid_block.resnets.0", w2, w2, embedding);
    m_middleAttention = selfAttention(source, "mid_block.attentions.0", w2);
    m_middle2 = residualBlock(source, "mid_block.resnets.1", w2, w2, embedding);
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name = fmt::format("up_blocks.{}.", i);
        for (int block = 0; block < 3; ++block) {
            m_up[i].blocks.push_back(residualBlock(source, fmt::format("{}resnets.{}", name, block),
                                                   channels + skipWidths.back(), widths.levels[2 - i],
                                                   embedding));
            skipWidths.pop_back();
            channels = widths.levels[2 - i];
            if (i == 1)
                m_up[i].attentions.push_back(
                    selfAttention(source, fmt::format("{}attentions.{}", name, block), channels));
        }
        if (i < 2)
            m_up[i].resize = convolutionLayer(source, name + "upsamplers.0.conv", channels, channels);
    }
    m_outputNorm = normLayer(source, "conv_norm_out", w0);
    m_output = convolutionLayer(source, "conv_out", w0, 1);
}

PublishedEncoder PublishedEncoder::read(const TensorMap& tensors, const std::string& prefix,
                                        const std::filesystem::path& file)
{
    Widths widths;
    widths.history = sideOf(tensors, prefix + "conv_in.weight", 1, file);
    for (std::size_t i = 0; i < 3; ++i)
        widths.levels[i] =
            sideOf(tensors, fmt::format("{}down_blocks.{}.resnets.0.conv1.weight", prefix, i), 0, file);
    for (const std::int64_t width : widths.levels)
        if (width < 1 || width % 32 != 0)
            throw InputError(file, fmt::format("has an encoder {} channels wide", width),
                             "Widths of the published networks are multiples of 32");
    return {widths, weightsFrom(tensors, prefix, file)};
}

torch::Tensor PublishedEncoder::descend(const torch::Tensor& history, const torch::Tensor& embedding,
                                        std::vector<torch::Tensor>& skips) const
{
    torch::Tensor h = m_input(toChannelsInside(history));
    skips.push_back(h);
    for (const Level& level : m_down) {
        for (std::size_t block = 0; block < level.blocks.size(); ++block) {
            h = level.blocks[block](h, embedding);
            if (!level.attentions.empty())
                h = level.attentions[block](h);
            skips.push_back(h);
        }
        if (level.resize) {
            h = (*level.resize)(h);
            skips.push_back(h);
        }
    }
    return m_middle2(m_middleAttention(m_middle1(h, embedding)), embedding);
}

torch::Tensor PublishedEncoder::features(const torch::Tensor& history) const
{
    const torch::Tensor embedding = embeddingOfTimeZero();
    std::vector<torch::Tensor> skips;
    return toChannelsOutside(descend(history, embedding, skips));
}

torch::Tensor PublishedEncoder::nextDay(const torch::Tensor& history) const
{
    const torch::Tensor embedding = embeddingOfTimeZero();
    std::vector<torch::Tensor> skips;
    torch::Tensor h = descend(history, embedding, skips);
    for (const Level& level : m_up) {
        for (std::size_t block = 0; block < level.blocks.size(); ++block) {
            h = level.blocks[block](torch::cat({h, skips.back()}, 3), embedding);
            skips.pop_back();
            if (!level.attentions.empty())
                h = level.attentions[block](h);
        }
        if (level.resize)
            h = (*level.resize)(enlarge(h));
    }
    return toChannelsOutside(m_output(groupNorm(h, m_outputNorm, kEpsilon, true)));
}

}  // namespace shamal
