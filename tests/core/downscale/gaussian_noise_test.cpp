#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/gaussian_noise.h"

#include "fields/error.h"

#include <cmath>
#include <map>
#include <numbers>

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
    /// Box and Muller's formula in double precision, cell by cell.
    void isBoxMullerOfPhilox()
    {
        const auto noise = gaussianNoise(0x123456789abcdefULL, 3, -77, {5, 2, 40, 300}, 9);
        double worst = 0.0;
        for (std::size_t r = 0; r < 40; ++r)
            for (std::size_t c = 0; c < 300; ++c) {
                const auto place = static_cast<std::uint32_t>((r + 5) + (9U << 20U));
                const auto words = philox(
                    {static_cast<std::uint32_t>((c + 2) / 4), place, 3, static_cast<std::uint32_t>(-77)},
                    {0x89abcdef, 0x01234567});
                const std::size_t pair = (c + 2) % 4 / 2;
                const double u = (std::floor(words[2 * pair] / 2.0) + 0.5) / 2147483648.0;
                // The quarters of the circle are centred on the axes.
                const std::uint32_t word = words[2 * pair + 1];
                const double inside = static_cast<std::int32_t>(word << 2U) / 4294967296.0;
                const double angle = ((word >> 30U) + inside) * std::numbers::pi / 2.0;
                const double expected =
                    std::sqrt(-2.0 * std::log(u)) * ((c + 2) % 2 == 0 ? std::cos(angle) : std::sin(angle));
                worst = std::max(worst, std::abs(noise[r * 300 + c] - expected));
            }
        QVERIFY2(worst < 1e-5, qPrintable(QString::number(worst)));
    }
    void everyWindowSeesTheSameNoise()
    {
        const CellWindow whole{0, 0, 60, 70};
        const auto all = gaussianNoise(5, 2, 13000, whole);
        const CellWindow part{17, 22, 19, 31};
        QCOMPARE(gaussianNoise(5, 2, 13000, part), cutWindow(all, 60, 70, part));
    }
    void seedMemberDayAndStepEachChangeIt()
    {
        const CellWindow window{0, 0, 8, 8};
        const auto usual = gaussianNoise(5, 2, 13000, window);
        QVERIFY(gaussianNoise(6, 2, 13000, window) != usual);
        QVERIFY(gaussianNoise(5, 3, 13000, window) != usual);
        QVERIFY(gaussianNoise(5, 2, 13001, window) != usual);
        QVERIFY(gaussianNoise(5, 2, -13000, window) != usual);
        QVERIFY(gaussianNoise(5, 2, 13000, window, 1) != usual);
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
    void coherentNoiseHasUnitVarianceAndTheCorrelationOfAnAutoregression_data()
    {
        QTest::addColumn<double>("persistence");
        for (const double persistence : {0.0, 0.3, 0.7, 0.9, 0.99})
            QTest::addRow("%g", persistence) << persistence;
    }
    /// Exactly: from the weights of the white noises every day is a sum of.
    void coherentNoiseHasUnitVarianceAndTheCorrelationOfAnAutoregression()
    {
        QFETCH(double, persistence);
        for (std::int64_t first : {-40, 12990, 16384 - 5})
            for (std::int64_t lag = 0; lag < 40; ++lag) {
                std::map<std::int64_t, double> weights;
                for (const NoiseShare& share : coherentShares(first, persistence))
                    weights[share.day] += share.weight;
                double covariance = 0.0;
                for (const NoiseShare& share : coherentShares(first + lag, persistence))
                    covariance += weights[share.day] * share.weight;
                const double expected = std::pow(persistence, static_cast<double>(lag));
                QVERIFY2(std::abs(covariance - expected) < 1e-7,
                         qPrintable(QString("%1 for %2").arg(covariance).arg(expected)));
            }
    }
    void coherentNoiseIsTheSumItSays()
    {
        const CellWindow window{3, 5, 7, 9};
        std::vector<double> expected(window.cells(), 0.0);
        for (const NoiseShare& share : coherentShares(13000, 0.8)) {
            const auto noise = gaussianNoise(4, 1, share.day, window, 2);
            for (std::size_t i = 0; i < noise.size(); ++i)
                expected[i] += share.weight * noise[i];
        }
        const auto got = coherentNoise(4, 1, 13000, window, 0.8, 2);
        for (std::size_t i = 0; i < got.size(); ++i)
            QVERIFY(std::abs(got[i] - expected[i]) < 1e-5);
        QCOMPARE(coherentNoise(4, 1, 13000, window, 0.0), gaussianNoise(4, 1, 13000, window));
    }
    void coherentNoiseIsTheSameInAnyOrderAndWindow()
    {
        const CellWindow whole{0, 0, 60, 70};
        std::vector<std::vector<float>> forwards, backwards;
        for (int day = 0; day < 20; ++day) {
            forwards.push_back(coherentNoise(5, 2, 13000 + day, whole, 0.8));
            backwards.push_back(coherentNoise(5, 2, 13019 - day, whole, 0.8));
        }
        std::reverse(backwards.begin(), backwards.end());
        QCOMPARE(backwards, forwards);
        const CellWindow part{17, 22, 19, 31};
        QCOMPARE(coherentNoise(5, 2, 13003, part, 0.8), cutWindow(forwards[3], 60, 70, part));
    }
    void aDrawOfCoherentNoiseCorrelatesAsItShould()
    {
        const CellWindow window{0, 0, 300, 300};
        const auto today = coherentNoise(1, 0, 14000, window, 0.7);
        for (const int lag : {1, 2, 5}) {
            const auto later = coherentNoise(1, 0, 14000 + lag, window, 0.7);
            double product = 0.0;
            for (std::size_t i = 0; i < today.size(); ++i)
                product += today[i] * later[i] / 90000.0;
            QVERIFY(std::abs(product - std::pow(0.7, lag)) < 5.0 * std::sqrt(2.0) / 300.0);
        }
    }
    void impossiblePersistenceIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(coherentShares(0, 1.0), InputError);
        QVERIFY_EXCEPTION_THROWN(coherentShares(0, -0.1), InputError);
        QVERIFY_EXCEPTION_THROWN(coherentShares(0, std::nan("")), InputError);
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
