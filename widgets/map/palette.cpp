#include "map/palette.h"

#include "map/palette_data.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace {

constexpr int kEntries = 256;

/// Colour in Oklab (Ottosson 2020): perceived lightness and two opponent axes.
struct Oklab {
    double lightness;
    double a;
    double b;
};

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
    const QColor exact = QColor::fromRgbF(
        static_cast<float>(gammaEncoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
        static_cast<float>(gammaEncoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
        static_cast<float>(gammaEncoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)));
    return QColor(exact.rgb());  // in bytes, as pixels have them
}

Oklab fromPolar(double lightness, double chroma, double hueDegrees)
{
    const double hue = hueDegrees * M_PI / 180.0;
    return {lightness, chroma * std::cos(hue), chroma * std::sin(hue)};
}

QColor fromNumber(unsigned rrggbb)
{
    return {static_cast<int>(rrggbb >> 16U), static_cast<int>((rrggbb >> 8U) & 0xffU),
            static_cast<int>(rrggbb & 0xffU)};
}

const QColor kMissing(0xa6, 0xa6, 0xa6);

Palette unpacked(const PaletteData& data)
{
    Palette palette{.name = QString::fromLatin1(data.name),
                    .colours = {},
                    .missing = kMissing,
                    .line = fromNumber(data.line),
                    .under = fromNumber(data.under),
                    .over = fromNumber(data.over),
                    .diverging = data.diverging};
    const QByteArray digits(data.colours);
    for (qsizetype at = 0; at < digits.size(); at += 6)
        palette.colours.push_back(fromNumber(digits.mid(at, 6).toUInt(nullptr, 16)));
    return palette;
}

/// Lightness rises and falls in equal steps on both sides, so that neither sign looks larger; blue against
/// red-brown stays apart for the common forms of colour blindness. All entries lie inside sRGB.
Palette makeBlueRed()
{
    const std::array<Oklab, 5> stops = {fromPolar(0.30, 0.100, 258.0), fromPolar(0.62, 0.115, 248.0),
                                        fromPolar(0.97, 0.000, 0.0), fromPolar(0.62, 0.135, 40.0),
                                        fromPolar(0.30, 0.090, 25.0)};
    Palette palette{.name = QStringLiteral("blue-red"),
                    .colours = {},
                    .missing = kMissing,
                    .line = fromNumber(0x404040),
                    .under = fromNumber(0x3c1e3c),
                    .over = fromNumber(0x1e0000),
                    .diverging = true};
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

std::vector<Palette> makeAll()
{
    std::vector<Palette> all;
    bool ours = false;
    for (const PaletteData& data : paletteData()) {
        if (data.diverging && !std::exchange(ours, true))
            all.push_back(makeBlueRed());
        all.push_back(unpacked(data));
    }
    return all;
}

}  // namespace

const std::vector<Palette>& palettes()
{
    static const std::vector<Palette> all = makeAll();
    return all;
}

const Palette* paletteNamed(const QString& name)
{
    const auto found = std::find_if(palettes().begin(), palettes().end(),
                                    [&](const Palette& palette) { return palette.name == name; });
    return found == palettes().end() ? nullptr : &*found;
}

const Palette& sequentialPalette()
{
    return palettes().front();
}

const Palette& divergingPalette()
{
    static const Palette& first = *std::find_if(palettes().begin(), palettes().end(),
                                                [](const Palette& palette) { return palette.diverging; });
    return first;
}
