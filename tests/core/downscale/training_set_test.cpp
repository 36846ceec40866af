#include <QtTest>

#include "downscale/training_patches.h"

#include "fields/regrid.h"
#include "tiny_world.h"

#include <algorithm>
#include <limits>
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
        for (const auto* days :
             {&m_set.days.train, &m_set.days.validation, &m_set.days.test, &m_set.days.outOfData}) {
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
            return splitDays(tiny_world::coarseSeries(), tiny_world::fineSeries(), {Season::All, seed}).test;
        };
        QCOMPARE(split(1), split(1));
        QVERIFY(split(1) != split(2));
    }
    void aSeasonTrainsOnItselfAndFortyFiveDaysBefore()
    {
        const DataSplit days =
            splitDays(tiny_world::coarseSeries(), tiny_world::fineSeries(), {Season::JJA, 1, 0.0});
        QVERIFY(days.train.front() == (Date{2006, 4, 17}));
        for (const Date day : days.test)
            QVERIFY(contains(Season::JJA, day));
    }
    void aFifthOfTheTrainingDaysValidatesInRunsOfAWeek()
    {
        const std::size_t both = m_set.days.train.size() + m_set.days.validation.size();
        QCOMPARE(m_set.days.validation.size(), static_cast<std::size_t>(std::lround(0.2 * both)));
        const std::set<Date> validation(m_set.days.validation.begin(), m_set.days.validation.end());
        int bereft = 0;
        for (const Date day : m_set.days.train)
            bereft +=
                validation.contains(dateOfDay(dayNumber(day, Calendar::Standard) - 1, Calendar::Standard));
        QVERIFY2(bereft <= 4, qPrintable(QString::number(bereft)));  // 22 days in runs of 7
        const DataSplit none =
            splitDays(tiny_world::coarseSeries(), tiny_world::fineSeries(), {Season::All, 1, 0.0});
        QVERIFY(none.validation.empty());
        QCOMPARE(none.train.size(), both);
    }
    void aFractionOfTheTrainingDaysLeavesTheOthersOut()
    {
        TrainRequest request = tiny_world::trainRequest("nowhere");
        request.dayFraction = 0.3;
        const TrainingSet part = makeTrainingSet(request, Progress{}, {});
        QCOMPARE(part.days.test, m_set.days.test);
        QCOMPARE(part.days.validation, m_set.days.validation);
        QCOMPARE(part.days.train.size(),
                 static_cast<std::size_t>(std::lround(0.3 * static_cast<double>(m_set.days.train.size()))));
        const std::set<Date> used(part.days.train.begin(), part.days.train.end());
        for (const Date day : m_set.days.train)
            QCOMPARE(part.fields.fine(dayNumber(day, part.calendar)) != nullptr, used.contains(day));
    }
    void minMaxBringsTrainingDaysToZeroAndOne()
    {
        TrainRequest request = tiny_world::trainRequest("nowhere");
        request.scaling = Scaling::MinMax;
        const TrainingSet set = makeTrainingSet(request, Progress{}, {});
        QVERIFY(set.fine.scaling == Scaling::MinMax && set.coarse.scaling == Scaling::MinMax);
        float lowest = 1e9F;
        float highest = -1e9F;
        for (const Date day : set.days.train) {
            for (const float value : set.fields.fine(dayNumber(day, set.calendar))->values) {
                lowest = std::min(lowest, value);
                highest = std::max(highest, value);
            }
        }
        QVERIFY(std::abs(lowest) < 1e-5F && std::abs(highest - 1.0F) < 1e-5F);
    }
    /// The fine fields of validation, test and out-of-data days are replaced by absurd ones: whatever is
    /// fitted, and every patch drawn to train on, must come out bit for bit as before.
    void noHeldOutDayIsSeenInTraining_data()
    {
        QTest::addColumn<float>("poison");
        QTest::newRow("huge") << 1e30F;
        QTest::newRow("missing") << std::numeric_limits<float>::quiet_NaN();
    }
    void noHeldOutDayIsSeenInTraining()
    {
        QFETCH(float, poison);
        TrainRequest request = tiny_world::trainRequest("nowhere");
        std::set<Date> heldOut(m_set.days.test.begin(), m_set.days.test.end());
        heldOut.insert(m_set.days.validation.begin(), m_set.days.validation.end());
        heldOut.insert(m_set.days.outOfData.begin(), m_set.days.outOfData.end());
        request.fine = tiny_world::poisoned(request.fine, heldOut, poison);
        const TrainingSet set = makeTrainingSet(request, Progress{}, {});
        QCOMPARE(set.days.train, m_set.days.train);
        QVERIFY(set.fine.offset == m_set.fine.offset && set.fine.scale == m_set.fine.scale);
        QVERIFY(set.coarse.offset == m_set.coarse.offset && set.coarse.scale == m_set.coarse.scale);
        QVERIFY(set.maps.slope == m_set.maps.slope && set.maps.intercept == m_set.maps.intercept);
        QVERIFY(set.maps.fineClimatology == m_set.maps.fineClimatology);
        QVERIFY(set.maps.coarseClimatology == m_set.maps.coarseClimatology);
        QVERIFY(set.maps.residualScale == m_set.maps.residualScale);
        const PatchSource source(set);
        const PatchSource untouched(m_set);
        UniformStream one(3);
        UniformStream two(3);
        for (int i = 0; i < 300; ++i) {
            const TrainingPatch a = source.draw(one);
            const TrainingPatch b = untouched.draw(two);
            QVERIFY(a.date == b.date && a.window == b.window);
            QVERIFY(a.inputs.conditions == b.inputs.conditions && a.inputs.history == b.inputs.history);
            QVERIFY(a.truth == b.truth);
        }
    }
    void validationPatchesAreOfValidationDaysAndTheSameEveryTime()
    {
        TrainingSet set = m_set;
        const auto patches = validationPatches(set, 6, 1);
        QCOMPARE(patches.size(), std::size_t{6});
        const auto again = validationPatches(set, 6, 1);
        const std::set<Date> days(set.days.validation.begin(), set.days.validation.end());
        for (std::size_t i = 0; i < patches.size(); ++i) {
            QVERIFY(days.contains(patches[i].date));
            QVERIFY(patches[i].truth == again[i].truth);
            QVERIFY(patches[i].inputs.history == again[i].inputs.history);
        }
        for (const Date day : set.days.validation)
            QVERIFY(set.fields.fine(dayNumber(day, set.calendar)) == nullptr);
    }
    /// With roll-outs at hand, patches get such histories too, and every other validation patch does.
    void rolledOutHistoriesAreDrawnOnceThereAreSome()
    {
        TrainingSet set = m_set;
        const std::int64_t first = dayNumber(set.fineSeries.steps().front().date, set.calendar);
        for (std::int64_t day = first; day < first + tiny_world::kFineDays; ++day) {
            set.rollouts.starts[day] = day - 4;
            set.rollouts.predicted.setFine(day, {std::vector<float>(set.grid.cells(), 77.0F), 0.5F});
        }
        const PatchSource source(set);
        UniformStream stream(3);
        int own = 0;
        for (int i = 0; i < 400; ++i) {
            const TrainingPatch patch = source.draw(stream);
            const float yesterday = patch.inputs.condition(Condition::FineLag1)[0];
            QCOMPARE(yesterday == 77.0F, patch.past == PastKnown::OwnPredictions);
            own += patch.past == PastKnown::OwnPredictions;
        }
        QVERIFY2(own > 100 && own < 180, qPrintable(QString::number(own)));  // 35 % of 400
        const auto patches = validationPatches(set, 6, 1);
        for (std::size_t i = 0; i < patches.size(); ++i)
            QVERIFY(patches[i].past == (i % 2 == 1 ? PastKnown::OwnPredictions : PastKnown::Everything));
    }
    void heldOutFineFieldsAreAbsentUntilRevealed()
    {
        TrainingSet set = m_set;
        for (const auto* days : {&set.days.validation, &set.days.test, &set.days.outOfData})
            for (const Date day : *days)
                QVERIFY(set.fields.fine(dayNumber(day, set.calendar)) == nullptr);
        revealHeldOutDays(set);
        for (const auto* days : {&set.days.validation, &set.days.test, &set.days.outOfData})
            for (const Date day : *days)
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
    /// METHOD.md, section 2: nearest neighbour; and maps that make a missing fine day up of the coarse one.
    void thePublishedProfileHasNearestCoarseFieldsAndItsOwnMaps()
    {
        const TrainingSet set =
            makeTrainingSet(publishedTraining(tiny_world::trainRequest("nowhere")), Progress{}, {});
        const FieldSeries coarse = tiny_world::coarseSeries();
        const Date date = set.days.train[3];
        // The fine cell at 30.71875 N, 63.15625 E is nearest to the node at 30.5 N, 63.125 E.
        const double node = coarse.field(*coarse.find(date))[3 * 7 + 3];
        const double expected = (std::log10(node) - set.coarse.offset) / set.coarse.scale;
        const float found = (*set.fields.coarse(dayNumber(date, set.calendar)))[11 * 40 + 18];
        QVERIFY(std::abs(found - expected) < 1e-5);
        QVERIFY(std::ranges::all_of(set.maps.slope, [](float slope) { return slope == 1.0F; }));
        QVERIFY(std::ranges::all_of(set.maps.intercept, [](float shift) { return shift == 0.0F; }));
        QVERIFY(std::abs(set.maps.latitude[11 * 40 + 18] - (30.71875 - 10.875) / (43.25 - 10.875)) < 1e-6);
    }
    void whatCannotBeTrainedOnIsRefusedWithAReason()
    {
        expectFault([](TrainRequest& r) { r.season = Season::DJF; }, "DJF");
        expectFault([](TrainRequest& r) { r.area = {30.0, 30.5, 62.0, 62.5}; }, "16");
        expectFault([](TrainRequest& r) { r.coarse = r.coarse.window({29.0, 31.0, 61.0, 64.0}); }, "cover");
        expectFault([](TrainRequest& r) { r.fine = FieldSeries(); }, "daily");
        expectFault([](TrainRequest& r) { r.validationShare = 0.7; }, "validation");
        expectFault([](TrainRequest& r) { r.dayFraction = 0.0; }, "fraction");
        expectFault([](TrainRequest& r) { r.dayFraction = 0.05; }, "more of the days");
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
