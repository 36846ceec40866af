#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/module/inference_networks.h"

#include "downscale/model_package.h"
#include "downscale/module/network_package.h"

#include <array>

using namespace shamal;

namespace {

constexpr auto kChannels = static_cast<std::int64_t>(kConditions);
constexpr std::int64_t kRows = 40;  // an eighth of them is odd: patches stand out over the last row
constexpr std::int64_t kColumns = 56;

torch::Tensor images(std::int64_t count, std::int64_t channels)
{
    return torch::randn({count, channels, kRows, kColumns});
}

torch::Tensor inner(const torch::Tensor& x)
{
    return x.permute({0, 2, 3, 1}).contiguous();
}

torch::Tensor outer(const torch::Tensor& x)
{
    return x.permute({0, 3, 1, 2});
}

/// Of the largest number of `expected`.
double relativeDifference(const torch::Tensor& found, const torch::Tensor& expected)
{
    if (found.sizes() != expected.sizes())
        return std::numeric_limits<double>::infinity();
    return (found - expected).abs().max().item<double>() / expected.abs().max().item<double>();
}

ModelNetworks stirred(Method method, Prediction prediction)
{
    ModelNetworks networks(method, EncoderUse::Frozen, prediction);
    for (torch::Tensor& weights : networks->parameters())
        weights.add_(0.05 * torch::randn_like(weights));
    return networks;
}

}  // namespace

class InferenceNetworksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        torch::manual_seed(4);
        torch::GradMode::set_enabled(false);
    }

    void packedMatricesMultiply_data()
    {
        QTest::addColumn<int>("in");
        QTest::addColumn<int>("out");
        for (const auto& [in, out] : {std::pair{1, 8}, {5, 16}, {32, 24}, {40, 40}, {3, 64}})
            QTest::addRow("%d to %d", in, out) << in << out;
    }
    void packedMatricesMultiply()
    {
        QFETCH(int, in);
        QFETCH(int, out);
        const torch::Tensor matrices = torch::randn({3, in, out});
        const PackedMatrices packed(matrices.data_ptr<float>(), 3, in, out);
        for (const std::int64_t rows : {1, 2, 5, 6, 13}) {
            const torch::Tensor x = torch::randn({rows, in});
            torch::Tensor found = torch::full({rows, out}, 7.0F);
            packed.multiply(2, x.data_ptr<float>(), rows, found.data_ptr<float>());
            QVERIFY(relativeDifference(found, torch::matmul(x, matrices[2])) < 1e-6);
        }
    }
    void winogradIsTheConvolutionAtAnySides_data()
    {
        QTest::addColumn<int>("side");
        QTest::newRow("2") << 2;
        QTest::newRow("4") << 4;
    }
    void winogradIsTheConvolutionAtAnySides()
    {
        QFETCH(int, side);
        const torch::Tensor weight = torch::randn({24, 16, 3, 3});
        const torch::Tensor bias = torch::randn({24});
        const WinogradConvolution convolution(weight, side);
        for (const auto& [rows, columns] : {std::pair{1, 1}, {3, 2}, {4, 8}, {17, 22}, {30, 9}}) {
            const torch::Tensor x = torch::randn({2, 16, rows, columns});
            const torch::Tensor expected =
                torch::conv2d(x.to(torch::kDouble), weight.to(torch::kDouble), bias.to(torch::kDouble), 1, 1);
            QVERIFY(relativeDifference(outer(convolution(inner(x), bias)).to(torch::kDouble), expected) <
                    1e-5);
        }
    }
    void winogradAddsImagesAndEnlargedOnes()
    {
        const WinogradConvolution convolution(torch::randn({8, 8, 3, 3}), 4);
        const torch::Tensor x = torch::randn({2, 10, 6, 8});
        const torch::Tensor same = torch::randn({2, 10, 6, 8});
        const torch::Tensor half = torch::randn({2, 5, 3, 8});
        const torch::Tensor bias = torch::randn({8});
        const std::array<InnerImage, 2> add{InnerImage{same}, InnerImage{half, true}};
        const torch::Tensor expected =
            convolution(x, bias) + same + half.repeat_interleave(2, 1).repeat_interleave(2, 2);
        QVERIFY(relativeDifference(convolution(x, bias, add), expected) < 1e-6);
    }
    void activationIsNormalisationThenSilu()
    {
        const torch::Tensor half = 3.0 * torch::randn({2, 5, 7, 24}) + 1.0;
        const torch::Tensor whole = 20.0 * torch::randn({2, 10, 14, 40});
        const GroupNormWeights norm{torch::randn({64}), torch::randn({64}), 8};
        const std::array<InnerImage, 2> parts{InnerImage{half, true}, InnerImage{whole}};
        const torch::Tensor joined =
            torch::cat({half.repeat_interleave(2, 1).repeat_interleave(2, 2), whole}, 3);
        const torch::Tensor expected =
            torch::silu(torch::group_norm(outer(joined).to(torch::kDouble), 8, norm.weight.to(torch::kDouble),
                                          norm.bias.to(torch::kDouble)));
        QVERIFY(relativeDifference(outer(activate(parts, norm)).to(torch::kDouble), expected) < 2e-6);
    }
    void aConstantImageIsNormalisedToItsShift()
    {
        const GroupNormWeights norm{torch::ones({8}), torch::zeros({8}), 2};
        const InnerImage constant{torch::full({1, 4, 4, 8}, 3.0F)};
        QVERIFY(activate({&constant, 1}, norm).abs().max().item<double>() < 1e-3);
    }
    void extremesOfTheActivationAreNumbers()
    {
        const GroupNormWeights norm{torch::full({8}, 1e4F), torch::zeros({8}), 1};
        const InnerImage image{torch::randn({1, 4, 4, 8})};
        const torch::Tensor found = activate({&image, 1}, norm);
        QVERIFY(found.isfinite().all().item<bool>());
        QVERIFY(found.min().item<double>() > -0.3);  // SiLU's least value is -0.278
    }
    void halvingIsTheConvolutionOfStrideTwo()
    {
        const torch::Tensor weight = torch::randn({24, 16, 3, 3});
        const torch::Tensor bias = torch::randn({24});
        const torch::Tensor x = torch::randn({2, 16, 10, 14});
        QVERIFY(relativeDifference(outer(HalvingConvolution(weight, bias)(inner(x))),
                                   torch::conv2d(x, weight, bias, 2, 1)) < 1e-6);
    }
    void cellsAreGatheredAndSpread()
    {
        const torch::Tensor x = torch::randn({2, 3, 6, 10});
        const torch::Tensor gathered = outer(gatherCells(x, 2));
        QCOMPARE(gathered.size(1), std::int64_t{16});
        QVERIFY(torch::equal(gathered.slice(1, 0, 12), torch::pixel_unshuffle(x, 2)));
        QCOMPARE(gathered.slice(1, 12, 16).abs().max().item<double>(), 0.0);
        const torch::Tensor y = torch::randn({2, 4, 3, 5});
        const torch::Tensor filled = torch::cat({y, torch::randn({2, 4, 3, 5})}, 1);
        QVERIFY(torch::equal(spreadCells(inner(filled)), torch::pixel_shuffle(y, 2)));
    }

    void everyMethodAnswersAsItsTrainedNetworks_data()
    {
        QTest::addColumn<int>("method");
        for (const Method method : {Method::ResidualDiffusion, Method::DirectDiffusion, Method::UNet,
                                    Method::Vae, Method::Asdm, Method::Srdrn})
            QTest::newRow(std::string(nameOf(method)).c_str()) << static_cast<int>(method);
    }
    void everyMethodAnswersAsItsTrainedNetworks()
    {
        QFETCH(int, method);
        for (const Prediction prediction :
             {Prediction::Clean, Prediction::Velocity, Prediction::Preconditioned})
            compare(stirred(static_cast<Method>(method), prediction));
    }
    void theShippedModelAnswersAsItsTrainedNetworks()
    {
        compare(loadNetworks(readModelPackage(SHAMAL_DEMO_MODEL)).networks);
    }
    void threadsAndNeighboursChangeNoBit()
    {
        ModelNetworks trained = stirred(Method::ResidualDiffusion, Prediction::Clean);
        const InferenceNetworks networks(trained);
        const torch::Tensor conditions = images(3, kChannels);
        const torch::Tensor history = images(3, kHistoryDays);
        const torch::Tensor noisy = images(3, 1);
        const auto answer = [&](int threads, std::int64_t first, std::int64_t last) {
            at::set_num_threads(threads);
            const auto day =
                networks.prepare(conditions.slice(0, first, last), history.slice(0, first, last));
            return networks.denoise(noisy.slice(0, first, last), day, noiseLevelAt(0.5));
        };
        const torch::Tensor one = answer(1, 0, 3);
        QVERIFY(torch::equal(one, answer(2, 0, 3)));
        QVERIFY(torch::equal(one.slice(0, 1, 2), answer(2, 1, 2)));
    }

