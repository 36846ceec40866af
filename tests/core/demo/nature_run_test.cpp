#include <QTest>

#include "demo/nature_run.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <netcdf.h>
#include <sys/file.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "demo/dust_sources.h"
#include "demo/model_domain.h"
#include "fields/error.h"
#include "fields/resources.h"

using namespace shamal;
namespace fs = std::filesystem;

/// Files are read back with netCDF-C itself, not with the code that reads data elsewhere.
class NatureRunTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void isTheSameForAnyNumberOfThreads();
    void isAnotherWorldForAnotherSeed();
    void saysInEveryFileThatItIsSynthetic();
    void liesOnThePublishedGrids();
    void makesTheSecondAreaTheSameForAnyNumberOfThreads();
    void raisesNoDustFromTheSea();
    void labelsDaysAtNoon();
    void looksLikeDust();
    void leavesNoFileWhenStopped();
    void stopsWithinASecond();
    void refusesAFineRecordBeforeTheCoarseOne();
    void makesACachedWorldOnce();
    void clearsWhatKilledProcessesLeftHalfMade();

private:
    QTemporaryDir m_folder;
    DemoWorldFiles m_world;
};

namespace {

DemoWorldOptions shortWorld()
{
    DemoWorldOptions options;
    options.coarseFirst = {2005, 5, 1};
    options.fineDays = 5;
    options.spinUpDays = 4;
    options.threads = 1;
    return options;
}

/// An open file; every fault is a failed test.
class ReadBack {
public:
    explicit ReadBack(const fs::path& path)
    {
        if (nc_open(path.c_str(), NC_NOWRITE, &m_id) != NC_NOERR)
            qFatal("cannot open %s", path.c_str());
    }
    ~ReadBack() { nc_close(m_id); }
    ReadBack(const ReadBack&) = delete;
    ReadBack& operator=(const ReadBack&) = delete;

    std::vector<double> values(const char* name) const
    {
        int variable = 0, count = 0;
        int dimensions[NC_MAX_VAR_DIMS];
        nc_inq_varid(m_id, name, &variable);
        nc_inq_varndims(m_id, variable, &count);
        nc_inq_vardimid(m_id, variable, dimensions);
        std::size_t size = 1;
        for (int i = 0; i < count; ++i) {
            std::size_t length = 0;
            nc_inq_dimlen(m_id, dimensions[i], &length);
            size *= length;
        }
        std::vector<double> all(size);
        if (nc_get_var_double(m_id, variable, all.data()) != NC_NOERR)
            qFatal("cannot read %s", name);
        return all;
    }
    std::string text(const char* variableName, const char* attribute) const
    {
        int variable = NC_GLOBAL;
        if (variableName != nullptr)
            nc_inq_varid(m_id, variableName, &variable);
        std::size_t length = 0;
        if (nc_inq_attlen(m_id, variable, attribute, &length) != NC_NOERR)
            return {};
        std::string value(length, ' ');
        nc_get_att_text(m_id, variable, attribute, value.data());
        return value;
    }

private:
    int m_id = 0;
};

std::vector<double> dust(const fs::path& path)
{
    return ReadBack(path).values("DUEXTTAU");
}

int entriesIn(const QString& folder)
{
    return static_cast<int>(
        QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size());
}

}  // namespace

void NatureRunTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8());
    m_world = makeDemoWorld(m_folder.filePath("one").toStdString(), shortWorld(), {}, {});
}

void NatureRunTest::isTheSameForAnyNumberOfThreads()
{
    for (const int threads : {2, 3}) {
        DemoWorldOptions options = shortWorld();
        options.threads = threads;
        const auto other = makeDemoWorld(m_folder.filePath("threads").toStdString(), options, {}, {});
        QCOMPARE(dust(other.coarse), dust(m_world.coarse));
        QCOMPARE(dust(other.fine), dust(m_world.fine));
    }
}

