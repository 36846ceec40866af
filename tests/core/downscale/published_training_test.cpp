#include <QTemporaryDir>
#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/module/coarse_training.h"
#include "downscale/module/fresh_weights.h"
#include "downscale/module/published_stages.h"
#include "downscale/module/trained_model.h"
#include "published_reference.h"
#include "tiny_world.h"

#include <algorithm>
#include <limits>

using namespace shamal;

/// Both stages on the world of formulas, with networks as wide as those of the reference.
class PublishedTrainingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        at::set_num_threads(1);
        m_reference = published_reference::weights();
        m_sizes.encoder = PublishedEncoder::read(m_reference, "unet.", "t.pt").widths();
        m_sizes.denoiser = PublishedDenoiser::read(m_reference, "unet3d.", "s.pt").widths();
        m_sizes.batch = 4;
        m_sizes.validationTiles = 8;
        m_short = train(request("short", 1));
    }

    void bothStagesLowerTheirLoss()
    {
        const ModelCard longer = train(request("longer", kSteps));
        QCOMPARE(longer.training.stages.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            const StageRecord& stage = longer.training.stages[i];
            const double before = m_short.training.stages[i].validationLoss;
            qInfo("%s: %.4f after 1 step, %.4f after %d; %.2f s a step", stage.stage.c_str(), before,
                  stage.validationLoss, kSteps, stage.seconds / kSteps);
            QCOMPARE(stage.steps, std::int64_t{kSteps});
            QVERIFY(stage.validationLoss < 0.97 * before);
        }
        m_sha256 = longer.sha256;
    }
    void anInterruptedTrainingResumesToTheSameWeights_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("in the first stage") << 2;
        QTest::newRow("in the second stage") << kSteps + 2;
    }
    void anInterruptedTrainingResumesToTheSameWeights()
    {
        QFETCH(int, step);
        TrainRequest parts = request("parts", kSteps);
        std::filesystem::remove_all(parts.output);
        std::stop_source stop;
        int seen = 0;
        const Progress progress([&](double, const std::string& doing) {
            if (doing.find("step") != std::string::npos && ++seen == step)
                stop.request_stop();
        });
        QVERIFY_EXCEPTION_THROWN(trainPublished(parts, progress, stop.get_token(), m_sizes), Stopped);
        QVERIFY(!std::filesystem::exists(parts.output / "model.json"));
        parts.resume = true;
        QCOMPARE(train(parts).sha256, m_sha256);
        QVERIFY(!std::filesystem::exists(parts.output / "checkpoint-denoiser.pt"));
    }
    /// Names and shapes are those of the authors' library, under the names import-model gives them.
    void thePackageHoldsEveryParameterOfTheReference()
    {
        std::map<std::string, std::vector<std::int64_t>> expected;
        for (const auto& [name, tensor] : m_reference)
            expected[name.starts_with("unet3d.") ? "denoiser." + name.substr(7)
                                                 : "encoder." + name.substr(5)] = tensor.shape;
        std::map<std::string, std::vector<std::int64_t>> found;
        for (const auto& [name, tensor] : readTensorFile(m_short.folder / kWeightsFile))
            if (!name.starts_with("maps."))
                found[name] = tensor.shape;
        QVERIFY(found == expected);
    }
    void thePackageSaysWhatItIsAndPredictsADay()
    {
        const ModelCard card = readModelPackage(m_short.folder);
        QVERIFY(card.profile == Profile::Published && card.method == Method::DirectDiffusion);
        QVERIFY(card.fine.scaling == Scaling::MinMax && card.coarse.scaling == Scaling::MinMax);
        QVERIFY(card.scores.empty() && !card.split.test.empty());
        QCOMPARE(card.training.device, std::string("cpu"));
        QVERIFY(std::isfinite(card.training.stages.at(1).trainingLoss));

        TrainingSet set = makeTrainingSet(request("short", 1), Progress{}, {});
        revealHeldOutDays(set);
        const std::unique_ptr<TrainedModel> model = loadModel(card);
        const CellWindow whole{0, 0, 32, 40};
        const DayInputs inputs = gatherInputs(model->maps(), set.fields, card.split.test.front(),
                                              set.calendar, whole, PastKnown::Everything);
        QVERIFY(inputs.fullHistory);
        SamplerOptions sampler;
        sampler.steps = 2;
        const std::vector<float> image =
            model->prepare(inputs, whole.rows, whole.columns, sampler)->member([&](int step) {
                return gaussianNoise(1, 0, 0, whole, step);
            });
        QCOMPARE(image.size(), std::size_t{32} * 40);
        for (const float value : image)
            QVERIFY(value >= 0.0F && value <= 1.0F);
    }
    /// Test days and those beyond the record: whatever stands there, the same weights come out.
    void noHeldOutDayIsSeen()
    {
        std::set<Date> heldOut(m_short.split.test.begin(), m_short.split.test.end());
        heldOut.insert(m_short.split.outOfData.begin(), m_short.split.outOfData.end());
        TrainRequest poisoned = request("poisoned", 1);
        poisoned.fine = tiny_world::poisoned(poisoned.fine, heldOut, 1e30F);
        const ModelCard same = train(poisoned);
        QCOMPARE(same.sha256, m_short.sha256);
        QCOMPARE(same.training.stages[1].validationLoss, m_short.training.stages[1].validationLoss);
        // A training day is seen.
        poisoned.fine = tiny_world::poisoned(tiny_world::fineSeries(), {m_short.split.train[20]}, 0.1F);
        QVERIFY(train(poisoned).sha256 != m_short.sha256);
    }
    void missingCellsOfTheFineFieldAreLeftOut()
    {
        const FieldSeries fine = tiny_world::fineSeries();
        std::vector<float> values;
        for (std::size_t i = 0; i < fine.size(); ++i) {
            values.insert(values.end(), fine.field(i).begin(), fine.field(i).end());
            std::fill_n(values.end() - 32 * 40, 5 * 40, std::numeric_limits<float>::quiet_NaN());
        }
        TrainRequest holed = request("holed", 1);
        holed.fine = {fine.metadata(), fine.grid(), fine.calendar(), fine.steps(), std::move(values)};
        const ModelCard card = train(holed);
        QVERIFY(std::isfinite(card.training.stages[1].validationLoss));
        for (const auto& [name, tensor] : readTensorFile(card.folder / kWeightsFile))
            QVERIFY2(std::ranges::all_of(tensor.values, [](float x) { return std::isfinite(x); }),
                     name.c_str());
    }
    void firstWeightsAreThoseOfPyTorch()
    {
        FreshWeights fresh(1, torch::kCPU);
        const auto source = fresh.source("denoiser.");
        const auto uniformWithin = [](const torch::Tensor& weights, double bound) {
            return weights.abs().max().item<double>() <= bound &&
                   weights.abs().max().item<double>() > 0.97 * bound &&
                   std::abs(weights.std().item<double>() / (bound / std::sqrt(3.0)) - 1.0) < 0.1;
        };
        const published::Linear linear = published::linearLayer(source, "proj", 25, 100);
        QVERIFY(uniformWithin(linear.weight, 0.2) && uniformWithin(linear.bias, 0.2));
        const published::Convolution convolution = published::convolutionLayer(source, "conv_in", 4, 64);
        QVERIFY(uniformWithin(convolution.weight, 1.0 / 6.0) && uniformWithin(convolution.bias, 1.0 / 6.0));
        const published::Norm norm = published::normLayer(source, "norm", 8);
        QVERIFY(norm.weight.eq(1.0).all().item<bool>() && norm.bias.eq(0.0).all().item<bool>());
        const std::string chain = "up_blocks.0.temp_convs.1.conv";
        QVERIFY(source(chain + "3.3.weight", {32, 32, 3, 1, 1}).abs().max().item<double>() > 0.09);
        QVERIFY(source(chain + "4.3.weight", {32, 32, 3, 1, 1}).eq(0.0).all().item<bool>());
        QVERIFY(source(chain + "4.3.bias", {32}).eq(0.0).all().item<bool>());

        QVERIFY(source("proj.weight", {100, 25}).is_same(linear.weight));
        QCOMPARE(fresh.parameters("denoiser.").size(), std::size_t{9});
        QVERIFY(fresh.tensors().contains("denoiser.up_blocks.0.temp_convs.1.conv4.3.bias"));
        const auto weightOf = [](std::uint64_t seed) {
            return FreshWeights(seed, torch::kCPU).source("")("w.weight", {50, 20});
        };
        QVERIFY(weightOf(3).equal(weightOf(3)) && !weightOf(3).equal(weightOf(4)));
    }
    void coarseSamplesAreTilesOfDaysWithHistory()
    {
        TrainingSet set;
        set.coarseSeries = tiny_world::series(Grid::regular(20.0, 0.5, 24, 60.0, 0.625, 20),
                                              tiny_world::firstFineDay(), 60, false);
        set.coarse.scaling = Scaling::MinMax;
        // 20 days have 40 before them, of which the last 2 validate; 2 x 2 tiles (20 columns are filled to
        // 24).
        const CoarseSamples samples(set, 32, true, 16, 8);
        QCOMPARE(samples.count(), std::size_t{18 * 4});
        QCOMPARE(samples.heldOut().size(), std::size_t{2 * 4});
        // Told yesterday, the error is the mean difference from yesterday to today.
        const CoarseSamples::Sample sample{45, {8, 0, 16, 16}};
        double expected = 0.0;
        for (std::size_t r = 8; r < 24; ++r)
            for (std::size_t c = 0; c < 16; ++c)
                expected += std::abs(std::log10(set.coarseSeries.field(45)[r * 20 + c]) -
                                     std::log10(set.coarseSeries.field(44)[r * 20 + c])) /
                            256.0;
        const double found =
            samples
                .error(
                    {sample}, [](const torch::Tensor& h) { return h.slice(1, 0, 1); }, torch::kCPU)
                .item<double>();
        QVERIFY(std::abs(found - expected) < 1e-5);
    }

private:
    static constexpr int kSteps = 6;

    TrainRequest request(const char* name, int steps) const
    {
        TrainRequest request = publishedTraining(
            tiny_world::trainRequest(std::filesystem::path(m_folder.path().toStdString()) / name));
        request.encoderSteps = request.denoiserSteps = steps;
        return request;
    }
    ModelCard train(const TrainRequest& request) const
    {
        return trainPublished(request, Progress{}, {}, m_sizes);
    }

    QTemporaryDir m_folder;
    TensorMap m_reference;
    PublishedSizes m_sizes;
    ModelCard m_short;
    std::map<std::string, std::string> m_sha256;
};

QTEST_GUILESS_MAIN(PublishedTrainingTest)
#include "published_training_test.moc"
