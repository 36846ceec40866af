#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/downscaler.h"
#include "downscale/model_package.h"
#include "downscale/tensor_file.h"
#include "tiny_world.h"

#include <algorithm>
#include <fstream>

using namespace shamal;

/// Every method trained for a few steps on the world of formulas: what is asked is that it works, not that it
/// is good.
class TrainingTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_downscaler = makeDownscaler(); }

    void everyMethodTrainsAndPredicts_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<bool>("drawsMembers");
        QTest::addColumn<QStringList>("stages");
        QTest::newRow("residual diffusion")
            << "residual-diffusion" << true
            << QStringList{"transfer encoder", "mean", "mean rolled out 1", "mean rolled out 2", "denoiser"};
        QTest::newRow("direct diffusion")
            << "direct-diffusion" << true << QStringList{"transfer encoder", "denoiser"};
        QTest::newRow("U-Net") << "u-net" << false << QStringList{"transfer encoder", "mean"};
        QTest::newRow("VAE") << "vae" << true << QStringList{"transfer encoder", "vae"};
        QTest::newRow("ASDM") << "asdm" << false << QStringList{"mean"};
        QTest::newRow("ASDMTE") << "asdm-transfer" << false << QStringList{"temporal model", "mean"};
        QTest::newRow("SRDRN") << "srdrn" << false << QStringList{"mean"};
    }
    void everyMethodTrainsAndPredicts()
    {
        QFETCH(QString, method);
        QFETCH(bool, drawsMembers);
        QFETCH(QStringList, stages);
        TrainRequest training = request(method);
        training.method = methodFromName(method.toStdString());
        training.rolloutSteps = training.method == Method::ResidualDiffusion ? 4 : 0;
        const ModelCard card = m_downscaler->train(training, Progress{}, {});
        const ModelCard read = readModelPackage(card.folder);
        QVERIFY(read.method == training.method);
        QStringList trained;
        for (const StageRecord& stage : read.training.stages) {
            trained << QString::fromStdString(stage.stage);
            QCOMPARE(stage.steps, std::int64_t{stage.stage.starts_with("mean rolled out") ? 2 : 4});
            QVERIFY(std::isfinite(stage.trainingLoss) && std::isfinite(stage.validationLoss));
        }
        QCOMPARE(trained, stages);
        QCOMPARE(read.predictionTrust, stages.contains("mean rolled out 1") ? 0.5 : 0.0);
        QCOMPARE(read.historyWeight.has_value(), stages.contains("mean rolled out 1"));
        QVERIFY(std::filesystem::file_size(card.folder / "weights.safetensors") < 5'000'000);
        QVERIFY(std::filesystem::exists(card.folder / "training.csv"));
        QVERIFY(!std::filesystem::exists(card.folder / "checkpoint-mean.pt"));

        const DownscaledDay day = predict(card.folder);
        for (const float value : day.mean)
            QVERIFY(std::isfinite(value) && value > 0.0F);
        QCOMPARE(day.members[0] != day.members[1], drawsMembers);
        QCOMPARE(day.members[0] != day.mean, drawsMembers);
    }
    void theEncodersUseIsWhatItSays()
    {
        const auto weightsOf = [&](EncoderUse use, int meanSteps, const QString& name) {
            TrainRequest training = request(name);
            training.method = Method::UNet;
            training.encoderUse = use;
            training.meanSteps = meanSteps;
            return readTensorFile(m_downscaler->train(training, Progress{}, {}).folder /
                                  "weights.safetensors");
        };
        const std::string name = "encoder.input.weight";
        const TensorMap none = weightsOf(EncoderUse::None, 3, "none");
        QVERIFY(!none.contains(name));
        const TensorMap random = weightsOf(EncoderUse::Random, 3, "random");
        const TensorMap frozen = weightsOf(EncoderUse::Frozen, 3, "frozen");
        const TensorMap frozenLonger = weightsOf(EncoderUse::Frozen, 5, "frozen longer");
        const TensorMap tuned = weightsOf(EncoderUse::FineTuned, 3, "tuned");
        QVERIFY(random.at(name).values != frozen.at(name).values);
        QVERIFY(frozenLonger.at(name).values == frozen.at(name).values);
        QVERIFY(tuned.at(name).values != frozen.at(name).values);
        QVERIFY(none.at("mean.input.weight").shape == frozen.at("mean.input.weight").shape);
    }
    void networksAreTakenOverFromAnotherModel()
    {
        TrainRequest first = request("given");
        first.method = Method::UNet;
        first.rolloutSteps = 4;
        const ModelCard given = m_downscaler->train(first, Progress{}, {});
        TrainRequest training = request("taker");
        training.networksFrom = given.folder;
        const ModelCard card = m_downscaler->train(training, Progress{}, {});
        const TensorMap before = readTensorFile(given.folder / "weights.safetensors");
        const TensorMap after = readTensorFile(card.folder / "weights.safetensors");
        for (const auto& [name, tensor] : before)
            QVERIFY2(tensor.values == after.at(name).values, name.c_str());
        QCOMPARE(card.training.stages.size(), given.training.stages.size() + 1);
        QCOMPARE(card.predictionTrust, given.predictionTrust);

        training = request("another split");
        training.networksFrom = given.folder;
        training.splitSeed = 2;
        refused(training, "other training days");
    }
    void interruptedTrainingResumesToTheSameModel_data()
    {
        QTest::addColumn<int>("steps");
        QTest::newRow("in the first stage") << 3;
        QTest::newRow("of the rolled out mean") << 12;
        QTest::newRow("in the last stage") << 17;
    }
    void interruptedTrainingResumesToTheSameModel()
    {
        QFETCH(int, steps);
        TrainRequest whole = request("whole");
        whole.encoderSteps = whole.meanSteps = whole.rolloutSteps = whole.denoiserSteps = 5;
        const auto expected = m_downscaler->train(whole, Progress{}, {}).sha256;
        TrainRequest parts = whole;
        parts.output = whole.output.parent_path() / "parts";
        std::filesystem::remove_all(parts.output);
        QVERIFY_EXCEPTION_THROWN(trainUntilStep(parts, steps), Stopped);
        QVERIFY(!std::filesystem::exists(parts.output / "model.json"));
        parts.resume = true;
        QCOMPARE(m_downscaler->train(parts, Progress{}, {}).sha256, expected);
    }
    void resumingWithOtherSettingsIsRefused()
    {
        TrainRequest training = request("changed");
        QVERIFY_EXCEPTION_THROWN(trainUntilStep(training, 1), Stopped);
        training.resume = true;
        training.dayFraction = 0.5;
        refused(training, "other settings");
    }
    void whatCannotBeTrainedIsRefused()
    {
        TrainRequest training = request("refused");
        training.device = "abacus";
        refused(training, "abacus");
        training = request("refused");
        training.prediction = Prediction::Noise;
        refused(training, "velocity");
        training = publishedTraining(request("refused"));
        training.method = Method::UNet;
        refused(training, "direct-diffusion");
        training = publishedTraining(request("refused"));
        training.scaling = Scaling::Standardised;
        refused(training, "min-max");
        training = request("refused");
        training.meanSteps = 0;
        refused(training, "step");
        training = request("refused");
        training.rolloutSteps = 1;
        refused(training, "two steps");
    }

