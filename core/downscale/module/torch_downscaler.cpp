#include "downscale/downscaler.h"
#include "downscale/gaussian_noise.h"
#include "downscale/model_evaluation.h"
#include "downscale/module/blended_day.h"
#include "downscale/module/calibration.h"
#include "downscale/module/history_weight_fit.h"
#include "downscale/module/large_buffers.h"
#include "downscale/module/network_package.h"
#include "downscale/module/published_stages.h"
#include "downscale/module/trained_model.h"
#include "downscale/module/trainer.h"
#include "downscale/module/training.h"
#include "downscale/run_plan.h"
#include "downscale/training_description.h"
#include "fields/regrid.h"

#include <ATen/Parallel.h>
#include <fmt/format.h>
#include <chrono>
#include <cmath>
#include <limits>
#include <thread>
#include <variant>

namespace shamal {

namespace {

constexpr int kScoredMembers = 2;

void useThreads(int threads)
{
    // Per calling thread with OpenMP, and 1 on a thread that never said so.
    at::set_num_threads(threads > 0 ? threads
                                    : static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
}

/// One run of downscale(): keeps the standardised fields of the last 40 days.
class Run {
public:
    Run(const DownscaleRequest& request, RunPlan plan)
        : m_request(request),
          m_plan(std::move(plan)),
          m_model(loadModel(m_plan.info.model)),
          m_maps(m_model->maps().window(m_plan.computed)),
          m_inside(m_plan.computedInside()),
          m_insideGrid(m_plan.computedInsideGrid())
    {
    }

    DownscaledDay predict(Date date)
    {
        const auto start = std::chrono::steady_clock::now();
        const Calendar calendar = m_plan.info.calendar;
        const std::int64_t day = dayNumber(date, calendar);
        loadFields(day);
        const SamplerOptions& sampler = m_plan.info.sampler;
        DownscaledDay result;
        result.date = date;
        const PreparedHistory prepared = prepare(date, historyWeight(day));
        result.fullHistory = prepared.full;
        result.members.resize(static_cast<std::size_t>(sampler.members));
        const auto draw = [&](std::int64_t m) {
            const auto noise = [&](int step) {
                return coherentNoise(sampler.seed, static_cast<int>(m), day, m_plan.computed,
                                     persistence(day), step);
            };
            result.members[static_cast<std::size_t>(m)] = deliver(prepared.day->member(noise), day);
        };
        // One thread a member, whose threads need not wait for each other; what is left over, all threads for
        // each. The numbers are the same.
        const std::int64_t sideBySide = sampler.members / at::get_num_threads() * at::get_num_threads();
        at::parallel_for(0, sideBySide, 1, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t m = first; m < last; ++m)
                draw(m);
        });
        for (std::int64_t m = sideBySide; m < sampler.members; ++m)
            draw(m);
        result.mean = published() && !result.members.empty() ? meanOf(result.members)
                                                             : deliver(prepared.day->mean(), day);
        if (result.members.size() > 1)
            result.spread = spread(result.members);
        if (keepsPrediction(date))
            rememberPrediction(day, result.mean);
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return result;
    }

private:
    struct PreparedHistory {
        std::unique_ptr<PreparedDay> day;
        bool full = true;  ///< DownscaledDay::fullHistory
    };

    bool published() const { return m_plan.info.model.profile == Profile::Published; }

    /// The published mean: that of the members' logarithms.
    static std::vector<float> meanOf(const std::vector<std::vector<float>>& members)
    {
        std::vector<float> mean(members.front().size());
        for (std::size_t i = 0; i < mean.size(); ++i) {
            double sum = 0.0;
            for (const auto& member : members)
                sum += std::log10(static_cast<double>(member[i]));
            mean[i] = static_cast<float>(std::pow(10.0, sum / static_cast<double>(members.size())));
        }
        return mean;
    }

    void loadFields(std::int64_t day)
    {
        m_fields.forgetBefore(day - kHistoryDays);
        for (std::int64_t d = day - kHistoryDays; d <= day; ++d) {
            const Date date = dateOfDay(d, m_plan.info.calendar);
            if (m_fields.coarse(d) == nullptr) {
                if (const auto step = m_request.coarse.find(date))
                    m_fields.setCoarse(
                        d, padded(regrid(m_request.coarse.field(*step), m_request.coarse.grid(), m_insideGrid,
                                         published() ? RegridMethod::Nearest : RegridMethod::Bilinear),
                                  m_plan.info.model.coarse));
            }
            if (d == day || m_request.history == HistoryMode::CoarseOnly || m_fields.fine(d) != nullptr)
                continue;
            if (m_request.predicted && keepsPrediction(date)) {
                if (const auto step = m_request.predicted->find(date)) {
                    rememberPrediction(d, m_request.predicted->field(*step));
                    continue;
                }
            }
            if (m_request.fine) {
                if (const auto step = m_request.fine->find(date))
                    m_fields.setFine(d, {padded(alignOnLattice(m_request.fine->field(*step),
                                                               m_request.fine->grid(), m_insideGrid),
                                                m_plan.info.model.fine),
                                         1.0F});
            }
        }
    }

