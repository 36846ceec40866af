#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/module/trainer.h"

#include "fields/error.h"

#include <cmath>
#include <fstream>

using namespace shamal;

namespace {

/// A line through noisy points: small enough to train in no time, random in every step.
struct Line {
    torch::Tensor weights = torch::tensor({0.5, -0.25, 2.0});
    torch::Tensor loss(StepDraw& draw) const
    {
        const torch::Tensor x = torch::randn({16, 3}, draw.normal);
        const torch::Tensor truth = torch::tensor({1.0, 2.0, -1.0});
        const double scale = 1.0 + 0.1 * draw.uniform.next();
        return (x.matmul(weights) - x.matmul(truth) * scale).square().mean();
    }
    double validate() const
    {
        return (weights - torch::tensor({1.0, 2.0, -1.0})).square().sum().item<double>();
    }
};

StageOptions options(int steps)
{
    StageOptions options;
    options.stage = "line";
    options.steps = steps;
    options.learningRate = 0.05;
    options.warmUpSteps = 3;
    return options;
}

StageRecord train(Line& line, const StageOptions& options, const std::stop_token& stop = {},
                  const Progress& progress = Progress{})
{
    return trainStage(
        options, {line.weights}, [&](StepDraw& draw) { return line.loss(draw); },
        [&] { return line.validate(); }, progress, stop);
}

/// Stops the training after a number of steps, as a user does.
StageRecord trainUntil(Line& line, const StageOptions& options, int steps)
{
    std::stop_source stop;
    int done = 0;
    const Progress progress([&](double, const std::string&) {
        if (++done == steps)
            stop.request_stop();
    });
    return train(line, options, stop.get_token(), progress);
}

std::vector<std::string> linesOf(const std::filesystem::path& file)
{
    std::vector<std::string> lines;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

}  // namespace

class TrainerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aStepIsThatOfLibTorchsAdamW()
    {
        StageOptions plain = options(5);
        plain.averaging = 0.0;
        plain.longestGradient = 0.0;
        plain.lastShare = 1.0;  // no decay of the rate
        plain.warmUpSteps = 0;
        Line ours;
        train(ours, plain);

