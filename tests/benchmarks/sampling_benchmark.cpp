// Times of what a member of area A0 (228 x 322 cells) costs beside its network: noise, spectral gain,
// stitching.

#include "downscale/gaussian_noise.h"
#include "downscale/halo_hann.h"
#include "downscale/spectral_gain.h"
#include "timing.h"

#include <fmt/format.h>

#include <functional>

namespace {

using namespace shamal;

constexpr CellWindow kA0{0, 0, 228, 322};

void report(const char* what, const std::function<void()>& work)
{
    fmt::print("{:44} {:7.2f} ms\n", what, bestMilliseconds(30, work));
}

}  // namespace

int main()
{
    std::int64_t day = 13000;
    report("white noise", [&] { gaussianNoise(1, 0, ++day, kA0); });
    report("coherent noise, persistence 0.7", [&] { coherentNoise(1, 0, ++day, kA0, 0.7); });
    report("coherent noise, persistence 0.95", [&] { coherentNoise(1, 0, ++day, kA0, 0.95); });

    const FieldExtent extent{kA0.rows, kA0.columns, 6.95, 5.6};
    const SpectralGain gain{{10.0, 100.0}, {1.2, 1.0}};
    const SpectralFilter filter(gain, extent);
    const std::vector<float> field = gaussianNoise(1, 0, 0, kA0);
    report("spectral gain, made", [&] { const SpectralFilter made(gain, extent); });
    report("spectral gain, applied", [&] { filter.apply(field); });

    const TileLayout layout{kA0.rows, kA0.columns, 96, 32, 16};
    const std::vector<float> tile(96 * 96, 1.0F);
    report("stitching of tiles of 96 at stride 32", [&] {
        HaloHannStitcher stitcher(layout);
        for (const CellWindow& window : layout.tiles())
            stitcher.add(window, std::span(tile).first(window.cells()));
        stitcher.field();
    });
}