    /// Standardised, and continued past the model's border to the computed window.
    std::vector<float> padded(std::vector<float> values, const FieldTransform& transform) const
    {
        for (float& value : values)
            value = transform.standardise(value);
        return cutWindow(values, m_inside.rows, m_inside.columns,
                         {0, 0, m_plan.computed.rows, m_plan.computed.columns});
    }

    /// The asked part in the variable's units; missing where the coarse field is.
    std::vector<float> deliver(const std::vector<float>& standardised, std::int64_t day) const
    {
        const CellWindow part{m_plan.asked.row - m_plan.computed.row,
                              m_plan.asked.column - m_plan.computed.column, m_plan.asked.rows,
                              m_plan.asked.columns};
        std::vector<float> values =
            cutWindow(standardised, m_plan.computed.rows, m_plan.computed.columns, part);
        const std::vector<float> coarse =
            cutWindow(*m_fields.coarse(day), m_plan.computed.rows, m_plan.computed.columns, part);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = std::isnan(coarse[i]) ? coarse[i] : m_plan.info.model.fine.restore(values[i]);
        return values;
    }

    static std::vector<float> spread(const std::vector<std::vector<float>>& members)
    {
        const auto count = static_cast<double>(members.size());
        std::vector<float> deviation(members.front().size());
        for (std::size_t i = 0; i < deviation.size(); ++i) {
            double sum = 0.0;
            double squares = 0.0;
            for (const auto& member : members) {
                const double x = std::log10(static_cast<double>(member[i]));
                sum += x;
                squares += x * x;
            }
            deviation[i] =
                static_cast<float>(std::sqrt(std::max(0.0, (squares - sum * sum / count) / (count - 1.0))));
            if (std::isnan(sum))
                deviation[i] = std::numeric_limits<float>::quiet_NaN();
        }
        return deviation;
    }

    /// Of the members' noise. Against a true yesterday errors are new every day; without, they last.
    double persistence(std::int64_t day) const
    {
        if (m_plan.info.sampler.persistence)
            return *m_plan.info.sampler.persistence;
        const DayFields::Fine* yesterday = m_fields.fine(day - 1);
        const bool known = yesterday != nullptr && yesterday->trust == 1.0F;
        return known ? 0.0 : m_plan.info.model.noisePersistence;
    }

    /// The longer ago the last true day is, the less own predictions help beside the coarse field.
    double historyWeight(std::int64_t day) const
    {
        const std::optional<HistoryWeight>& weight = m_plan.info.model.historyWeight;
        if (!weight)
            return 1.0;
        for (int lead = 1; lead <= kHistoryDays; ++lead) {
            const DayFields::Fine* fine = m_fields.fine(day - lead);
            if (fine != nullptr && fine->trust == 1.0F)
                return weight->at(lead);
        }
        return weight->lasting;
    }

    /// On its history by that weight, else without fine history.
    PreparedHistory prepare(Date date, double weight) const
    {
        const CellWindow whole{0, 0, m_plan.computed.rows, m_plan.computed.columns};
        PreparedHistory prepared;
        const auto with = [&](PastKnown past) {
            const DayInputs inputs = gatherInputs(m_maps, m_fields, date, m_plan.info.calendar, whole, past);
            prepared.full = inputs.fullHistory;
            return m_model->prepare(inputs, whole.rows, whole.columns, m_plan.info.sampler);
        };
        if (weight < 1.0)
            prepared.day = with(PastKnown::CoarseOnly);
        if (weight > 0.0) {
            auto onHistory = with(PastKnown::Everything);
            prepared.day = weight < 1.0 ? std::make_unique<BlendedDay>(std::move(onHistory),
                                                                       std::move(prepared.day), weight)
                                        : std::move(onHistory);
        }
        return prepared;
    }

    /// Whether a prediction of that day stands in later histories.
    bool keepsPrediction(Date date) const
    {
        if (m_request.history == HistoryMode::CoarseOnly)
            return false;
        return m_request.history == HistoryMode::Strict || !m_request.fine || !m_request.fine->find(date);
    }

