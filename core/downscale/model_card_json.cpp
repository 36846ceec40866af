#include "downscale/model_card_json.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

namespace shamal {

namespace {

using nlohmann::json;

constexpr const char* kRemedy = "Install the model again or train it anew";

json numberOrNull(double value)
{
    return std::isfinite(value) ? json(value) : json(nullptr);
}

json listOf(const std::vector<Date>& days)
{
    json list = json::array();
    for (const Date day : days)
        list.push_back(toString(day));
    return list;
}

json toJson(const FieldTransform& transform)
{
    return {{"floor", transform.floor},
            {"offset", transform.offset},
            {"scale", transform.scale},
            {"scaling", nameOf(transform.scaling)}};
}

/// Edges only where they are not halfway.
json toJson(const Grid& grid)
{
    json content{{"latitudes", grid.latitudes()}, {"longitudes", grid.longitudes()}};
    if (grid != Grid(grid.latitudes(), grid.longitudes())) {
        content["latitudeEdges"] = grid.latitudeEdges();
        content["longitudeEdges"] = grid.longitudeEdges();
    }
    return content;
}

json toJson(const ModelScore& score)
{
    json content{{"method", score.method},         {"rmse", numberOrNull(score.rmse)},
                 {"mae", numberOrNull(score.mae)}, {"bias", numberOrNull(score.bias)},
                 {"r2", numberOrNull(score.r2)},   {"temporalR2", numberOrNull(score.temporalR2)}};
    if (score.crps)
        content["crps"] = numberOrNull(*score.crps);
    return content;
}

json toJson(const SpectralGain& gain)
{
    json bands = json::array();
    for (std::size_t band = 0; band < gain.gain.size(); ++band)
        bands.push_back({{"wavelengthKm", gain.wavelengthKm[band]}, {"gain", gain.gain[band]}});
    return bands;
}

json toJson(const TrainingRecord& record)
{
    json stages = json::array();
    for (const StageRecord& stage : record.stages)
        stages.push_back({{"stage", stage.stage},
                          {"steps", stage.steps},
                          {"trainingLoss", numberOrNull(stage.trainingLoss)},
                          {"validationLoss", numberOrNull(stage.validationLoss)},
                          {"seconds", numberOrNull(stage.seconds)}});
    return {{"device", record.device}, {"stages", stages}};
}

double scoreFrom(const json& value)
{
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

double positive(const json& value, const char* what)
{
    const auto number = value.get<double>();
    if (!(number > 0.0))
        throw InputError(fmt::format("{} must be positive, not {}", what, number));
    return number;
}

/// Not get<integer>(), which rounds fractions and wraps negative numbers round.
template <typename Integer>
Integer wholeFrom(const json& value, const char* what)
{
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > std::numeric_limits<Integer>::max())
        throw InputError(fmt::format("{} must be a whole number of at least 0", what));
    return value.get<Integer>();
}

LatLonBox boxFrom(const json& j)
{
    const LatLonBox box{j.at("south").get<double>(), j.at("north").get<double>(), j.at("west").get<double>(),
                        j.at("east").get<double>()};
    if (!(box.south < box.north && box.west < box.east))
        throw InputError("south must lie below north and west below east");
    if (box.south < -90.0 || box.north > 90.0)
        throw InputError("latitudes must lie in -90 .. 90");
    return box;
}

std::vector<Date> daysFrom(const json& list)
{
    if (!list.is_array())
        throw InputError("days must be a list of dates");
    std::vector<Date> days;
    for (const json& day : list) {
        days.push_back(dateFromString(day.get<std::string>()));
        if (days.size() > 1 && !(days[days.size() - 2] < days.back()))
            throw InputError(
                fmt::format("days must ascend, each once; {} comes too late", toString(days.back())));
    }
    return days;
}

DataSplit splitFrom(const json& j)
{
    DataSplit split;
    split.seed = wholeFrom<std::uint64_t>(j.at("seed"), "the seed");
    split.train = daysFrom(j.at("train"));
    split.validation = daysFrom(j.at("validation"));
    split.test = daysFrom(j.at("test"));
    split.outOfData = daysFrom(j.at("outOfData"));
    std::set<Date> seen;
    for (const auto* days : {&split.train, &split.validation, &split.test, &split.outOfData}) {
        for (const Date day : *days) {
            if (!seen.insert(day).second)
                throw InputError(fmt::format("{} stands in two lists", toString(day)));
        }
    }
    return split;
}

FieldTransform transformFrom(const json& j, int schemaVersion)
{
    FieldTransform t;
    t.floor = positive(j.at("floor"), "the floor");
    t.offset = j.at(schemaVersion == 1 ? "mean" : "offset").get<double>();
    t.scale = positive(j.at(schemaVersion == 1 ? "standardDeviation" : "scale"), "the scale");
    if (schemaVersion > 1)
        t.scaling = scalingFromName(j.at("scaling").get<std::string>());
    return t;
}

TrainingRecord trainingFrom(const json& j)
{
    TrainingRecord record;
    record.device = j.at("device").get<std::string>();
    if (record.device != "cpu" && record.device != "cuda")
        throw InputError(fmt::format("the device must be 'cpu' or 'cuda', not '{}'", record.device));
    if (!j.at("stages").is_array())
        throw InputError("stages must be a list");
    for (const json& s : j.at("stages")) {
        StageRecord stage;
        stage.stage = s.at("stage").get<std::string>();
        stage.steps = wholeFrom<std::int64_t>(s.at("steps"), "the number of steps");
        stage.trainingLoss = scoreFrom(s.at("trainingLoss"));
        stage.validationLoss = scoreFrom(s.at("validationLoss"));
        stage.seconds = s.at("seconds").get<double>();
        if (stage.seconds < 0.0)
            throw InputError("seconds must not be negative");
        record.stages.push_back(stage);
    }
    return record;
}

double shareFrom(const json& value)
{
    const auto share = value.get<double>();
    if (!(share >= 0.0 && share <= 1.0))
        throw InputError("it must lie in 0 .. 1");
    return share;
}

SpectralGain spectralGainFrom(const json& list)
{
    if (!list.is_array())
        throw InputError("it must be a list of bands");
    SpectralGain gain;
    for (const json& band : list) {
        const double wavelength = positive(band.at("wavelengthKm"), "a wavelength");
        if (!gain.wavelengthKm.empty() && !(wavelength > gain.wavelengthKm.back()))
            throw InputError("wavelengths must ascend");
        gain.wavelengthKm.push_back(wavelength);
        gain.gain.push_back(positive(band.at("gain"), "a gain"));
    }
    return gain;
}

std::vector<ModelScore> scoresFrom(const json& list)
{
    if (!list.is_array())
        throw InputError("it must be a list of methods");
    std::vector<ModelScore> scores;
    for (const json& s : list) {
        ModelScore score{
            s.at("method").get<std::string>(), scoreFrom(s.at("rmse")), scoreFrom(s.at("mae")),
            scoreFrom(s.at("bias")),           scoreFrom(s.at("r2")),   scoreFrom(s.at("temporalR2"))};
        if (s.contains("crps"))
            score.crps = scoreFrom(s.at("crps"));
        scores.push_back(std::move(score));
    }
    return scores;
}

std::map<std::string, std::string> checksumsFrom(const json& j)
{
    auto checksums = j.get<std::map<std::string, std::string>>();
    if (checksums.empty())
        throw InputError("it names no weights");
    for (const auto& [name, checksum] : checksums) {
        if (std::filesystem::path(name).filename() != name || name == "." || name == "..")
            throw InputError(fmt::format("'{}' is not a file of the package", name));
        if (checksum.size() != 64 || checksum.find_first_not_of("0123456789abcdef") != std::string::npos)
            throw InputError(fmt::format("the SHA-256 of '{}' is not one", name));
    }
    return checksums;
}

/// Takes the fields of one model.json; whatever is wrong is told with the name of the field.
class CardReader {
public:
    CardReader(const std::filesystem::path& file, const json& content) : m_file(file), m_content(content) {}