void NatureRunTest::isAnotherWorldForAnotherSeed()
{
    DemoWorldOptions options = shortWorld();
    options.seed = 2;
    options.fineDays = 1;
    const auto other = makeDemoWorld(m_folder.filePath("seed").toStdString(), options, {}, {});
    const auto first = dust(m_world.fine), second = dust(other.fine);
    QVERIFY(!std::equal(second.begin(), second.end(), first.begin()));
    // The ground stays.
    QCOMPARE(ReadBack(other.elevation).values("elevation"), ReadBack(m_world.elevation).values("elevation"));
}

void NatureRunTest::saysInEveryFileThatItIsSynthetic()
{
    for (const fs::path& path : {m_world.coarse, m_world.fine, m_world.elevation}) {
        const ReadBack file(path);
        QCOMPARE(file.text(nullptr, "synthetic"), std::string("true"));
        QCOMPARE(file.text(nullptr, "comment"),
                 std::string("Synthetic data made by Shamal's demo world, seed 1. "
                             "Not observations, not a model product."));
        QVERIFY(!file.text(nullptr, "history").empty());
    }
    QVERIFY(ReadBack(m_world.coarse).text(nullptr, "Title").starts_with("MERRA-2"));
    QCOMPARE(ReadBack(m_world.coarse).text(nullptr, "ShortName"), std::string("M2T1NXAER"));
    QVERIFY(ReadBack(m_world.fine).text(nullptr, "Title").starts_with("G5NR"));
    QCOMPARE(ReadBack(m_world.fine).text(nullptr, "ShortName"), std::string("c1440_NR"));
}

void NatureRunTest::liesOnThePublishedGrids()
{
    const auto fineLatitudes = ReadBack(m_world.fine).values("lat"),
               fineLongitudes = ReadBack(m_world.fine).values("lon");
    QCOMPARE(fineLatitudes.size(), std::size_t{228});
    QCOMPARE(fineLongitudes.size(), std::size_t{322});
    QCOMPARE(fineLatitudes.front(), 29.2);
    QCOMPARE(fineLatitudes.back(), 29.2 + 227 * 0.0625);
    QCOMPARE(fineLongitudes.back(), 60.3 + 321 * 0.0625);
    for (const double latitude : ReadBack(m_world.coarse).values("lat"))
        QCOMPARE(std::remainder(latitude, 0.5), 0.0);
    for (const double longitude : ReadBack(m_world.coarse).values("lon"))
        QCOMPARE(std::remainder(longitude + 180.0, 0.625), 0.0);
    // Two cells beyond the fine grid on every side.
    const auto latitudes = ReadBack(m_world.coarse).values("lat"),
               longitudes = ReadBack(m_world.coarse).values("lon");
    QVERIFY(latitudes[2] <= 29.2 && latitudes[latitudes.size() - 3] >= fineLatitudes.back());
    QVERIFY(longitudes[2] <= 60.3 && longitudes[longitudes.size() - 3] >= fineLongitudes.back());
}

void NatureRunTest::makesTheSecondAreaTheSameForAnyNumberOfThreads()
{
    DemoWorldOptions options = shortWorld();
    options.area = DemoArea::A1;
    options.fineDays = 1;
    options.spinUpDays = 1;
    const auto one = makeDemoWorld(m_folder.filePath("A1").toStdString(), options, {}, {});
    options.threads = 2;
    const auto two = makeDemoWorld(m_folder.filePath("A1-threads").toStdString(), options, {}, {});
    QCOMPARE(dust(two.coarse), dust(one.coarse));
    QCOMPARE(dust(two.fine), dust(one.fine));

    const auto latitudes = ReadBack(one.fine).values("lat"), longitudes = ReadBack(one.fine).values("lon");
    QCOMPARE(latitudes.size(), std::size_t{432});
    QCOMPARE(longitudes.size(), std::size_t{358});
    QCOMPARE(latitudes.front(), 10.7);
    QCOMPARE(longitudes.front(), 34.3);
    const auto coarseLatitudes = ReadBack(one.coarse).values("lat"),
               coarseLongitudes = ReadBack(one.coarse).values("lon");
    for (const double latitude : coarseLatitudes)
        QCOMPARE(std::remainder(latitude, 0.5), 0.0);
    for (const double longitude : coarseLongitudes)
        QCOMPARE(std::remainder(longitude + 180.0, 0.625), 0.0);
    // Two cells beyond the fine grid on every side.
    QVERIFY(coarseLatitudes[2] <= latitudes.front() &&
            coarseLatitudes[coarseLatitudes.size() - 3] >= latitudes.back());
    QVERIFY(coarseLongitudes[2] <= longitudes.front() &&
            coarseLongitudes[coarseLongitudes.size() - 3] >= longitudes.back());
}

