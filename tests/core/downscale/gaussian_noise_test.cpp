#include "downscale/gaussian_noise.h"

#include <QtTest>
#include <cmath>

using namespace shamal;

class GaussianNoiseTest : public QObject {
    Q_OBJECT
private slots:
    /// Known answers of philox4x32-10 from the authors' Random123 distribution (kat_vectors).
    void philoxAgreesWithItsAuthors()
    {
        using Words = std::array<std::uint32_t, 4>;
        QCOMPARE(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        const std::uint32_t f = 0xffffffff;
        QCOMPARE(philox({f, f, f, f}, {f, f}), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
        QCOMPARE(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
                 (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }
    void everyWindowSeesTheSameNoise()
    {
        const CellWindow whole{0, 0, 60, 70};
        const auto all = gaussianNoise(5, 2, 13000, whole);
        const CellWindow part{17, 22, 19, 31};
        QCOMPARE(gaussianNoise(5, 2, 13000, part), cutWindow(all, 60, 70, part));
    }
    void seedMemberAndDayEachChangeIt()
    {
        const CellWindow window{0, 0, 8, 8};
        const auto usual = gaussianNoise(5, 2, 13000, window);
        QVERIFY(gaussianNoise(6, 2, 13000, window) != usual);
        QVERIFY(gaussianNoise(5, 3, 13000, window) != usual);
        QVERIFY(gaussianNoise(5, 2, 13001, window) != usual);
        QVERIFY(gaussianNoise(5, 2, -13000, window) != usual);
        QCOMPARE(gaussianNoise(5, 2, 13000, window), usual);
    }
    void isStandardNormalAndUncorrelated()
    {
        const std::size_t side = 400;
        const auto noise = gaussianNoise(1, 0, 0, {0, 0, side, side});
        double sum = 0, squares = 0, fourth = 0, neighbour = 0;
        for (std::size_t i = 0; i < noise.size(); ++i) {
            const double x = noise[i];
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
            neighbour += i > 0 ? x * noise[i - 1] : 0.0;
        }
        const auto n = static_cast<double>(noise.size());  // five standard errors each
        QVERIFY(std::abs(sum / n) < 5.0 / std::sqrt(n));
        QVERIFY(std::abs(squares / n - 1.0) < 5.0 * std::sqrt(2.0 / n));
        QVERIFY(std::abs(fourth / n - 3.0) < 5.0 * std::sqrt(96.0 / n));
        QVERIFY(std::abs(neighbour / n) < 5.0 / std::sqrt(n));
    }
    void uniformDrawsRepeatAndFillTheirRange()
    {
        UniformStream one(9), other(9);
        std::vector<int> hits(10, 0);
        for (int i = 0; i < 10000; ++i) {
            const std::size_t k = one.below(10);
            QCOMPARE(other.below(10), k);
            ++hits.at(k);
        }
        for (const int hit : hits)
            QVERIFY(std::abs(hit - 1000) < 150);  // five standard errors
    }
};

QTEST_GUILESS_MAIN(GaussianNoiseTest)
#include "gaussian_noise_test.moc"