    /// Takes up a day as it was delivered, so that a resumed run goes on exactly as an uninterrupted one:
    /// around the asked area, and where nothing was delivered, the history is made up.
    void rememberPrediction(std::int64_t day, std::span<const float> delivered)
    {
        const CellWindow& computed = m_plan.computed;
        const CellWindow& asked = m_plan.asked;
        std::vector<float> values(computed.cells(), std::numeric_limits<float>::quiet_NaN());
        for (std::size_t r = 0; r < asked.rows; ++r) {
            for (std::size_t c = 0; c < asked.columns; ++c)
                values[(asked.row - computed.row + r) * computed.columns + asked.column - computed.column +
                       c] = m_plan.info.model.fine.standardise(delivered[r * asked.columns + c]);
        }
        const double trust = m_plan.info.model.predictionTrust;
        m_fields.setFine(day, {std::move(values), static_cast<float>(trust)});
    }

    const DownscaleRequest& m_request;
    RunPlan m_plan;
    std::unique_ptr<TrainedModel> m_model;
    FittedMaps m_maps;
    CellWindow m_inside;
    Grid m_insideGrid;
    DayFields m_fields;
};

class TorchDownscaler : public Downscaler {
public:
    void downscale(const DownscaleRequest& request, const std::function<void(const DownscaledDay&)>& dayDone,
                   const Progress& progress, std::stop_token stop) override
    {
        useThreads(request.threads);
        progress.report(0.0, "Loading the model");
        Run run(request, planRun(request));
        for (std::size_t i = 0; i < request.days.size(); ++i) {
            throwIfStopped(stop);
            progress.report(static_cast<double>(i) / static_cast<double>(request.days.size()),
                            "Downscaling " + toString(request.days[i]));
            dayDone(run.predict(request.days[i]));
            giveBackBuffers();
        }
        progress.report(1.0, "Downscaled");
    }

    ModelCard train(const TrainRequest& request, const Progress& progress, std::stop_token stop) override
    {
        useThreads(request.threads);
        checkTraining(request);
        if (request.profile == Profile::Published)
            return trainPublished(request, progress, stop);
        TrainingSet set = makeTrainingSet(request, partOf(progress, 0.0, 0.02), stop);
        if (!request.resume)
            removeTrainingFiles(request.output);
        TrainedNetworks trained = trainNetworks(request, set, partOf(progress, 0.02, 0.93), stop);

        ModelCard card = describeModel(request, set);
        card.training = trained.record;
        card.predictionTrust = trained.predictionTrust;
        saveNetworks({card, set.maps, trained.networks}, card);
        // Calibrated and scored as stored: what a user loads is what was judged. Each fit sees those before
        // it.
        card.meanGain = fitMeanGain(*loadModel(card), set, partOf(progress, 0.93, 0.935), stop);
        const std::unique_ptr<TrainedModel> stored = loadModel(card);
        card.historyWeight = fitHistoryWeight(*stored, set, partOf(progress, 0.935, 0.945), stop);
        const Calibration calibration = calibrate(*stored, set, partOf(progress, 0.945, 0.95), stop);
        card.spectralGain = calibration.gain;
        card.noisePersistence = calibration.noisePersistence;
        writeModelCard(card);
        set.rollouts = {};
        const ModelEvaluation evaluation(std::move(set), request.season, request.threads);
        card.scores = evaluation.cardScores(*this, card, drawsMembers(card.method) ? kScoredMembers : 0,
                                            partOf(progress, 0.95, 1.0), stop);
        writeModelCard(card);
        removeCheckpoints(request.output);
        return card;
    }

private:
    static void checkTraining(const TrainRequest& request)
    {
        if (request.encoderSteps < 1 || request.meanSteps < 1 || request.denoiserSteps < 1)
            throw InputError("Every stage of a training needs at least one step.");
        if (request.rolloutSteps < 0 || request.rolloutSteps == 1)
            throw InputError("Roll-outs take two steps or more, or none.");
        if (request.denoiserPrediction() == Prediction::Noise)
            throw InputError(
                "A denoiser that predicts noise cannot tell its expectation, which members are "
                "centred on. Choose the prediction 'preconditioned', 'clean' or 'velocity'.");
        const TrainRequest published = publishedTraining({});
        if (request.profile == Profile::Published &&
            (request.method != published.method || request.encoderUse != published.encoderUse ||
             request.denoiserPrediction() != published.denoiserPrediction() ||
             request.scaling != published.scaling))
            throw InputError(fmt::format(
                "The published profile is {} with a {} encoder, prediction {} and {} scaling, not {} with "
                "encoder {}, prediction {} and {} scaling. Leave these out, or choose the interactive "
                "profile.",
                nameOf(published.method), nameOf(published.encoderUse),
                nameOf(published.denoiserPrediction()), nameOf(published.scaling), nameOf(request.method),
                nameOf(request.encoderUse), nameOf(request.denoiserPrediction()), nameOf(request.scaling)));
    }
};

}  // namespace

}  // namespace shamal

extern "C" __attribute__((visibility("default"))) shamal::Downscaler* shamalMakeDownscaler()
{
    shamal::keepLargeBuffers();
    return new shamal::TorchDownscaler;
}