void NatureRunTest::raisesNoDustFromTheSea()
{
    for (const Detail detail : {Detail::Coarse, Detail::Fine}) {
        const Grid grid = Grid::regular(10.7, 0.125, 216, 34.3, 0.125, 179);
        const ModelDomain domain = modelDomain(DemoArea::A1, grid, detail, 2);
        const std::vector<float> strength = sourceStrength(domain, detail);
        const auto at = [&](double latitude, double longitude) {
            const auto row = static_cast<std::size_t>(std::lround((latitude - 10.7) / 0.125));
            const auto column = static_cast<std::size_t>(std::lround((longitude - 34.3) / 0.125));
            return strength[row * grid.columns() + column];
        };
        QCOMPARE(at(13.0, 54.0), 0.0F);   // Arabian Sea
        QCOMPARE(at(20.5, 38.7), 0.0F);   // Red Sea
        QVERIFY(at(20.0, 51.0) > 0.01F);  // Rub al Khali
        QVERIFY(at(32.5, 44.5) > 0.01F);  // Mesopotamia
    }
}

void NatureRunTest::labelsDaysAtNoon()
{
    const ReadBack fine(m_world.fine), coarse(m_world.coarse);
    QCOMPARE(fine.text("time", "units"), std::string("minutes since 2005-05-15 12:00:00"));
    QCOMPARE(fine.values("time"), (std::vector<double>{0, 1440, 2880, 4320, 5760}));
    QCOMPARE(coarse.text("time", "units"), std::string("minutes since 2005-05-01 12:00:00"));
    QCOMPARE(coarse.values("time").size(), std::size_t{19});  // to the last fine day, 2005-05-19
}

void NatureRunTest::looksLikeDust()
{
    for (const fs::path& path : {m_world.coarse, m_world.fine}) {
        std::vector<double> values = dust(path);
        std::sort(values.begin(), values.end());
        QVERIFY(values.front() > 0.0);
        QVERIFY(values.back() <= 5.0);
        const double median = values[values.size() / 2];
        QVERIFY2(median > 0.01 && median < 0.6, qPrintable(QString::number(median)));
    }
    // Plumes, not noise: neighbouring cells resemble each other. Mean square of a step east against the
    // variance.
    const std::vector<double> fine = dust(m_world.fine);
    double sum = 0.0, squares = 0.0, steps = 0.0;
    for (std::size_t i = 1; i < fine.size(); ++i) {
        const double value = std::log10(fine[i]), previous = std::log10(fine[i - 1]);
        sum += value;
        squares += value * value;
        steps += (value - previous) * (value - previous);
    }
    const auto count = static_cast<double>(fine.size());
    QVERIFY(steps / count < 0.1 * (squares / count - sum / count * sum / count));
}

