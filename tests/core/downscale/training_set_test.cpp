#include "downscale/training_set.h"

#include "fields/regrid.h"
#include "tiny_world.h"

#include <QtTest>
#include <set>

using namespace shamal;

class TrainingSetTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_set = makeTrainingSet(tiny_world::trainRequest("nowhere"), Progress{}, {}); }

    void listsOfDaysShareNone()
    {
        std::set<Date> all;
        std::size_t count = 0;
        for (const auto* days : {&m_set.days.train, &m_set.days.test, &m_set.days.outOfData}) {
            all.insert(days->begin(), days->end());
            count += days->size();
        }
        QCOMPARE(all.size(), count);
        QCOMPARE(count, std::size_t{tiny_world::kFineDays});
        QCOMPARE(m_set.days.outOfData.size(), std::size_t{tiny_world::kFineDays / 10});
        QVERIFY(m_set.days.outOfData.back() == tiny_world::fineSeries().steps().back().date);
    }
    void testDaysHaveFortyDaysOfHistory()
    {
        QCOMPARE(m_set.days.test.size(), std::size_t{8});  // a tenth of 130 - 13 - 40 days
        for (const Date day : m_set.days.test)
            QVERIFY(dayNumber(day, Calendar::Standard) >= tiny_world::firstFineDay() + 40);
    }
    void anotherSeedHoldsOutOtherDays()
    {
        const auto split = [](std::uint64_t seed) {
            return splitDays(tiny_world::coarseSeries(), tiny_world::fineSeries(), Season::All, seed).test;
        };
        QCOMPARE(split(1), split(1));
        QVERIFY(split(1) != split(2));
    }
    void aSeasonTrainsOnItselfAndFortyFiveDaysBefore()
    {
        const TrainingDays days =
            splitDays(tiny_world::coarseSeries(), tiny_world::fineSeries(), Season::JJA, 1);
        QVERIFY(days.train.front() == (Date{2006, 4, 17}));
        for (const Date day : days.test)
            QVERIFY(contains(Season::JJA, day));
    }
    void heldOutFineFieldsAreAbsentUntilRevealed()
    {
        TrainingSet set = m_set;
        for (const Date day : set.days.test)
            QVERIFY(set.fields.fine(dayNumber(day, set.calendar)) == nullptr);
        revealHeldOutDays(set);
        for (const Date day : set.days.test)
            QVERIFY(set.fields.fine(dayNumber(day, set.calendar)) != nullptr);
    }
    void trainingFieldsAreStandardised()
    {
        double sum = 0, squares = 0, n = 0;
        for (const Date day : m_set.days.train) {
            for (const float value : m_set.fields.fine(dayNumber(day, m_set.calendar))->values) {
                sum += value;
                squares += double{value} * value;
                n += 1;
            }
        }
        QVERIFY(std::abs(sum / n) < 1e-4);
        QVERIFY(std::abs(squares / n - 1.0) < 1e-4);
    }
    void regressionOfACellIsTheLeastSquaresLine()
    {
        const std::size_t cell = 11 * 40 + 17;
        const Grid coarseGrid = tiny_world::coarseSeries().grid();
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (const Date date : m_set.days.train) {
            const auto coarse = tiny_world::coarseSeries();
            const auto onFine =
                regrid(coarse.field(*coarse.find(date)), coarseGrid, m_set.grid, RegridMethod::Bilinear);
            const double a = (std::log10(onFine[cell]) - m_set.coarse.offset) / m_set.coarse.scale;
            const auto& fine = m_set.fineSeries;
            const double b =
                (std::log10(fine.field(*fine.find(date))[cell]) - m_set.fine.offset) / m_set.fine.scale;
            n += 1, x += a, y += b, xx += a * a, xy += a * b;
        }
        const double slope = (xy - x * y / n) / (xx - x * x / n);
        QVERIFY(std::abs(m_set.maps.slope[cell] - slope) < 0.01);  // but for the ridge
        QVERIFY(std::abs(m_set.maps.intercept[cell] - (y - slope * x) / n) < 0.01);
        QVERIFY(std::abs(m_set.maps.fineClimatology[cell] - y / n) < 1e-4);
    }
    void whatCannotBeTrainedOnIsRefusedWithAReason()
    {
        expectFault([](TrainRequest& r) { r.season = Season::DJF; }, "DJF");
        expectFault([](TrainRequest& r) { r.area = {30.0, 30.5, 62.0, 62.5}; }, "16");
        expectFault([](TrainRequest& r) { r.coarse = r.coarse.window({29.0, 31.0, 61.0, 64.0}); }, "cover");
        expectFault([](TrainRequest& r) { r.fine = FieldSeries(); }, "daily");
    }

private:
    static void expectFault(const std::function<void(TrainRequest&)>& spoil, const QString& word)
    {
        TrainRequest request = tiny_world::trainRequest("nowhere");
        spoil(request);
        try {
            makeTrainingSet(request, Progress{}, {});
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(word), error.what());
            return;
        }
        QFAIL("no fault found");
    }
    TrainingSet m_set;
};

QTEST_GUILESS_MAIN(TrainingSetTest)
#include "training_set_test.moc"
