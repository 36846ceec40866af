#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/model_package.h"

#include "downscale/sha256.h"
#include "fields/error.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace shamal;

class ModelPackageTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenIsRead()
    {
        const QTemporaryDir folder;
        const ModelCard card = makePackage(folder);
        const ModelCard read = readModelPackage(card.folder);
        QCOMPARE(read.id, card.id);
        QCOMPARE(read.name, card.name);
        QCOMPARE(read.season, card.season);
        QVERIFY(read.area == card.area);
        QVERIFY(read.fineGrid == card.fineGrid);
        QCOMPARE(read.fine.offset, card.fine.offset);
        QCOMPARE(read.fine.scale, card.fine.scale);
        QVERIFY(read.fine.scaling == Scaling::MinMax && read.coarse.scaling == Scaling::Standardised);
        QVERIFY(read.profile == card.profile && read.method == card.method);
        QVERIFY(read.encoderUse == card.encoderUse && read.prediction == card.prediction);
        QCOMPARE(read.split.seed, card.split.seed);
        QCOMPARE(read.split.train, card.split.train);
        QCOMPARE(read.split.validation, card.split.validation);
        QCOMPARE(read.split.test, card.split.test);
        QCOMPARE(read.split.outOfData, card.split.outOfData);
        QCOMPARE(read.training.device, card.training.device);
        QCOMPARE(read.training.stages.size(), std::size_t{1});
        QCOMPARE(read.training.stages[0].stage, card.training.stages[0].stage);
        QCOMPARE(read.training.stages[0].steps, card.training.stages[0].steps);
        QCOMPARE(read.training.stages[0].trainingLoss, card.training.stages[0].trainingLoss);
        QVERIFY(std::isnan(read.training.stages[0].validationLoss));
        QCOMPARE(read.training.stages[0].seconds, card.training.stages[0].seconds);
        QCOMPARE(read.predictionTrust, card.predictionTrust);
        QVERIFY(read.historyWeight == card.historyWeight);
        QCOMPARE(read.meanGain.wavelengthKm, (std::vector<double>{30.0}));
        QCOMPARE(read.meanGain.gain, (std::vector<double>{0.5}));
        QCOMPARE(read.noisePersistence, card.noisePersistence);
        QCOMPARE(read.spectralGain.wavelengthKm, (std::vector<double>{20.0, 40.0}));
        QCOMPARE(read.spectralGain.gain, (std::vector<double>{1.25, 1.125}));
        QVERIFY(!read.scores.at(0).crps.has_value());
        QCOMPARE(read.scores.at(1).crps.value(), 0.12);
        QCOMPARE(read.scores.at(0).rmse, card.scores.at(0).rmse);
        QVERIFY(std::isnan(read.scores.at(0).temporalR2));
        QCOMPARE(read.sha256, card.sha256);
        QVERIFY(read.synthetic);
    }
    void transformsTurnThereAndBack()
    {
        const FieldTransform transform{1e-6, -1.2, 0.4};
        QVERIFY(std::abs(transform.standardise(0.1F) - 0.5F) < 1e-6F);
        QVERIFY(std::abs(transform.restore(0.5F) - 0.1F) < 1e-6F);
        QCOMPARE(transform.standardise(-3.0F), transform.standardise(1e-6F));
        QVERIFY(std::isnan(transform.standardise(std::nanf(""))));
    }
    void schemaOneIsReadWithDefaults()
    {
        const QTemporaryDir folder;
        const ModelCard card = makePackage(folder);
        nlohmann::json content = contentOf(card);
        content["schemaVersion"] = 1;
        for (const char* added :
             {"profile", "method", "encoderUse", "prediction", "split", "training", "predictionTrust",
              "historyWeight", "noisePersistence", "meanGain", "spectralGain"})
            content.erase(added);
        content["testDays"] = {"2006-07-14", "2006-08-01"};
        for (const char* side : {"coarse", "fine"})
            content["transform"][side] = {{"floor", 1e-6}, {"mean", -1.5}, {"standardDeviation", 0.25}};
        std::ofstream(card.folder / "model.json") << content;
        const ModelCard read = readModelPackage(card.folder);
        QCOMPARE(read.schemaVersion, 1);
        QVERIFY(read.profile == Profile::Interactive && read.method == Method::ResidualDiffusion);
        QVERIFY(read.encoderUse == EncoderUse::Frozen && read.prediction == Prediction::Clean);
        QCOMPARE(read.split.test, card.split.test);
        QCOMPARE(read.fine.offset, -1.5);
        QCOMPARE(read.fine.scale, 0.25);
        QVERIFY(read.fine.scaling == Scaling::Standardised);
        QCOMPARE(read.predictionTrust, 0.0);
        QVERIFY(!read.historyWeight);
        QCOMPARE(read.noisePersistence, 0.0);
        QVERIFY(read.spectralGain.gain.empty());
    }
    /// Every member of every object, and the first and last of every list, is taken away and replaced by
    /// something of another kind in turn.
    void damageAnywhereIsToldWithTheNameOfTheField()
    {
        const QTemporaryDir folder;
        const ModelCard card = makePackage(folder);
        const nlohmann::json whole = contentOf(card);
        std::vector<nlohmann::json::json_pointer> places;
        collectPlaces(whole, nlohmann::json::json_pointer(), places);
        QVERIFY(places.size() > 70);
        for (const auto& place : places) {
            nlohmann::json wrongKind = whole;
            wrongKind[place] = nlohmann::json::array({nlohmann::json::object()});
            const QString field = topOf(place);
            expectDamageTold(card, wrongKind, field, place);
            const bool optional = place.back() == "crps";
            const nlohmann::json::json_pointer parent = place.parent_pointer();
            if (optional || !whole[parent].is_object())
                continue;
            nlohmann::json missing = whole;
            missing[parent].erase(place.back());
            expectDamageTold(card, missing, field, place);
        }
    }
    void valuesOutOfRangeAreTold()
    {
        spoiled([](nlohmann::json& c) { c["schemaVersion"] = 7; }, {"model.json", "7"});
        spoiled([](nlohmann::json& c) { c["season"] = "monsoon"; }, {"model.json", "season"});
        spoiled([](nlohmann::json& c) { c["area"]["south"] = 80; }, {"model.json", "area"});
        spoiled([](nlohmann::json& c) { c["area"]["north"] = 100; }, {"model.json", "area", "-90"});
        spoiled([](nlohmann::json& c) { c["transform"]["fine"]["scale"] = 0; }, {"transform", "scale"});
        spoiled([](nlohmann::json& c) { c["transform"]["fine"]["floor"] = -1; }, {"transform", "floor"});
        spoiled([](nlohmann::json& c) { c["transform"]["fine"]["scaling"] = "fuzzy"; },
                {"transform", "fuzzy", "min-max"});
        spoiled([](nlohmann::json& c) { c["profile"] = "fast"; }, {"profile", "fast", "published"});
        spoiled([](nlohmann::json& c) { c["method"] = "magic"; }, {"method", "magic", "u-net"});
        spoiled([](nlohmann::json& c) { c["encoderUse"] = "some"; }, {"encoderUse", "some", "fine-tuned"});
        spoiled([](nlohmann::json& c) { c["prediction"] = "tea"; }, {"prediction", "tea", "velocity"});
        spoiled([](nlohmann::json& c) { c["split"]["seed"] = -1; }, {"split", "seed"});
        spoiled([](nlohmann::json& c) { c["split"]["test"] = {"2006-13-41"}; }, {"split", "2006-13-41"});
        spoiled(
            [](nlohmann::json& c) {
                c["split"]["test"] = {"2006-08-01", "2006-07-14"};
            },
            {"split", "ascend"});
        spoiled([](nlohmann::json& c) { c["split"]["train"] = c["split"]["test"]; }, {"split", "two lists"});
        spoiled([](nlohmann::json& c) { c["training"]["device"] = "abacus"; }, {"training", "abacus"});
        spoiled([](nlohmann::json& c) { c["training"]["stages"][0]["steps"] = 1.5; }, {"training", "steps"});
        spoiled([](nlohmann::json& c) { c["training"]["stages"][0]["seconds"] = -2; },
                {"training", "seconds"});
        spoiled([](nlohmann::json& c) { c["predictionTrust"] = -0.5; }, {"predictionTrust", "0 .. 1"});
        spoiled([](nlohmann::json& c) { c["noisePersistence"] = 1.5; }, {"noisePersistence", "0 .. 1"});
        spoiled([](nlohmann::json& c) { c["spectralGain"][0]["gain"] = 0; }, {"spectralGain", "gain"});
        spoiled([](nlohmann::json& c) { c["spectralGain"][1]["wavelengthKm"] = 5; },
                {"spectralGain", "ascend"});
        spoiled([](nlohmann::json& c) { c["sha256"]["weights.safetensors"] = "beef"; },
                {"sha256", "weights"});
        spoiled([](nlohmann::json& c) { c["sha256"] = nlohmann::json::object(); }, {"sha256", "no weights"});
        spoiled(
            [](nlohmann::json& c) {
                c["fineGrid"]["latitudes"] = {31.0, 30.0};
            },
            {"model.json", "fineGrid"});
        spoiled([](nlohmann::json& c) { c["historyDays"] = 3; }, {"model.json", "history"});
        spoiled(
            [](nlohmann::json& c) {
                c["sha256"] = {{"../weights", "00"}};
            },
            {"model.json", "../weights"});
    }
    void filesMissingOrDamagedAreTold()
    {
        const QTemporaryDir folder;
        const ModelCard card = makePackage(folder);
        const auto weights = card.folder / "weights.safetensors";
        std::ofstream(weights, std::ios::app) << "x";
        expectFault(card.folder, {"weights.safetensors", "damaged"});
        std::filesystem::remove(weights);
        expectFault(card.folder, {"weights.safetensors", "missing"});
        std::ofstream(card.folder / "model.json") << "{ not json";
        expectFault(card.folder, {"model.json", "JSON"});
        std::filesystem::remove(card.folder / "model.json");
        expectFault(card.folder, {"model.json", "missing"});
        expectFault(card.folder / "nowhere", {"nowhere", "not a folder"});
    }
    void modelsAreFoundAndDamagedOnesTold()
    {
        const QTemporaryDir data;
        qputenv("XDG_DATA_HOME", data.path().toLocal8Bit());
        const ModelCard card = makePackage(data, "shamal/models/good");
        makePackage(data, "shamal/models/bad");
        std::filesystem::remove(card.folder.parent_path() / "bad/weights.safetensors");
        std::vector<std::string> faults;
        const auto models = findModels(faults);
        QCOMPARE(std::count_if(models.begin(), models.end(),
                               [&](const ModelCard& m) { return m.folder == card.folder; }),
                 1);
        QCOMPARE(std::count_if(faults.begin(), faults.end(),
                               [](const std::string& f) { return f.find("bad") != std::string::npos; }),
                 1);
    }
    void theShippedModelIsWholeAndBeatsInterpolation()
    {
        std::vector<std::string> faults;
        const auto models = findModels(faults);
        const auto shipped = std::find_if(models.begin(), models.end(), [](const ModelCard& m) {
            return m.folder.filename() == "demo-a0";
        });
        QVERIFY(shipped != models.end());
        QVERIFY(shipped->synthetic);
        const auto rmse = [&](const std::string& method) {
            return std::find_if(shipped->scores.begin(), shipped->scores.end(),
                                [&](const ModelScore& s) { return s.method == method; })
                ->rmse;
        };
        QVERIFY(rmse("Shamal, mean") < 0.8 * rmse("coarse, bilinear"));
        QVERIFY(rmse("Shamal, mean") < rmse("cell regression, coarse"));
    }

