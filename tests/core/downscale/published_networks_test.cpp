#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/module/published_denoiser.h"
#include "downscale/module/published_encoder.h"
#include "downscale/module/published_predictor.h"
#include "downscale/module/published_training.h"
#include "downscale/pytorch_checkpoint.h"
#include "fields/error.h"
#include "plain_published_network.h"
#include "published_reference.h"

using namespace shamal;
using namespace published_reference;

namespace {

torch::Tensor toTorch(const Tensor& tensor)
{
    return torch::from_blob(const_cast<float*>(tensor.values.data()), tensor.shape).clone();
}

double largestDifference(const torch::Tensor& a, const torch::Tensor& b)
{
    return a.sizes() == b.sizes() ? (a - b).abs().max().item<double>() : std::nan("");
}

}  // namespace

/// Expected values were made with the authors' library (tests/data/SOURCES.md).
class PublishedNetworksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        torch::manual_seed(1);
        m_weights = weights();
        for (const auto& [name, tensor] : readPytorchCheckpoint(data("expected.pt")))
            m_expected[name] = toTorch(tensor);
    }

    void theEncoderGivesTheReferenceValues()
    {
        const torch::NoGradGuard noGradient;
        const PublishedEncoder encoder =
            PublishedEncoder::read(readPytorchCheckpoint(data("transfer_unet_small.pt")), "unet.", "t.pt");
        QCOMPARE(encoder.widths().history, std::int64_t{40});
        expectClose("encoder_features", encoder.features(m_expected["lags"]), 1e-5);
        expectClose("encoder_next_day", encoder.nextDay(m_expected["lags"]), 1e-5);
    }
    void theDenoiserGivesTheReferenceValues()
    {
        const torch::NoGradGuard noGradient;
        const PublishedDenoiser denoiser = PublishedDenoiser::read(m_weights, "unet3d.", "s.pt");
        const torch::Tensor prepared = denoiser.prepare(conditions());
        expectClose("denoiser_raw", denoiser.raw(m_expected["x_t"], prepared, m_expected["timestep"]), 1e-5);
        expectClose("denoiser_x0", denoiser.clean(m_expected["x_t"], prepared, m_expected["timestep"]), 1e-5);
        // One time step for all images goes another way.
        for (int i = 0; i < 2; ++i) {
            const torch::Tensor one =
                denoiser.raw(m_expected["x_t"], prepared, m_expected["timestep"].slice(0, i, i + 1));
            QVERIFY(largestDifference(one[i], m_expected["denoiser_raw"][i]) < 2e-5);
        }
    }
    /// The oracle of the timing: unfolded, and right.
    void thePlainDenoiserGivesTheReferenceValues()
    {
        const torch::NoGradGuard noGradient;
        const auto plain = plainWeights();
        const torch::Tensor sample = torch::cat({m_expected["x_t"], conditions()}, 1).unsqueeze(2);
        expectClose("denoiser_raw", PlainPublishedDenoiser(plain).raw(sample, m_expected["timestep"]), 1e-5);
    }
    void fullSizeNetworksHaveThePublishedNumberOfParameters()
    {
        const torch::NoGradGuard noGradient;
        std::int64_t count = 0;
        const published::WeightSource counting = [&](const std::string&,
                                                     const std::vector<std::int64_t>& shape) {
            torch::Tensor weight = torch::empty(shape, torch::kMeta);  // shapes alone, no memory
            count += weight.numel();
            return weight;
        };
        const PublishedEncoder encoder({}, counting);
        qInfo("encoder: %lld parameters", static_cast<long long>(count));
        QVERIFY(std::abs(static_cast<double>(count) - 15.2e6) < 0.05e6);
        count = 0;
        const PublishedDenoiser denoiser({}, counting);
        qInfo("denoiser: %lld parameters", static_cast<long long>(count));
        QVERIFY(std::abs(static_cast<double>(count) - 141.9e6) < 0.05e6);
    }
    /// Several heads, other widths at every level, sides that differ.
    void theFoldedDenoiserIsThePlainOneAtOtherWidths()
    {
        const torch::NoGradGuard noGradient;
        std::map<std::string, torch::Tensor> plain;
        std::int64_t count = 0;
        PublishedDenoiser::Widths widths;
        widths.conditions = 9;
        widths.levels = {64, 128, 192};
        widths.frameAttention = 128;
        widths.context = 40;
        const PublishedDenoiser denoiser(widths, randomWeights(plain, count));
        for (const auto& [rows, columns] : {std::pair{16, 16}, std::pair{8, 12}}) {
            const torch::Tensor noisy = torch::randn({3, 1, rows, columns});
            const torch::Tensor conditions = torch::randn({3, 9, rows, columns});
            const torch::Tensor expected = PlainPublishedDenoiser(plain).raw(
                torch::cat({noisy, conditions}, 1).unsqueeze(2), torch::full({3}, 700.0));
            const torch::Tensor found =
                denoiser.raw(noisy, denoiser.prepare(conditions), torch::full({1}, 700.0));
            const double scale = expected.abs().max().item<double>();
            QVERIFY(scale > 0.1);
            const double difference = largestDifference(found, expected);
            QVERIFY2(difference < 2e-5 * scale, qPrintable(QString::number(difference)));
        }
    }
    void theGateIsTheErrorFunctionsGelu()
    {
        const torch::NoGradGuard noGradient;
        std::vector<float> pair{1.0F, 0.0F};
        for (int i = -3000; i <= 3000; ++i) {
            pair[1] = static_cast<float>(i) * 0.003F;
            const double gate = pair[1];
            const double expected = 0.5 * gate * (1.0 + std::erf(gate / std::sqrt(2.0)));
            const auto found = published::gatedGelu(torch::from_blob(pair.data(), {1, 2})).item<double>();
            QVERIFY2(std::abs(found - expected) < 2e-6, qPrintable(QString::number(gate)));
        }
    }
    /// Folding leaves the gradient with respect to every parameter that has an effect.
    void gradientsFlowThroughTheFolding()
    {
        std::map<std::string, torch::Tensor> parameters;
        for (const auto& [name, tensor] : m_weights)
            parameters[name] = toTorch(tensor).requires_grad_(true);
        const published::WeightSource source = [&](const std::string& name,
                                                   const std::vector<std::int64_t>&) {
            return parameters.at("unet3d." + name);
        };
        PublishedDenoiser::Widths widths;
        widths.conditions = 69;
        widths.levels = {32, 64, 64};
        const PublishedDenoiser denoiser(widths, source);
        const torch::Tensor image =
            denoiser.clean(m_expected["x_t"], denoiser.prepare(conditions()), m_expected["timestep"]);
        {
            const torch::NoGradGuard noGradient;
            QVERIFY(largestDifference(image.detach(), m_expected["denoiser_x0"]) < 1e-5);
        }
        image.square().mean().backward();
        const std::string bias = "unet3d.mid_block.temp_attentions.0.transformer_blocks.0.attn1.to_";
        QVERIFY(parameters[bias + "v.weight"].grad().abs().max().item<double>() > 0);
        QVERIFY(parameters["unet3d.down_blocks.0.temp_convs.0.conv1.2.weight"].grad().defined());
        QVERIFY(!parameters[bias + "q.weight"].grad().defined());
    }
    void theLossIsThePublishedOne()
    {
        const torch::NoGradGuard noGradient;
        const PublishedDenoiser denoiser = PublishedDenoiser::read(m_weights, "unet3d.", "s.pt");
        const torch::Tensor target = torch::rand({2, 1, 16, 16});
        const torch::Tensor noise = torch::randn({2, 1, 16, 16});
        const torch::Tensor steps = torch::tensor({100, 1500}, torch::kLong);
        torch::Tensor noisy = torch::empty_like(target);
        for (int i = 0; i < 2; ++i) {
            const double share = m_expected["alphas_cumprod"][steps[i].item<std::int64_t>()].item<double>();
            noisy[i] = std::sqrt(share) * target[i] + std::sqrt(1.0 - share) * noise[i];
        }
        const torch::Tensor clean = PlainPublishedDenoiser(plainWeights())
                                        .raw(torch::cat({noisy, conditions()}, 1).unsqueeze(2), steps)
                                        .sigmoid();
        const auto loss = [&](const torch::Tensor& present) {
            return denoiserLoss(denoiser, NoiseSchedule::cappedCosine(2000), target, present, conditions(),
                                noise, steps)
                .item<double>();
        };
        const torch::Tensor error = (clean - target).square();
        QVERIFY(std::abs(loss(torch::ones_like(target)) - error.mean().item<double>()) < 1e-5);
        torch::Tensor half = torch::ones_like(target);
        half.slice(2, 0, 8).zero_();
        QVERIFY(std::abs(loss(half) - error.slice(2, 8).mean().item<double>()) < 1e-5);
    }
    /// Tile by tile with the unfolded network, weights of halo-Hann beside.
    void thePredictorSamplesTilesAndStitchesThem()
    {
        const torch::NoGradGuard noGradient;
        const PublishedPackage package{{},
                                       PublishedEncoder::read(m_weights, "unet.", "t.pt"),
                                       PublishedDenoiser::read(m_weights, "unet3d.", "s.pt")};
        constexpr std::int64_t rows = 24;
        constexpr std::int64_t columns = 16;
        const auto values = [](std::int64_t channels) { return torch::rand({1, channels, rows, columns}); };
        const auto list = [](const torch::Tensor& t) {
            return std::vector<float>(t.data_ptr<float>(), t.data_ptr<float>() + t.numel());
        };
        const torch::Tensor history = values(40);
        const torch::Tensor maps = values(static_cast<std::int64_t>(kConditions));
        const torch::Tensor noise = torch::randn({1, 1, rows, columns});
        DayInputs inputs;
        inputs.history = list(history);
        inputs.conditions = list(maps);
        SamplerOptions options;
        options.steps = 2;
        const std::vector<float> found =
            PublishedPredictor(package, inputs, rows, columns, 2006, options).member(list(noise));

        const auto plain = plainWeights();
        const auto map = [&](Condition which) {
            return maps.slice(1, static_cast<std::int64_t>(which), static_cast<std::int64_t>(which) + 1);
        };
        const TileLayout layout{rows, columns, 16, 8, 4};
        std::vector<double> sum(found.size(), 0.0);
        std::vector<double> weight(found.size(), 0.0);
        QCOMPARE(layout.tiles().size(), std::size_t{2});
        for (const CellWindow& tile : layout.tiles()) {
            const auto cut = [&](const torch::Tensor& t) {
                return t.slice(2, static_cast<std::int64_t>(tile.row),
                               static_cast<std::int64_t>(tile.row) + 16);
            };
            std::vector<torch::Tensor> days;
            for (int lag = 40; lag >= 1; --lag)
                days.push_back(cut(history).slice(1, lag - 1, lag));
            const torch::Tensor low = cut(map(Condition::CoarseToday));
            const torch::Tensor conditions = torch::cat(
                {torch::upsample_bilinear2d(package.encoder.features(torch::cat(days, 1)), {16, 16}, false),
                 low, cut(map(Condition::Elevation)),
                 torch::full_like(low, cut(map(Condition::Latitude)).mean().item<double>()),
                 torch::full_like(low, cut(map(Condition::Longitude)).mean().item<double>()),
                 torch::full_like(low, 0.25)},
                1);
            const auto denoiser = [&](std::span<const float> noisy, const NoiseLevel& level) {
                const torch::Tensor x =
                    torch::tensor(std::vector<float>(noisy.begin(), noisy.end())).view({1, 1, 16, 16});
                const torch::Tensor step = torch::full({1}, std::round(level.time * 2000.0) - 1.0);
                return list(PlainPublishedDenoiser(plain)
                                .raw(torch::cat({x, conditions}, 1).unsqueeze(2), step)
                                .sigmoid());
            };
            const std::vector<float> clean =
                sample({}, denoiser, list(cut(noise).contiguous()),
                       samplingLevels(NoiseSchedule::cappedCosine(2000), Spacing::Uniform, 2));
            const std::vector<float> tileWeights = haloHannWeights(layout, tile);
            for (std::size_t i = 0; i < clean.size(); ++i) {
                sum[tile.row * columns + i] += static_cast<double>(tileWeights[i] * clean[i]);
                weight[tile.row * columns + i] += static_cast<double>(tileWeights[i]);
            }
        }
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY(std::abs(sum[i] / weight[i] - found[i]) < 2e-5);
    }
    void filesOfOtherNetworksAreTold()
    {
        const auto fault = [](TensorMap tensors) -> QString {
            try {
                PublishedDenoiser::read(tensors, "unet3d.", "s2s_model.pt");
            } catch (const InputError& error) {
                return error.what();
            }
            return "none";
        };
        QVERIFY(fault({}).contains("no tensor 'unet3d.conv_in.weight'"));
        TensorMap tensors = m_weights;
        tensors.erase("unet3d.up_blocks.1.attentions.2.proj_out.bias");
        QVERIFY(fault(tensors).contains("no tensor 'unet3d.up_blocks.1.attentions.2.proj_out.bias'"));
        tensors = m_weights;
        tensors["unet3d.mid_block.resnets.0.norm1.weight"].shape = {63};
        QVERIFY(fault(tensors).contains("'unet3d.mid_block.resnets.0.norm1.weight' of 63 instead of 64"));
        tensors = m_weights;
        tensors["unet3d.down_blocks.1.resnets.0.conv1.weight"].shape = {48, 32, 3, 3};
        QVERIFY(fault(tensors).contains("48 channels wide"));
    }