        Line theirs;
        theirs.weights.set_requires_grad(true);
        torch::optim::AdamW adam(
            {theirs.weights},
            torch::optim::AdamWOptions(0.05).betas({0.9, 0.99}).weight_decay(1e-2).eps(1e-8));
        for (int step = 0; step < 5; ++step) {
            StepDraw draw(plain, step);
            adam.zero_grad();
            theirs.loss(draw).backward();
            adam.step();
        }
        QVERIFY((ours.weights - theirs.weights).abs().max().item<double>() < 1e-6);
    }
    void theRateWarmsUpAndFallsAsACosine()
    {
        const QTemporaryDir folder;
        StageOptions logged = options(100);
        logged.folder = folder.path().toStdString();
        logged.warmUpSteps = 60;
        Line line;
        train(line, logged);
        const auto lines = linesOf(logged.folder / "training.csv");
        QCOMPARE(lines.size(), std::size_t{3});  // header, 50, 100
        const auto rate = [&](std::size_t i) {
            return QString::fromStdString(lines[i]).split(',').at(4).toDouble();
        };
        const auto cosine = [](double done) {
            return 0.05 * (0.02 + 0.98 * 0.5 * (1.0 + std::cos(M_PI * done)));
        };
        QVERIFY(std::abs(rate(1) - cosine(0.49) * 50.0 / 60.0) < 1e-6);
        QVERIFY(std::abs(rate(2) - cosine(0.99)) < 1e-6);
    }
    void theMeanOfTheWeightsIsKept()
    {
        StageOptions averaged = options(4);
        averaged.averaging = 0.5;
        StageOptions plain = averaged;
        plain.averaging = 0.0;
        Line seen;
        std::vector<torch::Tensor> before;  // the weights before every step, and after the last
        trainStage(plain, {seen.weights},
                   [&](StepDraw& draw) {
                       before.push_back(seen.weights.detach().clone());
                       return seen.loss(draw);
                   },
                   {}, Progress{}, {});
        before.push_back(seen.weights.detach().clone());
        torch::Tensor mean = before[0];
        for (std::size_t step = 1; step < before.size(); ++step) {
            const auto n = static_cast<double>(step);
            const double keep = std::min(0.5, n / (9.0 + n));
            mean = keep * mean + (1.0 - keep) * before[step];
        }
        Line line;
        train(line, averaged);
        QVERIFY((line.weights - mean).abs().max().item<double>() < 1e-6);
    }
    void gradientsAreClipped()
    {
        StageOptions clipped = options(1);
        clipped.longestGradient = 1e-9;
        clipped.averaging = 0.0;
        clipped.weightDecay = 0.0;
        clipped.warmUpSteps = 0;
        Line line;
        train(line, clipped);
        // A gradient far below Adam's epsilon of 1e-8 hardly moves a weight; an unclipped one by the rate.
        QVERIFY((line.weights - Line().weights).abs().max().item<double>() < 0.2 * 0.05);
    }
    void aResumedRunIsTheSameToTheBit_data()
    {
        QTest::addColumn<bool>("plateau");
        QTest::newRow("cosine") << false;
        QTest::newRow("plateau") << true;
    }
    void aResumedRunIsTheSameToTheBit()
    {
        QFETCH(bool, plateau);
        const QTemporaryDir one;
        const QTemporaryDir two;
        StageOptions whole = options(20);
        whole.validateEvery = 3;
        if (plateau) {
            whole.schedule = RateSchedule::Plateau;
            whole.plateauPatience = 1;
        }
        StageOptions halves = whole;
        whole.folder = one.path().toStdString();
        halves.folder = two.path().toStdString();
        Line uninterrupted;
        const StageRecord record = train(uninterrupted, whole);
        Line interrupted;
        QVERIFY_EXCEPTION_THROWN(trainUntil(interrupted, halves, 10), Stopped);
        QVERIFY(!torch::equal(interrupted.weights, uninterrupted.weights));
        halves.resume = true;
        Line resumed;  // from its first weights: everything must come from the checkpoint
        const StageRecord again = train(resumed, halves);
        QVERIFY(torch::equal(resumed.weights, uninterrupted.weights));
        QCOMPARE(again.steps, record.steps);
        QCOMPARE(again.trainingLoss, record.trainingLoss);
        QCOMPARE(again.validationLoss, record.validationLoss);
        // A stage that was finished is not trained again.
        Line finished;
        QCOMPARE(train(finished, halves).steps, record.steps);
        QVERIFY(torch::equal(finished.weights, uninterrupted.weights));
    }
    void whatAKilledRunLoggedAfterItsCheckpointIsDropped()
    {
        const QTemporaryDir folder;
        StageOptions logged = options(8);
        logged.validateEvery = 1;  // a line every step
        logged.folder = folder.path().toStdString();
        logged.checkpointEvery = 4;
        Line killed;
        const Progress fault([&](double fraction, const std::string&) {
            if (fraction > 0.7)
                throw std::runtime_error("killed");  // after step 6; the checkpoint is of step 4
        });
        QVERIFY_EXCEPTION_THROWN(train(killed, logged, {}, fault), std::runtime_error);
        QCOMPARE(linesOf(logged.folder / "training.csv").size(), std::size_t{7});
        logged.resume = true;
        Line resumed;
        train(resumed, logged);
        const auto lines = linesOf(logged.folder / "training.csv");
        QCOMPARE(lines.size(), std::size_t{9});
        for (std::size_t i = 1; i < lines.size(); ++i)
            QVERIFY(lines[i].starts_with("line," + std::to_string(i) + ","));
        QCOMPARE(linesOf(logged.folder / "training.jsonl").size(), std::size_t{8});
    }
    void theBestValidatedWeightsAreKeptAndAStallEndsTheStage()
    {
        StageOptions early = options(50);
        early.validateEvery = 5;
        early.stopAfter = 2;
        early.averaging = 0.0;
        Line line;
        const std::vector<double> losses{3.0, 1.0, 2.0, 1.5, 0.0};
        std::vector<torch::Tensor> seen;
        const StageRecord record = trainStage(
            early, {line.weights}, [&](StepDraw& draw) { return line.loss(draw); },
            [&] {
                seen.push_back(line.weights.detach().clone());
                return losses.at(seen.size() - 1);
            },
            Progress{}, {});
        QCOMPARE(record.steps, std::int64_t{20});
        QCOMPARE(record.validationLoss, 1.0);
        QVERIFY(torch::equal(line.weights, seen[1]));
    }
    void aDamagedOrForeignCheckpointIsRefused()
    {
        const QTemporaryDir folder;
        StageOptions stage = options(6);
        stage.folder = folder.path().toStdString();
        Line line;
        train(line, stage);
        stage.resume = true;
        StageOptions other = stage;
        other.seed = 2;
        expectFault(other, "other settings");
        other = stage;
        other.settings = "another method";
        expectFault(other, "another method");
        const auto file = stage.folder / "checkpoint-line.pt";
        std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
        expectFault(stage, "damaged");
        removeTrainingFiles(stage.folder);
        QVERIFY(!std::filesystem::exists(file) && !std::filesystem::exists(stage.folder / "training.csv"));
    }
    void aLossThatIsNoNumberEndsTheTraining()
    {
        Line line;
        line.weights[0] = std::nan("");
        try {
            train(line, options(3));
            QFAIL("trained on");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains("diverged at step 0"), error.what());
        }
    }
    void aDeviceThatIsNotThereIsRefused()
    {
        QVERIFY(deviceFromName("cpu").is_cpu());
        QVERIFY_EXCEPTION_THROWN(deviceFromName("abacus"), InputError);
        if (torch::cuda::is_available()) {
            QVERIFY(deviceFromName("cuda").is_cuda());
            return;
        }
        try {
            deviceFromName("cuda");
            QFAIL("no fault found");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains("CUDA"), error.what());
        }
    }

private:
    static void expectFault(const StageOptions& options, const QString& word)
    {
        Line line;
        try {
            train(line, options);
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(word), error.what());
            QVERIFY2(QString(error.what()).contains("checkpoint-line.pt"), error.what());
            return;
        }
        QFAIL(qPrintable("no fault found: " + word));
    }
};

QTEST_GUILESS_MAIN(TrainerTest)
#include "trainer_test.moc"
