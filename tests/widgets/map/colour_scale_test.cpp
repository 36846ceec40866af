#include "map/colour_scale.h"
#include "map/cell_image.h"

#include <QtTest>

#include <cmath>
#include <limits>

class ColourScaleTest : public QObject {
    Q_OBJECT
private slots:
    void linearPositionsAreShares();
    void logPositionsAreSharesOfTheExponent();
    void missingHasItsOwnColour();
    void valueAtUndoesPosition();
    void ticksAreRoundNumbersInside();
    void logTicksAreDecades();
    void fittedTakesPercentiles();
    void fittedIsLinearWithoutManyDecades();
    void fittedSurvivesNoData();
    void symmetricIsCentredOnZero();
    void palettesRunEvenly();
    void numbersAreShownForReading_data();
    void numbersAreShownForReading();
    void labelsOfCloseTicksDiffer();
    void cellImageHasOnePixelPerCell();
    void evenAxesNeedTwoBreaks();
};

void ColourScaleTest::linearPositionsAreShares()
{
    const ColourScale scale{.minimum = -1.0, .maximum = 3.0};
    QCOMPARE(scale.position(-1.0), 0.0);
    QCOMPARE(scale.position(0.0), 0.25);
    QCOMPARE(scale.position(3.0), 1.0);
    QCOMPARE(scale.position(-7.0), 0.0);
    QCOMPARE(scale.position(9.0), 1.0);
}

void ColourScaleTest::logPositionsAreSharesOfTheExponent()
{
    const ColourScale scale{.kind = ColourScale::Kind::Log10, .minimum = 0.001, .maximum = 10.0};
    QVERIFY(std::abs(scale.position(0.01) - 0.25) < 1e-12);
    QVERIFY(std::abs(scale.position(1.0) - 0.75) < 1e-12);
    QCOMPARE(scale.position(0.0), 0.0);
    QCOMPARE(scale.position(-5.0), 0.0);
}

void ColourScaleTest::missingHasItsOwnColour()
{
    for (const Palette* palette : {&sequentialPalette(), &divergingPalette()}) {
        const ColourScale scale{.palette = palette};
        QVERIFY(std::isnan(scale.position(std::numeric_limits<double>::quiet_NaN())));
        QCOMPARE(scale.colour(std::numeric_limits<double>::quiet_NaN()), palette->missing);
        for (const QColor& colour : palette->colours) {
            const int apart = std::abs(colour.red() - palette->missing.red()) +
                              std::abs(colour.green() - palette->missing.green()) +
                              std::abs(colour.blue() - palette->missing.blue());
            QVERIFY2(apart > 24, qPrintable(colour.name()));
        }
    }
}

void ColourScaleTest::valueAtUndoesPosition()
{
    const ColourScale linear{.minimum = 2.0, .maximum = 5.0};
    const ColourScale log{.kind = ColourScale::Kind::Log10, .minimum = 0.02, .maximum = 5.0};
    for (const double value : {2.1, 3.0, 4.9}) {
        QVERIFY(std::abs(linear.valueAt(linear.position(value)) - value) < 1e-12);
        QVERIFY(std::abs(log.valueAt(log.position(value)) - value) < 1e-12);
    }
}

void ColourScaleTest::ticksAreRoundNumbersInside()
{
    const ColourScale scale{.minimum = -0.33, .maximum = 0.71};
    const std::vector<double> expected = {-0.2, 0.0, 0.2, 0.4, 0.6};
    const auto ticks = scale.ticks(5);
    QCOMPARE(ticks.size(), expected.size());
    for (std::size_t i = 0; i < ticks.size(); ++i)
        QVERIFY(std::abs(ticks[i] - expected[i]) < 1e-12);
}

void ColourScaleTest::logTicksAreDecades()
{
    const ColourScale wide{.kind = ColourScale::Kind::Log10, .minimum = 0.0007, .maximum = 30.0};
    QCOMPARE(tickLabels(wide.ticks(5)), QStringList({"0.001", "0.01", "0.1", "1", "10"}));
    const ColourScale narrow{.kind = ColourScale::Kind::Log10, .minimum = 0.03, .maximum = 2.5};
    QCOMPARE(tickLabels(narrow.ticks(5)), QStringList({"0.05", "0.1", "0.2", "0.5", "1", "2"}));
}

void ColourScaleTest::fittedTakesPercentiles()
{
    std::vector<float> values;
    for (int i = 0; i <= 1000; ++i)
        values.push_back(std::pow(10.0f, -3.0f + 0.004f * static_cast<float>(i)));
    values.push_back(std::numeric_limits<float>::quiet_NaN());
    const auto scale = ColourScale::fitted(values);
    QCOMPARE(scale.kind, ColourScale::Kind::Log10);
    QVERIFY(std::abs(std::log10(scale.minimum) + 2.96) < 1e-5);
    QVERIFY(std::abs(std::log10(scale.maximum) - 0.96) < 1e-5);
}

