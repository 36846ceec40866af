#include "downscale/module/training.h"

#include "downscale/module/coarse_training.h"
#include "downscale/module/network_package.h"
#include "downscale/module/trainer.h"
#include "downscale/module/training_batches.h"
#include "downscale/noise_schedule.h"
#include "downscale/training_description.h"
#include "fields/error.h"

#include <fmt/format.h>

#include <cmath>

namespace shamal {

namespace {

/// Of the weight of the clean image's error, which would grow with the signal-to-noise ratio without bound.
/// The answers of other kinds are of one size at every level.
constexpr double kLargestWeight = 5.0;
/// Share of the denoiser's samples that show it no image at all: what its middle is learnt from.
constexpr double kMiddleShare = 0.1;
constexpr double kEarliest = 5e-4;  ///< time drawn: keeps the signal-to-noise ratio finite
constexpr int kValidations = 20;    ///< in a stage
constexpr int kRolloutRounds = 2;
constexpr double kRolloutRate = 5e-4;  ///< learning rate: what the mean has learnt is to last

/// A denoiser's task for N images: noisy = signal * clean + noise * draw, wanted = ofNoisy * noisy + ofClean
/// * clean (see Prediction); all N x 1 x 1 x 1 but for the time.
struct DrawnLevels {
    torch::Tensor time;
    torch::Tensor signal, noise, ofNoisy, ofClean, weight;
};

class LevelCollector {
public:
    explicit LevelCollector(Prediction prediction) : m_prediction(prediction) {}
    /// `blind`: neither the image nor noise is shown, so that nothing read there depends on a draw.
    void add(const NoiseLevel& level, bool blind)
    {
        const double signal = std::sqrt(level.alphaBar);
        const double noise = std::sqrt(1.0 - level.alphaBar);
        const AnswerFactors factors = answerFactors(m_prediction, level);
        const bool clean = m_prediction == Prediction::Clean;
        put(m_time, level.time);
        put(m_signal, blind ? 0.0 : signal);
        put(m_noise, blind ? 0.0 : noise);
        put(m_ofNoisy, factors.ofNoisy);
        put(m_ofClean, factors.ofClean);
        put(m_weight, clean ? std::min(level.snr() + 1.0, kLargestWeight) : 1.0);
    }
    DrawnLevels levels(torch::Device device) const
    {
        const auto scale = [&](const std::vector<float>& values) {
            return torch::tensor(values).reshape({-1, 1, 1, 1}).to(device);
        };
        return {torch::tensor(m_time).to(device),
                scale(m_signal),
                scale(m_noise),
                scale(m_ofNoisy),
                scale(m_ofClean),
                scale(m_weight)};
    }

private:
    static void put(std::vector<float>& to, double value) { to.push_back(static_cast<float>(value)); }
    Prediction m_prediction;
    std::vector<float> m_time, m_signal, m_noise, m_ofNoisy, m_ofClean, m_weight;
};

/// Networks taken from another package instead of being trained.
struct GivenNetworks {
    bool encoder = false, mean = false;
    double predictionTrust = 0.0;
    std::vector<StageRecord> stages;
};

void checkSameData(const ModelCard& card, const TrainingSet& set)
{
    const auto same = [](const FieldTransform& a, const FieldTransform& b) {
        return a.offset == b.offset && a.scale == b.scale && a.floor == b.floor;
    };
    if (card.profile != Profile::Interactive || card.fineGrid != set.grid ||
        card.split.train != set.days.train || !same(card.fine, set.fine) || !same(card.coarse, set.coarse))
        throw InputError(card.folder / "model.json",
                         "is a model of another area, other training days or other transforms",
                         "Take networks from one trained with the same series, area, season, split seed and "
                         "scaling");
}

/// Copies what `networks` share with the package of the request's networksFrom.
GivenNetworks takeNetworks(const TrainRequest& request, const TrainingSet& set, ModelNetworks& networks)
{
    GivenNetworks given;
    if (!request.networksFrom)
        return given;
    const NetworkPackage package = loadNetworks(readModelPackage(*request.networksFrom));
    checkSameData(package.card, set);
    const bool trainedEncoder = package.card.encoderUse == EncoderUse::Frozen;
    given.encoder = networks->encoder && request.encoderUse != EncoderUse::Random && trainedEncoder;
    given.mean = networks->mean && package.networks->mean && package.card.encoderUse == request.encoderUse &&
                 (given.encoder || request.encoderUse == EncoderUse::None);
    const torch::NoGradGuard noGradient;
    const auto copy = [&](torch::nn::Module& to, const torch::nn::Module& from) {
        const auto source = from.named_parameters();
        for (auto& parameter : to.named_parameters())
            parameter.value().copy_(source[parameter.key()]);
    };
    if (given.encoder)
        copy(*networks->encoder, *package.networks->encoder);
    if (given.mean)
        copy(*networks->mean, *package.networks->mean);
    given.predictionTrust = package.card.predictionTrust;
    for (const StageRecord& stage : package.card.training.stages) {
        if ((given.encoder && stage.stage == "transfer encoder") ||
            (given.mean && stage.stage.starts_with("mean")))
            given.stages.push_back(stage);
    }
    return given;
}

/// The stages of one training, in order.
class ModelTraining {
public:
    ModelTraining(const TrainRequest& request, TrainingSet& set, const Progress& progress,
                  const std::stop_token& stop)
        : m_request(request),
          m_set(set),
          m_progress(progress),
          m_stop(stop),
          m_device(deviceFromName(request.device)),
          m_networks(newNetworks(request)),
          m_given(takeNetworks(request, set, m_networks)),
          m_batches(set, m_networks, request.method, m_device)
    {
        m_networks->to(m_device);
        for (torch::Tensor& weights : m_networks->parameters())
            weights.set_requires_grad(false);
        m_steps = stepsOfAllStages();
    }

