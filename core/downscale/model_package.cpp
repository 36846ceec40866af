#include "downscale/model_package.h"

#include "downscale/sha256.h"
#include "fields/error.h"
#include "fields/resources.h"
#include "io/atomic_file.h"

#include <fmt/format.h>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

namespace shamal {

namespace {

using nlohmann::json;

constexpr const char* kRemedy = "Install the model again or train it anew";

json toJson(double value)
{
    return std::isfinite(value) ? json(value) : json(nullptr);
}

double toNumber(const json& value)
{
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

json toJson(const FieldTransform& transform)
{
    return {{"floor", transform.floor},
            {"mean", transform.mean},
            {"standardDeviation", transform.standardDeviation}};
}

json toJson(const ModelScore& score)
{
    return {{"method", score.method},   {"rmse", toJson(score.rmse)},
            {"mae", toJson(score.mae)}, {"bias", toJson(score.bias)},
            {"r2", toJson(score.r2)},   {"temporalR2", toJson(score.temporalR2)}};
}

/// Reads the fields of one model.json; whatever is wrong is told with the name of the field.
class CardReader {
public:
    CardReader(std::filesystem::path file, json content)
        : m_file(std::move(file)), m_content(std::move(content))
    {
    }

    ModelCard read()
    {
        ModelCard card;
        take("schemaVersion", [&](const json& j) { card.schemaVersion = j.get<int>(); });
        if (card.schemaVersion != 1)
            throw InputError(
                m_file,
                fmt::format("has schema version {}, this software reads version 1", card.schemaVersion),
                "Update Shamal, or train the model anew");
        take("id", [&](const json& j) { card.id = j.get<std::string>(); });
        take("name", [&](const json& j) { card.name = j.get<std::string>(); });
        take("variable", [&](const json& j) { card.variable = j.get<std::string>(); });
        take("units", [&](const json& j) { card.units = j.get<std::string>(); });
        take("season", [&](const json& j) { card.season = seasonFromName(j.get<std::string>()); });
        take("area", [&](const json& j) { card.area = box(j); });
        take("fineGrid", [&](const json& j) {
            card.fineGrid = Grid(j.at("latitudes").get<std::vector<double>>(),
                                 j.at("longitudes").get<std::vector<double>>());
        });
        take("transform", [&](const json& j) {
            card.coarse = transform(j.at("coarse"));
            card.fine = transform(j.at("fine"));
        });
        take("historyDays", [&](const json& j) { card.historyDays = j.get<int>(); });
        take("synthetic", [&](const json& j) { card.synthetic = j.get<bool>(); });
        take("testDays", [&](const json& j) {
            for (const json& day : j)
                card.testDays.push_back(dateFromString(day.get<std::string>()));
        });
        take("scores", [&](const json& j) {
            for (const json& s : j)
                card.scores.push_back({s.at("method").get<std::string>(), toNumber(s.at("rmse")),
                                       toNumber(s.at("mae")), toNumber(s.at("bias")), toNumber(s.at("r2")),
                                       toNumber(s.at("temporalR2"))});
        });
        take("trainedWith", [&](const json& j) { card.trainedWith = j.get<std::string>(); });
        take("softwareVersion", [&](const json& j) { card.softwareVersion = j.get<std::string>(); });
        take("sha256", [&](const json& j) { card.sha256 = j.get<std::map<std::string, std::string>>(); });
        check(card);
        return card;
    }

private:
    template <typename Reader>
    void take(const char* name, Reader reader)
    {
        if (!m_content.contains(name))
            throw InputError(m_file, fmt::format("has no field '{}'", name), kRemedy);
        try {
            reader(m_content.at(name));
        } catch (const json::exception&) {
            throw InputError(m_file,
                             fmt::format("has a field '{}' that is incomplete or of the wrong kind", name),
                             kRemedy);
        } catch (const InputError& error) {
            throw InputError(m_file, fmt::format("has a wrong value in '{}' ({})", name, error.what()),
                             kRemedy);
        }
    }

    static LatLonBox box(const json& j)
    {
        const LatLonBox box{j.at("south").get<double>(), j.at("north").get<double>(),
                            j.at("west").get<double>(), j.at("east").get<double>()};
        if (!(box.south < box.north && box.west < box.east))
            throw InputError("south must lie below north and west below east");
        return box;
    }

    static FieldTransform transform(const json& j)
    {
        const FieldTransform t{j.at("floor").get<double>(), j.at("mean").get<double>(),
                               j.at("standardDeviation").get<double>()};
        if (!(t.floor > 0.0 && t.standardDeviation > 0.0))
            throw InputError("floor and standard deviation must be positive");
        return t;
    }

    void check(const ModelCard& card) const
    {
        if (card.fineGrid.rows() < 16 || card.fineGrid.columns() < 16)
            throw InputError(m_file, "describes a fine grid of fewer than 16 x 16 cells", kRemedy);
        if (card.historyDays != 40)
            throw InputError(
                m_file, fmt::format("asks for {} days of history, this software gives 40", card.historyDays),
                kRemedy);
        if (card.sha256.empty())
            throw InputError(m_file, "names no weights in 'sha256'", kRemedy);
        for (const auto& entry : card.sha256) {
            if (std::filesystem::path(entry.first).filename() != entry.first)
                throw InputError(m_file,
                                 fmt::format("names '{}', which is not a file of the package", entry.first),
                                 kRemedy);
        }
    }

    std::filesystem::path m_file;
    json m_content;
};

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

float FieldTransform::standardise(float value) const
{
    if (std::isnan(value))
        return value;
    return static_cast<float>((std::log10(std::max(static_cast<double>(value), floor)) - mean) /
                              standardDeviation);
}

float FieldTransform::restore(float standardised) const
{
    return static_cast<float>(std::pow(10.0, static_cast<double>(standardised) * standardDeviation + mean));
}

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
    json content = json::parse(in, nullptr, false);
    if (!content.is_object())
        throw InputError(file, "is damaged: it is not JSON", kRemedy);
    ModelCard card = CardReader(file, std::move(content)).read();
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

void writeModelCard(const ModelCard& card)
{
    json scores = json::array();
    for (const ModelScore& score : card.scores)
        scores.push_back(toJson(score));
    json testDays = json::array();
    for (const Date day : card.testDays)
        testDays.push_back(toString(day));
    const json content{
        {"schemaVersion", card.schemaVersion},
        {"id", card.id},
        {"name", card.name},
        {"variable", card.variable},
        {"units", card.units},
        {"season", nameOf(card.season)},
        {"area",
         {{"south", card.area.south},
          {"north", card.area.north},
          {"west", card.area.west},
          {"east", card.area.east}}},
        {"fineGrid", {{"latitudes", card.fineGrid.latitudes()}, {"longitudes", card.fineGrid.longitudes()}}},
        {"transform", {{"coarse", toJson(card.coarse)}, {"fine", toJson(card.fine)}}},
        {"historyDays", card.historyDays},
        {"synthetic", card.synthetic},
        {"testDays", testDays},
        {"scores", scores},
        {"trainedWith", card.trainedWith},
        {"softwareVersion", card.softwareVersion},
        {"sha256", card.sha256}};
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
