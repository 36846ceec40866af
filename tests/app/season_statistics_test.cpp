#include "session/season_statistics.h"

#include "july_source.h"
#include "session/map_contents.h"
#include "session/map_scales.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <numbers>

using Over = FieldChoice::Over;

namespace {

const shamal::Grid kGrid({30.5, 31.5}, {60.5, 61.5});
constexpr int kDays = 31;  // 30 pairs

/// Cells of differing waves; cell 1 misses one day, cell 2 is the same every day.
float valueOf(int day, int cell)
{
    if (cell == 1 && day == 9)
        return NAN;
    const double phase = 2.0 * std::numbers::pi * day / (5.0 + cell);
    return cell == 2 ? 0.25F : static_cast<float>(std::pow(10.0, -0.5 + 0.4 * std::sin(phase) + 0.01 * day));
}

FieldChoice fineOver(Over over)
{
    FieldChoice choice;
    choice.data = FieldChoice::Data::Fine;
    choice.over = over;
    return choice;
}

struct LagOne {
    double autocorrelation, rmse, r2;
};

/// From the definitions, of the days of one cell without holes (Wilks 2019, eq. 3.36 for the biased ACF).
LagOne lagOneOf(int cell, int days)
{
    const auto x = [cell](int day) { return std::log10(static_cast<double>(valueOf(day, cell))); };
    double mean = 0.0, early = 0.0, late = 0.0;
    for (int day = 1; day <= days; ++day) {
        mean += x(day) / days;
        early += day < days ? x(day) / (days - 1) : 0.0;
        late += day > 1 ? x(day) / (days - 1) : 0.0;
    }
    double variance = 0.0, lagged = 0.0, error = 0.0, ee = 0.0, ll = 0.0, el = 0.0;
    for (int day = 1; day <= days; ++day)
        variance += (x(day) - mean) * (x(day) - mean);
    for (int day = 1; day < days; ++day) {
        const double a = x(day), b = x(day + 1);
        lagged += (a - mean) * (b - mean);
        error += (b - a) * (b - a);
        ee += (a - early) * (a - early);
        ll += (b - late) * (b - late);
        el += (a - early) * (b - late);
    }
    return {lagged / variance, std::sqrt(error / (days - 1)), el * el / (ee * ll)};
}

bool alike(float found, double expected)
{
    return std::abs(found - expected) < 1e-5;
}

}  // namespace

class SeasonStatisticsTest : public QObject {
    Q_OBJECT
private slots:
    void init() { open(kDays); }
    void askingDoesNotWaitForTheAnswer();
    void whatOnePassGivesArrivesTogether();
    void lagOneStatisticsFollowTheirDefinitions();
    void aCellWithFewerPairsThanPublishedHasNoAutocorrelation();
    void aShortSeasonNeedsTenPairs();
    void tooFewPairsAreExplained();
    void lagOneStatisticsSayWhatTheyAreOf();
    void whatWasForgottenNeverArrives();
    void aRunWithADayMoreShowsWhatIsKnownUntilTheNewArrives();
    void aNewRunForgetsTheOneBefore();
    void scalesSuitTheStatistic();
    void autocorrelationsOfBothSignsAreCentred();

private:
    void open(int days);
    void begin(int days);
    void addDay(int day);
    /// What is known when all that was asked for has arrived.
    MapContent computed(const FieldChoice& choice);

    std::unique_ptr<Session> m_session;
    std::unique_ptr<SeasonStatistics> m_statistics;
};

void SeasonStatisticsTest::open(int days)
{
    m_statistics.reset();
    m_session = std::make_unique<Session>();
    m_session->addSource(sourceOf(kGrid, shamal::SourceRole::Fine, "1", valueOf, days));
    m_statistics = std::make_unique<SeasonStatistics>(*m_session);
}

void SeasonStatisticsTest::begin(int days)
{
    shamal::DownscaleRunInfo info;
    info.grid = kGrid;
    info.model.variable = "DUEXTTAU";
    info.model.units = "1";
    m_session->beginResult(info);
    for (int day = 1; day <= days; ++day)
        addDay(day);
}

