#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/module/prediction_horizon.h"

#include "tiny_world.h"

#include <array>
#include <limits>

using namespace shamal;

namespace {

/// Is off by .01 a day it has built on itself, and by 1 more when these are more than `useful`; by .5 without
/// fine history.
class PretendedModel : public TrainedModel {
public:
    PretendedModel(const TrainingSet& set, int useful) : m_set(set), m_useful(useful)
    {
        m_card.predictionTrust = 0.5;
    }
    const ModelCard& card() const override { return m_card; }
    const FittedMaps& maps() const override { return m_set.maps; }
    std::unique_ptr<PreparedDay> prepare(const DayInputs& inputs, std::size_t rows, std::size_t columns,
                                         const SamplerOptions& sampler) const override
    {
        if (sampler.members != 0)
            throw std::logic_error("a member nobody asked for");
        float error = 0.5F;
        if (inputs.condition(Condition::HistoryTrust).front() > 0.0F) {
            const Date yesterday = dateOfDay(dayNumber(inputs.date, m_set.calendar) - 1, m_set.calendar);
            const float before =
                inputs.condition(Condition::FineLag1).front() - truth(yesterday, rows, columns).front();
            const int own = static_cast<int>(std::lround(100.0F * before)) % 100 + 1;
            error = 0.01F * static_cast<float>(own) + (own > m_useful ? 1.0F : 0.0F);
        }
        std::vector<float> field = truth(inputs.date, rows, columns);
        for (float& value : field)
            value += error;
        return std::make_unique<Day>(std::move(field));
    }

private:
    struct Day : PreparedDay {
        explicit Day(std::vector<float> told) : field(std::move(told)) {}
        std::vector<float> mean() const override { return field; }
        std::vector<float> member(const NoiseSource& /*noise*/) const override { return field; }
        std::vector<float> field;
    };
    std::vector<float> truth(Date date, std::size_t rows, std::size_t columns) const
    {
        const std::span<const float> field = m_set.fineSeries.field(*m_set.fineSeries.find(date));
        std::vector<float> standardised(field.begin(), field.end());
        for (float& value : standardised)
            value = m_set.fine.standardise(value);
        return cutWindow(standardised, m_set.grid.rows(), m_set.grid.columns(), {0, 0, rows, columns});
    }

    const TrainingSet& m_set;
    int m_useful;
    ModelCard m_card;
};

}  // namespace

class PredictionHorizonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLeastSumOfErrorsDecides()
    {
        const std::array<double, 6> coarse{5, 5, 5, 5, 5, 5};
        QCOMPARE(bestHorizon(std::array<double, 6>{1, 2, 4, 6, 9, 9}, coarse), 3);
        QCOMPARE(bestHorizon(std::array<double, 6>{1, 6, 6, 6, 6, 6}, coarse), 1);  // its history is true
        QCOMPARE(bestHorizon(std::array<double, 6>{1, 2, 6, 2, 6, 6}, coarse),
                 4);  // a bad lead among good ones
        QCOMPARE(bestHorizon(std::array<double, 6>{1, 1, 1, 1, 1, 1}, coarse), 6);
        QCOMPARE(bestHorizon({}, {}), 1);
    }
    void aModelsHorizonIsFoundOnValidationDays()
    {
        TrainRequest request = tiny_world::trainRequest("nowhere");
        TrainingSet set = makeTrainingSet(request, Progress{}, {});
        const std::vector<Date> hidden = set.days.validation;
        QVERIFY(!hidden.empty());
        const auto horizon = [&](int useful) {
            return fitPredictionHorizon(PretendedModel(set, useful), set, Progress{}, {});
        };
        QVERIFY(horizon(0) == 1);
        QVERIFY(horizon(4) == 4);
        QVERIFY(horizon(10) == 7);
        for (const Date day : hidden)
            QVERIFY(set.fields.fine(dayNumber(day, set.calendar)) == nullptr);
        set.days.validation.clear();
        QVERIFY(!horizon(3));
    }
    void aModelThatNeverSawItsPredictionsHasNone()
    {
        TrainRequest request = tiny_world::trainRequest("nowhere");
        TrainingSet set = makeTrainingSet(request, Progress{}, {});
        class Naive : public PretendedModel {
        public:
            using PretendedModel::PretendedModel;
            const ModelCard& card() const override { return m_naive; }

        private:
            ModelCard m_naive;
        };
        QVERIFY(!fitPredictionHorizon(Naive(set, 3), set, Progress{}, {}));
    }
};

QTEST_GUILESS_MAIN(PredictionHorizonTest)
#include "prediction_horizon_test.moc"
