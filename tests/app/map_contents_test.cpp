#include "session/map_contents.h"

#include "july_source.h"
#include "session/map_scales.h"

#include <QTest>

#include <cmath>

using shamal::Calendar;
using shamal::Comparison;
using shamal::Grid;

namespace {

/// Two by two coarse cells of four by four fine ones, edge to edge.
const Grid kFine({30.25, 30.75, 31.25, 31.75}, {60.25, 60.75, 61.25, 61.75});
const Grid kCoarse({30.5, 31.5}, {60.5, 61.5});

float fineValue(int day, int cell)
{
    return static_cast<float>(day * 100 + cell);
}

float coarseValue(int day, int cell)
{
    return static_cast<float>(day * 10 + cell + 1);
}

MapChoice comparisonOf(FieldChoice::Data field, FieldChoice::Data against, Comparison comparison)
{
    MapChoice choice;
    choice.kind = MapChoice::Kind::Comparison;
    choice.field.data = field;
    choice.against.data = against;
    choice.comparison = comparison;
    return choice;
}

MapChoice fieldOf(FieldChoice::Data data, FieldChoice::Over over = FieldChoice::Over::Day)
{
    MapChoice choice;
    choice.field.data = data;
    choice.field.over = over;
    return choice;
}

/// What is shown once the statistics it needs have arrived.
MapContent computed(MapContents& contents, const MapChoice& choice)
{
    contents.of(choice);
    if (!QTest::qWaitFor([&] { return !contents.statistics().busy(); }, 20000))
        QTest::qFail("a statistic does not arrive", __FILE__, __LINE__);
    return contents.of(choice);
}

}  // namespace

class MapContentsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aComparisonIsMadeCellByCellOnTheGridOfTheFirst_data();
    void aComparisonIsMadeCellByCellOnTheGridOfTheFirst();
    void theCoarserGridGetsTheMeanOfTheFinerCells();
    void centresInCommonAreNotCellsInCommon();
    void aStatisticIsOverTheDaysOfTheSeason();
    void aStatisticFollowsTheSeason();
    void statisticsOfTwoDataSetsAreCompared();
    void unitsThatDifferAreNotCompared();
    void membersAndSpreadOfARunCanBeShown();
    void whatIsNotThereIsExplained();
    void ratiosHaveALogarithmicScaleAboutOne();
    void unlinkedMapsHoldTheirDayAndTheActiveOneFollows();
    void aMapThatBecomesActiveBringsItsDayBack();
    void closingTheActiveMapMakesAnotherFollow();

private:
    void downscale(int members);
    std::unique_ptr<Session> m_session;
};

void MapContentsTest::init()
{
    m_session = std::make_unique<Session>();
    m_session->addSource(sourceOf(kFine, shamal::SourceRole::Fine, "1", fineValue));
    m_session->addSource(sourceOf(kCoarse, shamal::SourceRole::Coarse, "1", coarseValue));
    m_session->setDay({2006, 7, 2});
}

void MapContentsTest::downscale(int members)
{
    shamal::DownscaleRunInfo info;
    info.grid = kFine;
    info.model.variable = "DUEXTTAU";
    info.model.units = "1";
    m_session->beginResult(info);
    shamal::DownscaledDay day;
    day.date = {2006, 7, 2};
    day.mean.assign(kFine.cells(), 5.0F);
    for (int member = 0; member < members; ++member)
        day.members.emplace_back(kFine.cells(), 4.0F + static_cast<float>(member));
    if (members > 1)
        day.spread.assign(kFine.cells(), 0.5F);
    m_session->addDay(day);
}

void MapContentsTest::aComparisonIsMadeCellByCellOnTheGridOfTheFirst_data()
{
    QTest::addColumn<Comparison>("comparison");
    QTest::addColumn<QString>("title");
    QTest::newRow("difference") << Comparison::Difference << "G5NR − MERRA-2";
    QTest::newRow("ratio") << Comparison::Ratio << "G5NR ∕ MERRA-2";
    QTest::newRow("relative") << Comparison::RelativeDifference << "(G5NR − MERRA-2) ∕ MERRA-2";
}

void MapContentsTest::aComparisonIsMadeCellByCellOnTheGridOfTheFirst()
{
    QFETCH(Comparison, comparison);
    QFETCH(QString, title);
    MapContents contents(*m_session);
    const MapContent content =
        contents.of(comparisonOf(FieldChoice::Data::Fine, FieldChoice::Data::Coarse, comparison));
    QVERIFY2(content.field.has_value(), qPrintable(content.explanation));
    QVERIFY(content.field->grid == kFine);
    QCOMPARE(content.field->title, title);
    QVERIFY(content.field->note.contains("conservative"));
    for (int cell = 0; cell < 16; ++cell) {
        const float a = fineValue(2, cell);
        const float b = coarseValue(2, (cell / 8) * 2 + (cell % 4) / 2);  // the coarse cell around it
        const float expected = comparison == Comparison::Difference ? a - b
                               : comparison == Comparison::Ratio    ? a / b
                                                                    : 100.0F * (a - b) / b;
        QVERIFY(std::abs(content.field->values[static_cast<std::size_t>(cell)] - expected) <
                1e-4F * std::abs(expected));
    }
}

