#include <QTest>

#include "downscale/result_file.h"
#include "fields/error.h"
#include "io/dataset.h"
#include "io/netcdf_file.h"

#include <QTemporaryDir>

using namespace shamal;

namespace {

constexpr int kDays = 6;

/// Days that tell themselves apart, with two members.
DownscaledDay dayOf(const DownscaleRunInfo& info, int i)
{
    DownscaledDay day;
    day.date = info.days[static_cast<std::size_t>(i)];
    for (std::size_t cell = 0; cell < info.grid.cells(); ++cell)
        day.mean.push_back(0.1F + 0.01F * static_cast<float>(i) + 0.001F * static_cast<float>(cell));
    day.members = {day.mean, day.mean};
    day.members[1][0] = 9.0F;
    day.spread = day.mean;
    day.fullHistory = i > 1;
    return day;
}

}  // namespace

class ResultFileTest : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_info = DownscaleRunInfo{};
        m_info.model.id = "tiny-0123456789ab";
        m_info.model.name = "Tiny";
        m_info.model.variable = "DUEXTTAU";
        m_info.model.units = "1";
        m_info.grid = Grid::regular(30.0, 0.0625, 4, 60.0, 0.0625, 5);
        const std::int64_t first = dayNumber({2006, 2, 26}, Calendar::Standard);
        for (int i = 0; i < kDays; ++i)
            m_info.days.push_back(dateOfDay(first + i, Calendar::Standard));
        m_info.sampler.members = 2;
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("run.nc").toStdString();
        m_part = m_path.string() + ".part";
    }

    void holdsWhatAFileWrittenAtOnceHolds()
    {
        write(ResultFile::begin(m_path, m_info, {}), 0, kDays).finish();
        QVERIFY(!std::filesystem::exists(m_part));
        DownscaleResult whole(m_info, {});
        for (int i = 0; i < kDays; ++i)
            whole.add(dayOf(m_info, i));
        const std::filesystem::path atOnce = m_folder->filePath("at-once.nc").toStdString();
        writeCf(atOnce, whole.toFile());
        sameContent(m_path, atOnce);
    }
    void seriesShareTheValuesOfTheDays()
    {
        DownscaleResult result(m_info, {});
        for (int i = 0; i < 2; ++i)
            result.add(dayOf(m_info, i));
        const DownscaledDay& second = *result.days()[1];
        QCOMPARE(result.mean().field(1).data(), second.mean.data());
        QCOMPARE(result.spread()->field(1).data(), second.spread.data());
        QCOMPARE(result.members()[1].field(1).data(), second.members[1].data());
        const FieldSeries member = *result.member(1);
        result = DownscaleResult(m_info, {});  // another run begins
        QCOMPARE(member.at(0, 0, 0), 9.0F);
    }
    void daysAreOnTheDiskBeforeTheRunIsDone()
    {
        ResultFile file = write(ResultFile::begin(m_path, m_info, {}), 0, 3);
        QVERIFY(!std::filesystem::exists(m_path));
        std::filesystem::copy_file(m_part, m_folder->filePath("seen.nc").toStdString());  // as after a kill
        QCOMPARE(Dataset::open(m_folder->filePath("seen.nc").toStdString()).steps().size(), std::size_t{3});
    }
    void aKilledRunIsResumedFromItsPart()
    {
        write(ResultFile::begin(m_path, m_info, {}), 0, 4);  // never finished
        ResultFile rest = ResultFile::resume(m_path, m_info, {});
        QVERIFY(rest.finishedDays() == std::vector<Date>(m_info.days.begin(), m_info.days.begin() + 4));
        QCOMPARE(rest.predicted()->size(), std::size_t{4});
        QVERIFY(std::ranges::equal(rest.predicted()->field(3), dayOf(m_info, 3).mean));
        write(std::move(rest), 4, kDays).finish();
        const std::filesystem::path whole = m_folder->filePath("whole.nc").toStdString();
        write(ResultFile::begin(whole, m_info, {}), 0, kDays).finish();
        sameContent(m_path, whole);
    }
    void aStoppedRunIsResumedFromItsFile()
    {
        write(ResultFile::begin(m_path, m_info, {}), 0, 2).finish();
        write(ResultFile::resume(m_path, m_info, {}), 2, kDays).finish();
        QCOMPARE(Dataset::open(m_path).steps().size(), std::size_t{kDays});
        QCOMPARE(NetcdfFile(m_path).text(kGlobalAttributes, "shamal_history_made_up"),
                 std::string("2006-02-26 2006-02-27"));
    }
    void resumingWhatIsNotThereBegins()
    {
        const ResultFile file = ResultFile::resume(m_path, m_info, {});
        QVERIFY(file.finishedDays().empty());
        QVERIFY(!file.predicted());
    }
    void anotherRunIsNotGoneOnWith()
    {
        write(ResultFile::begin(m_path, m_info, {}), 0, 3).finish();
        const auto refused = [this](const std::string& word) {
            try {
                ResultFile::resume(m_path, m_info, {});
            } catch (const InputError& error) {
                return std::string(error.what()).find(word) != std::string::npos;
            }
            return false;
        };
        const DownscaleRunInfo info = m_info;
        m_info.sampler.seed = 2;
        QVERIFY(refused("shamal_seed"));
        m_info.sampler.seed = 1;
        m_info.model.id = "other";
        QVERIFY(refused("shamal_model"));
        m_info = info;
        m_info.grid = Grid::regular(31.0, 0.0625, 4, 60.0, 0.0625, 5);
        QVERIFY(refused("another area"));
        m_info = info;
        m_info.days.erase(m_info.days.begin());
        QVERIFY(refused("2006-02-26"));
        m_info = info;
        QCOMPARE(ResultFile::resume(m_path, m_info, {}).finishedDays().size(), std::size_t{3});
    }
    void howARunWasStitchedIsFoundAgain()
    {
        QVERIFY(!ResultFile::stitchingOf(m_path));
        m_info.sampler.stitching = Stitching::FusedTiles;
        m_info.sampler.tile = 128;
        ResultFile file = write(ResultFile::begin(m_path, m_info, {}), 0, 3);
        QVERIFY(ResultFile::stitchingOf(m_path) == Stitching::FusedTiles);  // of the part
        file.finish();
        QVERIFY(ResultFile::stitchingOf(m_path) == Stitching::FusedTiles);
        const DownscaleRunInfo made = m_info;
        m_info.sampler = decideStitching({}, 20, std::size_t{1} << 40U);  // memory for the whole field since
        m_info.sampler.members = 2;
        QVERIFY_EXCEPTION_THROWN(ResultFile::resume(m_path, m_info, {}), InputError);
        QCOMPARE(ResultFile::resume(m_path, made, {}).finishedDays().size(), std::size_t{3});
    }
    void aDamagedPartIsToldAndKept()
    {
        QFile part(QString::fromStdString(m_part.string()));
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write("not netCDF");
        part.close();
        QVERIFY_EXCEPTION_THROWN(ResultFile::resume(m_path, m_info, {}), InputError);
        QVERIFY(std::filesystem::exists(m_part));
    }
    void anOldFileStaysUntilTheNewOneIsWhole()
    {
        write(ResultFile::begin(m_path, m_info, {}), 0, 2).finish();
        {
            write(ResultFile::begin(m_path, m_info, {}), 0, 1);
        }
        QCOMPARE(Dataset::open(m_path).steps().size(), std::size_t{2});
        QVERIFY_EXCEPTION_THROWN(
            ResultFile::begin(m_folder->filePath("none/run.nc").toStdString(), m_info, {}), OutputError);
    }

