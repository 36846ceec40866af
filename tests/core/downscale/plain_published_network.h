#pragma once
#include "downscale/module/published_layers.h"

#include <torch/torch.h>

#include <cmath>
#include <map>
#include <string>

/// The published denoiser as it was published: five-dimensional, with queries and keys over one frame,
/// cross-attention to a context of zeros and convolutions over three frames. Written after the description of
/// the layers (METHOD.md, section 4), with nothing folded: what PublishedDenoiser is compared with, in value
/// and time.
class PlainPublishedDenoiser {
public:
    using Weights = std::map<std::string, torch::Tensor>;
    explicit PlainPublishedDenoiser(const Weights& weights) : m_weights(weights) {}

    /// sample: N x channels x 1 x rows x columns, timeSteps: N; the clean image before its sigmoid, N x 1 x
    /// rows x columns.
    torch::Tensor raw(const torch::Tensor& sample, const torch::Tensor& timeSteps) const
    {
        const torch::Tensor embedding = timeEmbedding(timeSteps);
        const torch::Tensor context = torch::zeros({sample.size(0), 1, contextWidth()});
        torch::Tensor h = convolve("conv_in", images(sample));
        h = frameAttention("transformer_in", h, 8);
        std::vector<torch::Tensor> skips{h};
        for (int level = 0; level < 3; ++level) {
            const std::string name = "down_blocks." + std::to_string(level);
            for (int i = 0; i < 2; ++i)
                skips.push_back(h = stage(name, i, h, embedding, context));
            if (level < 2)
                skips.push_back(h = convolve(name + ".downsamplers.0.conv", h, 2));
        }
        h = stage("mid_block", 0, h, embedding, context);
        h = frames("mid_block.temp_convs.1", residual("mid_block.resnets.1", h, embedding));
        for (int level = 0; level < 3; ++level) {
            const std::string name = "up_blocks." + std::to_string(level);
            for (int i = 0; i < 3; ++i) {
                h = stage(name, i, torch::cat({h, skips.back()}, 1), embedding, context);
                skips.pop_back();
            }
            if (level < 2)
                h = convolve(name + ".upsamplers.0.conv",
                             torch::upsample_nearest2d(h, {2 * h.size(2), 2 * h.size(3)}));
        }
        return convolve("conv_out", torch::silu(groupNorm("conv_norm_out", h, 1e-5)));
    }

private:
    const torch::Tensor& at(const std::string& name) const { return m_weights.at(name); }
    bool has(const std::string& name) const { return m_weights.count(name) > 0; }
    std::int64_t contextWidth() const
    {
        return at("mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight").size(1);
    }
    static torch::Tensor images(const torch::Tensor& video)
    {
        return video.permute({0, 2, 1, 3, 4}).reshape({-1, video.size(1), video.size(3), video.size(4)});
    }
    static torch::Tensor video(const torch::Tensor& x) { return x.unsqueeze(2); }

