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
        QCOMPARE(read.fine.standardDeviation, card.fine.standardDeviation);
        QCOMPARE(read.testDays, card.testDays);
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
    void everythingMissingIsTold_data()
    {
        QTest::addColumn<QString>("field");
        for (const char* field :
             {"schemaVersion", "id", "name", "variable", "units", "season", "area", "fineGrid", "transform",
              "historyDays", "synthetic", "testDays", "scores", "trainedWith", "softwareVersion", "sha256"})
            QTest::newRow(field) << field;
    }
    void everythingMissingIsTold()
    {
        QFETCH(QString, field);
        spoiled([&](nlohmann::json& content) { content.erase(field.toStdString()); }, {"model.json", field});
        spoiled(
            [&](nlohmann::json& content) {
                content[field.toStdString()] = nlohmann::json::array({nlohmann::json::object()});
            },
            {"model.json", field});
    }
    void valuesOutOfRangeAreTold()
    {
        spoiled([](nlohmann::json& c) { c["schemaVersion"] = 7; }, {"model.json", "7"});
        spoiled([](nlohmann::json& c) { c["season"] = "monsoon"; }, {"model.json", "season"});
        spoiled([](nlohmann::json& c) { c["area"]["south"] = 80; }, {"model.json", "area"});
        spoiled([](nlohmann::json& c) { c["transform"]["fine"]["standardDeviation"] = 0; },
                {"model.json", "transform"});
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
        QVERIFY(rmse("Shamal, mean") < rmse("per-cell regression"));
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
        card.fine = {1e-6, -1.234567890123, 0.3456789};
        card.synthetic = true;
        card.testDays = {{2006, 7, 14}, {2006, 8, 1}};
        card.scores = {{"Shamal, mean", 0.2, 0.15, -0.01, 0.8, std::nan("")}};
        card.sha256 = {{"weights.safetensors", sha256OfFile(card.folder / "weights.safetensors")}};
        writeModelCard(card);
        return card;
    }
    static void spoiled(const std::function<void(nlohmann::json&)>& spoil, const QStringList& words)
    {
        const QTemporaryDir folder;
        const ModelCard card = makePackage(folder);
        std::ifstream in(card.folder / "model.json");
        nlohmann::json content = nlohmann::json::parse(in);
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