    TrainedNetworks run()
    {
        TrainedNetworks trained;
        const auto keep = [&](StageRecord record) { trained.record.stages.push_back(std::move(record)); };
        trained.record.stages = m_given.stages;
        if (trainsEncoder())
            keep(trainEncoder());
        if (m_request.method == Method::AsdmTransfer)
            keep(trainTemporalModel());
        if (trainsMean())
            keep(trainMean(options("mean", m_request.meanSteps)));
        if (trainsMean() && rollsOut()) {
            for (int round = 1; round <= kRolloutRounds; ++round) {
                rollOut(round);
                StageOptions again = options(fmt::format("mean rolled out {}", round), stepsOfRound(round));
                again.learningRate = kRolloutRate;
                keep(trainMean(again));
            }
        }
        if (m_networks->denoiser && rollsOut())
            rollOut(kRolloutRounds + 1);
        if (m_networks->denoiser)
            keep(trainDenoiser());
        if (m_networks->vae)
            keep(trainVae());
        m_networks->to(torch::kCPU);
        trained.networks = m_networks;
        trained.record.device = m_request.device;
        trained.predictionTrust = m_given.mean ? m_given.predictionTrust : trustOfRollouts();
        return trained;
    }

private:
    static ModelNetworks newNetworks(const TrainRequest& request)
    {
        torch::manual_seed(request.seed);
        return ModelNetworks(request.method, request.encoderUse, request.denoiserPrediction());
    }

    int stepsOfAllStages() const
    {
        const bool coarse = trainsEncoder() || m_request.method == Method::AsdmTransfer;
        int steps = coarse ? m_request.encoderSteps : 0;
        if (trainsMean())
            steps += m_request.meanSteps + (rollsOut() ? m_request.rolloutSteps : 0);
        if (m_networks->denoiser || m_networks->vae)
            steps += m_request.denoiserSteps;
        return steps;
    }

    bool trainsEncoder() const
    {
        return m_networks->encoder && m_request.encoderUse != EncoderUse::Random && !m_given.encoder;
    }
    bool trainsMean() const
    {
        return (m_networks->mean && !m_given.mean) || m_networks->srdrn || m_networks->asdm;
    }
    double trustOfRollouts() const { return rollsOut() ? kTrustInPrediction : 0.0; }
    bool rollsOut() const { return m_networks->mean && m_request.rolloutSteps > 0; }
    int stepsOfRound(int round) const
    {
        return m_request.rolloutSteps * round / kRolloutRounds -
               m_request.rolloutSteps * (round - 1) / kRolloutRounds;
    }
    void rollOut(int round)
    {
        m_batches.rollOut(m_request.seed + static_cast<std::uint64_t>(round), stage(0), m_stop);
    }

    StageOptions options(const std::string& stage, int steps)
    {
        StageOptions options;
        options.stage = stage;
        options.steps = steps;
        options.seed = m_request.seed;
        options.validateEvery = m_request.validationShare > 0.0 ? std::max(1, steps / kValidations) : 0;
        // Not ended early: with a rate that falls to the end, most is gained there. The best weights are
        // kept.
        options.folder = m_request.output;
        options.checkpointEvery = m_request.checkpointEvery;
        options.resume = m_request.resume;
        options.settings = describeSettings(m_request, m_set);
        if (m_given.encoder)
            options.settings += m_given.mean ? ", encoder and mean given" : ", encoder given";
        return options;
    }