private:
    TrainRequest request(const QString& name) const
    {
        TrainRequest request = tiny_world::trainRequest(std::filesystem::path(m_folder.path().toStdString()) /
                                                        name.toStdString());
        request.encoderSteps = request.meanSteps = request.denoiserSteps = 4;
        request.rolloutSteps = 0;
        return request;
    }
    /// Stops the training after a number of steps of all stages, as a user does.
    void trainUntilStep(const TrainRequest& training, int step)
    {
        std::stop_source stop;
        int seen = 0;
        const Progress progress([&](double, const std::string& doing) {
            if (doing.find("step") != std::string::npos && ++seen == step)
                stop.request_stop();
        });
        m_downscaler->train(training, progress, stop.get_token());
    }
    DownscaledDay predict(const std::filesystem::path& model)
    {
        DownscaleRequest request;
        request.model = model;
        request.coarse = tiny_world::coarseSeries();
        request.fine = tiny_world::fineSeries();
        request.area = tiny_world::kArea;
        request.days = {dateOfDay(tiny_world::firstFineDay() + 60, Calendar::Standard)};
        request.sampler.members = 2;
        request.threads = 1;
        DownscaledDay result;
        m_downscaler->downscale(request, [&](const DownscaledDay& day) { result = day; }, Progress{}, {});
        return result;
    }
    void refused(const TrainRequest& training, const QString& word)
    {
        try {
            m_downscaler->train(training, Progress{}, {});
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(word), error.what());
            return;
        }
        QFAIL(qPrintable("not refused: " + word));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Downscaler> m_downscaler;
};

QTEST_GUILESS_MAIN(TrainingTest)
#include "training_test.moc"
