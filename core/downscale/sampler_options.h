#pragma once
#include "downscale/sampler.h"

#include <cstdint>
#include <optional>

namespace shamal {

/// How a field larger than the network's tiles is evaluated.
enum class Stitching {
    Whole,         ///< in one piece
    FusedTiles,    ///< in tiles whose answers are put together at every denoising step
    SeparateTiles  ///< every tile denoised to its end, then put together (METHOD.md, halo-Hann stitching)
};
std::string nameOf(Stitching stitching);  ///< "whole", "fused", "separate"
/// Throws InputError for anything else.
Stitching stitchingFromName(const std::string& name);

struct SamplerOptions {
    int members = 1;         ///< ensemble members; 0 = mean only
    int steps = 8;           ///< noise levels a member is denoised at
    std::uint64_t seed = 1;  ///< member m of day d depends on (seed, m, d) alone, with persistence 0
    int tile = 0;            ///< side in fine cells; 0 = chosen where tiles are used
    int stride = 0;          ///< of tiles; valid up to tile - 2*halo; 0 = half of that
    int halo = 8;            ///< cells cut off every tile side that does not touch the border
    SamplerKind sampler = SamplerKind::DpmSolver;
    Spacing spacing = Spacing::Geometric;
    double eta = 0.0;  ///< of DDIM, 0 .. 1: share of fresh noise
    /// Correlation of a member's noise with its next day's, 0 .. 0.999, on every day. Without: the model's
    /// (ModelCard::noisePersistence) on days whose yesterday is not known from the fine record, 0 on others.
    std::optional<double> persistence;
    std::optional<Stitching> stitching;  ///< without: tiles where a tile is given or memory is short
};

/// "DPM-Solver++(2M), 8 steps, geometric, whole field" for history attributes.
std::string describe(const SamplerOptions& options);

/// Throws InputError, saying what would be right, for options no run can have.
void checkSampler(const SamplerOptions& options);

/// The options with stitching, tile and stride decided for a field of `cells`: in one piece if that takes at
/// most half of `availableBytes`.
SamplerOptions decideStitching(SamplerOptions options, std::size_t cells, std::size_t availableBytes);
/// How the published profile samples, whatever else `options` say: DPM-Solver++(2M) on uniform times, every
/// tile by itself, of 16 cells at stride 8 with a halo of 4 where no tile is given (METHOD.md, section 4).
/// Throws InputError for another sampler or stitching.
SamplerOptions publishedSampling(SamplerOptions options);
/// What the system could give to this process now, in bytes.
std::size_t availableMemory();

}  // namespace shamal