void MapContentsTest::theCoarserGridGetsTheMeanOfTheFinerCells()
{
    MapContents contents(*m_session);
    const MapContent content =
        contents.of(comparisonOf(FieldChoice::Data::Coarse, FieldChoice::Data::Fine, Comparison::Difference));
    QVERIFY(content.field.has_value());
    QVERIFY(content.field->grid == kCoarse);
    // Cells 0, 1, 4 and 5; those of one row are alike in area, rows differ by less than a percent.
    const float mean = (fineValue(2, 0) + fineValue(2, 1) + fineValue(2, 4) + fineValue(2, 5)) / 4.0F;
    QVERIFY(std::abs(content.field->values[0] - (coarseValue(2, 0) - mean)) < 0.02F);
}

void MapContentsTest::centresInCommonAreNotCellsInCommon()
{
    // As MERRA-2's nodes lie on G5NR's: a coarse cell has five by five fine ones, those on its border by
    // half.
    const Grid lattice({30.0, 30.25, 30.5, 30.75, 31.0, 31.25, 31.5, 31.75, 32.0},
                       {60.0, 60.25, 60.5, 60.75, 61.0, 61.25, 61.5, 61.75, 62.0});
    m_session->addSource(sourceOf(lattice, shamal::SourceRole::Fine, "1",
                                  [](int, int cell) { return static_cast<float>((cell % 9) * (cell % 9)); }));
    MapContents contents(*m_session);
    const MapContent content =
        contents.of(comparisonOf(FieldChoice::Data::Coarse, FieldChoice::Data::Fine, Comparison::Difference));
    QVERIFY(content.field.has_value());
    QCOMPARE(content.field->note, QString("conservative"));
    const float mean = (0.5F * 0.0F + 1.0F + 4.0F + 9.0F + 0.5F * 16.0F) / 4.0F;
    QVERIFY(std::abs(content.field->values[0] - (coarseValue(2, 0) - mean)) < 1e-4F);
}

void MapContentsTest::aStatisticIsOverTheDaysOfTheSeason()
{
    MapContents contents(*m_session);
    const auto value = [&](FieldChoice::Over over) {
        const MapContent content = computed(contents, fieldOf(FieldChoice::Data::Fine, over));
        return content.field ? content.field->values[3] : NAN;
    };
    QCOMPARE(value(FieldChoice::Over::Mean), 253.0F);
    QCOMPARE(value(FieldChoice::Over::Maximum), 403.0F);
    QCOMPARE(value(FieldChoice::Over::Count), 4.0F);
    QVERIFY(std::abs(value(FieldChoice::Over::StandardDeviation) - 100.0F * std::sqrt(5.0F / 3.0F)) < 1e-3F);
    const MapContent mean = contents.of(fieldOf(FieldChoice::Data::Fine, FieldChoice::Over::Mean));
    QCOMPARE(mean.field->note, QString("2006-07-01 – 2006-07-04"));
    QCOMPARE(mean.field->title, QString("G5NR · mean"));
}

void MapContentsTest::aStatisticFollowsTheSeason()
{
    MapContents contents(*m_session);
    const MapChoice mean = fieldOf(FieldChoice::Data::Fine, FieldChoice::Over::Mean);
    QVERIFY(computed(contents, mean).field.has_value());
    m_session->setSeason(shamal::Season::DJF);
    contents.forget();
    QVERIFY(!computed(contents, mean).field);
    QCOMPARE(contents.of(mean).explanation, QString("G5NR has no days in this season."));
}

void MapContentsTest::statisticsOfTwoDataSetsAreCompared()
{
    MapContents contents(*m_session);
    MapChoice choice =
        comparisonOf(FieldChoice::Data::Fine, FieldChoice::Data::Coarse, Comparison::Difference);
    choice.field.over = FieldChoice::Over::Mean;
    choice.against.over = FieldChoice::Over::Mean;
    QVERIFY(!contents.of(choice).field);
    const MapContent content = computed(contents, choice);
    QVERIFY2(content.field.has_value(), qPrintable(content.explanation));
    QCOMPARE(content.field->title, QString("G5NR − MERRA-2 · mean"));
    QVERIFY(std::abs(content.field->values[3] - (253.0F - 27.0F)) < 1e-3F);
}

void MapContentsTest::unitsThatDifferAreNotCompared()
{
    m_session->addSource(sourceOf(kCoarse, shamal::SourceRole::Coarse, "kg m-2", coarseValue));
    MapContents contents(*m_session);
    const MapContent content =
        contents.of(comparisonOf(FieldChoice::Data::Fine, FieldChoice::Data::Coarse, Comparison::Difference));
    QVERIFY(!content.field);
    QVERIFY2(content.explanation.contains("kg m-2"), qPrintable(content.explanation));
}