void SeasonStatisticsTest::addDay(int day)
{
    shamal::DownscaledDay downscaled;
    downscaled.date = {2006, 7, day};
    downscaled.mean.assign(kGrid.cells(), static_cast<float>(day));
    m_session->addDay(downscaled);
}

MapContent SeasonStatisticsTest::computed(const FieldChoice& choice)
{
    m_statistics->of(choice);
    if (!QTest::qWaitFor([&] { return !m_statistics->busy(); }, 20000))
        QTest::qFail("a statistic does not arrive", __FILE__, __LINE__);
    return m_statistics->of(choice);
}

void SeasonStatisticsTest::askingDoesNotWaitForTheAnswer()
{
    const QSignalSpy arrived(m_statistics.get(), &SeasonStatistics::arrived);
    const MapContent before = m_statistics->of(fineOver(Over::Mean));
    QVERIFY(!before.field);
    QCOMPARE(before.explanation, QString("G5NR · mean\ncomputing…"));
    QVERIFY(m_statistics->busy());
    QTRY_COMPARE(arrived.count(), 1);
    QVERIFY(!m_statistics->busy());
    QVERIFY(m_statistics->of(fineOver(Over::Mean)).field);
}

void SeasonStatisticsTest::whatOnePassGivesArrivesTogether()
{
    const QSignalSpy arrived(m_statistics.get(), &SeasonStatistics::arrived);
    m_statistics->of(fineOver(Over::StandardDeviation));
    m_statistics->of(fineOver(Over::Count));
    m_statistics->of(fineOver(Over::Lag1R2));
    QTRY_VERIFY(!m_statistics->busy());
    QCOMPARE(arrived.count(), 2);
    QCOMPARE(m_statistics->of(fineOver(Over::Count)).field->values[1], 30.0F);
    QVERIFY(m_statistics->of(fineOver(Over::Lag1Rmse)).field);
}

void SeasonStatisticsTest::lagOneStatisticsFollowTheirDefinitions()
{
    for (const int cell : {0, 3}) {
        const LagOne expected = lagOneOf(cell, kDays);
        const auto at = static_cast<std::size_t>(cell);
        QVERIFY(
            alike(computed(fineOver(Over::Lag1Autocorrelation)).field->values[at], expected.autocorrelation));
        QVERIFY(alike(computed(fineOver(Over::Lag1Rmse)).field->values[at], expected.rmse));
        QVERIFY(alike(computed(fineOver(Over::Lag1R2)).field->values[at], expected.r2));
    }
    QVERIFY(std::isnan(computed(fineOver(Over::Lag1Autocorrelation)).field->values[2]));
    QCOMPARE(computed(fineOver(Over::Lag1Rmse)).field->values[2], 0.0F);
}

void SeasonStatisticsTest::aCellWithFewerPairsThanPublishedHasNoAutocorrelation()
{
    const MapContent content = computed(fineOver(Over::Lag1Autocorrelation));
    QVERIFY(!std::isnan(content.field->values[0]));
    QVERIFY(std::isnan(content.field->values[1]));
    QVERIFY2(content.field->note.contains("≥ 30 pairs"), qPrintable(content.field->note));
}

void SeasonStatisticsTest::aShortSeasonNeedsTenPairs()
{
    open(20);
    const MapContent content = computed(fineOver(Over::Lag1Autocorrelation));
    QVERIFY(alike(content.field->values[0], lagOneOf(0, 20).autocorrelation));
    QVERIFY(!std::isnan(content.field->values[1]));  // 17 pairs
    QVERIFY2(content.field->note.contains("≥ 10 pairs"), qPrintable(content.field->note));
}

void SeasonStatisticsTest::tooFewPairsAreExplained()
{
    open(10);
    for (const Over over : {Over::Lag1Autocorrelation, Over::Lag1Rmse, Over::Lag1R2}) {
        const MapContent content = computed(fineOver(over));
        QVERIFY(!content.field);
        QVERIFY2(content.explanation.contains("G5NR has 9 pair"), qPrintable(content.explanation));
    }
    QVERIFY(computed(fineOver(Over::Mean)).field);
}