    Progress stage(int steps)
    {
        const double from = static_cast<double>(m_done) / m_steps;
        const double share = static_cast<double>(steps) / m_steps;
        m_done += steps;
        return partOf(m_progress, from, from + share);
    }

    CoarseSamples coarseSamples() const
    {
        constexpr int kBatch = 16;
        return {m_set, kBatch, m_request.validationShare > 0.0};
    }

    StageRecord trainEncoder()
    {
        const int steps = m_request.encoderSteps;
        TransferEncoder encoder = m_networks->encoder;
        return trainOnCoarseRecord(
            options("transfer encoder", steps), coarseSamples(), encoder->parameters(),
            [&](const torch::Tensor& history) { return encoder->forward(history); }, m_device, stage(steps),
            m_stop);
    }

    StageRecord trainTemporalModel()
    {
        const int steps = m_request.encoderSteps;
        AsdmNetwork asdm = m_networks->asdm;
        return trainOnCoarseRecord(
            options("temporal model", steps), coarseSamples(), asdm->temporalParameters(),
            [&](const torch::Tensor& history) { return asdm->nextDay(history); }, m_device, stage(steps),
            m_stop);
    }

    bool tunesEncoder() const { return m_networks->encoder && m_request.encoderUse == EncoderUse::FineTuned; }
    bool freezesEncoder() const { return m_networks->encoder && !tunesEncoder(); }

    static torch::Tensor meanSquare(const TrainingBatch& batch, const torch::Tensor& error)
    {
        return (batch.present * error.square()).mean();
    }

    /// The stage's loss on fixed batches, averaged.
    template <typename Loss>
    Validation fixedValidation(const std::vector<TrainingBatch>& batches, Loss loss)
    {
        if (batches.empty())
            return {};
        return [&batches, loss] {
            double sum = 0.0;
            for (std::size_t i = 0; i < batches.size(); ++i)
                sum += loss(batches[i], i);
            return sum / static_cast<double>(batches.size());
        };
    }

    StageRecord trainMean(const StageOptions& stageOptions)
    {
        const bool frozen = freezesEncoder();
        std::vector<torch::Tensor> parameters;
        for (const auto& [name, weights] : named(m_networks->named_parameters())) {
            const bool temporalOnly = name.starts_with("asdm.next");
            if (!name.starts_with("denoiser.") && !temporalOnly &&
                (tunesEncoder() || !name.starts_with("encoder.")))
                parameters.push_back(weights);
        }
        const auto error = [&](const TrainingBatch& batch) {
            const torch::Tensor features = frozen ? batch.features : m_networks->features(batch.history);
            return meanSquare(batch, m_networks->expectation(batch.conditions, features) - batch.target);
        };
        const std::vector<TrainingBatch> fixed = m_batches.validation(m_request.seed, frozen);
        return trainStage(
            stageOptions, parameters,
            [&](StepDraw& draw) { return error(m_batches.next(draw.uniform, frozen)); },
            fixedValidation(fixed, [&](const TrainingBatch& batch,
                                       std::size_t) { return error(batch).template item<double>(); }),
            stage(stageOptions.steps), m_stop);
    }

    torch::Tensor denoiserError(const TrainingBatch& batch, const torch::Tensor& features,
                                const DrawnLevels& levels, const at::Generator& normal)
    {
        const torch::Tensor noise = torch::randn(batch.target.sizes(), normal).to(m_device);
        const torch::Tensor noisy = levels.signal * batch.target + levels.noise * noise;
        const torch::Tensor wanted = levels.ofNoisy * noisy + levels.ofClean * batch.target;
        const torch::Tensor told = m_networks->answer(noisy, batch.conditions, features, levels.time);
        return (levels.weight * batch.present * (told - wanted).square()).mean();
    }

