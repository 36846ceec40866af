#include "charts/line_chart.h"
#include "map/palette.h"

#include "charts/data_colours.h"

#include <qcustomplot.h>
#include <QBuffer>
#include <QSignalSpy>
#include <QSvgGenerator>
#include <QWheelEvent>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// 101 points of a parabola over 0..100.
ChartContent parabola()
{
    ChartContent content;
    content.title = "Parabola";
    ChartCurve curve;
    for (int i = 0; i <= 100; ++i) {
        curve.x.push_back(i);
        curve.y.push_back(i * i);
    }
    content.curves = {curve};
    return content;
}

/// A closed curve of one radius.
ChartContent circle(double radius)
{
    ChartContent content;
    content.title = "Ranges";
    content.yLabel = "range (km)";
    content.polar = true;
    content.radiusUnit = "km";
    ChartCurve curve{"round", DataKind::Fine, ChartCurve::Style::LineAndPoints, {}, {}, {}};
    for (int azimuth = 0; azimuth <= 360; azimuth += 15) {
        curve.x.push_back(azimuth);
        curve.y.push_back(radius);
    }
    content.curves = {curve};
    return content;
}

/// Of the pixels in the colour of the fine data set.
QRect boundsOfCurve(const QImage& image)
{
    QRect bounds;
    const QColor wanted = dataColour(DataKind::Fine, false);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == wanted)
                bounds |= QRect(x, y, 1, 1);
        }
    }
    return bounds;
}

}  // namespace

class LineChartTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_chart.reset(); }
    void theWheelLooksCloserAboutThePointer();
    void theOrdinateFitsWhatIsSeen();
    void aDragGoesAlongAndIsNoClick();
    void aPressThatStaysIsAClick();
    void allIsShownAgain();
    void keysDoTheSame();
    void otherDataKeepThePartWhereTheyReach();
    void aPolarChartIsAsWideAsHighWhateverItsSize();
    void aPolarChartHasNorthUpAndEastToTheRight();
    void aPolarChartReadsOutAzimuthAndRadius();
    void aPolarChartIsNotZoomedAndGivesWay();
    void aFigureHasThePolarChartAsARoundOne();
    void aLogarithmicAxisFollowsOneBelowZero();
    void aLogarithmicAxisIsLookedAtByItsLogarithms();
    void aShortLogarithmicAxisHasFewerNumbers();
    void titlesAreReadWholeHoweverSmallTheChart_data();
    void titlesAreReadWholeHoweverSmallTheChart();
    void aTitleIsInOneLineAgainWhereThereIsRoom();
    void aDensityHasAScaleOfItsColours();
    void aFigureHasTheScaleToo();
    void aPointReadsItsBand();
    void numbersBelowZeroHaveTheTrueMinus();
    void aPointWithoutNeighboursIsSeen();
    void aBandBreaksWhereTheLineDoes();
    void valuesThatCannotBeDrawnAreTold_data();
    void valuesThatCannotBeDrawnAreTold();
    void aFigureSaysThatNoValueCanBeDrawn();
    void aClickOn30FebruaryIsOfThatDay();

private:
    QCustomPlot& plot() { return *m_chart->findChild<QCustomPlot*>(); }
    QPoint at(double x) { return {qRound(plot().xAxis->coordToPixel(x)), plot().axisRect()->center().y()}; }
    void turn(double x, int notches);
    std::unique_ptr<LineChart> m_chart;
};

void LineChartTest::init()
{
    m_chart = std::make_unique<LineChart>();
    m_chart->resize(600, 300);
    m_chart->setContent(parabola());
    m_chart->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
    plot().replot();
}

void LineChartTest::turn(double x, int notches)
{
    QWheelEvent event(at(x), plot().mapToGlobal(at(x)), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&plot(), &event);
    plot().replot();
}

void LineChartTest::theWheelLooksCloserAboutThePointer()
{
    turn(30.0, 4);
    QVERIFY(m_chart->span());
    const auto [from, to] = *m_chart->span();
    QVERIFY(std::abs((to - from) - 102.0 / std::pow(1.25, 4)) < 0.5);
    QVERIFY(std::abs((30.0 - from) / (to - from) - 30.0 / 102.0) < 0.005);
}