    torch::Tensor convolve(const std::string& name, const torch::Tensor& x, int stride = 1) const
    {
        const torch::Tensor& weight = at(name + ".weight");
        return torch::conv2d(x, weight, at(name + ".bias"), stride, weight.size(2) / 2);
    }
    torch::Tensor linear(const std::string& name, const torch::Tensor& x) const
    {
        return torch::linear(x, at(name + ".weight"),
                             has(name + ".bias") ? at(name + ".bias") : torch::Tensor{});
    }
    torch::Tensor groupNorm(const std::string& name, const torch::Tensor& x, double epsilon) const
    {
        return torch::group_norm(x, 32, at(name + ".weight"), at(name + ".bias"), epsilon);
    }
    torch::Tensor layerNorm(const std::string& name, const torch::Tensor& x) const
    {
        return torch::layer_norm(x, {x.size(-1)}, at(name + ".weight"), at(name + ".bias"), 1e-5);
    }
    torch::Tensor timeEmbedding(const torch::Tensor& timeSteps) const
    {
        const std::int64_t half = at("time_embedding.linear_1.weight").size(1) / 2;
        std::vector<torch::Tensor> waves;
        for (std::int64_t i = 0; i < half; ++i)
            waves.push_back(timeSteps.to(torch::kDouble) * std::pow(10000.0, -static_cast<double>(i) / half));
        const torch::Tensor phase = torch::stack(waves, 1);
        const torch::Tensor sinusoids = torch::cat({phase.cos(), phase.sin()}, 1).to(torch::kFloat);
        return linear("time_embedding.linear_2", torch::silu(linear("time_embedding.linear_1", sinusoids)));
    }
    torch::Tensor residual(const std::string& name, const torch::Tensor& x,
                           const torch::Tensor& embedding) const
    {
        torch::Tensor h = convolve(name + ".conv1", torch::silu(groupNorm(name + ".norm1", x, 1e-5)));
        h = h + linear(name + ".time_emb_proj", torch::silu(embedding)).unsqueeze(2).unsqueeze(3);
        h = convolve(name + ".conv2", torch::silu(groupNorm(name + ".norm2", h, 1e-5)));
        return h + (has(name + ".conv_shortcut.weight") ? convolve(name + ".conv_shortcut", x) : x);
    }
    torch::Tensor frames(const std::string& name, const torch::Tensor& x) const
    {
        torch::Tensor h = video(x);
        for (int i = 1; i <= 4; ++i) {
            const std::string part = name + ".conv" + std::to_string(i) + ".";
            const std::string layer = part + (i == 1 ? "2" : "3");
            h = torch::conv3d(torch::silu(groupNorm(part + "0", h, 1e-5)), at(layer + ".weight"),
                              at(layer + ".bias"), 1, {1, 0, 0});
        }
        return images(video(x) + h);
    }
    /// Tokens x (N x length x width), context N x length x width.
    torch::Tensor attend(const std::string& name, const torch::Tensor& x, const torch::Tensor& context,
                         std::int64_t heads) const
    {
        const auto split = [&](const torch::Tensor& t) {
            return t.view({t.size(0), t.size(1), heads, -1}).transpose(1, 2);
        };
        const torch::Tensor q = split(linear(name + ".to_q", x));
        const torch::Tensor k = split(linear(name + ".to_k", context));
        const torch::Tensor v = split(linear(name + ".to_v", context));
        const torch::Tensor scores =
            torch::matmul(q, k.transpose(2, 3)) / std::sqrt(static_cast<double>(q.size(3)));
        const torch::Tensor mixed = torch::matmul(scores.softmax(-1), v).transpose(1, 2).reshape_as(x);
        return linear(name + ".to_out.0", mixed);
    }
    torch::Tensor transform(const std::string& name, torch::Tensor h, const torch::Tensor* context,
                            std::int64_t heads) const
    {
        const std::string block = name + ".transformer_blocks.0";
        h = linear(name + ".proj_in", h);
        const torch::Tensor first = layerNorm(block + ".norm1", h);
        h = h + attend(block + ".attn1", first, first, heads);
        const torch::Tensor second = layerNorm(block + ".norm2", h);
        h = h + attend(block + ".attn2", second, context != nullptr ? *context : second, heads);
        const auto parts = linear(block + ".ff.net.0.proj", layerNorm(block + ".norm3", h)).chunk(2, -1);
        h = h + linear(block + ".ff.net.2", parts[0] * torch::gelu(parts[1]));
        return linear(name + ".proj_out", h);
    }
    torch::Tensor imageAttention(const std::string& name, const torch::Tensor& x,
                                 const torch::Tensor& context) const
    {
        const torch::Tensor tokens = groupNorm(name + ".norm", x, 1e-6).permute({0, 2, 3, 1}).flatten(1, 2);
        const torch::Tensor h = transform(name, tokens, &context, x.size(1) / 64);
        return x + h.view({x.size(0), x.size(2), x.size(3), x.size(1)}).permute({0, 3, 1, 2});
    }
    torch::Tensor frameAttention(const std::string& name, const torch::Tensor& x, std::int64_t heads) const
    {
        const torch::Tensor tokens =
            groupNorm(name + ".norm", video(x), 1e-6).permute({0, 3, 4, 2, 1}).reshape({-1, 1, x.size(1)});
        const torch::Tensor h = transform(name, tokens, nullptr, heads);
        return x + h.view({x.size(0), x.size(2), x.size(3), x.size(1)}).permute({0, 3, 1, 2});
    }
    torch::Tensor stage(const std::string& level, int i, const torch::Tensor& x,
                        const torch::Tensor& embedding, const torch::Tensor& context) const
    {
        const std::string index = "." + std::to_string(i);
        torch::Tensor h =
            frames(level + ".temp_convs" + index, residual(level + ".resnets" + index, x, embedding));
        if (has(level + ".attentions" + index + ".proj_in.weight")) {
            h = imageAttention(level + ".attentions" + index, h, context);
            h = frameAttention(level + ".temp_attentions" + index, h, h.size(1) / 64);
        }
        return h;
    }

    const Weights& m_weights;
};

/// Fresh parameters, all of them different from zero and one; keeps them by name.
inline shamal::published::WeightSource randomWeights(std::map<std::string, torch::Tensor>& kept,
                                                     std::int64_t& count)
{
    return [&](const std::string& name, const std::vector<std::int64_t>& shape) {
        torch::Tensor weight = torch::randn(shape);
        if (shape.size() > 1)
            weight /= std::sqrt(static_cast<double>(weight.numel() / shape[0]));
        else
            weight = 0.1 * weight +
                     (name.find("norm") != std::string::npos && name.ends_with("weight") ? 1.0 : 0.0);
        count += weight.numel();
        kept[name] = weight;
        return weight;
    };
}
