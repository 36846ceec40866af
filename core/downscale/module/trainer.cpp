#include "downscale/module/trainer.h"

#include "downscale/module/checkpoint.h"
#include "downscale/module/training_log.h"
#include "fields/error.h"

#include <ATen/CPUGeneratorImpl.h>
#include <fmt/format.h>
#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>

namespace shamal {

namespace {

constexpr int kLogEvery = 50;
constexpr double kEpsilon = 1e-8;  // of Adam

std::uint64_t mixed(const StageOptions& options, std::int64_t step)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
    const auto add = [&](std::uint64_t byte) { hash = (hash ^ (byte & 0xffU)) * 0x100000001b3ULL; };
    for (const char c : options.stage)
        add(static_cast<unsigned char>(c));
    for (unsigned shift = 0; shift < 64; shift += 8) {
        add(options.seed >> shift);
        add(static_cast<std::uint64_t>(step) >> shift);
    }
    return hash;
}

void requireNumber(double loss, const StageOptions& options, std::int64_t step)
{
    if (!std::isfinite(loss))
        throw InputError(
            fmt::format("Training of the {} diverged at step {}: the loss is no longer a number. "
                        "Try another seed, or look for absurd values in the series.",
                        options.stage, step));
}

class StageRun {
public:
    StageRun(const StageOptions& options, std::vector<torch::Tensor> parameters, const LossOfStep& loss,
             const Validation& validate)
        : m_options(options),
          m_parameters(std::move(parameters)),
          m_loss(loss),
          m_validate(validate),
          m_log(options.folder, options.stage)
    {
        for (torch::Tensor& weights : m_parameters)
            weights.set_requires_grad(true);
        for (const torch::Tensor& weights : m_parameters) {
            m_state.weights.push_back(weights.detach());
            m_state.first.push_back(torch::zeros_like(weights.detach()));
            m_state.second.push_back(torch::zeros_like(weights.detach()));
            m_state.average.push_back(weights.detach().clone());
            m_state.best.push_back(weights.detach().clone());
        }
    }

    StageRecord run(const Progress& progress, const std::stop_token& stop)
    {
        if (m_options.resume && !m_options.folder.empty() && readCheckpoint(file(), settings(), m_state))
            m_log.cutTo(m_state.csvBytes, m_state.jsonBytes, m_state.finished);
        m_start = std::chrono::steady_clock::now();
        while (!m_state.finished) {
            if (stop.stop_requested()) {
                save();
                throw Stopped();
            }
            step();
            m_state.finished = m_state.step >= m_options.steps || hasStalled();
            if (m_state.finished)
                finish();
            if (m_state.finished ||
                (m_options.checkpointEvery > 0 && m_state.step % m_options.checkpointEvery == 0))
                save();
            progress.report(static_cast<double>(m_state.step) / m_options.steps,
                            fmt::format("{}: step {} of {}, loss {:.3f}", m_options.stage, m_state.step,
                                        m_options.steps, m_state.trainingLoss));
        }
        keepBest();
        return {m_options.stage, m_state.step, m_state.trainingLoss, m_state.bestLoss, m_state.seconds};
    }

private:
    std::filesystem::path file() const
    {
        std::string name = "checkpoint-" + m_options.stage + ".pt";
        std::replace(name.begin(), name.end(), ' ', '-');
        return m_options.folder / name;
    }

    std::string settings() const
    {
        const StageOptions& o = m_options;
        return fmt::format(
            "{}; steps {}, seed {}, rate {}, decay {}, betas {} {}, clip {}, schedule {} {} {} "
            "{} {} {}, averaging {}, validation {} {}; {}",
            o.stage, o.steps, o.seed, o.learningRate, o.weightDecay, o.beta1, o.beta2, o.longestGradient,
            static_cast<int>(o.schedule), o.warmUpSteps, o.lastShare, o.plateauPatience, o.plateauFactor,
            o.smallestRate, o.averaging, o.validateEvery, o.stopAfter, o.settings);
    }

    double rate() const
    {
        const StageOptions& o = m_options;
        const double warmUp = o.warmUpSteps > 0
                                  ? std::min(1.0, (static_cast<double>(m_state.step) + 1.0) / o.warmUpSteps)
                                  : 1.0;
        if (o.schedule == RateSchedule::Plateau)
            return warmUp * std::max(o.smallestRate, o.learningRate * m_state.rateFactor);
        const double done = static_cast<double>(m_state.step) / o.steps;
        return warmUp * o.learningRate *
               (o.lastShare + (1.0 - o.lastShare) * 0.5 * (1.0 + std::cos(std::numbers::pi * done)));
    }

    void step()
    {
        StepDraw draw(m_options, m_state.step);
        for (torch::Tensor& weights : m_parameters)
            weights.mutable_grad().reset();
        const torch::Tensor loss = m_loss(draw);
        const auto value = loss.item<double>();
        requireNumber(value, m_options, m_state.step);
        loss.backward();
        if (m_options.longestGradient > 0.0)
            torch::nn::utils::clip_grad_norm_(m_parameters, m_options.longestGradient);
        const double usedRate = rate();
        descend(usedRate);
        ++m_state.step;
        m_state.trainingLoss +=
            (value - m_state.trainingLoss) / static_cast<double>(std::min<std::int64_t>(m_state.step, 200));

        double validation = std::numeric_limits<double>::quiet_NaN();
        const bool last = m_state.step >= m_options.steps;
        if (m_validate && m_options.validateEvery > 0 &&
            (last || m_state.step % m_options.validateEvery == 0))
            validation = validate();
        if (last || m_state.step % kLogEvery == 0 || std::isfinite(validation))
            m_log.write({m_state.step, value, validation, usedRate, elapsed()});
    }

