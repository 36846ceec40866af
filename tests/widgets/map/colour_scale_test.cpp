#include "map/colour_scale.h"
#include "map/cell_image.h"
#include "map/colour_range.h"

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
    void symmetricLogIsLinearWithinItsThreshold();
    void valuesOutsideTheRangeHaveColoursOfTheirOwn();
    void zeroOnALogScaleIsUnderItsFloor();
    void classesAreOfEqualLength();
    void reversedTurnsThePaletteAndItsEnds();
    void symmetricLogTicksAreDecadesOnBothSides();
    void classTicksAreTheirBorders();
    void percentilesAreRanks();
    void valuesWithinABoxAreThoseOfItsCells();
    void rangesKeepWhatAScaleStandsFor();
    void numbersAreShownForReading_data();
    void numbersAreShownForReading();
    void labelsOfCloseTicksDiffer();
    void cellImageHasOnePixelPerCell();
    void cellImagesHaveTheColoursOfTheScale_data();
    void cellImagesHaveTheColoursOfTheScale();
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
    const ColourScale both{
        .kind = ColourScale::Kind::SymmetricLog, .minimum = -5.0, .maximum = 50.0, .threshold = 0.1};
    for (const double value : {-4.0, -0.1, -0.03, 0.0, 0.07, 2.0, 49.0})
        QVERIFY(std::abs(both.valueAt(both.position(value)) - value) < 1e-12);
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

void ColourScaleTest::symmetricLogIsLinearWithinItsThreshold()
{
    // Two decades and the linear part on either side: six equal parts.
    const ColourScale scale{
        .kind = ColourScale::Kind::SymmetricLog, .minimum = -10.0, .maximum = 10.0, .threshold = 0.1};
    const std::pair<double, double> places[] = {{-10.0, 0.0},     {-1.0, 1.0 / 6}, {-0.1, 2.0 / 6},
                                                {-0.05, 2.5 / 6}, {0.0, 0.5},      {0.025, 3.25 / 6},
                                                {0.1, 4.0 / 6},   {1.0, 5.0 / 6},  {10.0, 1.0}};
    for (const auto& [value, place] : places)
        QVERIFY(std::abs(scale.position(value) - place) < 1e-12);
}

void ColourScaleTest::valuesOutsideTheRangeHaveColoursOfTheirOwn()
{
    for (const Palette& palette : palettes()) {
        const ColourScale scale{.minimum = 1.0, .maximum = 2.0, .palette = &palette};
        QCOMPARE(scale.colour(0.999), palette.under);
        QCOMPARE(scale.colour(1.0), palette.colours.front());
        QCOMPARE(scale.colour(2.0), palette.colours.back());
        QCOMPARE(scale.colour(2.001), palette.over);
    }
}

void ColourScaleTest::zeroOnALogScaleIsUnderItsFloor()
{
    const ColourScale scale{.kind = ColourScale::Kind::Log10, .minimum = 0.01, .maximum = 1.0};
    QCOMPARE(scale.colour(0.0), scale.underColour());
    QCOMPARE(scale.colour(-3.0), scale.underColour());
    QCOMPARE(scale.colour(0.0099), scale.underColour());
    QCOMPARE(scale.colour(0.01), sequentialPalette().colours.front());
    QCOMPARE(scale.colour(0.1), sequentialPalette().colours[128]);  // half way, rounded up
}

void ColourScaleTest::classesAreOfEqualLength()
{
    const ColourScale scale{.minimum = 0.0, .maximum = 4.0, .steps = 4};
    const auto& table = sequentialPalette().colours;
    QCOMPARE(scale.entries(), std::size_t{4});
    QCOMPARE(scale.colour(0.99), table[0]);
    QCOMPARE(scale.colour(1.0), table[85]);
    QCOMPARE(scale.colour(2.5), table[170]);
    QCOMPARE(scale.colour(4.0), table[255]);
}

void ColourScaleTest::reversedTurnsThePaletteAndItsEnds()
{
    const ColourScale scale{.minimum = 0.0, .maximum = 1.0, .reversed = true};
    const Palette& palette = sequentialPalette();
    QCOMPARE(scale.colour(0.0), palette.colours.back());
    QCOMPARE(scale.colour(1.0), palette.colours.front());
    QCOMPARE(scale.colour(-1.0), palette.over);
    QCOMPARE(scale.colour(2.0), palette.under);
}

void ColourScaleTest::symmetricLogTicksAreDecadesOnBothSides()
{
    const ColourScale scale{
        .kind = ColourScale::Kind::SymmetricLog, .minimum = -12.0, .maximum = 3.0, .threshold = 0.1};
    QCOMPARE(tickLabels(scale.ticks(6)), QStringList({"−10", "−1", "−0.1", "0", "0.1", "1"}));
    const ColourScale wide{
        .kind = ColourScale::Kind::SymmetricLog, .minimum = -1e6, .maximum = 1e6, .threshold = 1e-3};
    const auto few = wide.ticks(6);
    QVERIFY(few.size() >= 5 && few.size() <= 9);
    for (std::size_t i = 0; i < few.size(); ++i)
        QVERIFY(std::abs(few[i] + few[few.size() - 1 - i]) <= 1e-9 * std::abs(few[i]));
}

