#include "fields/conservative_regrid.h"

#include "fields/regrid.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace shamal;

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

std::vector<float> randomField(const Grid& grid, double missingShare = 0.0)
{
    std::mt19937 generator(7);
    std::uniform_real_distribution<float> value(0.1F, 3.0F);
    std::bernoulli_distribution missing(missingShare);
    std::vector<float> field(grid.cells());
    for (float& cell : field)
        cell = missing(generator) ? kMissing : value(generator);
    return field;
}

std::vector<float> remap(const std::vector<float>& field, const Grid& from, const Grid& to)
{
    return regrid(field, from, to, RegridMethod::Conservative);
}

double sine(double degrees)
{
    return std::sin(degrees * std::numbers::pi / 180.0);
}

/// Integral over the sphere in units of its radius.
double integral(const std::vector<float>& field, const Grid& grid)
{
    const std::vector<double> south = grid.latitudeEdges();
    const std::vector<double> west = grid.longitudeEdges();
    double sum = 0.0;
    for (std::size_t i = 0; i < grid.rows(); ++i) {
        for (std::size_t j = 0; j < grid.columns(); ++j)
            sum += field[i * grid.columns() + j] * (sine(south[i + 1]) - sine(south[i])) *
                   (west[j + 1] - west[j]);
    }
    return sum;
}

/// By the definition: every pair of cells, every number of turns.
std::vector<float> bruteForce(const std::vector<float>& field, const Grid& from, const Grid& to)
{
    const auto overlap = [](double a, double b, double c, double d) {
        return std::max(0.0, std::min(b, d) - std::max(a, c));
    };
    std::vector<float> remapped;
    const auto s = from.latitudeEdges();
    const auto w = from.longitudeEdges();
    const auto S = to.latitudeEdges();
    const auto W = to.longitudeEdges();
    for (std::size_t I = 0; I < to.rows(); ++I) {
        for (std::size_t J = 0; J < to.columns(); ++J) {
            double sum = 0.0;
            double area = 0.0;
            for (std::size_t i = 0; i < from.rows(); ++i) {
                const double height = overlap(sine(s[i]), sine(s[i + 1]), sine(S[I]), sine(S[I + 1]));
                for (std::size_t j = 0; j < from.columns() && height > 0.0; ++j) {
                    double width = 0.0;
                    for (const double turn : {-720.0, -360.0, 0.0, 360.0, 720.0})
                        width += overlap(w[j] + turn, w[j + 1] + turn, W[J], W[J + 1]);
                    const float value = field[i * from.columns() + j];
                    if (width > 0.0 && !std::isnan(value)) {
                        sum += height * width * double{value};
                        area += height * width;
                    }
                }
            }
            remapped.push_back(area > 1e-12 ? static_cast<float>(sum / area) : kMissing);
        }
    }
    return remapped;
}

}  // namespace

class ConservativeRegridTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheDefinition_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("fine to coarse") << 0;
        QTest::newRow("coarse to fine") << 1;
        QTest::newRow("globe of 0..360 to a region across Greenwich") << 2;
        QTest::newRow("globe of -180..180 to one of 20..380") << 3;
        QTest::newRow("Gaussian rows to regular ones") << 4;
    }
    void agreesWithTheDefinition()
    {
        QFETCH(const int, which);
        const Grid fine = Grid::regular(29.3, 0.0625, 40, 60.3, 0.0625, 50);
        const Grid coarse = Grid::regular(29.0, 0.5, 7, 60.0, 0.625, 6);
        const Grid globe = Grid::regular(-90.0, 10.0, 19, 0.0, 15.0, 24);
        const Grid centred = Grid::regular(-90.0, 10.0, 19, -180.0, 15.0, 24);
        const Grid turned = Grid::regular(-85.0, 10.0, 18, 20.0, 20.0, 18);
        const Grid region = Grid::regular(-20.0, 4.0, 11, -30.0, 7.0, 10);
        const Grid gaussian({-73.0, -41.0, -9.0, 23.0, 60.0}, {0.0, 90.0, 180.0, 270.0},
                            {-90.0, -57.0, -25.0, 7.0, 41.0, 90.0}, {});
        const std::vector<std::pair<Grid, Grid>> pairs{
            {fine, coarse}, {coarse, fine}, {globe, region}, {centred, turned}, {gaussian, globe}};
        const auto& [from, to] = pairs[static_cast<std::size_t>(which)];
        const std::vector<float> field = randomField(from, 0.2);
        const std::vector<float> remapped = remap(field, from, to);
        const std::vector<float> expected = bruteForce(field, from, to);
        QCOMPARE(remapped.size(), expected.size());
        for (std::size_t cell = 0; cell < expected.size(); ++cell) {
            QCOMPARE(std::isnan(remapped[cell]), std::isnan(expected[cell]));
            if (!std::isnan(expected[cell]))
                QVERIFY(std::abs(remapped[cell] - expected[cell]) <= 1e-6F * expected[cell]);
        }
    }
    void keepsTheIntegral()
    {
        const Grid from = Grid::regular(-90.0, 0.5, 361, -180.0, 0.625, 576);
        const Grid to = Grid::regular(-89.0, 2.0, 90, 1.25, 2.5, 144);
        const std::vector<float> field = randomField(from);
        const double before = integral(field, from);
        QVERIFY(std::abs(integral(remap(field, from, to), to) / before - 1.0) < 1e-7);
    }
    void aConstantStaysConstantAndItselfStaysItself()
    {
        const Grid from = Grid::regular(10.0, 0.5, 20, 30.0, 0.625, 20);
        const Grid to = Grid::regular(11.0, 0.17, 40, 31.0, 0.21, 40);
        for (const float value : remap(std::vector<float>(from.cells(), 0.3F), from, to))
            QCOMPARE(value, 0.3F);
        const std::vector<float> field = randomField(from);
        QCOMPARE(remap(field, from, from), field);
        QCOMPARE(remap(field, from, Grid::regular(10.0, 0.5, 20, 390.0, 0.625, 20)), field);
    }
    void missingCellsCarryNoWeight()
    {
        const Grid from = Grid::regular(0.0, 1.0, 1, 0.0, 1.0, 4);
        const Grid to = Grid::regular(0.0, 1.0, 1, 0.5, 2.0, 3);
        const std::vector<float> remapped = remap({1.0F, kMissing, kMissing, kMissing}, from, to);
        QCOMPARE(remapped[0], 1.0F);
        QVERIFY(std::isnan(remapped[1]));  // all missing
        QVERIFY(std::isnan(remapped[2]));  // outside the source
    }
    void edgesThatDoNotFitAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(Grid({0.0, 1.0}, {0.0}, {-0.5, 0.5}, {}), std::exception);
        QVERIFY_EXCEPTION_THROWN(Grid({0.0, 1.0}, {0.0}, {-0.5, 1.5, 2.0}, {}), std::exception);
        QVERIFY_EXCEPTION_THROWN(Grid({0.0, 1.0}, {0.0}, {-0.5, 0.5, 0.4}, {}), std::exception);
    }
};

QTEST_GUILESS_MAIN(ConservativeRegridTest)
#include "conservative_regrid_test.moc"