private:
    static void compare(ModelNetworks trained)
    {
        constexpr double kRounding = 2e-5;
        makeChannelsLast(*trained);
        const InferenceNetworks networks(trained);
        const torch::Tensor conditions = images(2, kChannels);
        const torch::Tensor history = images(2, kHistoryDays);
        const torch::Tensor features = trained->features(history);
        const InferenceNetworks::Day day = networks.prepare(conditions, history);
        if (features.defined())
            QVERIFY(relativeDifference(day.features, features) < kRounding);
        if (trained->mean || trained->srdrn || trained->asdm)
            QVERIFY(relativeDifference(networks.expectation(day),
                                       trained->expectation(conditions, features)) < kRounding);
        if (trained->vae)
            QVERIFY(networks.expectation(day).isfinite().all().item<bool>());
        if (!trained->denoiser)
            return;
        const torch::Tensor noisy = images(2, 1);
        for (const double at : {0.02, 0.5, 0.97}) {
            const NoiseLevel level = noiseLevelAt(at);
            const torch::Tensor told =
                trained->answer(noisy, conditions, features, torch::full({2}, level.time));
            QVERIFY(relativeDifference(networks.denoise(noisy, day, level),
                                       trained->cleanFrom(noisy, told, level)) < kRounding);
        }
    }
};

QTEST_GUILESS_MAIN(InferenceNetworksTest)
#include "inference_networks_test.moc"
