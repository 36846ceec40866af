#include "map/palette.h"

#include <array>
#include <cmath>
#include <string_view>

namespace {

constexpr int kEntries = 256;

// "viridis" by Stéfan van der Walt and Nathaniel Smith, as shipped with matplotlib; released under CC0.
constexpr std::string_view kViridis =
    "44015444025645045745055946075a46085c460a5d460b5e470d60470e61471063471164471365481467481668481769"
    "48186a481a6c481b6d481c6e481d6f481f70482071482173482374482475482576482677482878482979472a7a472c7a"
    "472d7b472e7c472f7d46307e46327e46337f463480453581453781453882443983443a83443b84433d84433e85423f85"
    "4240864241864142874144874045884046883f47883f48893e49893e4a893e4c8a3d4d8a3d4e8a3c4f8a3c508b3b518b"
    "3b528b3a538b3a548c39558c39568c38588c38598c375a8c375b8d365c8d365d8d355e8d355f8d34608d34618d33628d"
    "33638d32648e32658e31668e31678e31688e30698e306a8e2f6b8e2f6c8e2e6d8e2e6e8e2e6f8e2d708e2d718e2c718e"
    "2c728e2c738e2b748e2b758e2a768e2a778e2a788e29798e297a8e297b8e287c8e287d8e277e8e277f8e27808e26818e"
    "26828e26828e25838e25848e25858e24868e24878e23888e23898e238a8d228b8d228c8d228d8d218e8d218f8d21908d"
    "21918c20928c20928c20938c1f948c1f958b1f968b1f978b1f988b1f998a1f9a8a1e9b8a1e9c891e9d891f9e891f9f88"
    "1fa0881fa1881fa1871fa28720a38620a48621a58521a68522a78522a88423a98324aa8325ab8225ac8226ad8127ad81"
    "28ae8029af7f2ab07f2cb17e2db27d2eb37c2fb47c31b57b32b67a34b67935b77937b87838b9773aba763bbb753dbc74"
    "3fbc7340bd7242be7144bf7046c06f48c16e4ac16d4cc26c4ec36b50c46a52c56954c56856c66758c7655ac8645cc863"
    "5ec96260ca6063cb5f65cb5e67cc5c69cd5b6ccd5a6ece5870cf5773d05675d05477d1537ad1517cd2507fd34e81d34d"
    "84d44b86d54989d5488bd6468ed64590d74393d74195d84098d83e9bd93c9dd93ba0da39a2da37a5db36a8db34aadc32"
    "addc30b0dd2fb2dd2db5de2bb8de29bade28bddf26c0df25c2df23c5e021c8e020cae11fcde11dd0e11cd2e21bd5e21a"
    "d8e219dae319dde318dfe318e2e418e5e419e7e419eae51aece51befe51cf1e51df4e61ef6e620f8e621fbe723fde725";

/// Colour in Oklab (Ottosson 2020): perceived lightness and two opponent axes.
struct Oklab {
    double lightness;
    double a;
    double b;
};

double hexDigit(char digit)
{
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

double gammaEncoded(double linear)
{
    const double inside = std::fmin(std::fmax(linear, 0.0), 1.0);
    return inside <= 0.0031308 ? 12.92 * inside : 1.055 * std::pow(inside, 1.0 / 2.4) - 0.055;
}

QColor toColour(const Oklab& colour)
{
    // Matrices of B. Ottosson, "A perceptual color space for image processing" (2020), public domain.
    const auto cubed = [](double x) { return x * x * x; };
    const double l = cubed(colour.lightness + 0.3963377774 * colour.a + 0.2158037573 * colour.b);
    const double m = cubed(colour.lightness - 0.1055613458 * colour.a - 0.0638541728 * colour.b);
    const double s = cubed(colour.lightness - 0.0894841775 * colour.a - 1.2914855480 * colour.b);
    return QColor::fromRgbF(
        static_cast<float>(gammaEncoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
        static_cast<float>(gammaEncoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
        static_cast<float>(gammaEncoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)));
}

Oklab fromPolar(double lightness, double chroma, double hueDegrees)
{
    const double hue = hueDegrees * M_PI / 180.0;
    return {lightness, chroma * std::cos(hue), chroma * std::sin(hue)};
}

Palette makeSequential()
{
    Palette palette{QStringLiteral("viridis"), {}, QColor(0xa6, 0xa6, 0xa6), QColor(0xf2, 0xf2, 0xf2)};
    for (int i = 0; i < kEntries; ++i) {
        const auto channel = [i](int which) {
            const std::size_t at = 6 * static_cast<std::size_t>(i) + 2 * static_cast<std::size_t>(which);
            return static_cast<int>(16 * hexDigit(kViridis[at]) + hexDigit(kViridis[at + 1]));
        };
        palette.colours.emplace_back(channel(0), channel(1), channel(2));
    }
    return palette;
}

/// Lightness rises and falls in equal steps on both sides, so that neither sign looks larger; blue against
/// red-brown stays apart for the common forms of colour blindness. All entries lie inside sRGB.
Palette makeDiverging()
{
    const std::array<Oklab, 5> stops = {fromPolar(0.30, 0.100, 258.0), fromPolar(0.62, 0.115, 248.0),
                                        fromPolar(0.97, 0.000, 0.0), fromPolar(0.62, 0.135, 40.0),
                                        fromPolar(0.30, 0.090, 25.0)};
    Palette palette{QStringLiteral("blue-red"), {}, QColor(0xa6, 0xa6, 0xa6), QColor(0x40, 0x40, 0x40)};
    for (int i = 0; i < kEntries; ++i) {
        const double place = i * 4.0 / (kEntries - 1);
        const std::size_t left = place < 4.0 ? static_cast<std::size_t>(place) : 3;
        const double share = place - static_cast<double>(left);
        const Oklab& from = stops[left];
        const Oklab& to = stops[left + 1];
        palette.colours.push_back(toColour({std::lerp(from.lightness, to.lightness, share),
                                            std::lerp(from.a, to.a, share), std::lerp(from.b, to.b, share)}));
    }
    return palette;
}

}  // namespace

const Palette& sequentialPalette()
{
    static const Palette palette = makeSequential();
    return palette;
}

const Palette& divergingPalette()
{
    static const Palette palette = makeDiverging();
    return palette;
}