void ColourScaleTest::fittedIsLinearWithoutManyDecades()
{
    std::vector<float> close;
    std::vector<float> withZero = {0.0f};
    for (int i = 100; i <= 300; ++i) {
        close.push_back(static_cast<float>(i));
        withZero.push_back(std::pow(10.0f, 0.02f * static_cast<float>(i)));
    }
    QCOMPARE(ColourScale::fitted(close).kind, ColourScale::Kind::Linear);
    QCOMPARE(ColourScale::fitted(close).minimum, 102.0);
    QCOMPARE(ColourScale::fitted(close).maximum, 298.0);
    QCOMPARE(ColourScale::fitted(withZero).kind, ColourScale::Kind::Linear);
}

void ColourScaleTest::fittedSurvivesNoData()
{
    const std::vector<float> none(5, std::numeric_limits<float>::quiet_NaN());
    QCOMPARE(ColourScale::fitted(none).minimum, 0.0);
    QCOMPARE(ColourScale::fitted(none).maximum, 1.0);
    const std::vector<float> constant(5, 4.0f);
    QVERIFY(ColourScale::fitted(constant).minimum < 4.0);
    QVERIFY(ColourScale::fitted(constant).maximum > 4.0);
}

void ColourScaleTest::symmetricIsCentredOnZero()
{
    std::vector<float> values;
    for (int i = -50; i <= 100; ++i)
        values.push_back(static_cast<float>(i));
    const auto scale = ColourScale::symmetric(values);
    QCOMPARE(scale.minimum, -scale.maximum);
    QVERIFY(scale.maximum >= 98.0 && scale.maximum <= 99.0);
    QCOMPARE(scale.palette, &divergingPalette());
    QCOMPARE(scale.position(0.0), 0.5);
}

void ColourScaleTest::palettesRunEvenly()
{
    // Known ends of matplotlib's viridis, and its middle.
    QCOMPARE(sequentialPalette().colours.size(), std::size_t{256});
    QCOMPARE(sequentialPalette().colours.front().name(), QString("#440154"));
    QCOMPARE(sequentialPalette().colours[128].name(), QString("#21918c"));
    QCOMPARE(sequentialPalette().colours.back().name(), QString("#fde725"));
    const auto& diverging = divergingPalette().colours;
    QCOMPARE(diverging.size(), std::size_t{256});
    for (std::size_t i = 1; i < 256; ++i) {
        const auto brightness = [&](std::size_t at) { return qGray(diverging[at].rgb()); };
        QVERIFY(i < 128 ? brightness(i) >= brightness(i - 1) : brightness(i) <= brightness(i - 1) + 1);
    }
}

void ColourScaleTest::numbersAreShownForReading_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("shown");
    QTest::newRow("three digits") << 0.41237 << "0.412";
    QTest::newRow("true minus") << -0.33333 << "−0.333";
    QTest::newRow("no trailing zeros") << 0.5 << "0.5";
    QTest::newRow("zero") << 0.0 << "0";
    QTest::newRow("smallest plain") << 0.001 << "0.001";
    QTest::newRow("rounds up to plain") << 0.0009999 << "0.001";
    QTest::newRow("whole digits stay") << 12345.6 << "12346";
    QTest::newRow("largest plain") << 99999.0 << "1×10⁵";
    QTest::newRow("large") << 101325.0 << "1.01×10⁵";
    QTest::newRow("small") << -1.5e-5 << "−1.5×10⁻⁵";
    QTest::newRow("missing") << std::numeric_limits<double>::quiet_NaN() << "–";
}

void ColourScaleTest::numbersAreShownForReading()
{
    QFETCH(double, value);
    QFETCH(QString, shown);
    QCOMPARE(displayNumber(value), shown);
}

void ColourScaleTest::labelsOfCloseTicksDiffer()
{
    const QStringList labels = tickLabels({0.4120, 0.4122, 0.4124});
    QCOMPARE(labels, QStringList({"0.412", "0.4122", "0.4124"}));
}

void ColourScaleTest::cellImageHasOnePixelPerCell()
{
    MapField field;
    field.grid = shamal::Grid::regular(10.0, 1.0, 2, 20.0, 1.0, 3);
    field.values = {0.0f, 0.5f, 1.0f, 1.0f, std::numeric_limits<float>::quiet_NaN(), 0.25f};
    const ColourScale scale;
    const QImage image = cellImage(field, scale);
    QCOMPARE(image.size(), QSize(3, 2));
    QCOMPARE(image.pixelColor(0, 0), sequentialPalette().colours.front());
    QCOMPARE(image.pixelColor(0, 1), sequentialPalette().colours.back());
    QCOMPARE(image.pixelColor(1, 1).alpha(), 0);
    const auto range = valueRange(field);
    QCOMPARE(range.minimum, 0.0);
    QCOMPARE(range.maximum, 1.0);
    QVERIFY(range.missing);
}

void ColourScaleTest::evenAxesNeedTwoBreaks()
{
    std::vector<double> even;
    for (int i = 0; i <= 5760; ++i)
        even.push_back(-180.0 + i * 0.0625);
    QCOMPARE(evenStretches(even), (std::vector<std::size_t>{0, 5760}));
    // Half cells at the poles, as on MERRA-2's grid.
    const std::vector<double> halves = {-90.0, -89.75, -89.25, -88.75, -88.25};
    QCOMPARE(evenStretches(halves), (std::vector<std::size_t>{0, 1, 4}));
}

QTEST_GUILESS_MAIN(ColourScaleTest)
#include "colour_scale_test.moc"