    StageRecord trainDenoiser()
    {
        const int steps = m_request.denoiserSteps;
        // With a mean network before it, a fine-tuned encoder has had its turn.
        const bool tunes = tunesEncoder() && !m_networks->mean;
        const bool frozen = m_networks->encoder && !tunes;
        std::vector<torch::Tensor> parameters = m_networks->denoiser->parameters();
        if (tunes)
            for (const torch::Tensor& weights : m_networks->encoder->parameters())
                parameters.push_back(weights);
        const auto features = [&](const TrainingBatch& batch) {
            return frozen ? batch.features : m_networks->features(batch.history);
        };
        const auto loss = [&](StepDraw& draw) {
            const TrainingBatch batch = m_batches.next(draw.uniform, frozen);
            LevelCollector levels(m_request.denoiserPrediction());
            for (std::int64_t i = 0; i < batch.target.size(0); ++i) {
                if (draw.uniform.next() < kMiddleShare)
                    levels.add(noiseLevelOfSigma(kSigmaMax), true);
                else
                    levels.add(noiseLevelAt(kEarliest + (1.0 - 2.0 * kEarliest) * draw.uniform.next()),
                               false);
            }
            return denoiserError(batch, features(batch), levels.levels(m_device), draw.normal);
        };
        const StageOptions stageOptions = options("denoiser", steps);
        const std::vector<TrainingBatch> fixed = m_batches.validation(m_request.seed, frozen);
        const auto validation = [&](const TrainingBatch& batch, std::size_t k) {
            LevelCollector levels(m_request.denoiserPrediction());
            const std::int64_t n = batch.target.size(0);
            for (std::int64_t i = 0; i < n; ++i)
                levels.add(noiseLevelAt((static_cast<double>(i) + 0.5) / static_cast<double>(n)), false);
            const StepDraw same(stageOptions, -1 - static_cast<std::int64_t>(k));
            return denoiserError(batch, features(batch), levels.levels(m_device), same.normal)
                .template item<double>();
        };
        return trainStage(stageOptions, parameters, loss, fixedValidation(fixed, validation), stage(steps),
                          m_stop);
    }

    /// Negative evidence bound with the best variance of the pixels (sigma-VAE, Rybkin et al. 2021), per
    /// cell.
    torch::Tensor vaeError(const TrainingBatch& batch, const torch::Tensor& features,
                           const at::Generator& normal)
    {
        const auto posterior = m_networks->vae->infer(batch.target, batch.conditions);
        const torch::Tensor noise = torch::randn(posterior.mean.sizes(), normal).to(m_device);
        const torch::Tensor latent = posterior.mean + noise * (0.5 * posterior.logVariance).exp();
        const torch::Tensor told = m_networks->vae->decode(batch.conditions, features, latent);
        const torch::Tensor divergence =
            0.5 * (posterior.mean.square() + posterior.logVariance.exp() - 1.0 - posterior.logVariance).sum();
        return 0.5 * (meanSquare(batch, told - batch.target) + 1e-6).log() +
               divergence / static_cast<double>(batch.target.numel());
    }

    StageRecord trainVae()
    {
        const int steps = m_request.denoiserSteps;
        const bool frozen = freezesEncoder();
        std::vector<torch::Tensor> parameters = m_networks->vae->parameters();
        if (tunesEncoder())
            for (const torch::Tensor& weights : m_networks->encoder->parameters())
                parameters.push_back(weights);
        const auto features = [&](const TrainingBatch& batch) {
            return frozen ? batch.features : m_networks->features(batch.history);
        };
        const StageOptions stageOptions = options("vae", steps);
        const std::vector<TrainingBatch> fixed = m_batches.validation(m_request.seed, frozen);
        const auto validation = [&](const TrainingBatch& batch, std::size_t k) {
            const StepDraw same(stageOptions, -1 - static_cast<std::int64_t>(k));
            return vaeError(batch, features(batch), same.normal).template item<double>();
        };
        const auto loss = [&](StepDraw& draw) {
            const TrainingBatch batch = m_batches.next(draw.uniform, frozen);
            return vaeError(batch, features(batch), draw.normal);
        };
        return trainStage(stageOptions, parameters, loss, fixedValidation(fixed, validation), stage(steps),
                          m_stop);
    }

    static std::vector<std::pair<std::string, torch::Tensor>> named(
        const torch::OrderedDict<std::string, torch::Tensor>& parameters)
    {
        std::vector<std::pair<std::string, torch::Tensor>> list;
        for (const auto& item : parameters)
            list.emplace_back(item.key(), item.value());
        return list;
    }

    const TrainRequest& m_request;
    TrainingSet& m_set;
    const Progress& m_progress;
    const std::stop_token& m_stop;
    torch::Device m_device;
    ModelNetworks m_networks;
    GivenNetworks m_given;
    BatchSource m_batches;
    int m_steps = 1, m_done = 0;
};

}  // namespace

TrainedNetworks trainNetworks(const TrainRequest& request, TrainingSet& set, const Progress& progress,
                              const std::stop_token& stop)
{
    return ModelTraining(request, set, progress, stop).run();
}

}  // namespace shamal
