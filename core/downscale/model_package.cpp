#include "downscale/model_package.h"

#include "downscale/model_card_json.h"
#include "downscale/sha256.h"
#include "fields/error.h"
#include "fields/resources.h"
#include "io/atomic_file.h"

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

namespace shamal {

namespace {

constexpr const char* kRemedy = "Install the model again or train it anew";

std::string idOf(const std::string& name, const std::string& checksum)
{
    std::string id;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            id += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    return id + (id.empty() || id.back() == '-' ? "" : "-") + checksum.substr(0, 12);
}

std::filesystem::path userModels()
{
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0')
        return std::filesystem::path(data) / "shamal/models";
    const char* home = std::getenv("HOME");
    return home == nullptr ? std::filesystem::path()
                           : std::filesystem::path(home) / ".local/share/shamal/models";
}

void findModelsIn(const std::filesystem::path& folder, std::vector<ModelCard>& models,
                  std::vector<std::string>& faults)
{
    std::error_code none;  // a folder that is not there holds no models
    std::vector<std::filesystem::path> packages;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.is_directory(none))
            packages.push_back(entry.path());
    }
    std::sort(packages.begin(), packages.end());
    for (const auto& package : packages) {
        try {
            models.push_back(readModelPackage(package));
        } catch (const InputError& error) {
            faults.emplace_back(error.what());
        }
    }
}

}  // namespace

ModelCard readModelPackage(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "model.json";
    std::error_code none;
    if (!std::filesystem::is_directory(folder, none))
        throw InputError(folder, "is not a folder",
                         "Give the folder of a model package, which holds model.json and its weights");
    std::ifstream in(file);
    if (!in)
        throw InputError(file, "is missing or cannot be read",
                         "Give the folder of a model package, or install the model again");
    const nlohmann::json content = nlohmann::json::parse(in, nullptr, false);
    if (!content.is_object())
        throw InputError(file, "is damaged: it is not JSON", kRemedy);
    ModelCard card = cardFromJson(file, content);
    card.folder = folder;
    for (const auto& [name, expected] : card.sha256) {
        const std::filesystem::path part = folder / name;
        if (!std::filesystem::is_regular_file(part, none))
            throw InputError(part, "is missing", kRemedy);
        if (sha256OfFile(part) != expected)
            throw InputError(part, "is damaged: its SHA-256 is not the one model.json tells", kRemedy);
    }
    return card;
}

void writeWeights(const TensorMap& tensors, StoredPrecision precision, ModelCard& card)
{
    std::error_code fault;
    std::filesystem::create_directories(card.folder, fault);
    if (fault)
        throw OutputError(card.folder, "cannot be made: " + fault.message(),
                          "Choose a folder you may write to");
    writeTensorFile(card.folder / kWeightsFile, tensors, precision);
    const std::string checksum = sha256OfFile(card.folder / kWeightsFile);
    card.sha256 = {{kWeightsFile, checksum}};
    card.id = idOf(card.name, checksum);
}

void writeModelCard(const ModelCard& card)
{
    const nlohmann::json content = toJson(card);
    writeAtomically(card.folder / "model.json", [&](const std::filesystem::path& temporary) {
        std::ofstream out(temporary);
        out << content.dump(1) << '\n';
        out.close();
        if (!out)
            throw OutputError(card.folder / "model.json", "cannot be written",
                              "Check the folder's permissions and the space on the disk");
    });
}

std::vector<ModelCard> findModels(std::vector<std::string>& faults)
{
    std::vector<ModelCard> models;
    findModelsIn(resourcesFolder() / "models", models, faults);
    findModelsIn(userModels(), models, faults);
    return models;
}

}  // namespace shamal
