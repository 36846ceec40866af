#include <QtTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/downscaler.h"

#include "downscale/result.h"
#include "fields/resources.h"
#include "tiny_world.h"

#include <limits>

using namespace shamal;

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

double rmsDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        squares += std::pow(std::log10(static_cast<double>(a[i])) - std::log10(static_cast<double>(b[i])), 2);
    return std::sqrt(squares / static_cast<double>(a.size()));
}

std::vector<Date> days(int first, int count)
{
    std::vector<Date> list;
    for (int i = 0; i < count; ++i)
        list.push_back(dateOfDay(tiny_world::firstFineDay() + first + i, Calendar::Standard));
    return list;
}

}  // namespace

/// A model trained in seconds on a world of formulas, and what can be asked of it. Skill on the demo world is
/// a matter of the shipped model's own scores.
class DownscalerTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_model = std::filesystem::path(m_folder.path().toStdString()) / "tiny";
        m_downscaler = makeDownscaler();
        m_card = m_downscaler->train(tiny_world::trainRequest(m_model), Progress{}, {});
    }

    void trainingLeavesAReadablePackageWithScores()
    {
        const ModelCard read = readModelPackage(m_model);
        QCOMPARE(read.id, m_card.id);
        QCOMPARE(read.scores.size(), std::size_t{7});
        QVERIFY(read.scores.front().crps.has_value());
        QCOMPARE(QString::fromStdString(read.scores.front().method), "Shamal, mean");
        QVERIFY(read.synthetic);
        // What even a hardly trained model has from its regression on the coarse field.
        QVERIFY(scoreOf("Shamal, mean").rmse < 0.7 * scoreOf("coarse, bilinear").rmse);
        QVERIFY(scoreOf("Shamal, mean").rmse < 1.2 * scoreOf("cell regression, coarse").rmse);
    }
    void trainingRepeatsWithItsSeed()
    {
        TrainRequest request = tiny_world::trainRequest(m_model.parent_path() / "again");
        request.encoderSteps = request.meanSteps = request.denoiserSteps = 3;
        const ModelCard one = m_downscaler->train(request, Progress{}, {});
        QCOMPARE(m_downscaler->train(request, Progress{}, {}).sha256, one.sha256);
        request.seed = 2;
        QVERIFY(m_downscaler->train(request, Progress{}, {}).sha256 != one.sha256);
    }
    void stoppedTrainingLeavesNoPackage()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(m_downscaler->train(tiny_world::trainRequest(m_model.parent_path() / "none"),
                                                     Progress{}, stop.get_token()),
                                 Stopped);
        QVERIFY(!std::filesystem::exists(m_model.parent_path() / "none/model.json"));
    }

    void daysFinishedBeforeAStopAreDelivered()
    {
        std::stop_source stop;
        std::vector<Date> delivered;
        const auto keep = [&](const DownscaledDay& day) {
            delivered.push_back(day.date);
            if (delivered.size() == 2)
                stop.request_stop();
        };
        QVERIFY_EXCEPTION_THROWN(m_downscaler->downscale(request(60, 4), keep, Progress{}, stop.get_token()),
                                 Stopped);
        QCOMPARE(delivered, days(60, 2));
    }
    void membersDependOnSeedMemberAndDayAlone()
    {
        DownscaleRequest both = request(60, 2);
        both.sampler.members = 2;
        const auto two = run(both);
        DownscaleRequest second = request(61, 1);
        const auto alone = run(second);
        QVERIFY(rmsDifference(two[1].members[0], alone[0].members[0]) < 1e-5);  // true history either way
        QVERIFY(rmsDifference(two[1].members[0], two[1].members[1]) > 1e-3);
        second.sampler.seed = 77;
        QVERIFY(rmsDifference(run(second)[0].members[0], alone[0].members[0]) > 1e-3);
        QCOMPARE(two[0].spread.size(), two[0].mean.size());
        const double x = std::log10(static_cast<double>(two[0].members[0][5])) -
                         std::log10(static_cast<double>(two[0].members[1][5]));
        QVERIFY(std::abs(two[0].spread[5] - std::abs(x) / std::sqrt(2.0)) < 1e-4);
    }
    void threadsDoNotChangeTheResult()
    {
        DownscaleRequest one = request(60, 1);
        DownscaleRequest two = one;
        two.threads = 2;
        QVERIFY(rmsDifference(run(one)[0].members[0], run(two)[0].members[0]) < 1e-4);
    }
    void tilesGiveNearlyTheWholeField()
    {
        DownscaleRequest whole = request(60, 1);
        DownscaleRequest tiled = whole;
        tiled.sampler.tile = 24;
        tiled.sampler.stride = 8;
        tiled.sampler.halo = 8;
        const auto a = run(whole);
        const auto b = run(tiled);
        QVERIFY2(rmsDifference(a[0].mean, b[0].mean) < 0.05,
                 qPrintable(QString::number(rmsDifference(a[0].mean, b[0].mean))));
    }
    void tilesGiveNearlyTheWholeFieldOfTheShippedModel()
    {
        DownscaleRequest whole;
        whole.model = resourcesFolder() / "models/demo-a0";
        whole.coarse = tiny_world::series(Grid::regular(28.0, 0.5, 34, 59.375, 0.625, 36),
                                          tiny_world::firstFineDay(), 1, false);
        whole.area = kAreaA0;
        whole.days = days(0, 1);
        whole.sampler.members = 0;
        DownscaleRequest tiled = whole;
        tiled.sampler.tile = 96;
        tiled.sampler.stride = 64;
        tiled.sampler.halo = 16;
        const double difference = rmsDifference(run(whole)[0].mean, run(tiled)[0].mean);
        QVERIFY2(difference < 0.08,
                 qPrintable(QString::number(difference)));  // log10; its error on held-out days is 0.19
    }
    void aWindowIsCloseToThatPartOfTheWhole()
    {
        DownscaleRequest part = request(60, 1);
        part.area = {30.5, 31.0, 63.0, 63.5};
        const DownscaleRunInfo info = planDownscaling(part);
        QCOMPARE(info.grid.rows(), std::size_t{8});
        const auto window = run(part)[0].mean;
        const auto whole = run(request(60, 1))[0].mean;
        std::vector<float> same;
        for (std::size_t r = 0; r < 8; ++r)
            for (std::size_t c = 0; c < 8; ++c)
                same.push_back(whole[(8 + r) * 40 + 16 + c]);
        QVERIFY(rmsDifference(window, same) < 1e-4);  // the context makes both the whole grid
    }
    void worksWithoutAnyPast()
    {
        DownscaleRequest bare = request(60, 1);
        bare.fine.reset();
        const std::size_t step = *bare.coarse.find(bare.days.front());
        bare.coarse = bare.coarse.select(std::array{step});
        const auto result = run(bare);
        QVERIFY(!result[0].fullHistory);
        for (const float value : result[0].mean)
            QVERIFY(std::isfinite(value) && value > 0.0F);
    }
    void ownPredictionsBecomeHistoryBeyondTheFineRecord()
    {
        const auto result = run(request(tiny_world::kFineDays - 1, 3));  // the record ends with the first
        for (const DownscaledDay& day : result)
            QVERIFY(day.fullHistory);
    }
    void ownPredictionsFadeAfterTheLastTrueDay()
    {
        const int beyond = tiny_world::kFineDays;  // the day after the last true one
        const auto forEver = run(request(beyond, 5));
        DownscaleRequest blind = request(beyond, 5);
        blind.history = HistoryMode::CoarseOnly;
        const auto without = run(blind);
        ModelCard card = m_card;
        card.historyWeight = {0.25, 0.0, 0.0};  // a quarter of the second day, nothing after it
        writeModelCard(card);
        const auto fading = run(request(beyond, 5));
        writeModelCard(m_card);
        QVERIFY(fading[0].mean == forEver[0].mean);
        for (std::size_t day = 2; day < 5; ++day)
            QVERIFY(fading[day].mean == without[day].mean);
        for (std::size_t day = 0; day < 5; ++day) {
            QCOMPARE(fading[day].fullHistory, day < 2);
            QVERIFY(forEver[day].mean != without[day].mean);
        }
        double fromBlend = 0.0;
        for (std::size_t i = 0; i < fading[1].mean.size(); ++i) {
            const double blended =
                0.25 * std::log10(forEver[1].mean[i]) + 0.75 * std::log10(without[1].mean[i]);
            fromBlend = std::max(fromBlend, std::abs(std::log10(fading[1].mean[i]) - blended));
        }
        QVERIFY2(fromBlend < 1e-4, qPrintable(QString::number(fromBlend)));
    }
    void strictHistoryReplacesTruth()
    {
        DownscaleRequest lenient = request(60, 2);
        DownscaleRequest strict = lenient;
        strict.history = HistoryMode::Strict;
        const auto a = run(lenient);
        const auto b = run(strict);
        QVERIFY(rmsDifference(a[0].mean, b[0].mean) < 1e-6);
        QVERIFY(rmsDifference(a[1].mean, b[1].mean) > 1e-6);
    }
    void aResumedRunGoesOnAsIfItHadNotBeenCut()
    {
        DownscaleRequest whole = request(60, 4);
        whole.history = HistoryMode::Strict;
        whole.area = {30.5, 31.0, 63.0, 63.5};
        const auto expected = run(whole);
        DownscaleResult firstHalf(planDownscaling(whole), whole.coarse.metadata());
        firstHalf.add(expected[0]);
        firstHalf.add(expected[1]);
        DownscaleRequest rest = whole;
        rest.days.erase(rest.days.begin(), rest.days.begin() + 2);
        QVERIFY(run(rest)[0].mean != expected[2].mean);  // without what was predicted before
        rest.predicted = firstHalf.mean();
        const auto resumed = run(rest);
        QVERIFY(resumed[0].mean == expected[2].mean);
        QVERIFY(resumed[1].mean == expected[3].mean);
        QVERIFY(resumed[1].members == expected[3].members);
    }
    void missingCoarseCellsStayMissing()
    {
        DownscaleRequest holed = request(60, 1);
        std::vector<float> values;
        for (std::size_t i = 0; i < holed.coarse.size(); ++i)
            values.insert(values.end(), holed.coarse.field(i).begin(), holed.coarse.field(i).end());
        const std::size_t cells = holed.coarse.grid().cells();
        values[*holed.coarse.find(holed.days.front()) * cells + 4 * 7 + 3] = kMissing;
        holed.coarse = FieldSeries(holed.coarse.metadata(), holed.coarse.grid(), holed.coarse.calendar(),
                                   holed.coarse.steps(), values);
        const auto mean = run(holed)[0].mean;
        const auto missing = std::count_if(mean.begin(), mean.end(), [](float x) { return std::isnan(x); });
        QVERIFY(missing > 0 && missing < static_cast<std::ptrdiff_t>(mean.size()));
    }

    void impossibleRequestsAreRefusedWithAReason()
    {
        refused([](DownscaleRequest& r) { r.area = {0, 1, 0, 1}; }, "outside");
        refused([](DownscaleRequest& r) { r.days.clear(); }, "No day");
        refused([](DownscaleRequest& r) { r.days = {{1990, 1, 1}}; }, "1990-01-01");
        refused([](DownscaleRequest& r) { std::swap(r.days[0], r.days[1]); }, "ascending");
        refused([](DownscaleRequest& r) { r.sampler.members = -1; }, "members");
        refused([](DownscaleRequest& r) { r.sampler.tile = 32, r.sampler.stride = 30; }, "stride");
        refused([](DownscaleRequest& r) { r.sampler.tile = 20, r.sampler.stride = 2; }, "multiple");
        refused([](DownscaleRequest& r) { r.coarse = r.coarse.window({29.0, 31.0, 61.0, 64.0}); }, "covers");
        refused([](DownscaleRequest& r) { r.coarse = inUnits(r.coarse, "kg m-2"); }, "kg m-2");
        refused(
            [](DownscaleRequest& r) {
                r.fine = tiny_world::series(Grid::regular(30.0, 0.05, 40, 62.0, 0.05, 50), 0, 1, true);
            },
            "grid");
        refused([](DownscaleRequest& r) { r.model = "nowhere"; }, "nowhere");
    }
    void aPlanWarnsOfAnotherVariable()
    {
        DownscaleRequest other = request(60, 1);
        FieldMetadata metadata = other.coarse.metadata();
        metadata.name = "TOTEXTTAU";
        std::vector<float> values;
        for (std::size_t i = 0; i < other.coarse.size(); ++i)
            values.insert(values.end(), other.coarse.field(i).begin(), other.coarse.field(i).end());
        other.coarse =
            FieldSeries(metadata, other.coarse.grid(), other.coarse.calendar(), other.coarse.steps(), values);
        QVERIFY(planDownscaling(other).warning.find("DUEXTTAU") != std::string::npos);
        QVERIFY(planDownscaling(request(60, 1)).warning.empty());
    }

    void resultsBecomeSeriesAndAFile()
    {
        DownscaleRequest wanted = request(60, 2);
        wanted.sampler.members = 2;
        DownscaleResult result(planDownscaling(wanted), wanted.coarse.metadata());
        for (const DownscaledDay& day : run(wanted))
            result.add(day);
        QCOMPARE(result.mean().size(), std::size_t{2});
        QCOMPARE(result.members().size(), std::size_t{2});
        QVERIFY(result.spread().has_value());
        QVERIFY(result.mean().steps()[1].date == wanted.days[1]);
        QVERIFY(result.mean().steps()[1].daily);
        const OutputFile file = result.toFile();
        QCOMPARE(file.variables.size(), std::size_t{3});  // mean, spread, the ensemble
        QCOMPARE(file.variables.back().furtherMembers.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(file.attributes.at("shamal_model")),
                 QString::fromStdString(m_card.id));
        QVERIFY(file.attributes.at("shamal_model_sha256").find(m_card.sha256.begin()->second) !=
                std::string::npos);
        QCOMPARE(QString::fromStdString(file.attributes.at("synthetic")), "true");
    }

