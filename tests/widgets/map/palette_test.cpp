#include "map/palette.h"

#include <QtTest>

#include <array>
#include <cmath>

namespace {

using Triple = std::array<double, 3>;

double linear(double share)
{
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

Triple linearRgb(const QColor& colour)
{
    return {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
}

/// CIELAB of linear sRGB, white D65 (IEC 61966-2-1 and CIE 15).
Triple lab(const Triple& rgb)
{
    const auto f = [](double t) {
        return t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
    };
    const double x = f((0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047);
    const double y = f(0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2]);
    const double z = f((0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883);
    return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

/// Machado, Oliveira and Fernandes (2009), deuteranopia (severity 1), on linear sRGB.
Triple toDeuteranope(const Triple& rgb)
{
    constexpr std::array<Triple, 3> kMatrix = {
        {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
    Triple seen{};
    for (std::size_t i = 0; i < 3; ++i)
        seen[i] = std::fmin(
            1.0, std::fmax(0.0, kMatrix[i][0] * rgb[0] + kMatrix[i][1] * rgb[1] + kMatrix[i][2] * rgb[2]));
    return seen;
}

double lightness(const QColor& colour)
{
    return lab(linearRgb(colour))[0];
}

/// CIE76.
double apart(const Triple& a, const Triple& b)
{
    return std::sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) +
                     (a[2] - b[2]) * (a[2] - b[2]));
}

double apartToDeuteranope(const QColor& a, const QColor& b)
{
    return apart(lab(toDeuteranope(linearRgb(a))), lab(toDeuteranope(linearRgb(b))));
}

double apartToEither(const QColor& a, const QColor& b)
{
    return std::fmin(apart(lab(linearRgb(a)), lab(linearRgb(b))), apartToDeuteranope(a, b));
}

}  // namespace

class PaletteTest : public QObject {
    Q_OBJECT
private slots:
    void theLabOfKnownColoursIsRight();
    void palettesHaveTheirPublishedColours();
    void lightnessOfSequentialPalettesRunsOneWay();
    void lightnessOfDivergingPalettesTurnsInTheMiddleOnly();
    void twelveStepsStayApartToADeuteranope();
    void signsOfDivergingPalettesStayApartToADeuteranope();
    void whatIsOutsideOrMissingIsLikeNoColourOfThePalette();
};

void PaletteTest::theLabOfKnownColoursIsRight()
{
    QVERIFY(apart(lab(linearRgb(Qt::white)), {100.0, 0.0, 0.0}) < 0.05);
    QVERIFY(apart(lab(linearRgb(Qt::red)), {53.24, 80.09, 67.20}) < 0.05);
    QVERIFY(apart(lab(linearRgb(Qt::blue)), {32.30, 79.19, -107.86}) < 0.05);
}

void PaletteTest::palettesHaveTheirPublishedColours()
{
    // First, some and last colours of matplotlib 3.6.3 and of Scientific colour maps 7.0.1.
    const std::tuple<const char*, const char*, const char*> published[] = {
        {"viridis", "#440154", "#fde725"}, {"magma", "#000004", "#fcfdbf"},
        {"inferno", "#000004", "#fcffa4"}, {"cividis", "#00224e", "#fee838"},
        {"batlow", "#011959", "#faccfa"},  {"lajolla", "#ffffcc", "#1a1a01"},
        {"vik", "#001261", "#590008"},     {"berlin", "#9eb0ff", "#ffadad"},
        {"broc", "#2c1a4c", "#262600"}};
    for (const auto& [name, first, last] : published) {
        const Palette* palette = paletteNamed(name);
        QVERIFY2(palette != nullptr, name);
        QCOMPARE(palette->colours.front().name(), QString(first));
        QCOMPARE(palette->colours.back().name(), QString(last));
        QCOMPARE(palette->colours.size(), std::size_t{palette->diverging ? 255U : 256U});
    }
    QCOMPARE(paletteNamed("jet"), nullptr);
    QCOMPARE(&sequentialPalette(), paletteNamed("viridis"));
    QCOMPARE(&divergingPalette(), paletteNamed("blue-red"));
}

void PaletteTest::lightnessOfSequentialPalettesRunsOneWay()
{
    for (const Palette& palette : palettes()) {
        if (palette.diverging)
            continue;
        const double way =
            lightness(palette.colours.back()) > lightness(palette.colours.front()) ? 1.0 : -1.0;
        for (std::size_t i = 1; i < palette.colours.size(); ++i) {
            // Bytes round: neighbours may be 0.1 out of order.
            const double step = way * (lightness(palette.colours[i]) - lightness(palette.colours[i - 1]));
            QVERIFY2(step > -0.1, qPrintable(QStringLiteral("%1 %2: %3").arg(palette.name).arg(i).arg(step)));
        }
        QVERIFY(std::abs(lightness(palette.colours.back()) - lightness(palette.colours.front())) > 70.0);
    }
}

void PaletteTest::lightnessOfDivergingPalettesTurnsInTheMiddleOnly()
{
    for (const Palette& palette : palettes()) {
        if (!palette.diverging)
            continue;
        const std::size_t half = palette.colours.size() / 2;
        const double way = lightness(palette.colours[half]) > lightness(palette.colours.front()) ? 1.0 : -1.0;
        for (std::size_t i = 8; i < palette.colours.size(); i += 8) {
            if (i > half - 8 && i < half + 16)
                continue;
            const double side = i <= half ? way : -way;
            const double step = side * (lightness(palette.colours[i]) - lightness(palette.colours[i - 8]));
            QVERIFY2(step > 0.0, qPrintable(QStringLiteral("%1 %2: %3").arg(palette.name).arg(i).arg(step)));
        }
    }
}

void PaletteTest::twelveStepsStayApartToADeuteranope()
{
    // Two colours 2.3 apart are just told from each other side by side; on a map it takes more.
    constexpr double kTold = 5.0;
    for (const Palette& palette : palettes()) {
        std::vector<QColor> steps;
        for (std::size_t i = 0; i < 12; ++i)
            steps.push_back(palette.colours[i * (palette.colours.size() - 1) / 11]);
        double least = 1e9;
        for (std::size_t i = 1; i < steps.size(); ++i)
            least = std::fmin(least, apartToDeuteranope(steps[i - 1], steps[i]));
        qInfo("%s: neighbours of 12 steps are at least %.1f apart", qPrintable(palette.name), least);
        QVERIFY2(least > kTold, qPrintable(palette.name));
    }
}

void PaletteTest::signsOfDivergingPalettesStayApartToADeuteranope()
{
    for (const Palette& palette : palettes()) {
        const std::size_t last = palette.colours.size() - 1;
        for (std::size_t i = 0; palette.diverging && i < 7 * palette.colours.size() / 16; ++i) {
            const double told = apartToDeuteranope(palette.colours[i], palette.colours[last - i]);
            QVERIFY2(told > 7.0, qPrintable(QStringLiteral("%1 %2: %3").arg(palette.name).arg(i).arg(told)));
        }
    }
}

void PaletteTest::whatIsOutsideOrMissingIsLikeNoColourOfThePalette()
{
    for (const Palette& palette : palettes()) {
        for (const QColor& colour : palette.colours) {
            const QString where = palette.name + QLatin1Char(' ') + colour.name();
            QVERIFY2(apartToEither(palette.under, colour) > 7.0, qPrintable(where));
            QVERIFY2(apartToEither(palette.over, colour) > 7.0, qPrintable(where));
            QVERIFY2(apartToEither(palette.missing, colour) > 7.0, qPrintable(where));
        }
        QVERIFY2(apartToEither(palette.under, palette.over) > 15.0, qPrintable(palette.name));
        QVERIFY2(apartToEither(palette.under, palette.missing) > 15.0, qPrintable(palette.name));
        QVERIFY2(apartToEither(palette.over, palette.missing) > 15.0, qPrintable(palette.name));
    }
}

QTEST_GUILESS_MAIN(PaletteTest)
#include "palette_test.moc"
