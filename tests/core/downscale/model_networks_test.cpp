#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/module/model_networks.h"

using namespace shamal;

namespace {

constexpr auto kChannels = static_cast<std::int64_t>(kConditions);

torch::Tensor images(std::int64_t channels, std::int64_t rows = 32, std::int64_t columns = 40)
{
    return torch::randn({1, channels, rows, columns});
}

/// Fresh networks with an output of their own: they start as zero.
ModelNetworks stirred(Method method, EncoderUse use = EncoderUse::Frozen,
                      Prediction prediction = Prediction::Clean)
{
    ModelNetworks networks(method, use, prediction);
    const torch::NoGradGuard noGradient;
    for (torch::Tensor& weights : networks->parameters())
        weights.add_(0.05 * torch::randn_like(weights));
    return networks;
}

double largest(const torch::Tensor& x)
{
    return x.abs().max().item<double>();
}

std::vector<float> valuesOf(const torch::Tensor& x)
{
    const torch::Tensor flat = x.detach().contiguous().flatten();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

}  // namespace

class ModelNetworksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { torch::manual_seed(4); }

    void aFreshMeanIsTheRegressionItself()
    {
        ModelNetworks networks(Method::ResidualDiffusion, EncoderUse::Frozen, Prediction::Velocity);
        const torch::Tensor features = networks->features(images(kHistoryDays));
        QCOMPARE(features.sizes().vec(), (std::vector<std::int64_t>{1, 48, 8, 10}));
        QCOMPARE(largest(networks->expectation(images(kChannels), features)), 0.0);
    }
    void anAnswerBecomesTheCleanImageByItsKind_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("clean") << static_cast<int>(Prediction::Clean);
        QTest::newRow("noise") << static_cast<int>(Prediction::Noise);
        QTest::newRow("velocity") << static_cast<int>(Prediction::Velocity);
        QTest::newRow("preconditioned") << static_cast<int>(Prediction::Preconditioned);
    }
    void anAnswerBecomesTheCleanImageByItsKind()
    {
        QFETCH(int, kind);
        const auto prediction = static_cast<Prediction>(kind);
        ModelNetworks networks = stirred(Method::DirectDiffusion, EncoderUse::None, prediction);
        const torch::Tensor noisy = images(1);
        const torch::Tensor conditions = images(kChannels);
        const NoiseLevel level = noiseLevelAt(0.4);
        const torch::Tensor told = networks->answer(noisy, conditions, {}, torch::full({1}, level.time));
        const std::vector<float> clean = valuesOf(networks->cleanFrom(noisy, told, level));
        const std::vector<float> expected = cleanFrom(prediction, valuesOf(noisy), valuesOf(told), level);
        for (std::size_t i = 0; i < clean.size(); ++i)
            QVERIFY(std::abs(clean[i] - expected[i]) < 1e-4F * (1.0F + std::abs(expected[i])));
    }
    void withoutAnEncoderTheHistoryIsNotSeen()
    {
        ModelNetworks networks = stirred(Method::UNet, EncoderUse::None);
        QVERIFY(!networks->features(images(kHistoryDays)).defined());
        QVERIFY(!networks->encoder);
        QCOMPARE(networks->expectation(images(kChannels), {}).size(1), std::int64_t{1});
    }
    void aWindowOfTheNoiseGivesThatWindowOfTheLatentImage()
    {
        const torch::Tensor noise = images(1);
        const torch::Tensor latent = VaeNetworkImpl::latentOf(noise);
        QCOMPARE(latent.sizes().vec(), (std::vector<std::int64_t>{1, VaeNetworkImpl::kLatent, 4, 5}));
        const torch::Tensor part = VaeNetworkImpl::latentOf(noise.slice(2, 8, 24).slice(3, 16, 40));
        QVERIFY(torch::equal(part, latent.slice(2, 1, 3).slice(3, 2, 5)));
    }
    void aVaesFieldFollowsItsLatentImage()
    {
        ModelNetworks networks = stirred(Method::Vae);
        const torch::Tensor conditions = images(kChannels);
        const torch::Tensor features = networks->features(images(kHistoryDays));
        const auto decoded = [&] {
            return networks->vae->decode(conditions, features, VaeNetworkImpl::latentOf(images(1)));
        };
        QVERIFY(largest(decoded() - decoded()) > 1e-3);
        const auto posterior = networks->vae->infer(images(1), conditions);
        QVERIFY(posterior.mean.sizes() == posterior.logVariance.sizes());
        QCOMPARE(posterior.mean.size(2), std::int64_t{4});
    }
    void everyPatchOfAsdmIsDownscaledByItself()
    {
        ModelNetworks networks = stirred(Method::Asdm);
        const torch::Tensor conditions = images(kChannels);
        const torch::Tensor history = images(kHistoryDays);
        const torch::Tensor before = networks->expectation(conditions, networks->features(history));
        torch::Tensor changed = history.clone();
        changed.slice(2, 8, 16).slice(3, 16, 24).add_(1.0);
        const torch::Tensor difference =
            (networks->expectation(conditions, networks->features(changed)) - before).abs();
        QVERIFY(difference.slice(2, 8, 16).slice(3, 16, 24).min().item<double>() > 0.0);
        torch::Tensor outside = difference.clone();
        outside.slice(2, 8, 16).slice(3, 16, 24).zero_();
        QVERIFY(largest(outside) < 1e-6);
    }
    void asdmReadsTheLastEightDays()
    {
        ModelNetworks networks = stirred(Method::AsdmTransfer);
        const torch::Tensor history = images(kHistoryDays);
        torch::Tensor older = history.clone();
        older.slice(1, AsdmNetworkImpl::kPastDays, kHistoryDays).add_(3.0);
        QVERIFY(torch::equal(networks->features(history), networks->features(older)));
        older.slice(1, AsdmNetworkImpl::kPastDays - 1, AsdmNetworkImpl::kPastDays).add_(3.0);
        QVERIFY(!torch::equal(networks->features(history), networks->features(older)));
        QVERIFY(networks->asdm->nextDay(history).sizes() == images(1).sizes());
    }
    void srdrnSeesTheCoarseFieldAndElevationAlone()
    {
        ModelNetworks networks = stirred(Method::Srdrn);
        const torch::Tensor conditions = images(kChannels);
        const torch::Tensor before = networks->expectation(conditions, {});
        for (std::int64_t channel = 0; channel < kChannels; ++channel) {
            torch::Tensor changed = conditions.clone();
            changed.slice(1, channel, channel + 1).add_(1.0);
            const bool seen = channel == static_cast<std::int64_t>(Condition::CoarseToday) ||
                              channel == static_cast<std::int64_t>(Condition::Elevation);
            QCOMPARE(largest(networks->expectation(changed, {}) - before) > 1e-6, seen);
        }
    }
};

QTEST_GUILESS_MAIN(ModelNetworksTest)
#include "model_networks_test.moc"