void SeasonStatisticsTest::lagOneStatisticsSayWhatTheyAreOf()
{
    const MapField rmse = *computed(fineOver(Over::Lag1Rmse)).field;
    QCOMPARE(rmse.title, QString("G5NR · lag-1 RMSE"));
    QCOMPARE(rmse.quantity, QString("Lag-1 RMSE of log10 of Dust (log10)"));
    QCOMPARE(rmse.unit, QString("log10"));
    QVERIFY(rmse.note.endsWith("2006-07-01 – 2006-07-31"));
    const MapField correlation = *computed(fineOver(Over::Lag1Autocorrelation)).field;
    QCOMPARE(correlation.quantity, QString("Lag-1 ACF of log10 of Dust (1)"));
    QCOMPARE(computed(fineOver(Over::Lag1R2)).field->unit, QString("1"));
}

void SeasonStatisticsTest::whatWasForgottenNeverArrives()
{
    const QSignalSpy arrived(m_statistics.get(), &SeasonStatistics::arrived);
    m_statistics->of(fineOver(Over::Mean));
    m_session->setSeason(shamal::Season::JJA);
    m_statistics->forget();
    QVERIFY(!m_statistics->busy());
    QTest::qWait(200);
    QCOMPARE(arrived.count(), 0);
    // Asked for again while the forgotten one may still run.
    m_statistics->of(fineOver(Over::Mean));
    m_session->setSeason(shamal::Season::All);
    m_statistics->forget();
    QCOMPARE(computed(fineOver(Over::Mean)).field->date, QString("31 day(s)"));
    QCOMPARE(arrived.count(), 1);
}

void SeasonStatisticsTest::aRunWithADayMoreShowsWhatIsKnownUntilTheNewArrives()
{
    FieldChoice mean = fineOver(Over::Mean);
    mean.data = FieldChoice::Data::Downscaled;
    begin(2);
    QCOMPARE(computed(mean).field->values[0], 1.5F);
    addDay(3);
    m_statistics->forgetDownscaled();
    const MapContent before = m_statistics->of(mean);
    QVERIFY(m_statistics->busy());
    QCOMPARE(before.field->values[0], 1.5F);
    QCOMPARE(before.field->date, QString("2 day(s)"));
    QCOMPARE(computed(mean).field->values[0], 2.0F);
}

void SeasonStatisticsTest::aNewRunForgetsTheOneBefore()
{
    FieldChoice mean = fineOver(Over::Mean);
    mean.data = FieldChoice::Data::Downscaled;
    begin(2);
    QVERIFY(computed(mean).field);
    QVERIFY(computed(fineOver(Over::Mean)).field);
    begin(0);
    m_statistics->forgetDownscaled();
    addDay(4);
    QVERIFY(!m_statistics->of(mean).field);
    QVERIFY(m_statistics->of(fineOver(Over::Mean)).field);  // that of other data stays
}

void SeasonStatisticsTest::scalesSuitTheStatistic()
{
    const auto scaleOf = [&](Over over) {
        MapChoice choice;
        choice.field = fineOver(over);
        return fittedScale(*m_session, choice, *computed(choice.field).field);
    };
    const ColourScale correlation = scaleOf(Over::Lag1Autocorrelation);  // all above zero
    QVERIFY(!correlation.centred && !correlation.colours().diverging);
    QVERIFY(correlation.kind == ColourScale::Kind::Linear && correlation.maximum < 1.0);
    const ColourScale r2 = scaleOf(Over::Lag1R2);
    QVERIFY(r2.kind == ColourScale::Kind::Linear && r2.minimum == 0.0 && r2.maximum == 1.0);
    QVERIFY(!r2.colours().diverging);
    QVERIFY(scaleOf(Over::Lag1Rmse).kind == ColourScale::Kind::Linear);
}

void SeasonStatisticsTest::autocorrelationsOfBothSignsAreCentred()
{
    MapChoice choice;
    choice.field = fineOver(Over::Lag1Autocorrelation);
    MapField field = *computed(choice.field).field;
    field.values = {-0.5F, 0.25F, 0.75F, NAN};
    const ColourScale scale = fittedScale(*m_session, choice, field);
    QVERIFY(scale.centred && scale.colours().diverging);
    QCOMPARE(scale.minimum, -0.75);
    QCOMPARE(scale.maximum, 0.75);
}

QTEST_GUILESS_MAIN(SeasonStatisticsTest)
#include "season_statistics_test.moc"