void MapContentsTest::membersAndSpreadOfARunCanBeShown()
{
    downscale(2);
    MapContents contents(*m_session);
    MapChoice choice = fieldOf(FieldChoice::Data::Downscaled);
    QCOMPARE(contents.of(choice).field->values[0], 5.0F);
    choice.field.ensemble = FieldChoice::Ensemble::Member;
    choice.field.member = 1;
    QCOMPARE(contents.of(choice).field->values[0], 5.0F);
    QVERIFY(contents.of(choice).field->title.contains("member 2"));
    choice.field.member = 2;
    QVERIFY(!contents.of(choice).field);
    choice.field.ensemble = FieldChoice::Ensemble::Spread;
    QCOMPARE(contents.of(choice).field->values[0], 0.5F);
    // The finest two there are.
    const MapContent best = contents.of(mapsOfANewWindow()[3]);
    QCOMPARE(best.field->title, QString("Downscaled − G5NR"));
    QCOMPARE(best.field->values[1], 5.0F - fineValue(2, 1));
}

void MapContentsTest::whatIsNotThereIsExplained()
{
    downscale(1);
    MapContents contents(*m_session);
    MapChoice choice = fieldOf(FieldChoice::Data::Downscaled);
    choice.field.ensemble = FieldChoice::Ensemble::Spread;
    QVERIFY(contents.of(choice).explanation.contains("two members"));
    m_session->setDay({2006, 7, 3});
    choice.field.ensemble = FieldChoice::Ensemble::Mean;
    QVERIFY(contents.of(choice).explanation.contains("2006-07-03"));
    choice.field.data = FieldChoice::Data::Source;
    choice.field.source = "/nowhere/closed.nc";
    QVERIFY(contents.of(choice).explanation.contains("closed.nc"));
}

void MapContentsTest::ratiosHaveALogarithmicScaleAboutOne()
{
    MapContents contents(*m_session);
    const MapChoice choice =
        comparisonOf(FieldChoice::Data::Fine, FieldChoice::Data::Coarse, Comparison::Ratio);
    const ColourScale scale = fittedScale(*m_session, choice, *contents.of(choice).field);
    QVERIFY(scale.kind == ColourScale::Kind::Log10);
    QVERIFY(std::abs(scale.position(1.0) - 0.5) < 1e-9);
    QVERIFY(scale.maximum > 5.0);
    QVERIFY(colourGroupOf(*m_session, choice) != colourGroupOf(*m_session, mapsOfANewWindow()[0]));
    QCOMPARE(colourGroupOf(*m_session, mapsOfANewWindow()[0]),
             colourGroupOf(*m_session, mapsOfANewWindow()[1]));
}

void MapContentsTest::unlinkedMapsHoldTheirDayAndTheActiveOneFollows()
{
    MapContents contents(*m_session);
    const auto value = [&](std::size_t map) { return contents.of(m_session->maps()[map]).field->values[0]; };
    m_session->setTimeLinked(false);
    m_session->setDay({2006, 7, 4});
    QCOMPARE(value(0), coarseValue(4, 0));
    QCOMPARE(value(1), fineValue(2, 0));
    QVERIFY(contents.of(m_session->maps()[1]).field->note.contains("held"));
    QVERIFY(!contents.of(m_session->maps()[0]).field->note.contains("held"));
    // The difference of the finest two holds its day as well.
    QVERIFY(contents.of(m_session->maps()[3]).field->note.contains("held"));
    m_session->setTimeLinked(true);
    QCOMPARE(value(1), fineValue(4, 0));
    QVERIFY(!contents.of(m_session->maps()[1]).field->note.contains("held"));
}

void MapContentsTest::aMapThatBecomesActiveBringsItsDayBack()
{
    m_session->setTimeLinked(false);
    m_session->setDay({2006, 7, 4});
    m_session->setActiveMap(1);
    QVERIFY(*m_session->day() == (shamal::Date{2006, 7, 2}));
    QVERIFY(m_session->maps()[0].day == (shamal::Date{2006, 7, 4}));
    m_session->setDay({2006, 7, 3});
    QVERIFY(!m_session->maps()[1].day);
    QVERIFY(m_session->maps()[0].day == (shamal::Date{2006, 7, 4}));
}

void MapContentsTest::closingTheActiveMapMakesAnotherFollow()
{
    m_session->setTimeLinked(false);
    m_session->setActiveMap(2);
    m_session->setDay({2006, 7, 4});
    m_session->closeMap(2);
    QVERIFY(*m_session->day() == (shamal::Date{2006, 7, 2}));
    QVERIFY(!m_session->maps()[0].day);
    QVERIFY(m_session->maps()[1].day == (shamal::Date{2006, 7, 2}));
}

QTEST_GUILESS_MAIN(MapContentsTest)
#include "map_contents_test.moc"