private:
    DownscaleRequest request(int firstFineDay, int count) const
    {
        DownscaleRequest request;
        request.model = m_model;
        request.coarse = tiny_world::coarseSeries();
        request.fine = tiny_world::fineSeries();
        request.area = tiny_world::kArea;
        request.days = days(firstFineDay, count);
        request.threads = 1;
        return request;
    }
    std::vector<DownscaledDay> run(const DownscaleRequest& request)
    {
        std::vector<DownscaledDay> result;
        m_downscaler->downscale(request, [&](const DownscaledDay& day) { result.push_back(day); }, Progress{},
                                {});
        return result;
    }
    const ModelScore& scoreOf(const std::string& method) const
    {
        return *std::find_if(m_card.scores.begin(), m_card.scores.end(),
                             [&](const ModelScore& s) { return s.method == method; });
    }
    static FieldSeries inUnits(const FieldSeries& series, const std::string& units)
    {
        FieldMetadata metadata = series.metadata();
        metadata.units = units;
        std::vector<float> values;
        for (std::size_t i = 0; i < series.size(); ++i)
            values.insert(values.end(), series.field(i).begin(), series.field(i).end());
        return {metadata, series.grid(), series.calendar(), series.steps(), values};
    }
    void refused(const std::function<void(DownscaleRequest&)>& spoil, const QString& word) const
    {
        DownscaleRequest wanted = request(60, 2);
        spoil(wanted);
        try {
            planDownscaling(wanted);
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(word), error.what());
            return;
        }
        QFAIL(qPrintable("not refused: " + word));
    }

    QTemporaryDir m_folder;
    std::filesystem::path m_model;
    std::unique_ptr<Downscaler> m_downscaler;
    ModelCard m_card;
};

QTEST_GUILESS_MAIN(DownscalerTest)
#include "downscaler_test.moc"
