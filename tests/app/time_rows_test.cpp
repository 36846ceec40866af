#include "window/time_rows.h"

#include "session/map_contents.h"
#include "session/session.h"

#include <QTest>

using shamal::Calendar;
using shamal::Date;

class TimeRowsTest : public QObject {
    Q_OBJECT
private slots:
    void testDaysAreThoseOfTheModelOfTheVariable();
    void aMonthlyRecordIsSeenOnEveryDayAndSaysSo();
    void aDailyRecordIsNotSeenInItsGaps();
    void shortDaysComeFromTheSteps();
};

namespace {

LoadedSource sourceOf(std::vector<shamal::TimeStep> steps, shamal::SourceRole role, const std::string& name)
{
    const shamal::Grid grid({30.0, 31.0}, {60.0, 61.0, 62.0});
    std::vector<float> values;
    for (std::size_t step = 0; step < steps.size(); ++step)
        values.insert(values.end(), grid.cells(), static_cast<float>(step + 1));
    const shamal::FieldMetadata metadata{
        .name = "DUEXTTAU", .longName = {}, .standardName = {}, .units = "1", .source = name};
    // Two data sets of the same files would be one; they lend their description alone.
    const char* file =
        role == shamal::SourceRole::Fine ? "ncep-daily/air.2m.gauss.2022.nc_subset.nc" : "geos-cf-hourly";
    LoadedSource source{.dataset = shamal::Dataset::open(std::filesystem::path(SHAMAL_TEST_DATA) / file),
                        .variable = "DUEXTTAU",
                        .window = {},
                        .series = {metadata, grid, Calendar::Standard, std::move(steps), std::move(values)}};
    source.role = role;
    return source;
}

std::vector<shamal::TimeStep> july()
{
    std::vector<shamal::TimeStep> steps;
    for (int day = 1; day <= 31; ++day)
        steps.push_back({{2006, 7, day}, 0, 24, true});
    return steps;
}

std::vector<shamal::TimeStep> months()
{
    std::vector<shamal::TimeStep> steps;
    for (int month = 1; month <= 12; ++month)
        steps.push_back({{2006, month, 16}, 43200});
    return steps;
}

}  // namespace

void TimeRowsTest::testDaysAreThoseOfTheModelOfTheVariable()
{
    Session session;
    session.addSource(sourceOf(july(), shamal::SourceRole::Fine, "fine"));
    shamal::ModelCard model;
    model.variable = "DUEXTTAU";
    model.split.test = {{2006, 7, 3}, {2006, 7, 9}};
    QVERIFY(timeRows(session, &model).front().testDays == model.split.test);
    QVERIFY(timeRows(session, nullptr).front().testDays.empty());
    model.variable = "SSEXTTAU";
    QVERIFY(timeRows(session, &model).front().testDays.empty());
}

void TimeRowsTest::aMonthlyRecordIsSeenOnEveryDayAndSaysSo()
{
    Session session;
    session.addSource(sourceOf(months(), shamal::SourceRole::Coarse, "months"));
    session.addSource(sourceOf(july(), shamal::SourceRole::Fine, "fine"));
    session.setDay({2006, 7, 3});
    const auto maps = mapsOfANewWindow();
    MapContents contents(session);
    const MapContent coarse = contents.of(maps[0]);
    QVERIFY(coarse.field.has_value());
    QCOMPARE(coarse.field->values.front(), 7.0F);  // July is the seventh step
    QCOMPARE(coarse.field->date, QString("2006-07-03"));
    QCOMPARE(coarse.field->note, QString("monthly value of 2006-07"));
    const MapContent difference = contents.of(maps[3]);
    QVERIFY(difference.field.has_value());
    QCOMPARE(difference.field->values.front(), 3.0F - 7.0F);
    QVERIFY2(difference.field->note.contains("months: monthly value of 2006-07"),
             qPrintable(difference.field->note));
    session.setDay({2007, 1, 1});
    QVERIFY(!contents.of(maps[0]).field);
}

void TimeRowsTest::aDailyRecordIsNotSeenInItsGaps()
{
    Session session;
    std::vector<shamal::TimeStep> steps = july();
    steps.erase(steps.begin() + 9);
    session.addSource(sourceOf(std::move(steps), shamal::SourceRole::Fine, "fine"));
    session.setDay({2006, 7, 9});
    MapContents contents(session);
    const MapChoice fine = mapsOfANewWindow()[1];
    QVERIFY(contents.of(fine).field.has_value());
    session.setDay({2006, 7, 10});
    QVERIFY(!contents.of(fine).field);
    QVERIFY(contents.of(fine).explanation.contains("2006-07-10"));
}

void TimeRowsTest::shortDaysComeFromTheSteps()
{
    Session session;
    session.addSource(sourceOf(july(), shamal::SourceRole::Coarse, "hourly"));
    const TimeRow row = timeRows(session, nullptr).front();
    QCOMPARE(row.stepsADay, 24);  // of the hourly files
    QCOMPARE(row.name, QString("hourly"));
    QCOMPARE(row.days.steps().size(), std::size_t{31});
}

QTEST_GUILESS_MAIN(TimeRowsTest)
#include "time_rows_test.moc"
