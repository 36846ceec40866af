#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/module/calibration.h"

#include "tiny_world.h"

using namespace shamal;

namespace {

/// Tells the regression and `factor` times what the truth has beside it.
class PretendedModel : public TrainedModel {
public:
    PretendedModel(const TrainingSet& set, float factor) : m_set(set), m_factor(factor) {}
    const ModelCard& card() const override { return m_card; }
    const FittedMaps& maps() const override { return m_set.maps; }
    std::unique_ptr<PreparedDay> prepare(const DayInputs& inputs, std::size_t rows, std::size_t columns,
                                         const SamplerOptions& /*sampler*/) const override
    {
        const std::span<const float> regression = inputs.condition(Condition::Regression);
        const std::vector<float> truth =
            cutWindow(m_set.fields.fine(dayNumber(inputs.date, m_set.calendar))->values, m_set.grid.rows(),
                      m_set.grid.columns(), {0, 0, rows, columns});
        auto day = std::make_unique<Day>();
        for (std::size_t i = 0; i < truth.size(); ++i)
            day->field.push_back(regression[i] + m_factor * (truth[i] - regression[i]));
        return day;
    }

    ModelCard m_card;

private:
    struct Day : PreparedDay {
        std::vector<float> mean() const override { return field; }
        std::vector<float> member(const NoiseSource& /*noise*/) const override { return field; }
        std::vector<float> field;
    };
    const TrainingSet& m_set;
    float m_factor;
};

}  // namespace

class CalibrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMeanThatSaysTooMuchIsShrunk()
    {
        TrainingSet set = makeTrainingSet(tiny_world::trainRequest("nowhere"), Progress{}, {});
        const SpectralGain gain = fitMeanGain(PretendedModel(set, 2.0F), set, Progress{}, {});
        QVERIFY(gain.gain.size() > 3);
        for (const double factor : gain.gain)
            QVERIFY(std::abs(factor - 0.5) < 1e-3);
        const SpectralGain none = fitMeanGain(PretendedModel(set, 0.5F), set, Progress{}, {});
        for (const double factor : none.gain)
            QCOMPARE(factor, 1.0);  // nothing is added to what is told
        for (const Date day : set.days.validation)
            QVERIFY(set.fields.fine(dayNumber(day, set.calendar)) == nullptr);
    }
    void otherMethodsAndNoValidationDaysGiveNone()
    {
        TrainingSet set = makeTrainingSet(tiny_world::trainRequest("nowhere"), Progress{}, {});
        PretendedModel unet(set, 2.0F);
        unet.m_card.method = Method::UNet;
        QVERIFY(fitMeanGain(unet, set, Progress{}, {}).gain.empty());
        set.days.validation.clear();
        QVERIFY(fitMeanGain(PretendedModel(set, 2.0F), set, Progress{}, {}).gain.empty());
    }
};

QTEST_GUILESS_MAIN(CalibrationTest)
#include "calibration_test.moc"