void ColourScaleTest::classTicksAreTheirBorders()
{
    const ColourScale scale{.minimum = 0.0, .maximum = 1.2, .steps = 12};
    QCOMPARE(tickLabels(scale.ticks(6)), QStringList({"0", "0.2", "0.4", "0.6", "0.8", "1", "1.2"}));
}

void ColourScaleTest::percentilesAreRanks()
{
    std::vector<float> values{std::numeric_limits<float>::infinity(),
                              std::numeric_limits<float>::quiet_NaN()};
    for (int i = 200; i >= 0; --i)
        values.push_back(static_cast<float>(i));
    QCOMPARE(percentiles(values, 0.0, 100.0), (std::pair{0.0, 200.0}));
    QCOMPARE(percentiles(values, 2.5, 50.0), (std::pair{5.0, 100.0}));
    QVERIFY(!percentiles(std::span(values).first(2), 0.0, 100.0));
}

void ColourScaleTest::valuesWithinABoxAreThoseOfItsCells()
{
    MapField field;
    field.grid = shamal::Grid::regular(0.0, 1.0, 3, 350.0, 5.0, 4);  // 350, 355, 360, 365
    for (int i = 0; i < 12; ++i)
        field.values.push_back(static_cast<float>(i));
    field.values[6] = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE(valuesWithin(field, {0.5, 2.5, -6.0, 1.0}), (std::vector<float>{5.0f, 9.0f, 10.0f}));
    QVERIFY(valuesWithin(field, {10.0, 20.0, 0.0, 10.0}).empty());
}

void ColourScaleTest::rangesKeepWhatAScaleStandsFor()
{
    const ColourScale linear{.minimum = -2.0, .maximum = 5.0};
    QVERIFY(!withRange(linear, 3.0, 3.0));
    QVERIFY(!withRange(linear, 3.0, std::nan("")));
    QVERIFY(!withRange(linear, 3.0, std::numeric_limits<double>::infinity()));
    const auto log = withKind(linear, ColourScale::Kind::Log10);
    QVERIFY(log && log->minimum == 0.005 && log->maximum == 5.0);
    QVERIFY(!withKind({.minimum = -2.0, .maximum = -1.0}, ColourScale::Kind::Log10));
    const auto centred = withRange({.centred = true}, -2.0, 5.0);
    QVERIFY(centred && centred->minimum == -5.0 && centred->maximum == 5.0);
    const auto both =
        withKind({.minimum = -20.0, .maximum = 50.0, .threshold = 70.0}, ColourScale::Kind::SymmetricLog);
    QVERIFY(both && both->threshold == 1.0);
}

void ColourScaleTest::cellImagesHaveTheColoursOfTheScale_data()
{
    QTest::addColumn<ColourScale>("scale");
    using Kind = ColourScale::Kind;
    QTest::newRow("linear") << ColourScale{.minimum = -0.7, .maximum = 2.1};
    QTest::newRow("narrow") << ColourScale{.minimum = 1.0, .maximum = 1.0001};
    QTest::newRow("classes") << ColourScale{.minimum = 0.0, .maximum = 1.0, .steps = 7};
    QTest::newRow("log10") << ColourScale{.kind = Kind::Log10, .minimum = 0.003, .maximum = 4.0};
    QTest::newRow("narrow log10") << ColourScale{.kind = Kind::Log10, .minimum = 1.0, .maximum = 1.01};
    QTest::newRow("symmetric log") << ColourScale{
        .kind = Kind::SymmetricLog, .minimum = -3.0, .maximum = 8.0, .reversed = true, .threshold = 0.02};
    QTest::newRow("differences") << ColourScale{
        .minimum = -1.5, .maximum = 1.5, .palette = &divergingPalette()};
    QTest::newRow("empty range") << ColourScale{.minimum = 1.0, .maximum = 1.0};
}

void ColourScaleTest::cellImagesHaveTheColoursOfTheScale()
{
    QFETCH(ColourScale, scale);
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    MapField field;
    field.grid = shamal::Grid::regular(0.0, 0.1, 101, 0.0, 0.1, 101);
    field.values = {kInfinity, -kInfinity, 0.0f, -0.0f, 1e-42f, 3e38f, -3e38f};
    // Values all over the range and beyond, those next to each border of colours among them.
    for (std::size_t i = 0; i < scale.entries(); ++i) {
        const auto border = static_cast<float>(scale.valueAt(scale.entryStart(i)));
        for (const float value :
             {std::nextafter(border, -kInfinity), border, std::nextafter(border, kInfinity)})
            field.values.push_back(value);
    }
    for (int i = 0; field.values.size() < field.grid.cells(); ++i)
        field.values.push_back(static_cast<float>(scale.valueAt(-0.2 + 1.4 * ((i * 7919) % 9973) / 9973.0)));
    const QImage image = cellImage(field, scale);
    for (int cell = 0; cell < 101 * 101; ++cell) {
        const float value = field.values[static_cast<std::size_t>(cell)];
        QVERIFY2(image.pixelColor(cell % 101, cell / 101) == scale.colour(value),
                 qPrintable(QString::number(value, 'g', 9)));
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
    QLocale::setDefault(QLocale(QLocale::German));
    const QString inGerman = displayNumber(value);
    QLocale::setDefault(QLocale::c());
    QCOMPARE(inGerman, QString(shown).replace('.', ','));
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