    /// AdamW, then the running mean of the weights.
    void descend(double rate)
    {
        const torch::NoGradGuard noGradient;
        const auto t = static_cast<double>(m_state.step + 1);
        const double bias1 = 1.0 - std::pow(m_options.beta1, t);
        const double bias2 = 1.0 - std::pow(m_options.beta2, t);
        const double keep =
            std::min(m_options.averaging, t / (9.0 + t));  // short at first: starts are far off
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            torch::Tensor weights = m_state.weights[i];
            const torch::Tensor& gradient = m_parameters[i].grad();
            if (gradient.defined()) {
                weights.mul_(1.0 - rate * m_options.weightDecay);
                m_state.first[i].mul_(m_options.beta1).add_(gradient, 1.0 - m_options.beta1);
                m_state.second[i].mul_(m_options.beta2).addcmul_(gradient, gradient, 1.0 - m_options.beta2);
                const torch::Tensor size = (m_state.second[i] / bias2).sqrt_().add_(kEpsilon);
                weights.addcdiv_(m_state.first[i], size, -rate / bias1);
            }
            m_state.average[i].mul_(keep).add_(weights, 1.0 - keep);
        }
    }

    double validate()
    {
        const torch::NoGradGuard noGradient;
        std::vector<torch::Tensor> current;
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            current.push_back(m_state.weights[i].clone());
            m_state.weights[i].copy_(m_state.average[i]);
        }
        const double loss = m_validate();
        for (std::size_t i = 0; i < m_parameters.size(); ++i)
            m_state.weights[i].copy_(current[i]);
        requireNumber(loss, m_options, m_state.step);
        if (!(loss >= m_state.bestLoss)) {
            m_state.bestLoss = loss;
            m_state.withoutGain = m_state.sinceDecay = 0;
            for (std::size_t i = 0; i < m_parameters.size(); ++i)
                m_state.best[i].copy_(m_state.average[i]);
            return loss;
        }
        ++m_state.withoutGain;
        if (++m_state.sinceDecay > m_options.plateauPatience) {
            m_state.rateFactor *= m_options.plateauFactor;
            m_state.sinceDecay = 0;
        }
        return loss;
    }

    bool hasStalled() const { return m_options.stopAfter > 0 && m_state.withoutGain >= m_options.stopAfter; }

    void finish()
    {
        m_state.seconds = elapsed();
        m_start = std::chrono::steady_clock::now();
        if (!std::isnan(m_state.bestLoss))
            return;
        const torch::NoGradGuard noGradient;
        for (std::size_t i = 0; i < m_parameters.size(); ++i)
            m_state.best[i].copy_(m_state.average[i]);
    }

    void keepBest()
    {
        const torch::NoGradGuard noGradient;
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            m_state.weights[i].copy_(m_state.best[i]);
            m_parameters[i].mutable_grad().reset();
            m_parameters[i].set_requires_grad(false);
        }
    }

    double elapsed() const
    {
        return m_state.seconds +
               std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

    void save()
    {
        if (m_options.folder.empty())
            return;
        if (!m_state.finished) {
            m_state.seconds = elapsed();
            m_start = std::chrono::steady_clock::now();
        }
        m_state.csvBytes = m_log.csvBytes();
        m_state.jsonBytes = m_log.jsonBytes();
        writeCheckpoint(file(), settings(), m_state);
    }

    const StageOptions& m_options;
    std::vector<torch::Tensor> m_parameters;
    const LossOfStep& m_loss;
    const Validation& m_validate;
    TrainingLog m_log;
    StageState m_state;
    std::chrono::steady_clock::time_point m_start;
};

}  // namespace

StepDraw::StepDraw(const StageOptions& options, std::int64_t step)
    : uniform(mixed(options, step)), normal(at::detail::createCPUGenerator(mixed(options, ~step)))
{
}

StageRecord trainStage(const StageOptions& options, std::vector<torch::Tensor> parameters,
                       const LossOfStep& loss, const Validation& validate, const Progress& progress,
                       const std::stop_token& stop)
{
    if (options.steps < 1)
        throw InputError(
            fmt::format("The stage '{}' needs at least one step, not {}.", options.stage, options.steps));
    return StageRun(options, std::move(parameters), loss, validate).run(progress, stop);
}

Progress partOf(const Progress& whole, double from, double to)
{
    return Progress([whole, from, to](double fraction, const std::string& doing) {
        whole.report(from + fraction * (to - from), doing);
    });
}

void removeCheckpoints(const std::filesystem::path& folder)
{
    std::error_code none;
    std::vector<std::filesystem::path> checkpoints;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("checkpoint-") && name.ends_with(".pt"))
            checkpoints.push_back(entry.path());
    }
    for (const auto& checkpoint : checkpoints)
        std::filesystem::remove(checkpoint, none);
}

void removeTrainingFiles(const std::filesystem::path& folder)
{
    removeCheckpoints(folder);
    std::error_code none;
    for (const char* log : {"training.csv", "training.jsonl"})
        std::filesystem::remove(folder / log, none);
}

torch::Device deviceFromName(const std::string& name)
{
    if (name == "cpu")
        return torch::kCPU;
    if (name != "cuda")
        throw InputError(fmt::format("'{}' is not a device. Known are: cpu, cuda.", name));
    if (!torch::cuda::is_available())
        throw InputError(
            "The device 'cuda' was asked for, but LibTorch finds no CUDA device here. Install a "
            "LibTorch with CUDA and its driver, or use the device 'cpu'.");
    return torch::kCUDA;
}

}  // namespace shamal