    ModelCard read()
    {
        take("schemaVersion", [&](const json& j) { m_card.schemaVersion = wholeFrom<int>(j, "it"); });
        if (m_card.schemaVersion != 1 && m_card.schemaVersion != 2)
            throw InputError(m_file,
                             fmt::format("has schema version {}, this software reads versions 1 and 2",
                                         m_card.schemaVersion),
                             "Update Shamal, or train the model anew");
        takeWhatBothVersionsHave();
        if (m_card.schemaVersion == 1)
            take("testDays", [&](const json& j) { m_card.split.test = daysFrom(j); });
        else
            takeWhatVersionTwoAdds();
        check();
        return std::move(m_card);
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
    void takeText(const char* name, std::string ModelCard::*text)
    {
        take(name, [&](const json& j) { m_card.*text = j.get<std::string>(); });
    }

    void takeWhatBothVersionsHave()
    {
        takeText("id", &ModelCard::id);
        takeText("name", &ModelCard::name);
        takeText("variable", &ModelCard::variable);
        takeText("units", &ModelCard::units);
        take("season", [&](const json& j) { m_card.season = seasonFromName(j.get<std::string>()); });
        take("area", [&](const json& j) { m_card.area = boxFrom(j); });
        take("fineGrid", [&](const json& j) {
            const auto edges = [&j](const char* axis) {
                return j.contains(axis) ? j.at(axis).get<std::vector<double>>() : std::vector<double>();
            };
            m_card.fineGrid = Grid(j.at("latitudes").get<std::vector<double>>(),
                                   j.at("longitudes").get<std::vector<double>>(), edges("latitudeEdges"),
                                   edges("longitudeEdges"));
        });
        take("transform", [&](const json& j) {
            m_card.coarse = transformFrom(j.at("coarse"), m_card.schemaVersion);
            m_card.fine = transformFrom(j.at("fine"), m_card.schemaVersion);
        });
        take("historyDays", [&](const json& j) { m_card.historyDays = wholeFrom<int>(j, "it"); });
        take("synthetic", [&](const json& j) { m_card.synthetic = j.get<bool>(); });
        take("scores", [&](const json& j) { m_card.scores = scoresFrom(j); });
        takeText("trainedWith", &ModelCard::trainedWith);
        takeText("softwareVersion", &ModelCard::softwareVersion);
        take("sha256", [&](const json& j) { m_card.sha256 = checksumsFrom(j); });
    }

    void takeWhatVersionTwoAdds()
    {
        take("profile", [&](const json& j) { m_card.profile = profileFromName(j.get<std::string>()); });
        take("method", [&](const json& j) { m_card.method = methodFromName(j.get<std::string>()); });
        take("encoderUse",
             [&](const json& j) { m_card.encoderUse = encoderUseFromName(j.get<std::string>()); });
        take("prediction",
             [&](const json& j) { m_card.prediction = predictionFromName(j.get<std::string>()); });
        take("split", [&](const json& j) { m_card.split = splitFrom(j); });
        take("training", [&](const json& j) { m_card.training = trainingFrom(j); });
        take("predictionTrust", [&](const json& j) { m_card.predictionTrust = shareFrom(j); });
        take("historyWeight", [&](const json& j) {
            if (!j.is_null())
                m_card.historyWeight = HistoryWeight{shareFrom(j.at("second")), shareFrom(j.at("decay")),
                                                     shareFrom(j.at("lasting"))};
        });
        take("noisePersistence", [&](const json& j) { m_card.noisePersistence = shareFrom(j); });
        take("meanGain", [&](const json& j) { m_card.meanGain = spectralGainFrom(j); });
        take("spectralGain", [&](const json& j) { m_card.spectralGain = spectralGainFrom(j); });
    }

    void check() const
    {
        if (m_card.fineGrid.rows() < 16 || m_card.fineGrid.columns() < 16)
            throw InputError(m_file, "describes in 'fineGrid' fewer than 16 x 16 cells", kRemedy);
        if (m_card.historyDays != 40)
            throw InputError(
                m_file,
                fmt::format("asks in 'historyDays' for {} days of history, this software gives 40",
                            m_card.historyDays),
                kRemedy);
    }

    const std::filesystem::path& m_file;
    const json& m_content;
    ModelCard m_card;
};

}  // namespace

json toJson(const ModelCard& card)
{
    json scores = json::array();
    for (const ModelScore& score : card.scores)
        scores.push_back(toJson(score));
    return {{"schemaVersion", 2},
            {"id", card.id},
            {"name", card.name},
            {"variable", card.variable},
            {"units", card.units},
            {"profile", nameOf(card.profile)},
            {"method", nameOf(card.method)},
            {"encoderUse", nameOf(card.encoderUse)},
            {"prediction", nameOf(card.prediction)},
            {"season", nameOf(card.season)},
            {"area",
             {{"south", card.area.south},
              {"north", card.area.north},
              {"west", card.area.west},
              {"east", card.area.east}}},
            {"fineGrid", toJson(card.fineGrid)},
            {"transform", {{"coarse", toJson(card.coarse)}, {"fine", toJson(card.fine)}}},
            {"historyDays", card.historyDays},
            {"synthetic", card.synthetic},
            {"split",
             {{"seed", card.split.seed},
              {"train", listOf(card.split.train)},
              {"validation", listOf(card.split.validation)},
              {"test", listOf(card.split.test)},
              {"outOfData", listOf(card.split.outOfData)}}},
            {"training", toJson(card.training)},
            {"predictionTrust", card.predictionTrust},
            {"historyWeight", card.historyWeight ? json{{"second", card.historyWeight->second},
                                                        {"decay", card.historyWeight->decay},
                                                        {"lasting", card.historyWeight->lasting}}
                                                 : json(nullptr)},
            {"noisePersistence", card.noisePersistence},
            {"meanGain", toJson(card.meanGain)},
            {"spectralGain", toJson(card.spectralGain)},
            {"scores", scores},
            {"trainedWith", card.trainedWith},
            {"softwareVersion", card.softwareVersion},
            {"sha256", card.sha256}};
}

ModelCard cardFromJson(const std::filesystem::path& file, const json& content)
{
    return CardReader(file, content).read();
}

}  // namespace shamal
