#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/history_weight.h"
#include "downscale/module/blended_day.h"
#include "downscale/module/history_weight_fit.h"

#include "tiny_world.h"

#include <array>
#include <limits>

using namespace shamal;

namespace {

struct ToldDay : PreparedDay {
    ToldDay(std::vector<float> told, float deviation) : field(std::move(told)), ofMember(deviation) {}
    std::vector<float> mean() const override { return field; }
    std::vector<float> member(const NoiseSource& /*noise*/) const override
    {
        std::vector<float> drawn = field;
        for (float& value : drawn)
            value += ofMember;
        return drawn;
    }
    std::vector<float> field;
    float ofMember;
};

/// Too high by what the day before was too high and .1 more on own predictions, too low by `coarseError`
/// without fine history, in every cell.
class PretendedModel : public TrainedModel {
public:
    PretendedModel(const TrainingSet& set, float coarseError) : m_set(set), m_coarseError(coarseError)
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
        float error = -m_coarseError;
        if (inputs.condition(Condition::HistoryTrust).front() > 0.0F) {
            const Date yesterday = dateOfDay(dayNumber(inputs.date, m_set.calendar) - 1, m_set.calendar);
            error = inputs.condition(Condition::FineLag1).front() - truth(yesterday, rows, columns).front() +
                    0.1F;
        }
        std::vector<float> field = truth(inputs.date, rows, columns);
        for (float& value : field)
            value += error;
        return std::make_unique<ToldDay>(std::move(field), 0.0F);
    }

protected:
    std::vector<float> truth(Date date, std::size_t rows, std::size_t columns) const
    {
        const std::span<const float> field = m_set.fineSeries.field(*m_set.fineSeries.find(date));
        std::vector<float> standardised(field.begin(), field.end());
        for (float& value : standardised)
            value = m_set.fine.standardise(value);
        return cutWindow(standardised, m_set.grid.rows(), m_set.grid.columns(), {0, 0, rows, columns});
    }

    const TrainingSet& m_set;
    float m_coarseError;
    ModelCard m_card;
};

TrainingSet tinySet()
{
    return makeTrainingSet(tiny_world::trainRequest("nowhere"), Progress{}, {});
}

}  // namespace

class HistoryWeightTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theWeightFallsByLeadToWhatLasts()
    {
        const HistoryWeight weight{0.5, 0.5, 0.25};
        QCOMPARE(weight.at(1), 1.0);
        QCOMPARE(weight.at(2), 0.5);
        QCOMPARE(weight.at(4), 0.3125);
        QCOMPARE(weight.at(1000), 0.25);
        QCOMPARE(HistoryWeight{}.at(1), 1.0);
        QCOMPARE(HistoryWeight{}.at(2), 0.0);
    }
    void blendedErrorsAreThoseOfBlendedFields()
    {
        const std::array<double, 3> own{1.0, -2.0, 0.5}, coarse{0.25, 1.0, -1.5};
        LeadErrors errors;
        for (std::size_t i = 0; i < own.size(); ++i) {
            errors.own += own[i] * own[i];
            errors.coarse += coarse[i] * coarse[i];
            errors.both += own[i] * coarse[i];
        }
        const auto plain = [&](double weight) {
            double sum = 0.0;
            for (std::size_t i = 0; i < own.size(); ++i)
                sum += std::pow(weight * own[i] + (1.0 - weight) * coarse[i], 2);
            return sum;
        };
        for (const double weight : {0.0, 0.3, 1.0})
            QVERIFY(std::abs(errors.blended(weight) - plain(weight)) < 1e-12);
        const double best = errors.bestWeight();
        QVERIFY(plain(best) < plain(best - 0.01) && plain(best) < plain(best + 0.01));
        QCOMPARE((LeadErrors{1.0, 4.0, 1.5}).bestWeight(), 1.0);  // 1.25 is not allowed
        QCOMPARE((LeadErrors{1.0, 1.0, 1.0}).bestWeight(), 0.0);  // nothing to choose between
    }
    void theFitFindsWeightsThatFallBySteps()
    {
        std::vector<LeadErrors> leads{{}};
        for (const double weight :
             {0.8, 0.4, 0.2, 0.1})  // errors that do not go together: own variance (1 - w) / w
            leads.push_back({(1.0 - weight) / weight, 1.0, 0.0});
        const HistoryWeight fitted = bestHistoryWeight(leads, 0.0);
        QVERIFY(std::abs(fitted.second - 0.8) < 0.011);
        QVERIFY(std::abs(fitted.decay - 0.5) < 0.011);
        QVERIFY((bestHistoryWeight({}, 0.25) == HistoryWeight{0.0, 0.0, 0.25}));
        for (LeadErrors& lead : leads)
            lead = {0.5 / 0.5, 1.0, 0.0};
        QVERIFY(std::abs(bestHistoryWeight(leads, 0.5).at(4) - 0.5) < 0.011);
    }
    void aModelsWeightIsFoundOnValidationDays()
    {
        TrainingSet set = tinySet();
        const std::vector<Date> hidden = set.days.validation;
        QVERIFY(!hidden.empty());
        const PretendedModel model(set, 0.2F);
        const auto weight = fitHistoryWeight(model, set, Progress{}, {});
        QVERIFY(weight.has_value());
        // The second day is too high by .2 on the first, too low by .2 without: half of each is right. The
        // third is then too high by .1 on its history, and 2/3 of that and 1/3 of the other cancel; and so is
        // every later one.
        QVERIFY(weight->second >= 0.5 && weight->second < 0.7);
        // Long after: half and half, an error e becomes (e + .1 - .2) / 2, which ends at -.1, so own ones
        // have none.
        QVERIFY(std::abs(weight->lasting - 1.0) < 0.02);
        QCOMPARE(fitHistoryWeight(PretendedModel(set, 0.0F), set, Progress{}, {})->at(2), 0.0);
        for (const Date day : hidden)
            QVERIFY(set.fields.fine(dayNumber(day, set.calendar)) == nullptr);
        set.days.validation.clear();
        QVERIFY(!fitHistoryWeight(PretendedModel(set, 0.1F), set, Progress{}, {}));
    }
    void aModelThatNeverSawItsPredictionsHasNone()
    {
        TrainingSet set = tinySet();
        class Naive : public PretendedModel {
        public:
            using PretendedModel::PretendedModel;
            const ModelCard& card() const override { return m_naive; }

        private:
            ModelCard m_naive;
        };
        QVERIFY(!fitHistoryWeight(Naive(set, 0.1F), set, Progress{}, {}));
    }
    void aBlendedDayLiesBetweenBoth_data()
    {
        QTest::addColumn<double>("weight");
        QTest::addColumn<float>("deviation");  // of the weightier one's members
        QTest::newRow("history weightier") << 0.75 << 0.5F;
        QTest::newRow("coarse field weightier") << 0.25 << 2.0F;
    }
    void aBlendedDayLiesBetweenBoth()
    {
        QFETCH(double, weight);
        QFETCH(float, deviation);
        const BlendedDay day(std::make_unique<ToldDay>(std::vector<float>{1.0F, 2.0F}, 0.5F),
                             std::make_unique<ToldDay>(std::vector<float>{3.0F, -2.0F}, 2.0F), weight);
        const auto w = static_cast<float>(weight);
        const std::vector<float> mean{w * 1.0F + (1.0F - w) * 3.0F, w * 2.0F - (1.0F - w) * 2.0F};
        QCOMPARE(day.mean(), mean);
        const std::vector<float> member = day.member([](int) { return std::vector<float>(); });
        QCOMPARE(member, (std::vector<float>{mean[0] + deviation, mean[1] + deviation}));
    }
};

QTEST_GUILESS_MAIN(HistoryWeightTest)
#include "history_weight_test.moc"
