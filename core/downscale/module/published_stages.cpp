#include "downscale/module/published_stages.h"

#include "downscale/fitted_maps_tensors.h"
#include "downscale/halo_hann.h"
#include "downscale/module/coarse_training.h"
#include "downscale/module/fresh_weights.h"
#include "downscale/module/published_conditions.h"
#include "downscale/module/published_predictor.h"
#include "downscale/module/published_training.h"
#include "downscale/module/tile_tensors.h"
#include "downscale/module/trainer.h"
#include "downscale/training_description.h"

namespace shamal {

namespace {

constexpr std::size_t kTile = 16;
constexpr std::size_t kStride = 8;

/// What differs between the published stages.
struct Recipe {
    const char* stage;
    int epochs;
    double rate, smallestRate;
    int patience, stopAfter;  ///< epochs without gain
    double longestGradient;   ///< 0: not clipped
};
constexpr int kEncoderBatch = 32;
constexpr Recipe kEncoder{"transfer encoder", 20, 5e-4, 1e-6, 3, 6, 0.0};
constexpr Recipe kDenoiser{"denoiser", 100, 1e-4, 3e-6, 12, 24, 0.5};

/// A day on a tile.
struct Place {
    Date date;
    CellWindow tile;
};

struct TileBatch {
    torch::Tensor conditions;  ///< N x 261
    torch::Tensor clean;       ///< N x 1; the coarse field where missing
    torch::Tensor present;     ///< 1 where the truth is known
    torch::Tensor noise;
    torch::Tensor steps;  ///< N of the noise schedule
};

class PublishedTraining {
public:
    PublishedTraining(const TrainRequest& request, TrainingSet& set, const PublishedSizes& sizes)
        : m_request(request),
          m_set(set),
          m_sizes(sizes),
          m_device(deviceFromName(request.device)),
          m_weights(request.seed, m_device),
          m_tiles(TileLayout{set.grid.rows(), set.grid.columns(), kTile, kStride, 0}.tiles())
    {
        m_sizes.denoiser.conditions = m_sizes.encoder.levels[2] + kPublishedMaps;
        // Asks for every weight in an order that no resumed stage changes.
        encoder();
        denoiser();
    }

    TrainingRecord run(const Progress& progress, const std::stop_token& stop)
    {
        TrainingRecord record{m_request.device, {}};
        record.stages.push_back(trainEncoder(partOf(progress, 0.0, 0.1), stop));
        record.stages.push_back(trainDenoiser(partOf(progress, 0.1, 1.0), stop));
        return record;
    }

    TensorMap weights() const { return m_weights.tensors(); }

private:
    // Networks are made anew in every step, so that gradients flow through what is folded.
    PublishedEncoder encoder() { return {m_sizes.encoder, m_weights.source("encoder.")}; }
    PublishedDenoiser denoiser() { return {m_sizes.denoiser, m_weights.source("denoiser.")}; }

    StageOptions options(const Recipe& recipe, std::size_t batches, int mostSteps) const
    {
        const std::int64_t epoch = std::max<std::int64_t>(1, static_cast<std::int64_t>(batches));
        StageOptions options;
        options.stage = recipe.stage;
        options.steps = static_cast<int>(std::min<std::int64_t>(mostSteps, epoch * recipe.epochs));
        options.seed = m_request.seed;
        options.learningRate = recipe.rate;
        options.weightDecay = 0.0;
        options.beta2 = 0.999;
        options.longestGradient = recipe.longestGradient;
        options.schedule = RateSchedule::Plateau;
        options.warmUpSteps = 0;
        options.plateauPatience = recipe.patience;
        options.smallestRate = recipe.smallestRate;
        options.averaging = 0.0;
        options.validateEvery = m_request.validationShare > 0.0 ? static_cast<int>(epoch) : 0;
        options.stopAfter = recipe.stopAfter;
        options.folder = m_request.output;
        options.checkpointEvery = m_request.checkpointEvery;
        options.resume = m_request.resume;
        options.settings = describeSettings(m_request, m_set);
        return options;
    }

    StageRecord trainEncoder(const Progress& progress, const std::stop_token& stop)
    {
        const CoarseSamples samples(m_set, kEncoderBatch, m_request.validationShare > 0.0, kTile, kStride);
        return trainOnCoarseRecord(
            options(kEncoder, samples.count() / kEncoderBatch, m_request.encoderSteps), samples,
            m_weights.parameters("encoder."),
            [&](const torch::Tensor& history) { return encoder().nextDay(history.flip(1)); }, m_device,
            progress, stop);
    }

