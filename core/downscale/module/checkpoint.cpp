#include "downscale/module/checkpoint.h"

#include "fields/error.h"
#include "io/atomic_file.h"

#include <fmt/format.h>

namespace shamal {

namespace {

constexpr const char* kRemedy = "Remove it and train from the start, without --resume";

constexpr std::array<std::pair<const char*, std::vector<torch::Tensor> StageState::*>, 5> kLists{
    {{"weights", &StageState::weights},
     {"first", &StageState::first},
     {"second", &StageState::second},
     {"average", &StageState::average},
     {"best", &StageState::best}}};
constexpr std::array<std::pair<const char*, double StageState::*>, 4> kNumbers{
    {{"trainingLoss", &StageState::trainingLoss},
     {"bestLoss", &StageState::bestLoss},
     {"rateFactor", &StageState::rateFactor},
     {"seconds", &StageState::seconds}}};

std::string nameOf(const char* list, std::size_t i)
{
    return fmt::format("{}_{}", list, i);
}

void readTensors(torch::serialize::InputArchive& archive, StageState& state)
{
    const torch::NoGradGuard noGradient;
    for (const auto& [name, list] : kLists) {
        for (std::size_t i = 0; i < (state.*list).size(); ++i) {
            torch::Tensor stored;
            archive.read(nameOf(name, i), stored);
            torch::Tensor& wanted = (state.*list)[i];
            if (stored.sizes() != wanted.sizes())
                throw InputError(fmt::format("tensor {} has another shape", nameOf(name, i)));
            wanted.copy_(stored);
        }
    }
}

}  // namespace

void writeCheckpoint(const std::filesystem::path& file, const std::string& settings, const StageState& state)
{
    torch::serialize::OutputArchive archive;
    archive.write("settings", c10::IValue(settings));
    for (const auto& [name, list] : kLists) {
        for (std::size_t i = 0; i < (state.*list).size(); ++i)
            archive.write(nameOf(name, i), (state.*list)[i].cpu());
    }
    for (const auto& [name, number] : kNumbers)
        archive.write(name, c10::IValue(state.*number));
    archive.write("counts", c10::IValue(std::vector<std::int64_t>{state.step, state.withoutGain,
                                                                  state.sinceDecay, state.csvBytes,
                                                                  state.jsonBytes, state.finished ? 1 : 0}));
    writeAtomically(file, [&](const std::filesystem::path& temporary) {
        try {
            archive.save_to(temporary.string());
        } catch (const c10::Error&) {
            throw OutputError(file, "cannot be written",
                              "Check the folder's permissions and the space on the disk");
        }
    });
}

bool readCheckpoint(const std::filesystem::path& file, const std::string& settings, StageState& state)
{
    std::error_code none;
    if (!std::filesystem::exists(file, none))
        return false;
    std::string found;
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(file.string());
        c10::IValue value;
        archive.read("settings", value);
        found = value.toStringRef();
        if (found == settings) {
            readTensors(archive, state);
            for (const auto& [name, number] : kNumbers) {
                archive.read(name, value);
                state.*number = value.toDouble();
            }
            archive.read("counts", value);
            const std::vector<std::int64_t> counts = value.toIntVector();
            if (counts.size() != 6)
                throw InputError("counts are missing");
            state.step = counts[0];
            state.withoutGain = static_cast<int>(counts[1]);
            state.sinceDecay = static_cast<int>(counts[2]);
            state.csvBytes = counts[3];
            state.jsonBytes = counts[4];
            state.finished = counts[5] != 0;
        }
    } catch (const std::exception&) {  // LibTorch's own kinds among them
        throw InputError(file, "is damaged", kRemedy);
    }
    if (found != settings)
        throw InputError(file,
                         fmt::format("was written by a training with other settings ({}) than this one ({})",
                                     found, settings),
                         "Give the options of that training, or train from the start without --resume");
    return true;
}

}  // namespace shamal
