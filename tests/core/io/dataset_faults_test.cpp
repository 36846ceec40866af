#include "fields/error.h"
#include "io/dataset.h"
#include "outside_tools.h"

#include <QTest>

#include <fcntl.h>
#include <hdf5.h>
#include <netcdf.h>
#include <unistd.h>
#include <array>
#include <thread>

using namespace shamal;

namespace {

const std::string kNative = "merra2-native-grid/M2T1NXSLV_temporal.nc4";

/// What opening (and reading, when a variable is named) complains about; empty when it does not.
std::string complaintAbout(const std::vector<std::filesystem::path>& sources,
                           const std::string& variable = {})
{
    try {
        const Dataset dataset = Dataset::open(sources);
        ReadRequest request;
        request.variable = variable;
        if (!variable.empty())
            dataset.read(request);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

QString smallFile(const QString& attributes, const QString& longitudes = "10, 20")
{
    return "netcdf small { dimensions: time = 1; lat = 2; lon = 2; variables: double time(time); " +
           attributes +
           " double lat(lat); lat:units = \"degrees_north\"; double lon(lon); lon:units = \"degrees_east\";"
           " float x(time, lat, lon); data: time = 1; lat = 0, 10; lon = " +
           longitudes + "; x = 1, 2, 3, 4; }";
}

// "Reserved for testing" among HDF5's registered filters, and so in no library.
constexpr unsigned kOwnFilter = 300;

std::size_t leaveAsIs(unsigned, std::size_t, const unsigned*, std::size_t bytes, std::size_t*, void**)
{
    return bytes;
}

/// A netCDF-4 file whose values went through a filter that is known only while it is written.
void writeWithFilter(const std::string& path)
{
    const H5Z_class2_t own{
        H5Z_CLASS_T_VERS, static_cast<H5Z_filter_t>(kOwnFilter), 1, 1, "own filter", nullptr, nullptr,
        leaveAsIs};
    QVERIFY(H5Zregister(&own) >= 0);
    int file = 0;
    std::array<int, 2> axes{};
    std::array<int, 3> variables{};
    QCOMPARE(nc_create(path.c_str(), NC_NETCDF4 | NC_CLOBBER, &file), NC_NOERR);
    nc_def_dim(file, "lat", 2, &axes[0]);
    nc_def_dim(file, "lon", 2, &axes[1]);
    nc_def_var(file, "lat", NC_DOUBLE, 1, &axes[0], &variables[0]);
    nc_def_var(file, "lon", NC_DOUBLE, 1, &axes[1], &variables[1]);
    nc_put_att_text(file, variables[0], "units", 13, "degrees_north");
    nc_put_att_text(file, variables[1], "units", 12, "degrees_east");
    nc_def_var(file, "x", NC_FLOAT, 2, axes.data(), &variables[2]);
    nc_def_var_chunking(file, variables[2], NC_CHUNKED, std::array<std::size_t, 2>{2, 2}.data());
    QCOMPARE(nc_def_var_filter(file, variables[2], kOwnFilter, 0, nullptr), NC_NOERR);
    const std::array<double, 2> degrees{10.0, 20.0};
    const std::array<float, 4> values{1.0F, 2.0F, 3.0F, 4.0F};
    nc_put_var_double(file, variables[0], degrees.data());
    nc_put_var_double(file, variables[1], degrees.data());
    QCOMPARE(nc_put_var_float(file, variables[2], values.data()), NC_NOERR);
    QCOMPARE(nc_close(file), NC_NOERR);
    QVERIFY(H5Zunregister(static_cast<H5Z_filter_t>(kOwnFilter)) >= 0);
}

}  // namespace

class DatasetFaultsTest : public QObject {
    Q_OBJECT
private slots:
    void init() { QVERIFY(m_folder.isValid()); }

    void namesAFileThatIsNotThere()
    {
        QVERIFY(says(complaintAbout({path("none.nc")}), {"none.nc", "no such file"}));
    }

    void namesAFileThatIsNotNetcdf()
    {
        write("text.nc", "hello");
        QVERIFY(says(complaintAbout({path("text.nc")}), {"text.nc", "not a netCDF file"}));
    }

    void namesAnEmptyFile()
    {
        write("empty.nc", "");
        QVERIFY(says(complaintAbout({path("empty.nc")}), {"empty.nc", "empty"}));
    }

    void namesATruncatedHdf5File()
    {
        cut(testData(kNative), "short.nc4", 300000);
        QVERIFY(says(complaintAbout({path("short.nc4")}), {"short.nc4", "truncated or damaged"}));
    }

    void namesTheFilterThatIsMissing()
    {
        writeWithFilter(path("filtered.nc4"));
        QVERIFY(says(complaintAbout({path("filtered.nc4")}, "x"), {"filtered.nc4", "x", "filter 300"}));
    }

    void namesATruncatedClassicFileThatTheLibraryWouldReadAsZeros()
    {
        const std::filesystem::path whole = *std::filesystem::directory_iterator(testData("ncep-daily"));
        const auto size = static_cast<qint64>(std::filesystem::file_size(whole));
        cut(whole, "short.nc", size - 4);
        QVERIFY(says(complaintAbout({path("short.nc")}),
                     {"short.nc", "truncated", std::to_string(size).c_str()}));
        cut(whole, "whole.nc", size);
        QCOMPARE(complaintAbout({path("whole.nc")}), std::string());
    }

    void namesAFileDamagedInTheMiddleWhenItIsRead()
    {
        QFile original(QString::fromStdString(testData(kNative).string()));
        QVERIFY(original.open(QIODevice::ReadOnly));
        QByteArray bytes = original.readAll();
        bytes.replace(200000, 20000, QByteArray(20000, 'x'));
        write("damaged.nc4", bytes);
        QVERIFY(says(complaintAbout({path("damaged.nc4")}, "PS"), {"damaged.nc4", "damaged", "PS"}));
    }

    /// netCDF-C allocates what a header promises, and a length read as negative leads back to the start.
    void refusesAClassicHeaderThatPromisesMoreThanTheFileHolds()
    {
        const char* const kMost = "\xff\xff\xff\xff";
        const QByteArray small = bytesOf(classicFile("classic"));
        for (const int at : {12, 16})  // the number of dimensions; the length of the first one's name
            QVERIFY(says(complaintAbout({patched("lying.nc", small, at, {kMost, 4})}),
                         {"lying.nc", "truncated or damaged"}));
        const QByteArray large = bytesOf(classicFile("cdf5"));
        QVERIFY(says(complaintAbout({patched("backwards.nc", large, 24, QByteArray(7, '\xff') + '\xdc')}),
                     {"backwards.nc", "truncated or damaged"}));
    }

    void refusesAClassicFileWhoseWriterNeverToldTheNumberOfSteps()
    {
        const QByteArray small = bytesOf(classicFile("classic"));
        QVERIFY(says(complaintAbout({patched("streamed.nc", small, 4, QByteArray(4, '\xff'))}),
                     {"streamed.nc", "truncated"}));
    }

    void refusesAnAxisThatNothingIsStoredOf()
    {
        const auto file =
            fileOfCdl(m_folder, "endless.nc",
                      "netcdf e { dimensions: lat = 2000000000; lon = 2; variables:"
                      " double lat(lat); lat:units = \"degrees_north\"; lat:_ChunkSizes = 10000;"
                      " double lon(lon); lon:units = \"degrees_east\";"
                      " float x(lat, lon); x:_ChunkSizes = 10000, 2; }");
        QVERIFY(says(complaintAbout({file}), {"endless.nc", "lat", "2000000000 values"}));
    }

    /// Lengths in the heap of HDF5 that lead in circles, and out of it.
    void outlivesHdf5FilesThatCrashOrHangTheLibrary()
    {
        const QByteArray whole =
            bytesOf(fileOfCdl(m_folder, "sound.nc", smallFile("time:units = \"days since 2000-01-01\";")));
        const auto lengthAt = whole.indexOf("GCOL") + 96;  // of the fourth entry
        QVERIFY(lengthAt > 96);
        for (const auto& length :
             {QByteArray::fromHex("f0ffffffffffffff"), QByteArray::fromHex("0000000000000100")})
            QVERIFY(says(complaintAbout({patched("broken.nc", whole, lengthAt, length)}),
                         {"broken.nc", "damaged", "header"}));
        // Of a series it is the damaged one that is named.
        write("a-sound.nc", whole);
        write("z-sound.nc", whole);
        QVERIFY(
            says(complaintAbout({path("a-sound.nc"), path("broken.nc"), path("z-sound.nc")}), {"broken.nc"}));
        QCOMPARE(complaintAbout({path("a-sound.nc"), path("z-sound.nc")}), std::string());
    }

    void keepsHdf5QuietOnEveryThread()
    {
        cut(testData(kNative), "quiet.nc4", 300000);
        const std::string captured = m_folder.filePath("stderr.txt").toStdString();
        const int file = ::open(captured.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
        const int before = dup(STDERR_FILENO);
        dup2(file, STDERR_FILENO);
        std::jthread([this] { complaintAbout({path("quiet.nc4")}); }).join();
        std::jthread([] { complaintAbout({testData(kNative)}); }).join();
        dup2(before, STDERR_FILENO);
        ::close(before);
        ::close(file);
        QCOMPARE(std::filesystem::file_size(captured), std::uintmax_t{0});
    }

    void tellsWhatAFileWithoutGriddedVariableHolds()
    {
        QVERIFY(says(complaintAbout({testData("merra2-native-grid/M2T1NXSLV_prefetch.nc4")}),
                     {"M2T1NXSLV_prefetch.nc4", "no variable lies on", "lon, time, lat"}));
    }

    void tellsThatAGridIsNotRectilinear()
    {
        const auto file =
            fileOfCdl(m_folder, "curved.nc",
                      "netcdf c { dimensions: y = 2; x = 2; variables: double lat(y, x);"
                      " lat:units = \"degrees_north\"; double lon(y, x); lon:units = \"degrees_east\";"
                      " float t(y, x); data: lat = 0,0,1,1; lon = 0,1,0,1; t = 1,2,3,4; }");
        QVERIFY(says(complaintAbout({file}), {"curved.nc", "rectilinear"}));
    }

    void namesAFolderWithoutNetcdf()
    {
        QVERIFY(QDir(m_folder.path()).mkdir("nothing"));
        QVERIFY(says(complaintAbout({path("nothing")}), {"nothing", "no netCDF file"}));
    }

    void namesAPatternThatMatchesNothing()
    {
        QVERIFY(says(complaintAbout({path("*.nothing")}), {"*.nothing", "no file matches"}));
    }

    void refusesAnEmptyList() { QVERIFY(says(complaintAbout({}), {"No file was named"})); }

    void namesAFileWithoutPermission()
    {
        write("secret.nc", "CDF");
        QVERIFY(QFile::setPermissions(m_folder.filePath("secret.nc"), QFileDevice::Permissions()));
        // Permissions do not bind the superuser, who then finds that it is no netCDF file.
        const std::string complaint = complaintAbout({path("secret.nc")});
        QVERIFY(says(complaint, {"secret.nc", geteuid() == 0 ? "damaged" : "permission"}));
    }

    void tellsHowGridsDiffer()
    {
        const auto first = fileOfCdl(m_folder, "a.nc", smallFile("time:units = \"days since 2000-01-01\";"));
        const auto second =
            fileOfCdl(m_folder, "b.nc", smallFile("time:units = \"days since 2000-01-02\";", "10, 30"));
        QVERIFY(says(complaintAbout({first, second}), {"b.nc", "grid of x", "differs", "a.nc"}));
    }

    void tellsThatFilesShareNoVariable()
    {
        QVERIFY(says(complaintAbout({testData(kNative), testData("ncep-daily")}), {"shares no variable"}));
    }

    void tellsThatCalendarsDiffer()
    {
        const auto first =
            fileOfCdl(m_folder, "standard.nc", smallFile("time:units = \"days since 2000-01-01\";"));
        const auto second =
            fileOfCdl(m_folder, "thirty.nc",
                      smallFile("time:units = \"days since 2000-01-02\"; time:calendar = \"360_day\";"));
        QVERIFY(says(complaintAbout({first, second}), {"thirty.nc", "360_day"}));
    }

    void namesAnUnknownCalendarAndTimeUnit()
    {
        const auto calendar =
            fileOfCdl(m_folder, "maya.nc",
                      smallFile("time:units = \"days since 2000-01-01\"; time:calendar = \"maya\";"));
        QVERIFY(says(complaintAbout({calendar}), {"maya.nc", "calendar", "\"maya\""}));
        const auto unit =
            fileOfCdl(m_folder, "moons.nc", smallFile("time:units = \"moons since 2000-01-01\";"));
        QVERIFY(says(complaintAbout({unit}), {"moons.nc", "moons"}));
        const auto coded = fileOfCdl(m_folder, "coded.nc", smallFile("time:units = \"month as %Y%m\";"));
        QVERIFY(says(complaintAbout({coded}), {"coded.nc", "month as %Y%m", "since"}));
    }

    void refusesATimeUnitTooLongToBeOne()
    {
        const auto file = fileOfCdl(m_folder, "long.nc",
                                    smallFile("time:units = \"days since " + QString(200000, ' ') + "x\";"));
        QVERIFY(says(complaintAbout({file}), {"long.nc", "time unit", "characters"}));
    }

    void refusesLongitudesThatAreNone()
    {
        const auto file =
            fileOfCdl(m_folder, "far.nc", smallFile("time:units = \"days since 2000-01-01\";", "1e30, 2e30"));
        QVERIFY(says(complaintAbout({file}), {"far.nc", "longitude"}));
    }

    void readsDailyMeansWhereBoundsOverlap()
    {
        const auto file =
            fileOfCdl(m_folder, "overlap.nc",
                      "netcdf o { dimensions: time = 2; lat = 1; lon = 1; b = 2; variables:"
                      " double time(time); time:units = \"hours since 2000-01-01\"; time:bounds = \"tb\";"
                      " double tb(time, b); double lat(lat); lat:units = \"degrees_north\"; double lon(lon);"
                      " lon:units = \"degrees_east\"; float x(time, lat, lon);"
                      " data: time = 1, 2; tb = 0, 96, 0, 4; lat = 0; lon = 0; x = 1, 2; }");
        ReadRequest request;
        request.variable = "x";
        request.dailyMeans = true;
        QCOMPARE(Dataset::open(file).read(request).size(), std::size_t{1});
    }

    void listsTheVariablesThereAre()
    {
        QVERIFY(
            says(complaintAbout({testData("merra2-daily-files")}, "DUEXTTAU"), {"DUEXTTAU", "ULML, VLML"}));
    }

    void tellsWhatIsCoveredWhenNothingIsLeft()
    {
        const Dataset dataset = Dataset::open(testData("merra2-daily-files"));
        ReadRequest request;
        request.variable = "ULML";
        request.firstDate = Date{2020, 1, 1};
        request.lastDate = Date{2020, 12, 31};
        QVERIFY(
            says(complaintOf(dataset, request), {"2020-01-01 to 2020-12-31", "2021-05-28 to 2021-06-10"}));
        request = {};
        request.variable = "ULML";
        request.window = kAreaA0;
        QVERIFY(says(complaintOf(dataset, request), {"no cell centre", "51.25..54.25 N"}));
    }

    void noticesThatAFileVanishedOrChangedSinceItWasOpened()
    {
        const auto file =
            fileOfCdl(m_folder, "vanishing.nc", smallFile("time:units = \"days since 2000-01-01\";"));
        const Dataset dataset = Dataset::open(file);
        ReadRequest request;
        request.variable = "x";
        QCOMPARE(complaintOf(dataset, request), std::string());
        fileOfCdl(m_folder, "vanishing.nc", smallFile("time:units = \"days since 2000-01-01\";", "10, 30"));
        QVERIFY(says(complaintOf(dataset, request), {"vanishing.nc", "changed"}));
        std::filesystem::remove(file);
        QVERIFY(says(complaintOf(dataset, request), {"vanishing.nc", "no such file"}));
    }

private:
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    void write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    std::filesystem::path classicFile(const QString& format)
    {
        return fileOfCdl(
            m_folder, "whole.nc",
            "netcdf w { dimensions: time = UNLIMITED; lat = 1; variables: double time(time); double lat(lat);"
            " data: time = 1; lat = 0; }",
            format);
    }
    static QByteArray bytesOf(const std::filesystem::path& path)
    {
        QFile file(QString::fromStdString(path.string()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::filesystem::path patched(const char* name, QByteArray bytes, qsizetype at, const QByteArray& with)
    {
        write(name, bytes.replace(at, with.size(), with));
        return path(name);
    }
    void cut(const std::filesystem::path& from, const QString& name, qint64 bytes)
    {
        QFile file(QString::fromStdString(from.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        write(name, file.read(bytes));
    }
    static std::string complaintOf(const Dataset& dataset, const ReadRequest& request)
    {
        try {
            dataset.read(request);
        } catch (const InputError& error) {
            return error.what();
        }
        return {};
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(DatasetFaultsTest)
#include "dataset_faults_test.moc"