void LineChartTest::theOrdinateFitsWhatIsSeen()
{
    turn(0.0, 10);
    const double seen = m_chart->span()->second;
    QVERIFY(seen < 12.0);
    QVERIFY(plot().yAxis->range().upper < 1.2 * seen * seen);
}

void LineChartTest::aDragGoesAlongAndIsNoClick()
{
    turn(50.0, 6);
    const auto before = *m_chart->span();
    QSignalSpy clicks(m_chart.get(), &LineChart::clicked);
    const QPoint from = at(50.0);
    QTest::mousePress(&plot(), Qt::LeftButton, {}, from);
    for (int i = 1; i <= 4; ++i)
        QTest::mouseMove(&plot(), from - QPoint(20 * i, 0));
    QTest::mouseRelease(&plot(), Qt::LeftButton, {}, from - QPoint(80, 0));
    plot().replot();
    QVERIFY(clicks.empty());
    QVERIFY(std::abs(at(50.0).x() - (from.x() - 80)) <= 1);
    QCOMPARE(m_chart->span()->second - m_chart->span()->first, before.second - before.first);
}

void LineChartTest::aPressThatStaysIsAClick()
{
    QSignalSpy clicks(m_chart.get(), &LineChart::clicked);
    QTest::mouseClick(&plot(), Qt::LeftButton, {}, at(42.2));
    QCOMPARE(clicks.size(), 1);
    QCOMPARE(clicks[0][0].toDouble(), 42.0);
}

void LineChartTest::allIsShownAgain()
{
    turn(50.0, 3);
    turn(50.0, -9);
    QVERIFY(!m_chart->span());
    turn(50.0, 3);
    QTest::mouseDClick(&plot(), Qt::LeftButton, {}, at(50.0));
    QVERIFY(!m_chart->span());
}

void LineChartTest::keysDoTheSame()
{
    QTest::keyClick(m_chart.get(), Qt::Key_Plus);
    QVERIFY(m_chart->span());
    const double from = m_chart->span()->first;
    QTest::keyClick(m_chart.get(), Qt::Key_Right);
    QVERIFY(m_chart->span()->first > from);
    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    QVERIFY(!m_chart->span());
}

void LineChartTest::otherDataKeepThePartWhereTheyReach()
{
    turn(80.0, 8);
    const auto before = m_chart->span();
    ChartContent other = parabola();
    for (double& y : other.curves[0].y)
        y = -y;
    m_chart->setContent(other);
    QVERIFY(m_chart->span() == before);
    for (double& x : other.curves[0].x)
        x /= 10.0;
    m_chart->setContent(other);
    QVERIFY(!m_chart->span());
}

void LineChartTest::aPolarChartIsAsWideAsHighWhateverItsSize()
{
    m_chart->setContent(circle(100.0));
    for (const QSize size : {QSize(600, 200), QSize(240, 480)}) {
        m_chart->resize(size);
        QTRY_COMPARE(plot().size(), size);
        plot().replot();
        const double across = plot().xAxis->coordToPixel(100.0) - plot().xAxis->coordToPixel(-100.0);
        const double up = plot().yAxis->coordToPixel(-100.0) - plot().yAxis->coordToPixel(100.0);
        QVERIFY(std::abs(across - up) < 1e-6 * across);
        QVERIFY(plot().axisRect()->rect().contains(
            QPoint(qRound(plot().xAxis->coordToPixel(100.0)), qRound(plot().yAxis->coordToPixel(0.0)))));
        QVERIFY(across > 0.6 * std::min(size.width(), size.height()));
    }
}

void LineChartTest::aPolarChartHasNorthUpAndEastToTheRight()
{
    ChartContent content = circle(1.0);
    content.curves[0].x = {0.0, 90.0};
    content.curves[0].y = {3.0, 2.0};
    m_chart->setContent(content);
    const auto* drawn = qobject_cast<QCPCurve*>(plot().plottable(0));
    QVERIFY(drawn != nullptr && drawn->data()->size() == 2);
    QVERIFY(std::abs(drawn->data()->at(0)->key) < 1e-12 && drawn->data()->at(0)->value == 3.0);
    QVERIFY(std::abs(drawn->data()->at(1)->value) < 1e-12 && drawn->data()->at(1)->key == 2.0);
}

