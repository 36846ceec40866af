#include <QTest>

#include "statistics/power_spectrum.h"

#include <cmath>
#include <numeric>
#include <random>

#include "fields/error.h"

using namespace shamal;

namespace {

constexpr double kKmPerDegree = kEarthRadiusKm * M_PI / 180.0;
const std::vector<double> kEdges{15, 20, 30, 40, 60, 100, 150, 200, 400};

/// Close to the equator, cells are square and alike in every row.
Grid squareGrid(std::size_t rows, std::size_t columns)
{
    return Grid::regular(-0.0625 * static_cast<double>(rows) / 2, 0.0625, rows, 60.0, 0.0625, columns);
}

template <class Value>
std::vector<float> field(const Grid& grid, const Value& at)
{
    std::vector<float> values;
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column)
            values.push_back(static_cast<float>(at(row, column)));
    }
    return values;
}

std::vector<float> noise(const Grid& grid, unsigned seed, double scale = 1.0)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(0.0, scale);
    return field(grid, [&](auto, auto) { return normal(random); });
}

double varianceOf(const std::vector<float>& values)
{
    double sum = 0.0, squares = 0.0, n = 0.0;
    for (const float value : values) {
        sum += value;
        n += 1.0;
    }
    for (const float value : values)
        squares += (value - sum / n) * (value - sum / n);
    return squares / n;
}

/// Bands by the double sum of the definition, mode by mode.
std::vector<double> bandsBySum(const Grid& grid, const std::vector<float>& values)
{
    const auto rows = static_cast<double>(grid.rows());
    const auto columns = static_cast<double>(grid.columns());
    double cosine = 0.0;
    for (const double latitude : grid.latitudes())
        cosine += std::cos(latitude * M_PI / 180.0) / rows;
    const double height = rows * 0.0625 * kKmPerDegree;
    const double width = columns * 0.0625 * kKmPerDegree * cosine;
    std::vector<double> bands(kEdges.size() - 1, 0.0);
    for (std::size_t m = 0; m < grid.rows(); ++m) {
        for (std::size_t n = 0; n < grid.columns(); ++n) {
            if (m + n == 0)
                continue;
            double sum = 0.0;
            for (std::size_t i = 0; i < grid.rows(); ++i) {
                for (std::size_t j = 0; j < grid.columns(); ++j)
                    sum += values[i * grid.columns() + j] *
                           std::cos(M_PI * static_cast<double>(m) * (static_cast<double>(i) + 0.5) / rows) *
                           std::cos(M_PI * static_cast<double>(n) * (static_cast<double>(j) + 0.5) / columns);
            }
            const double scale = (m == 0 ? 1.0 : 2.0) * (n == 0 ? 1.0 : 2.0) / (rows * columns);
            const double variance = scale * sum * sum / (rows * columns);
            const double north = static_cast<double>(m) / (2.0 * height),
                         east = static_cast<double>(n) / (2.0 * width);
            const double wavelength = 1.0 / std::sqrt(north * north + east * east);
            for (std::size_t band = 0; band < bands.size(); ++band) {
                if (wavelength >= kEdges[band] && wavelength < kEdges[band + 1])
                    bands[band] += variance;
            }
        }
    }
    return bands;
}

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::abs(b);
}

}  // namespace

class PowerSpectrumTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheDoubleSumOverEveryMode()
    {
        const Grid grid = Grid::regular(29.2, 0.0625, 13, 60.3, 0.0625, 18);
        const std::vector<float> values = noise(grid, 3);
        const PowerSpectrum spectrum = FieldSpectrum(grid, kEdges)(values);
        const std::vector<double> expected = bandsBySum(grid, values);
        for (std::size_t band = 0; band < expected.size(); ++band)
            QVERIFY(std::abs(spectrum.bands[band] - expected[band]) < 1e-6);
    }
    void holdsTheWholeVarianceOfTheField()
    {
        const Grid grid = Grid::regular(29.2, 0.0625, 57, 60.3, 0.0625, 80);
        const std::vector<float> values = field(grid, [](auto r, auto c) {
            return 5.0 + 0.01 * static_cast<double>(r * c) + std::sin(0.7 * static_cast<double>(r + 2 * c));
        });
        QVERIFY(near(FieldSpectrum(grid, kEdges)(values).total(), varianceOf(values), 1e-6));
    }
    void aPlaneWaveFallsInTheBandOfItsWavelength()
    {
        const Grid grid = squareGrid(200, 240);
        const FieldSpectrum spectrum(grid, kEdges);
        const double cellKm = 0.0625 * kKmPerDegree;
        for (const double wavelength : {17.5, 25.0, 35.0, 50.0, 80.0, 125.0}) {
            for (const double direction : {0.0, 0.5, 1.1, M_PI / 2}) {
                const std::vector<float> wave = field(grid, [&](auto r, auto c) {
                    const double along = cellKm * (std::cos(direction) * static_cast<double>(c) +
                                                   std::sin(direction) * static_cast<double>(r));
                    return std::cos(2.0 * M_PI * along / wavelength);
                });
                const PowerSpectrum of = spectrum(wave);
                for (std::size_t band = 0; band < of.bands.size(); ++band) {
                    if (wavelength >= kEdges[band] && wavelength < kEdges[band + 1])
                        QVERIFY2(of.bands[band] > 0.85 * of.total(),
                                 qPrintable(QString("%1 km, direction %2: %3 of %4")
                                                .arg(wavelength)
                                                .arg(direction)
                                                .arg(of.bands[band])
                                                .arg(of.total())));
                }
            }
        }
    }
    void kilometresFollowFromTheLatitude()
    {
        // Mode 8 of 16 columns is a wave of 4 cells of half a degree: 111 km at 60 N, 222 km at the equator.
        const auto modeEight = [](double latitude) {
            const Grid grid = Grid::regular(latitude, 0.001, 4, 10.0, 0.5, 16);
            return FieldSpectrum(grid, {100, 120, 200, 240})(field(
                grid, [](auto, auto c) { return std::cos(M_PI * 8 * (static_cast<double>(c) + 0.5) / 16); }));
        };
        QVERIFY(near(modeEight(60.0).bands[0], 0.5, 1e-6));
        QVERIFY(near(modeEight(0.0).bands[2], 0.5, 1e-6));
    }
    void whiteNoiseIsFlat()
    {
        const Grid grid = squareGrid(120, 150);
        const FieldSpectrum spectrum(grid, kEdges);
        PowerSpectrum sum;
        for (unsigned seed = 1; seed <= 40; ++seed)
            sum += spectrum(noise(grid, seed));
        QVERIFY(sum.rings.size() > 40);
        for (std::size_t ring = 0; ring < sum.rings.size(); ++ring)  // every mode has 1/cells of the variance
            QVERIFY2(std::abs(sum.rings[ring] / 40 * 120 * 150 - 1.0) < (ring < 8 ? 0.5 : 0.1),
                     qPrintable(QString::number(sum.rings[ring] / 40 * 120 * 150)));
    }
    void ratiosAndDistanceTellHowMuchVarianceIsKept()
    {
        const Grid grid = squareGrid(60, 60);
        const FieldSpectrum spectrum(grid, kEdges);
        const PowerSpectrum truth = spectrum(noise(grid, 1));
        const PowerSpectrum half = spectrum(noise(grid, 1, 0.5));  // the same numbers, half as large
        for (const double ratio : varianceRatios(half, truth))
            QVERIFY(near(ratio, 0.25, 1e-5));
        QVERIFY(near(logSpectralDistance(half, truth), 20.0 * std::log10(2.0), 1e-5));
        QCOMPARE(logSpectralDistance(truth, truth), 0.0);
    }
    void holesAreFilledWithTheMeanAndComparedAlike()
    {
        const Grid grid = squareGrid(40, 50);
        const FieldSpectrum spectrum(grid, kEdges);
        std::vector<float> holed = noise(grid, 1);
        for (std::size_t i = 0; i < holed.size(); i += 7)
            holed[i] = NAN;
        double sum = 0.0, n = 0.0;
        for (const float value : holed) {
            sum += std::isnan(value) ? 0.0 : value;
            n += std::isnan(value) ? 0.0 : 1.0;
        }
        std::vector<float> filled = holed;
        for (float& value : filled)
            value = std::isnan(value) ? static_cast<float>(sum / n) : value;
        QVERIFY(near(spectrum(holed).total(), varianceOf(filled), 1e-6));
        const std::vector<float> whole = noise(grid, 1);
        for (const double ratio : varianceRatios(spectrum(withHolesOf(holed, whole)), spectrum(holed)))
            QCOMPARE(ratio, 1.0);
        QVERIFY(std::isnan(spectrum(std::vector<float>(holed.size(), NAN)).total()));
    }
    void gridsAndBandsThatMakeNoSenseAreRefused()
    {
        const Grid grid = squareGrid(10, 10);
        QVERIFY_EXCEPTION_THROWN(FieldSpectrum(squareGrid(3, 10), kEdges), InputError);
        QVERIFY_EXCEPTION_THROWN(FieldSpectrum(Grid({0, 1, 2, 4}, {0, 1, 2, 3}), kEdges), InputError);
        for (const std::vector<double>& edges : {std::vector<double>{}, {10.0}, {20.0, 10.0}, {0.0, 10.0}})
            QVERIFY_EXCEPTION_THROWN(FieldSpectrum(grid, edges), InputError);
        QVERIFY_EXCEPTION_THROWN(FieldSpectrum(grid, kEdges)(std::vector<float>(5)), InputError);
    }
};

QTEST_GUILESS_MAIN(PowerSpectrumTest)
#include "power_spectrum_test.moc"
