#pragma once
#include "downscale/gaussian_noise.h"
#include "downscale/model_card.h"
#include "fields/progress.h"

#include <torch/torch.h>

#include <functional>
#include <stop_token>

namespace shamal {

enum class RateSchedule {
    Cosine,  ///< linear warm-up, then half a cosine down to `lastShare` over all steps
    Plateau  ///< constant until `plateauPatience` validations brought no gain, then times `plateauFactor`
};

/// How one stage of a training goes. The rule is Adam with decoupled weight decay (AdamW, Loshchilov and
/// Hutter 2019, algorithm 2; Adam with weightDecay = 0).
struct StageOptions {
    std::string stage;  ///< name, also of its checkpoint
    int steps = 1000;   ///< at most
    std::uint64_t seed = 1;
    double learningRate = 1.5e-3, weightDecay = 1e-2, beta1 = 0.9, beta2 = 0.99;
    double longestGradient = 1.0;  ///< the gradient's norm is clipped to it
    RateSchedule schedule = RateSchedule::Cosine;
    int warmUpSteps = 50;
    double lastShare = 0.02;
    int plateauPatience = 12;  ///< validations
    double plateauFactor = 0.1, smallestRate = 3e-6;
    double averaging =
        0.995;              ///< of the running mean of the weights (EMA), which is what is kept; 0 for none
    int validateEvery = 0;  ///< steps; 0 never
    int stopAfter = 0;      ///< validations without gain that end the stage; 0 never

    std::filesystem::path folder;  ///< of logs and checkpoints; empty for none
    int checkpointEvery = 0;       ///< steps; a stop writes one too. 0: at a stop and at the end alone
    bool resume = false;           ///< go on from the stage's checkpoint if there is one
    std::string settings;          ///< what else a resumed run must share with the one that began
};

/// Everything random in a step. It follows from seed, stage and step alone, so the position of a run's random
/// numbers is its step and a resumed run draws what the whole one drew.
struct StepDraw {
    StepDraw(const StageOptions& options, std::int64_t step);
    UniformStream uniform;
    at::Generator normal;  ///< for torch::randn(size, normal): on the CPU, whatever the device
};

using LossOfStep = std::function<torch::Tensor(StepDraw& draw)>;
/// Loss on held-out samples that are the same every time, noise included.
using Validation = std::function<double()>;

/// Trains `parameters` down `loss`, then leaves the best averaged weights of all validations in them, or the
/// last without any. Appends a line every 50 steps and every validation to training.csv and training.jsonl in
/// the folder. A checkpoint (checkpoint-STAGE.pt, written atomically) holds weights, optimiser state, running
/// mean, best weights, schedule and step: a resumed run ends with bit-identical weights. Throws InputError
/// when the loss is no longer a number or a checkpoint is damaged or of other settings, Stopped after writing
/// a checkpoint.
StageRecord trainStage(const StageOptions& options, std::vector<torch::Tensor> parameters,
                       const LossOfStep& loss, const Validation& validate, const Progress& progress,
                       const std::stop_token& stop);

/// Progress of a part of a longer job.
Progress partOf(const Progress& whole, double from, double to);

/// Removes the checkpoints of all stages in a folder.
void removeCheckpoints(const std::filesystem::path& folder);
/// Those and the logs.
void removeTrainingFiles(const std::filesystem::path& folder);

/// "cpu" or "cuda". Throws InputError for another name, and for "cuda" where LibTorch finds no device.
torch::Device deviceFromName(const std::string& name);

}  // namespace shamal
