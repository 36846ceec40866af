#include <QTest>

#include "downscale/model_evaluation.h"
#include "downscale/sha256.h"
#include "fields/error.h"
#include "tiny_world.h"

#include <QTemporaryDir>

#include <fstream>
#include <set>

using namespace shamal;

namespace {

/// Answers every request with the truth times a factor, and keeps what it was asked.
class Oracle : public Downscaler {
public:
    explicit Oracle(float factor) : m_factor(factor) {}
    void downscale(const DownscaleRequest& request, const std::function<void(const DownscaledDay&)>& dayDone,
                   const Progress&, std::stop_token) override
    {
        asked = request;
        const FieldSeries truth = tiny_world::fineSeries();
        for (const Date date : request.days) {
            DownscaledDay day;
            day.date = date;
            for (const float value : truth.field(*truth.find(date)))
                day.mean.push_back(m_factor * value);
            for (int m = 0; m < request.sampler.members; ++m)
                day.members.push_back(day.mean);
            dayDone(day);
        }
    }
    ModelCard train(const TrainRequest&, const Progress&, std::stop_token) override { return {}; }

    DownscaleRequest asked;

private:
    float m_factor;
};

/// A package that can be read; its networks are never looked at.
ModelCard package(const std::filesystem::path& folder, const TrainingSet& set)
{
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "weights.safetensors") << "weights";
    ModelCard card;
    card.id = "tiny-000000000000";
    card.name = "Tiny";
    card.variable = "DUEXTTAU";
    card.units = "1";
    card.area = tiny_world::kArea;
    card.fineGrid = set.grid;
    card.coarse = set.coarse;
    card.fine = set.fine;
    card.split = set.days;
    card.training.device = "cpu";
    card.trainedWith = "as in the test";
    card.softwareVersion = "1";
    card.sha256["weights.safetensors"] = sha256OfFile(folder / "weights.safetensors");
    card.folder = folder;
    writeModelCard(card);
    return readModelPackage(folder);
}

}  // namespace

class ModelEvaluationTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_evaluation.emplace(tiny_world::trainRequest("unused"), Progress{}, std::stop_token{});
        m_card = package(m_folder.filePath("model").toStdString(), m_evaluation->set());
    }

    void aPerfectModelScoresPerfectly()
    {
        Oracle perfect(1.0F);
        const MethodEvaluation scores =
            m_evaluation->model(perfect, "perfect", m_card, SamplerOptions{}, Progress{}, {}).all;
        QCOMPARE(scores.days.size(), m_evaluation->set().days.test.size());
        QVERIFY(scores.rmse < 1e-6);
        QVERIFY(std::abs(scores.r2 - 1.0) < 1e-6);
        QVERIFY(perfect.asked.days == m_evaluation->set().days.test);
        QVERIFY(perfect.asked.history == HistoryMode::Lenient);
    }
    void aFactorIsABiasInLog10()
    {
        Oracle tenfold(10.0F);
        const MethodEvaluation scores =
            m_evaluation->model(tenfold, "tenfold", m_card, SamplerOptions{}, Progress{}, {}).all;
        QVERIFY(std::abs(scores.bias - 1.0) < 1e-5);
        QVERIFY(std::abs(scores.rmse - 1.0) < 1e-5);
    }
    void nothingOfTheHeldBackBlockIsGivenAway()
    {
        Oracle perfect(1.0F);
        const MethodEvaluation scores = m_evaluation->outOfData(
            perfect, "rolled out", m_card, HistoryMode::Lenient, SamplerOptions{}, Progress{}, {});
        const std::vector<Date>& block = m_evaluation->set().days.outOfData;
        QVERIFY(perfect.asked.days == block);
        QCOMPARE(scores.days.size(), block.size());
        QVERIFY(perfect.asked.fine->steps().back().date < block.front());
    }
    void leadsAreCountedFromTheLastTrueDay()
    {
        Oracle tenfold(10.0F);
        const MethodEvaluation without = m_evaluation->outOfData(
            tenfold, "without", m_card, HistoryMode::CoarseOnly, SamplerOptions{}, Progress{}, {});
        Oracle perfect(1.0F);
        const LeadSkill leads = m_evaluation->leadSkill(perfect, m_card, without, Progress{}, {});
        const std::vector<Date>& block = m_evaluation->set().days.outOfData;
        QCOMPARE(leads.starts, std::size_t{1});  // the block is shorter than twenty days
        QCOMPARE(leads.own.size(), block.size());
        QVERIFY(perfect.asked.fine->steps().back().date < block.front());
        for (std::size_t lead = 0; lead < leads.own.size(); ++lead) {
            QVERIFY(leads.own[lead] < 1e-5);
            QVERIFY(std::abs(leads.without[lead] - 1.0) < 1e-5);
        }
    }
    void persistenceAndTheCoarseFieldAreWhatTheirNamesSay()
    {
        std::vector<MethodEvaluation> baselines;
        for (const SeasonalEvaluation& baseline : m_evaluation->baselines(Progress{}, {}))
            baselines.push_back(baseline.all);
        QCOMPARE(baselines.front().method, std::string("persistence"));
        const FieldSeries fine = tiny_world::fineSeries();
        double squares = 0.0;
        double n = 0.0;
        for (const Date date : m_evaluation->set().days.test) {
            const std::size_t step = *fine.find(date);
            for (std::size_t i = 0; i < fine.grid().cells(); ++i) {
                const double error = std::log10(static_cast<double>(fine.field(step - 1)[i])) -
                                     std::log10(static_cast<double>(fine.field(step)[i]));
                squares += error * error;
                n += 1.0;
            }
        }
        QVERIFY(std::abs(baselines.front().rmse - std::sqrt(squares / n)) < 1e-5);
        const auto bilinear = std::ranges::find(baselines, "coarse, bilinear", &MethodEvaluation::method);
        QVERIFY(bilinear != baselines.end());
        QVERIFY(bilinear->bias < -0.2);  // the tiny world's coarse record lies 0.3 lower
    }
    void seasonsShareTheDaysOut()
    {
        const SeasonalEvaluation persistence = m_evaluation->baselines(Progress{}, {}).front();
        std::set<Season> seasons;
        for (const Date date : m_evaluation->set().days.test)
            for (const Season season : {Season::DJF, Season::MAM, Season::JJA, Season::SON})
                if (contains(season, date))
                    seasons.insert(season);
        QVERIFY(!seasons.empty());
        QCOMPARE(persistence.seasons.size(), seasons.size());
        double squares = 0.0;
        std::size_t days = 0;
        for (const auto& [season, scores] : persistence.seasons) {
            for (const DaySums& day : scores.days)
                QVERIFY(contains(season, dateOfDay(day.day, Calendar::Standard)));
            squares += scores.rmse * scores.rmse * static_cast<double>(scores.days.size());
            days += scores.days.size();
        }
        QCOMPARE(days, persistence.all.days.size());
        QVERIFY(std::abs(std::sqrt(squares / static_cast<double>(days)) - persistence.all.rmse) < 1e-9);

        TrainRequest ofOne = tiny_world::trainRequest("unused");
        ofOne.season = Season::MAM;
        QVERIFY(ModelEvaluation(ofOne, Progress{}, {}).baselines(Progress{}, {}).front().seasons.empty());
    }
    void aModelThatSawATestDayIsRefused()
    {
        ModelCard seen = m_card;
        seen.split.train.push_back(seen.split.test.back());
        std::ranges::sort(seen.split.train);
        Oracle perfect(1.0F);
        try {
            m_evaluation->model(perfect, "seen", seen, SamplerOptions{}, Progress{}, {});
            QFAIL("not refused");
        } catch (const InputError& error) {
            QVERIFY(std::string(error.what()).find("is a test day") != std::string::npos);
        }
    }

private:
    QTemporaryDir m_folder;
    std::optional<ModelEvaluation> m_evaluation;
    ModelCard m_card;
};

QTEST_GUILESS_MAIN(ModelEvaluationTest)
#include "model_evaluation_test.moc"