private:
    static ModelCard makePackage(const QTemporaryDir& folder, const std::string& name = "model")
    {
        ModelCard card;
        card.folder = std::filesystem::path(folder.path().toStdString()) / name;
        std::filesystem::create_directories(card.folder);
        std::ofstream(card.folder / "weights.safetensors") << "weights";
        card.id = "some-0123456789ab";
        card.name = "Some";
        card.variable = "DUEXTTAU";
        card.units = "1";
        card.season = Season::JJA;
        card.area = {30.0, 32.0, 62.0, 64.0};
        card.fineGrid = Grid::regular(30.0, 0.0625, 32, 62.0, 0.0625, 33);
        card.profile = Profile::Published;
        card.method = Method::DirectDiffusion;
        card.encoderUse = EncoderUse::FineTuned;
        card.prediction = Prediction::Velocity;
        card.fine = {1e-6, -1.234567890123, 0.3456789, Scaling::MinMax};
        card.synthetic = true;
        card.split = {
            99, {{2006, 6, 1}, {2006, 6, 3}}, {{2006, 6, 2}}, {{2006, 7, 14}, {2006, 8, 1}}, {{2006, 8, 2}}};
        card.training = {"cuda", {{"mean", 4000, 0.25, std::nan(""), 61.5}}};
        card.predictionTrust = 0.5;
        card.historyWeight = {0.75, 0.5, 0.25};
        card.meanGain = {{30.0}, {0.5}};
        card.noisePersistence = 0.625;
        card.spectralGain = {{20.0, 40.0}, {1.25, 1.125}};
        card.scores = {{"Shamal, mean", 0.2, 0.15, -0.01, 0.8, std::nan("")},
                       {"Shamal, members", 0.2, 0.15, -0.01, 0.8, 0.7, 0.12}};
        card.sha256 = {{"weights.safetensors", sha256OfFile(card.folder / "weights.safetensors")}};
        writeModelCard(card);
        return card;
    }
    static nlohmann::json contentOf(const ModelCard& card)
    {
        std::ifstream in(card.folder / "model.json");
        return nlohmann::json::parse(in);
    }
    static void collectPlaces(const nlohmann::json& content, const nlohmann::json::json_pointer& here,
                              std::vector<nlohmann::json::json_pointer>& places)
    {
        if (content.is_object()) {
            for (const auto& [name, value] : content.items()) {
                places.push_back(here / name);
                collectPlaces(value, here / name, places);
            }
        } else if (content.is_array() && !content.empty()) {
            for (const std::size_t i : {std::size_t{0}, content.size() - 1}) {
                places.push_back(here / i);
                collectPlaces(content[i], here / i, places);
            }
        }
    }
    static QString topOf(nlohmann::json::json_pointer place)
    {
        while (!place.parent_pointer().empty())
            place = place.parent_pointer();
        return QString::fromStdString(place.back());
    }
    static void expectDamageTold(const ModelCard& card, const nlohmann::json& damaged, const QString& field,
                                 const nlohmann::json::json_pointer& place)
    {
        std::ofstream(card.folder / "model.json") << damaged;
        try {
            readModelPackage(card.folder);
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(field), error.what());
            return;
        }
        QFAIL(("damage not found at " + place.to_string()).c_str());
    }
    static void spoiled(const std::function<void(nlohmann::json&)>& spoil, const QStringList& words)
    {
        const QTemporaryDir folder;
        const ModelCard card = makePackage(folder);
        nlohmann::json content = contentOf(card);
        spoil(content);
        std::ofstream(card.folder / "model.json") << content;
        expectFault(card.folder, words);
    }
    static void expectFault(const std::filesystem::path& folder, const QStringList& words)
    {
        try {
            readModelPackage(folder);
        } catch (const InputError& error) {
            for (const QString& word : words)
                QVERIFY2(QString(error.what()).contains(word), error.what());
            return;
        }
        QFAIL(qPrintable("no fault found: " + words.join(' ')));
    }
};

QTEST_GUILESS_MAIN(ModelPackageTest)
#include "model_package_test.moc"