private:
    std::map<std::string, torch::Tensor> plainWeights() const
    {
        std::map<std::string, torch::Tensor> plain;
        for (const auto& [name, tensor] : m_weights)
            if (name.starts_with("unet3d."))
                plain[name.substr(7)] = toTorch(tensor);
        return plain;
    }
    torch::Tensor conditions()
    {
        const torch::Tensor features =
            torch::upsample_bilinear2d(m_expected["encoder_features"], {16, 16}, false);
        const torch::Tensor maps = m_expected["misc"].unsqueeze(2).unsqueeze(3).expand({2, 3, 16, 16});
        return torch::cat({features, m_expected["low"], m_expected["elevation"], maps}, 1);
    }
    /// `most` is of the largest value where that is above 1: single precision, summed in another order by
    /// every processor.
    void expectClose(const char* name, const torch::Tensor& found, double most)
    {
        const double difference = largestDifference(found, m_expected[name]);
        const double largest = m_expected[name].abs().max().item<double>();
        qInfo("%s: largest difference %.2g of values up to %.2g", name, difference, largest);
        QVERIFY2(difference < most * std::max(1.0, largest), name);
    }

    TensorMap m_weights;
    std::map<std::string, torch::Tensor> m_expected;
};

QTEST_GUILESS_MAIN(PublishedNetworksTest)
#include "published_networks_test.moc"