void LineChartTest::aPolarChartReadsOutAzimuthAndRadius()
{
    m_chart->setContent(circle(100.0));
    plot().replot();
    QSignalSpy pointed(m_chart.get(), &LineChart::pointed);
    const QPoint east(qRound(plot().xAxis->coordToPixel(100.0)), qRound(plot().yAxis->coordToPixel(0.0)));
    QTest::mouseMove(&plot(), east - QPoint(20, 20));
    QTest::mouseMove(&plot(), east);
    QTRY_COMPARE(QToolTip::text(), QStringLiteral("round, 90°: 100 km"));
    QVERIFY(pointed.empty());  // an azimuth is no lag
}

void LineChartTest::aPolarChartIsNotZoomedAndGivesWay()
{
    turn(50.0, 6);
    m_chart->setContent(circle(100.0));
    QVERIFY(!m_chart->span());
    QTest::keyClick(m_chart.get(), Qt::Key_Plus);
    turn(0.0, 4);
    QVERIFY(!m_chart->span());
    m_chart->setContent(parabola());
    QVERIFY(plot().xAxis->ticks() && plot().yAxis->tickLabels() && plot().itemCount() == 0);
    QVERIFY(std::abs(plot().xAxis->range().upper - 102.0) < 0.5);
}

void LineChartTest::aFigureHasThePolarChartAsARoundOne()
{
    ChartContent content = circle(100.0);
    content.showsLegend = false;  // it has the colour as well
    m_chart->setContent(content);
    QImage image(500, 240, QImage::Format_RGB32);
    image.fill(Qt::white);
    QCPPainter painter(&image);
    m_chart->paintFigure(painter, QRectF(0, 0, 500, 240));
    painter.end();
    const QRect round = boundsOfCurve(image);
    QVERIFY2(std::abs(round.width() - round.height()) <= 2,
             qPrintable(QStringLiteral("%1 x %2").arg(round.width()).arg(round.height())));
    QVERIFY(round.height() > 100);
    QVERIFY(std::abs(round.center().x() - 250) <= 12);
}

void LineChartTest::aLogarithmicAxisFollowsOneBelowZero()
{
    ChartContent below = parabola();
    for (double& y : below.curves[0].y)
        y = -1.0 - y;
    for (double& x : below.curves[0].x)
        x -= 200.0;
    below.fitsX = true;
    m_chart->setContent(below);
    ChartContent content;
    content.curves = {{"c", DataKind::Fine, ChartCurve::Style::Line, {10.0, 1000.0}, {0.01, 100.0}, {}}};
    content.logX = content.logY = content.fitsX = true;
    m_chart->setContent(content);
    QCOMPARE(plot().xAxis->range().lower, 10.0);
    QVERIFY(plot().xAxis->range().upper >= 1000.0);
    QVERIFY(plot().yAxis->range().lower > 0.0 && plot().yAxis->range().lower <= 0.01);
    QVERIFY(plot().yAxis->range().upper >= 100.0);
}

void LineChartTest::aLogarithmicAxisIsLookedAtByItsLogarithms()
{
    ChartContent content;
    content.curves = {{"c", DataKind::Fine, ChartCurve::Style::Line, {10.0, 100.0, 1000.0}, {1, 2, 3}, {}}};
    content.logX = content.descendingX = content.fitsX = true;
    m_chart->setContent(content);
    plot().replot();
    turn(100.0, 4);
    QVERIFY(m_chart->span());
    const auto [from, to] = *m_chart->span();
    QVERIFY(std::abs(std::log10(to / from) - 2.04 / std::pow(1.25, 4)) < 0.02);
    QTest::keyClick(m_chart.get(), Qt::Key_Right);  // to shorter ones, which lie to the right
    QVERIFY(m_chart->span()->first < from);
}