private:
    ResultFile write(ResultFile file, int first, int last) const
    {
        for (int i = first; i < last; ++i)
            file.add(dayOf(m_info, i));
        return file;
    }
    static void sameContent(const std::filesystem::path& a, const std::filesystem::path& b)
    {
        const Dataset one = Dataset::open(a);
        const Dataset two = Dataset::open(b);
        QCOMPARE(one.steps(), two.steps());
        QCOMPARE(one.variables().size(), two.variables().size());
        for (const VariableInfo& variable : two.variables()) {
            for (std::size_t level = 0; level < std::max<std::size_t>(1, variable.levels.size()); ++level) {
                ReadRequest request;
                request.variable = variable.metadata.name;
                request.level = level;
                const FieldSeries x = one.read(request);
                const FieldSeries y = two.read(request);
                for (std::size_t step = 0; step < y.size(); ++step)
                    QVERIFY(std::ranges::equal(x.field(step), y.field(step)));
            }
        }
        for (const char* name : {"shamal_model", "shamal_seed", "shamal_history_made_up", "title", "source"})
            QCOMPARE(NetcdfFile(a).text(kGlobalAttributes, name),
                     NetcdfFile(b).text(kGlobalAttributes, name));
    }

    DownscaleRunInfo m_info;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_path, m_part;
};

QTEST_GUILESS_MAIN(ResultFileTest)
#include "result_file_test.moc"