void NatureRunTest::leavesNoFileWhenStopped()
{
    std::stop_source stop;
    const QString folder = m_folder.filePath("stopped");
    const Progress progress([&stop](double fraction, const std::string&) {
        if (fraction > 0.05)
            stop.request_stop();
    });
    QVERIFY_THROWS_EXCEPTION(Stopped,
                             makeDemoWorld(folder.toStdString(), shortWorld(), progress, stop.get_token()));
    QCOMPARE(entriesIn(folder), 0);

    // Later, in the fine run, the coarse record is whole and stays; no half fine one does.
    std::stop_source late;
    const Progress until([&late](double fraction, const std::string&) {
        if (fraction > 0.6)
            late.request_stop();
    });
    QVERIFY_THROWS_EXCEPTION(Stopped,
                             makeDemoWorld(folder.toStdString(), shortWorld(), until, late.get_token()));
    QVERIFY(fs::exists(demoWorldFilesIn(folder.toStdString()).coarse));
    QVERIFY(!fs::exists(demoWorldFilesIn(folder.toStdString()).fine));
    QCOMPARE(entriesIn(folder), 2);  // with the elevation
}

void NatureRunTest::stopsWithinASecond()
{
    DemoWorldOptions options;  // years of spin-up to skip, a long record to run
    options.threads = 1;
    std::stop_source stop;
    QElapsedTimer sinceStop;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(400));
        sinceStop.start();
        stop.request_stop();
    });
    QVERIFY_THROWS_EXCEPTION(
        Stopped, makeDemoWorld(m_folder.filePath("soon").toStdString(), options, {}, stop.get_token()));
    stopper.join();
    QVERIFY(sinceStop.elapsed() < 1000);
}

void NatureRunTest::refusesAFineRecordBeforeTheCoarseOne()
{
    DemoWorldOptions options = shortWorld();
    options.fineFirst = {2005, 4, 1};
    QVERIFY_THROWS_EXCEPTION(InputError,
                             makeDemoWorld(m_folder.filePath("wrong").toStdString(), options, {}, {}));
}

void NatureRunTest::makesACachedWorldOnce()
{
    DemoWorldOptions options = shortWorld();
    options.fineDays = 1;
    QVERIFY(!demoWorldIsCached());
    QVERIFY(!demoWorldIsCached(options));
    {
        // Two at once agree on one world.
        std::jthread other([&] { cachedDemoWorld(options, {}, {}); });
        cachedDemoWorld(options, {}, {});
    }
    QVERIFY(demoWorldIsCached(options));
    QCOMPARE(entriesIn(m_folder.filePath("cache/shamal")), 1);

    bool worked = false;
    const auto files =
        cachedDemoWorld(options, Progress([&](double, const std::string&) { worked = true; }), {});
    QVERIFY(!worked);
    QCOMPARE(dust(files.fine).size(), std::size_t{228 * 322});
}

void NatureRunTest::clearsWhatKilledProcessesLeftHalfMade()
{
    DemoWorldOptions options = shortWorld();
    options.fineDays = 1;
    options.spinUpDays = 1;
    const fs::path cache = cacheFolder();
    const auto hourOld = [&](const char* name) {
        const fs::path folder = cache / name;
        fs::create_directories(folder);
        std::ofstream(folder / "half.nc4") << "half";
        fs::last_write_time(folder, fs::file_time_type::clock::now() - std::chrono::hours(1));
        return folder;
    };
    const fs::path abandoned = hourOld("demo-world-v2-A0-1.part-0badcafe");
    const fs::path foreign = hourOld("models.part-0badcafe");
    const fs::path locked = hourOld("demo-world-v2-A1-1.part-12345678");
    const int lock = open(locked.c_str(), O_RDONLY | O_DIRECTORY);
    QCOMPARE(flock(lock, LOCK_EX), 0);  // as a process does while it makes a world
    const fs::path young = cache / "demo-world-v2-A0-2.part-87654321";
    fs::create_directories(young);

    cachedDemoWorld(options, {}, {});
    QVERIFY(!fs::exists(abandoned));
    QVERIFY(fs::exists(foreign));
    QVERIFY(fs::exists(locked));
    QVERIFY(fs::exists(young));
    ::close(lock);
    cachedDemoWorld(options, {}, {});
    QVERIFY(!fs::exists(locked));
    QVERIFY(fs::exists(young));
}

QTEST_GUILESS_MAIN(NatureRunTest)
#include "nature_run_test.moc"