void LineChartTest::aShortLogarithmicAxisHasFewerNumbers()
{
    ChartContent content;
    content.curves = {{"c", DataKind::Fine, ChartCurve::Style::Line, {14.0, 1200.0}, {1e-9, 1.0}, {}}};
    content.logX = content.logY = content.fitsX = true;
    m_chart->setContent(content);
    const auto numbers = [&] {
        return plot().xAxis->ticker().staticCast<QCPAxisTickerText>()->ticks().keys();
    };
    QCOMPARE(numbers(), (QList<double>{20.0, 50.0, 100.0, 200.0, 500.0, 1000.0}));
    m_chart->resize(150, 130);
    QTRY_COMPARE(plot().width(), 150);
    QCOMPARE(numbers(), (QList<double>{100.0, 1000.0}));
}

void LineChartTest::titlesAreReadWholeHoweverSmallTheChart_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("dock") << QSize(260, 200);
    QTest::newRow("narrow dock") << QSize(200, 160);
}

void LineChartTest::titlesAreReadWholeHoweverSmallTheChart()
{
    QFETCH(QSize, size);
    ChartContent content = parabola();
    content.xLabel = QStringLiteral("Abweichung vom Jahresgang (log10)");
    content.yLabel = QStringLiteral("Anteil der Zellen und Tage (log10²)");
    if (size.width() > 200)  // the scale takes room of its own
        content.density = ChartDensity{{0.0, 1.0, 2.0},
                                       {0.0, 1.0, 2.0},
                                       {1.0, 2.0, 3.0, 4.0},
                                       QStringLiteral("Zellen und Tage (log. Skala)")};
    m_chart->setContent(content);
    m_chart->resize(size);
    QTRY_COMPARE(plot().size(), size);
    const QImage image = plot().toPixmap(0, 0, 1.0).toImage();
    const QColor background = plot().palette().color(QPalette::Base);
    // What is cut ends at an edge.
    for (int x = 0; x < image.width(); ++x) {
        QCOMPARE(image.pixelColor(x, 0), background);
        QCOMPARE(image.pixelColor(x, image.height() - 1), background);
    }
    for (int y = 0; y < image.height(); ++y) {
        QCOMPARE(image.pixelColor(0, y), background);
        QCOMPARE(image.pixelColor(image.width() - 1, y), background);
    }
    QVERIFY(plot().axisRect()->height() >= 24);
}

void LineChartTest::aTitleIsInOneLineAgainWhereThereIsRoom()
{
    ChartContent content = parabola();
    content.xLabel = QStringLiteral("wavelength of what is seen (km)");
    m_chart->setContent(content);
    m_chart->resize(140, 120);
    QTRY_COMPARE(plot().width(), 140);
    plot().replot();
    QVERIFY(plot().xAxis->label().contains('\n'));
    m_chart->resize(600, 300);
    QTRY_COMPARE(plot().width(), 600);
    plot().replot();
    QCOMPARE(plot().xAxis->label(), content.xLabel);
}

void LineChartTest::aDensityHasAScaleOfItsColours()
{
    const auto scale = [&]() -> QCPColorScale* {
        for (int i = 0; i < plot().plotLayout()->elementCount(); ++i) {
            if (auto* found = qobject_cast<QCPColorScale*>(plot().plotLayout()->elementAt(i)))
                return found;
        }
        return nullptr;
    };
    plot().replot();
    const QRect before = plot().axisRect()->rect();
    QVERIFY(scale() == nullptr);
    ChartContent content = parabola();
    content.density =
        ChartDensity{{0.0, 50.0, 100.0}, {0.0, 5000.0, 10000.0}, {1.0, 0.0, 10.0, 1000.0}, "cells"};
    m_chart->setContent(content);
    m_chart->setContent(content);
    plot().replot();
    QVERIFY(scale() != nullptr);
    QCOMPARE(scale()->label(), QString("cells"));
    QCOMPARE(scale()->dataRange().lower, 1.0);
    QCOMPARE(scale()->dataRange().upper, 1000.0);
    QCOMPARE(scale()->dataScaleType(), QCPAxis::stLogarithmic);
    QCOMPARE(scale()->colorMaps().size(), 1);
    m_chart->resize(140, 120);  // two charts side by side in a dock: all of it is for the plot
    QTRY_VERIFY(scale() == nullptr);
    m_chart->resize(600, 300);
    QTRY_VERIFY(scale() != nullptr);
    m_chart->setContent(parabola());
    plot().replot();
    QVERIFY(scale() == nullptr);
    QCOMPARE(plot().axisRect()->rect(), before);
}

