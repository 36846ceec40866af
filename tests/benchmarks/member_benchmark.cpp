// The shipped model on area A0 (228 x 322 cells, filled up to 232 x 328): milliseconds of what a day and what
// a denoising step cost, with the networks as they are trained and in their form for inference, beside what
// the multiplications of the convolutions would take at the speed of a large matrix product. usage:
// member_benchmark [REPETITIONS]   (threads: OMP_NUM_THREADS)
#include "downscale/model_package.h"
#include "downscale/module/inference_networks.h"
#include "downscale/module/network_package.h"
#include "timing.h"

#include <fmt/format.h>
#include <malloc.h>

#include <cstdlib>
#include <limits>

using namespace shamal;

namespace {

constexpr std::int64_t kRows = 232;
constexpr std::int64_t kColumns = 328;

/// Multiplications and additions of the denoiser's convolutions: twice the numbers of a kernel, at every cell
/// of the image it makes.
double operationsOf(torch::nn::Module& denoiser)
{
    double operations = 0.0;
    for (const auto& parameter : denoiser.named_parameters()) {
        const std::string& name = parameter.key();
        if (parameter.value().dim() != 4)
            continue;
        double side = 2.0;
        if (name.starts_with("down1") || name.starts_with("block1") || name.starts_with("up1"))
            side = 4.0;
        else if (name.starts_with("down2") || name.starts_with("middle"))
            side = 8.0;
        operations += 2.0 * static_cast<double>(parameter.value().numel() * kRows * kColumns) / (side * side);
    }
    return operations;
}

}  // namespace

int main(int argc, char** argv)
{
    mallopt(M_MMAP_THRESHOLD, 1 << 30);  // as the downscaling module does
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    const int repetitions = argc > 1 ? std::atoi(argv[1]) : 10;
    const torch::NoGradGuard noGradient;
    torch::manual_seed(1);

    const NetworkPackage package = loadNetworks(readModelPackage(SHAMAL_DEMO_MODEL));
    ModelNetworks trained = package.networks;
    const InferenceNetworks networks(trained);
    const double operations = operationsOf(*trained->denoiser);

    const torch::Tensor square = torch::randn({2048, 2048});
    const double peak =
        2.0 * std::pow(2048.0, 3) / bestMilliseconds(3, [&] { torch::mm(square, square); }) * 1e-6;
    fmt::print(
        "{} threads; matrix product: {:.0f} GFLOP/s; denoiser: {:.2f} GFLOP a step, {:.1f} ms at that\n",
        at::get_num_threads(), peak, operations * 1e-9, operations * 1e-6 / peak);

    const torch::Tensor conditions =
        torch::randn({1, static_cast<std::int64_t>(kConditions), kRows, kColumns});
    const torch::Tensor history = torch::randn({1, kHistoryDays, kRows, kColumns});
    const torch::Tensor noisy = torch::randn({1, 1, kRows, kColumns});
    const torch::Tensor features = trained->features(history);
    const InferenceNetworks::Day day = networks.prepare(conditions, history);
    const NoiseLevel level = noiseLevelAt(0.5);
    const torch::Tensor time = torch::full({1}, level.time);
    const auto report = [&](const char* what, auto plain, auto fast) {
        const double plainTime = bestMilliseconds(repetitions, plain);
        const double fastTime = bestMilliseconds(repetitions, fast);
        fmt::print("{:26} as trained {:7.1f} ms   for inference {:7.1f} ms   {:.2f} times faster\n", what,
                   plainTime, fastTime, plainTime / fastTime);
    };
    report(
        "encoder, once a day", [&] { trained->features(history); },
        [&] { networks.prepare(conditions, history); });
    report(
        "mean, once a day", [&] { trained->expectation(conditions, features); },
        [&] { networks.expectation(day); });
    report(
        "denoiser, a step", [&] { trained->answer(noisy, conditions, features, time); },
        [&] { networks.denoise(noisy, day, level); });
    return 0;
}
