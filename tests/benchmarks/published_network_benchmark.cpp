// The published denoiser at its full size, random weights: milliseconds for one 16 x 16 tile and denoising
// step, as published and folded, beside what its multiplications would take at the speed of a large matrix
// product. usage: published_network_benchmark [TILES-PER-BATCH] [REPETITIONS]   (threads: OMP_NUM_THREADS)
#include "downscale/module/published_denoiser.h"
#include "downscale/module/published_encoder.h"
#include "plain_published_network.h"
#include "timing.h"

#include <fmt/format.h>
#include <malloc.h>

#include <cstdlib>
#include <limits>

using namespace shamal;

namespace {

/// Multiplications and additions of the folded network for one tile: twice the numbers of its matrices, times
/// the cells of the level they work on. Attention between cells is less than a hundredth of it.
double operationsOf(const std::map<std::string, torch::Tensor>& weights)
{
    double operations = 0;
    for (const auto& [name, weight] : weights) {
        const auto has = [&, whole = name](const char* part) {
            return whole.find(part) != std::string::npos;
        };
        if (weight.dim() < 2 || has("time_emb") || has("attn2.to_k") || has("attn2.to_q") ||
            (has("attn2") && !has("temp_attentions") && !has("transformer_in")))
            continue;
        const bool overFrames = has("temp_attentions") || has("transformer_in");
        if (overFrames && (has("to_q") || has("to_k") || has("to_v")))
            continue;  // folded into to_out
        double cells = 256;
        if (has("down_blocks.1") || has("up_blocks.1") || has("down_blocks.0.downsamplers") ||
            has("up_blocks.0.upsamplers"))
            cells = 64;
        if (has("down_blocks.2") || has("mid_block") || has("down_blocks.1.downsamplers") ||
            (has("up_blocks.0") && !has("upsamplers")))
            cells = 16;
        if (has("up_blocks.1.upsamplers"))
            cells = 256;
        double numbers = static_cast<double>(weight.numel());
        if (has("temp_convs"))
            numbers /= 3;
        if (name == "conv_in.weight")
            numbers /= static_cast<double>(weight.size(1));  // the noisy image alone
        operations += 2 * numbers * cells;
    }
    return operations;
}

}  // namespace

int main(int argc, char** argv)
{
    mallopt(M_MMAP_THRESHOLD, 1 << 30);  // as the downscaling module does
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    const std::int64_t tiles = argc > 1 ? std::atoi(argv[1]) : 16;
    const int repetitions = argc > 2 ? std::atoi(argv[2]) : 3;
    const torch::NoGradGuard noGradient;
    torch::manual_seed(1);

    std::map<std::string, torch::Tensor> weights;
    std::int64_t parameters = 0;
    const PublishedDenoiser denoiser({}, randomWeights(weights, parameters));
    const double operations = operationsOf(weights);
    fmt::print("{} threads, {} tiles together, {:.1f} M parameters\n", at::get_num_threads(), tiles,
               static_cast<double>(parameters) * 1e-6);

    const torch::Tensor square = torch::randn({2048, 2048});
    const double peak =
        2.0 * std::pow(2048.0, 3) / bestMilliseconds(3, [&] { torch::mm(square, square); }) * 1e-6;
    fmt::print("matrix product: {:.0f} GFLOP/s; folded network: {:.2f} GFLOP a tile, so at least {:.1f} ms\n",
               peak, operations * 1e-9, operations * 1e-6 / peak);

    const torch::Tensor noisy = torch::randn({tiles, 1, 16, 16});
    const torch::Tensor conditions = torch::rand({tiles, 261, 16, 16});
    const torch::Tensor prepared = denoiser.prepare(conditions);
    const torch::Tensor sample = torch::cat({noisy, conditions}, 1).unsqueeze(2);
    const PlainPublishedDenoiser plain(weights);
    torch::Tensor plainly;
    torch::Tensor folded;
    const double foldedTime =
        bestMilliseconds(repetitions,
                         [&] { folded = denoiser.raw(noisy, prepared, torch::full({1}, 500.0)); }) /
        static_cast<double>(tiles);
    const double plainTime =
        bestMilliseconds(repetitions, [&] { plainly = plain.raw(sample, torch::full({tiles}, 500.0)); }) /
        static_cast<double>(tiles);
    fmt::print("as published: {:.1f} ms a tile and step\nfolded:       {:.1f} ms, {:.1f} times faster\n",
               plainTime, foldedTime, plainTime / foldedTime);
    fmt::print("largest difference {:.2g} of values up to {:.2g}; after the sigmoid {:.2g}\n",
               (folded - plainly).abs().max().item<double>(), plainly.abs().max().item<double>(),
               (folded.sigmoid() - plainly.sigmoid()).abs().max().item<double>());

    std::map<std::string, torch::Tensor> encoderWeights;
    const PublishedEncoder encoder({}, randomWeights(encoderWeights, parameters));
    const torch::Tensor history = torch::rand({tiles, 40, 16, 16});
    fmt::print("encoder: {:.1f} ms a tile and day\n", bestMilliseconds(repetitions, [&] {
                                                          encoder.features(history);
                                                      }) / static_cast<double>(tiles));
    return 0;
}