void LineChartTest::aFigureHasTheScaleToo()
{
    // The colour of ten cells is halfway along a scale to a hundred: nothing but the scale has it here.
    ChartContent content = parabola();
    content.density =
        ChartDensity{{0.0, 50.0, 100.0}, {0.0, 5000.0, 10000.0}, {1.0, 0.0, 0.0, 100.0}, "cells"};
    m_chart->setContent(content);
    QImage image(400, 300, QImage::Format_RGB32);
    image.fill(Qt::white);
    QCPPainter painter(&image);
    m_chart->paintFigure(painter, QRectF(0, 0, 400, 300));
    painter.end();
    const auto colours = sequentialPalette().colours;
    const QColor halfway = colours[colours.size() / 2];
    const auto isHalfway = [&](const QColor& colour) {
        return std::abs(colour.red() - halfway.red()) + std::abs(colour.green() - halfway.green()) +
                   std::abs(colour.blue() - halfway.blue()) <=
               12;
    };
    int found = 0;
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height() / 3; ++y)
            found += isHalfway(image.pixelColor(x, y)) ? 1 : 0;
    }
    QVERIFY(found > 0);
}

void LineChartTest::aPointReadsItsBand()
{
    const auto read = [&](const ChartCurve& curve) {
        ChartContent content;
        content.curves = {curve};
        m_chart->setContent(content);
        plot().replot();
        const QPoint at(qRound(plot().xAxis->coordToPixel(2.0)), qRound(plot().yAxis->coordToPixel(0.5)));
        QToolTip::hideText();
        QTest::mouseMove(&plot(), at - QPoint(30, 30));
        QTest::mouseMove(&plot(), at);
    };
    ChartCurve curve{"G5NR",    DataKind::Fine,  ChartCurve::Style::LineAndPoints,
                     {1, 2, 3}, {0.4, 0.5, 0.7}, {}};
    curve.lower = {0.3, 0.42, 0.6};
    curve.upper = {0.5, 0.61, 0.8};
    curve.n = {30, 29, 28};
    read(curve);
    QTRY_COMPARE(QToolTip::text(), QStringLiteral("G5NR, 2: 0.5 (0.42 to 0.61)\nn = 29"));
    curve.lower.clear();
    curve.upper.clear();
    curve.halfWidth = {0.1, 0.2, 0.1};
    read(curve);
    QTRY_COMPARE(QToolTip::text(), QStringLiteral("G5NR, 2: 0.5 ± 0.2\nn = 29"));
}

void LineChartTest::numbersBelowZeroHaveTheTrueMinus()
{
    ChartContent content = parabola();
    for (double& y : content.curves[0].y)
        y = -y;
    m_chart->setContent(content);
    QVector<double> ticks;
    QVector<QString> labels;
    plot().yAxis->ticker()->generate(plot().yAxis->range(), QLocale::c(), 'g', 6, ticks, nullptr, &labels);
    QVERIFY(labels.contains(QString(QChar(0x2212)) + "2000"));
    QVERIFY(std::ranges::none_of(labels, [](const QString& label) { return label.contains('-'); }));
}

void LineChartTest::aPointWithoutNeighboursIsSeen()
{
    ChartContent content;
    content.curves = {{"G5NR",
                       DataKind::Fine,
                       ChartCurve::Style::Line,
                       {1, 2, 3, 4, 5, 6},
                       {kNone, 0.5, kNone, kNone, 0.7, kNone},
                       {}}};
    m_chart->setContent(content);
    plot().replot();
    const QRect seen = boundsOfCurve(m_chart->grab().toImage());
    const auto pixelOf = [&](double x) { return plot().xAxis->coordToPixel(x); };
    QVERIFY(std::abs(seen.left() - pixelOf(2.0)) < 4.0 && std::abs(seen.right() - pixelOf(5.0)) < 4.0);
}

