#include "downscale/sampler_options.h"

#include "downscale/cell_window.h"
#include "downscale/gaussian_noise.h"
#include "downscale/halo_hann.h"
#include "fields/error.h"

#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <fstream>

namespace shamal {

namespace {

constexpr std::array kNames{std::pair{Stitching::Whole, "whole"}, std::pair{Stitching::FusedTiles, "fused"},
                            std::pair{Stitching::SeparateTiles, "separate"}};

constexpr int kTileMultiple = static_cast<int>(kSideMultiple);
constexpr int kSmallestTile = 16;
constexpr int kUsualTile = 128;
/// Of buffers while networks look at the whole field at once.
constexpr std::size_t kBytesPerCell = 3000;

/// Half of what leaves no gap, so that every cell inside is seen by two tiles a direction; in steps the
/// network's own grid has.
int usualStride(int tile, int halo)
{
    const int largest = tile - 2 * halo;
    const int half = largest / 2 / kTileMultiple * kTileMultiple;
    return half > 0 ? half : largest;
}

std::string samplerText(const SamplerOptions& options)
{
    std::string name;
    switch (options.sampler) {
        case SamplerKind::DpmSolver:
            name = "DPM-Solver++(2M)";
            break;
        case SamplerKind::Ddim:
            name = fmt::format("DDIM (eta {:g})", options.eta);
            break;
        case SamplerKind::Ddpm:
            name = "ancestral DDPM";
            break;
        case SamplerKind::Heun:
            name = "Heun";
            break;
    }
    return fmt::format("{}, {} steps, {}", name, options.steps,
                       options.spacing == Spacing::Karras ? "Karras" : nameOf(options.spacing));
}

std::string stitchingText(const SamplerOptions& options)
{
    if (!options.stitching)
        return options.tile > 0 ? fmt::format("tiles of {}", options.tile) : "whole field if memory allows";
    if (options.stitching == Stitching::Whole)
        return "whole field";
    return fmt::format(
        "tiles of {} at stride {}, halo {}, {}", options.tile, options.stride, options.halo,
        options.stitching == Stitching::FusedTiles ? "fused at every step" : "each sampled by itself");
}

void checkTiles(const SamplerOptions& options)
{
    if (options.stitching == Stitching::Whole && options.tile > 0)
        throw InputError(fmt::format(
            "The whole field in one piece has no tiles of {} cells. Leave the tile out, or choose fused or "
            "separate tiles.",
            options.tile));
    if (options.stitching == Stitching::Whole)
        return;
    const int tile = options.tile == 0 ? kUsualTile : options.tile;
    checkTiling(tile, options.stride == 0 ? std::max(1, tile - 2 * options.halo) : options.stride,
                options.halo);
    if (tile < kSmallestTile || tile % kTileMultiple != 0)
        throw InputError(fmt::format(
            "Tiles of {} cells do not fit the network. A multiple of {} from {} on would be right.", tile,
            kTileMultiple, kSmallestTile));
}

}  // namespace

std::string nameOf(Stitching stitching)
{
    for (const auto& [known, name] : kNames) {
        if (known == stitching)
            return name;
    }
    return {};
}

Stitching stitchingFromName(const std::string& name)
{
    for (const auto& [stitching, known] : kNames) {
        if (name == known)
            return stitching;
    }
    throw InputError(
        fmt::format("There is no stitching '{}'; whole, fused or separate would be right.", name));
}

std::string describe(const SamplerOptions& options)
{
    if (options.members == 0)
        return fmt::format("mean only, {}", stitchingText(options));
    std::string text = fmt::format("{}, {}", samplerText(options), stitchingText(options));
    if (options.persistence)
        text += fmt::format(", noise persistence {:g}", *options.persistence);
    return text;
}

void checkSampler(const SamplerOptions& options)
{
    if (options.members < 0)
        throw InputError(
            fmt::format("{} members cannot be drawn; give 0 (mean only) or more.", options.members));
    if (options.steps < 1 || options.steps > kMostNoiseSteps)
        throw InputError(fmt::format("Cannot sample in {} steps; give 1 to {} (8 is usual).", options.steps,
                                     kMostNoiseSteps));
    if (!(options.eta >= 0.0 && options.eta <= 1.0))
        throw InputError(
            fmt::format("An eta of {} is none; 0 (no fresh noise) to 1 would be right.", options.eta));
    if (options.eta > 0.0 && options.sampler != SamplerKind::Ddim)
        throw InputError(
            fmt::format("Only ddim has an eta; {} has none. Leave it out.", nameOf(options.sampler)));
    checkPersistence(options.persistence.value_or(0.0));
    checkTiles(options);
}

SamplerOptions decideStitching(SamplerOptions options, std::size_t cells, std::size_t availableBytes)
{
    if (!options.stitching) {
        const bool fits = cells * kBytesPerCell <= availableBytes / 2;
        options.stitching = options.tile == 0 && fits ? Stitching::Whole : Stitching::FusedTiles;
    }
    if (options.stitching == Stitching::Whole)
        return options;
    if (options.tile == 0)
        options.tile = kUsualTile;
    if (options.stride == 0)
        options.stride = usualStride(options.tile, options.halo);
    return options;
}

SamplerOptions publishedSampling(SamplerOptions options)
{
    if (options.sampler != SamplerKind::DpmSolver)
        throw InputError(fmt::format(
            "A model of the published profile is sampled by {}, not by {}. Leave the sampler out.",
            nameOf(SamplerKind::DpmSolver), nameOf(options.sampler)));
    if (options.stitching && options.stitching != Stitching::SeparateTiles)
        throw InputError(fmt::format(
            "A model of the published profile is sampled in {} tiles, not '{}'. Leave the stitching out.",
            nameOf(Stitching::SeparateTiles), nameOf(*options.stitching)));
    options.spacing = Spacing::Uniform;
    options.stitching = Stitching::SeparateTiles;
    if (options.tile == 0) {
        options.tile = 16;
        options.stride = 8;
        options.halo = 4;
    }
    if (options.stride == 0)
        options.stride = usualStride(options.tile, options.halo);
    return options;
}

std::size_t availableMemory()
{
    // Beside free pages, caches the kernel would drop.
    std::ifstream lines("/proc/meminfo");
    std::string word;
    std::size_t kilobytes = 0;
    while (lines >> word) {
        if (word == "MemAvailable:" && lines >> kilobytes)
            return 1024 * kilobytes;
    }
    return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) *
           static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace shamal