    TileBatch batchOf(std::span<const Place> places, const PublishedEncoder& frozen) const
    {
        const torch::NoGradGuard noGradient;
        std::vector<float> history, maps, truth;
        std::vector<int> years;
        const auto append = [](std::vector<float>& to, const std::vector<float>& values) {
            to.insert(to.end(), values.begin(), values.end());
        };
        for (const auto& [date, tile] : places) {
            const DayInputs inputs =
                gatherInputs(m_set.maps, m_set.fields, date, m_set.calendar, tile, PastKnown::Everything);
            append(history, inputs.history);
            append(maps, inputs.conditions);
            append(truth, cutWindow(m_set.fields.fine(dayNumber(date, m_set.calendar))->values,
                                    m_set.grid.rows(), m_set.grid.columns(), tile));
            years.push_back(date.year);
        }
        const auto images = [&](const std::vector<float>& values, std::int64_t channels) {
            return imagesOf(values, static_cast<std::int64_t>(places.size()), channels, kTile, kTile)
                .to(m_device);
        };
        const torch::Tensor all = images(maps, static_cast<std::int64_t>(kConditions));
        const torch::Tensor field = images(truth, 1);
        constexpr auto kCoarse = static_cast<std::int64_t>(Condition::CoarseToday);
        TileBatch batch;
        batch.conditions = publishedConditions(frozen, images(history, kHistoryDays), all, years);
        batch.clean = torch::where(field.isnan(), all.slice(1, kCoarse, kCoarse + 1), field);
        batch.present = field.isfinite().to(torch::kFloat);
        return batch;
    }

    /// With what is drawn beside: noise, and one step of the schedule for each image.
    TileBatch drawn(TileBatch batch, const std::vector<std::int64_t>& steps,
                    const at::Generator& normal) const
    {
        batch.steps = torch::tensor(steps, torch::kLong);
        batch.noise = torch::randn(batch.clean.sizes(), normal).to(m_device);
        return batch;
    }

    /// The same every time: validation days one after the other, steps spread over the schedule.
    std::vector<TileBatch> validationBatches(const StageOptions& stage, const PublishedEncoder& frozen)
    {
        std::vector<TileBatch> batches;
        const std::vector<Date>& days = m_set.days.validation;
        if (days.empty() || stage.validateEvery == 0)
            return batches;
        revealDays(m_set, days);
        StepDraw draw(stage, -1);
        const std::size_t size = m_sizes.batch;
        const auto levels = static_cast<std::size_t>(m_table.steps());
        for (std::size_t first = 0; first < m_sizes.validationTiles; first += size) {
            std::vector<Place> places;
            std::vector<std::int64_t> steps;
            for (std::size_t i = 0; i < size; ++i) {
                places.push_back({days[(first + i) * days.size() / m_sizes.validationTiles],
                                  m_tiles[draw.uniform.below(m_tiles.size())]});
                steps.push_back(static_cast<std::int64_t>((2 * i + 1) * levels / (2 * size)));
            }
            batches.push_back(drawn(batchOf(places, frozen), steps, draw.normal));
        }
        hideDays(m_set, days);
        return batches;
    }

    torch::Tensor errorOf(const PublishedDenoiser& network, const TileBatch& batch) const
    {
        return denoiserLoss(network, m_table, batch.clean, batch.present, batch.conditions, batch.noise,
                            batch.steps);
    }

    PublishedEncoder frozenEncoder()
    {
        const torch::NoGradGuard noGradient;
        return encoder();
    }

    StageRecord trainDenoiser(const Progress& progress, const std::stop_token& stop)
    {
        const PublishedEncoder frozen = frozenEncoder();
        const std::vector<Date>& days = m_set.days.train;
        const StageOptions stage =
            options(kDenoiser, days.size() * m_tiles.size() / m_sizes.batch, m_request.denoiserSteps);
        const std::vector<TileBatch> fixed = validationBatches(stage, frozen);
        const auto loss = [&](StepDraw& draw) {
            std::vector<Place> places;
            std::vector<std::int64_t> steps;
            for (std::size_t i = 0; i < m_sizes.batch; ++i) {
                places.push_back(
                    {days[draw.uniform.below(days.size())], m_tiles[draw.uniform.below(m_tiles.size())]});
                steps.push_back(
                    static_cast<std::int64_t>(draw.uniform.below(static_cast<std::size_t>(m_table.steps()))));
            }
            return errorOf(denoiser(), drawn(batchOf(places, frozen), steps, draw.normal));
        };
        Validation validate;
        if (!fixed.empty())
            validate = [&] {
                const PublishedDenoiser network = denoiser();
                double sum = 0.0;
                for (const TileBatch& batch : fixed)
                    sum += errorOf(network, batch).item<double>();
                return sum / static_cast<double>(fixed.size());
            };
        return trainStage(stage, m_weights.parameters("denoiser."), loss, validate, progress, stop);
    }

    const TrainRequest& m_request;
    TrainingSet& m_set;
    PublishedSizes m_sizes;
    torch::Device m_device;
    FreshWeights m_weights;
    std::vector<CellWindow> m_tiles;
    NoiseSchedule m_table = NoiseSchedule::cappedCosine(PublishedPredictor::kTimeSteps);
};

}  // namespace

ModelCard trainPublished(const TrainRequest& request, const Progress& progress, const std::stop_token& stop,
                         PublishedSizes sizes)
{
    TrainingSet set = makeTrainingSet(request, partOf(progress, 0.0, 0.02), stop);
    if (!request.resume)
        removeTrainingFiles(request.output);
    PublishedTraining training(request, set, sizes);
    ModelCard card = describeModel(request, set);
    card.training = training.run(partOf(progress, 0.02, 1.0), stop);
    TensorMap tensors = training.weights();
    addMaps(set.maps, tensors);
    writeWeights(tensors, StoredPrecision::AsNeeded, card);
    writeModelCard(card);
    removeCheckpoints(request.output);
    return card;
}

}  // namespace shamal