void LineChartTest::aBandBreaksWhereTheLineDoes()
{
    ChartContent content;
    ChartCurve curve{"G5NR",          DataKind::Fine,      ChartCurve::Style::Line,
                     {1, 2, 3, 4, 5}, {1, 1, kNone, 1, 1}, {}};
    curve.halfWidth = {0.5, 0.5, kNone, 0.5, 0.5};
    content.curves = {curve};
    m_chart->setContent(content);
    plot().replot();
    const QImage image = m_chart->grab().toImage();
    const auto colourAt = [&](double x) {
        return image.pixelColor(qRound(plot().xAxis->coordToPixel(x)),
                                qRound(plot().yAxis->coordToPixel(1.13)));
    };
    const QColor background = m_chart->palette().color(QPalette::Base);
    for (const double x : {1.3, 1.7, 4.3, 4.7})
        QVERIFY(colourAt(x) != background);
    for (const double x : {2.3, 2.7, 3.3, 3.7})
        QCOMPARE(colourAt(x), background);
}

void LineChartTest::valuesThatCannotBeDrawnAreTold_data()
{
    QTest::addColumn<std::vector<double>>("y");
    QTest::addColumn<bool>("logY");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("told");
    const QString general = "No value can be drawn: all are missing or not defined.";
    QTest::newRow("missing") << std::vector{kNone, kNone} << false << QString() << general;
    QTest::newRow("no logarithm") << std::vector{0.0, -1.0} << true << QString() << general;
    QTest::newRow("a reason known") << std::vector{kNone, kNone} << false << QString("All days are alike.")
                                    << QString("All days are alike.");
    QTest::newRow("one value") << std::vector{kNone, 0.0} << false << QString("never") << QString();
}

void LineChartTest::valuesThatCannotBeDrawnAreTold()
{
    QFETCH(std::vector<double>, y);
    QFETCH(bool, logY);
    QFETCH(QString, why);
    QFETCH(QString, told);
    ChartContent content;
    content.logY = logY;
    content.message = why;
    content.curves = {{"G5NR", DataKind::Fine, ChartCurve::Style::Line, {1, 2}, y, {}},
                      {"right", DataKind::Fine, ChartCurve::Style::Guide, {1, 2}, {1, 2}, {}}};
    m_chart->setContent(content);
    QCOMPARE(m_chart->message(), told);
    QCOMPARE(plot().xAxis->visible(), told.isEmpty());
}

void LineChartTest::aFigureSaysThatNoValueCanBeDrawn()
{
    ChartContent content;
    content.curves = {{"G5NR", DataKind::Fine, ChartCurve::Style::Line, {1, 2}, {kNone, kNone}, {}}};
    m_chart->setContent(content);
    QSvgGenerator svg;
    QBuffer drawn;
    svg.setOutputDevice(&drawn);
    QCPPainter painter(&svg);
    m_chart->paintFigure(painter, QRectF(0, 0, 400, 300));
    painter.end();
    QVERIFY(drawn.data().contains("No value can be drawn"));
}

void LineChartTest::aClickOn30FebruaryIsOfThatDay()
{
    ChartContent content;
    ChartCurve curve{"model", DataKind::Coarse, ChartCurve::Style::LineAndPoints, {}, {}, {}};
    const std::vector<shamal::Date> dates{{2001, 2, 28}, {2001, 2, 29}, {2001, 2, 30}, {2001, 3, 1}};
    for (const shamal::Date date : dates) {
        curve.x.push_back(onDateAxis(date));
        curve.y.push_back(date.day);
    }
    content.curves = {curve};
    content.datesX = true;
    m_chart->setContent(content);
    plot().replot();
    for (const shamal::Date date : dates) {
        QSignalSpy clicks(m_chart.get(), &LineChart::clicked);
        QToolTip::hideText();
        QTest::mouseMove(&plot(), at(onDateAxis(date)));
        QTRY_VERIFY(QToolTip::text().startsWith(QString::fromStdString(toString(date))));
        QTest::mouseClick(&plot(), Qt::LeftButton, {}, at(onDateAxis(date)));
        QCOMPARE(toString(dateOnAxis(clicks.at(0).at(0).toDouble())), toString(date));
    }
}

QTEST_MAIN(LineChartTest)
#include "line_chart_test.moc"
