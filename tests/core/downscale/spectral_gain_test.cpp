#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/spectral_gain.h"

#include "downscale/gaussian_noise.h"
#include "fields/error.h"

#include <cmath>
#include <limits>
#include <numbers>

using namespace shamal;

namespace {

const FieldExtent kExtent{48, 66, 7.0, 5.6};

std::vector<float> white(std::int64_t day)
{
    return gaussianNoise(3, 0, day, {0, 0, kExtent.rows, kExtent.columns});
}

double variance(const std::vector<float>& field)
{
    double sum = 0.0;
    for (const double value : field)
        sum += value * value / static_cast<double>(field.size());
    return sum;
}

}  // namespace

class SpectralGainTest : public QObject {
    Q_OBJECT
private slots:
    void wavelengthsAreThoseOfTheCosines()
    {
        QVERIFY(std::isinf(kExtent.wavelengthKm(0, 0)));
        QCOMPARE(kExtent.wavelengthKm(1, 0), 2.0 * 48 * 7.0);  // half a wave over the field
        QCOMPARE(kExtent.wavelengthKm(0, 33), 2.0 * 66 * 5.6 / 33.0);
        QVERIFY(std::abs(kExtent.wavelengthKm(3, 4) -
                         1.0 / std::sqrt(std::pow(3.0 / (96 * 7.0), 2) + std::pow(4.0 / (132 * 5.6), 2))) <
                1e-9);
    }
    void gainsAreReadAlongTheLogarithmOfTheWavelength()
    {
        const SpectralGain gain{{10.0, 40.0}, {2.0, 1.0}};
        QCOMPARE(gain.at(5.0), 2.0);
        QCOMPARE(gain.at(20.0), 1.5);
        QCOMPARE(gain.at(100.0), 1.0);
        QCOMPARE(gain.at(std::numeric_limits<double>::infinity()), 1.0);
        QCOMPARE(SpectralGain{}.at(20.0), 1.0);
    }
    void aGainOfOneChangesNoBit()
    {
        const std::vector<float> field = white(1);
        QCOMPARE(SpectralFilter({{10.0, 100.0}, {1.0, 1.0}}, kExtent).apply(field), field);
        QCOMPARE(SpectralFilter({}, kExtent).apply(field), field);
    }
    void aConstantGainMultiplies()
    {
        const std::vector<float> field = white(1);
        const std::vector<float> result = SpectralFilter({{10.0}, {1.5}}, kExtent).apply(field);
        for (std::size_t i = 0; i < field.size(); ++i)
            QVERIFY(std::abs(result[i] - 1.5F * field[i]) < 1e-5F);
    }
    void aCosineIsMultipliedByTheGainOfItsWavelength()
    {
        const SpectralGain gain{{10.0, 500.0}, {3.0, 0.5}};
        std::vector<float> field;
        for (std::size_t r = 0; r < kExtent.rows; ++r)
            for (std::size_t c = 0; c < kExtent.columns; ++c)
                field.push_back(static_cast<float>(
                    std::cos(std::numbers::pi * 5.0 * (static_cast<double>(r) + 0.5) / 48.0) *
                    std::cos(std::numbers::pi * 9.0 * (static_cast<double>(c) + 0.5) / 66.0)));
        const double wavelength = 1.0 / std::hypot(5.0 / (96 * 7.0), 9.0 / (132 * 5.6));
        const double expected = 3.0 - 2.5 * std::log(wavelength / 10.0) / std::log(50.0);
        const std::vector<float> result = SpectralFilter(gain, kExtent).apply(field);
        for (std::size_t i = 0; i < field.size(); ++i)
            QVERIFY(std::abs(result[i] - expected * field[i]) < 1e-5);
    }
    void fitFindsTheGainTheTruthWasMadeWith()
    {
        const SpectralGain made{{12.0, 60.0, 600.0}, {1.6, 1.2, 0.9}};
        const SpectralFilter filter(made, kExtent);
        std::vector<std::vector<float>> truths, members;
        for (int day = 0; day < 30; ++day) {
            truths.push_back(filter.apply(white(day)));
            members.push_back(white(100 + day));
        }
        const SpectralGain found = fitSpectralGain(truths, members, kExtent);
        for (const double wavelength : {13.0, 15.0, 20.0, 30.0, 60.0, 120.0})
            QVERIFY2(std::abs(found.at(wavelength) / made.at(wavelength) - 1.0) < 0.05,
                     qPrintable(QString("%1 for %2 at %3 km")
                                    .arg(found.at(wavelength))
                                    .arg(made.at(wavelength))
                                    .arg(wavelength)));
        // What it is for: other members come out with the truth's variance.
        const SpectralFilter fitted(found, kExtent);
        double got = 0.0;
        double wanted = 0.0;
        for (int day = 0; day < 30; ++day) {
            got += variance(fitted.apply(white(200 + day)));
            wanted += variance(truths[static_cast<std::size_t>(day)]);
        }
        QVERIFY2(std::abs(got / wanted - 1.0) < 0.03, qPrintable(QString::number(got / wanted)));
    }
    void shrinkageFindsWhatIsWorthBelieving()
    {
        // What is told is the truth and half as much again that has nothing to do with it, at short waves
        // more.
        const SpectralFilter noise({{12.0, 120.0}, {2.0, 0.5}}, kExtent);
        std::vector<std::vector<float>> truths, told;
        for (int day = 0; day < 30; ++day) {
            truths.push_back(white(day));
            told.push_back(noise.apply(white(100 + day)));
            for (std::size_t i = 0; i < told.back().size(); ++i)
                told.back()[i] += truths.back()[i];
        }
        const SpectralGain found = fitShrinkage(truths, told, kExtent);
        for (const double wavelength : {15.0, 20.0, 40.0, 90.0}) {
            const double amplitude = SpectralGain{{12.0, 120.0}, {2.0, 0.5}}.at(wavelength);
            QVERIFY(std::abs(found.at(wavelength) - 1.0 / (1.0 + amplitude * amplitude)) < 0.04);
        }
        for (auto& field : told)
            for (float& value : field)
                value = -value;
        QCOMPARE(fitShrinkage(truths, told, kExtent).at(40.0),
                 0.01);  // nothing is believed that is the opposite
        QCOMPARE(fitShrinkage(truths, truths, kExtent).at(40.0), 1.0);
        const std::vector<std::vector<float>> nothing(30, std::vector<float>(kExtent.cells(), 0.0F));
        QCOMPARE(fitShrinkage(truths, nothing, kExtent).at(40.0), 1.0);
        QVERIFY_EXCEPTION_THROWN(fitShrinkage({}, {}, kExtent), InputError);
    }
    void fieldsThatCannotBeFittedAreRefused()
    {
        const std::vector<std::vector<float>> good{white(1)};
        const std::vector<std::vector<float>> flat{std::vector<float>(kExtent.cells(), 0.0F)};
        const std::vector<std::vector<float>> small{{1.0F, 2.0F}};
        QVERIFY_EXCEPTION_THROWN(fitSpectralGain({}, good, kExtent), InputError);
        QVERIFY_EXCEPTION_THROWN(fitSpectralGain(good, small, kExtent), InputError);
        QVERIFY_EXCEPTION_THROWN(fitSpectralGain(good, flat, kExtent), InputError);
        QVERIFY(fitSpectralGain(flat, good, kExtent).at(50.0) == 0.1);  // held
    }
};

QTEST_GUILESS_MAIN(SpectralGainTest)
#include "spectral_gain_test.moc"
