#include "dap2_server.h"
#include "fields/error.h"
#include "io/dataset.h"
#include "outside_tools.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <sys/stat.h>
#include <cmath>
#include <stop_token>

using namespace shamal;

namespace {

constexpr std::size_t kSteps = 4;
constexpr std::size_t kRows = 1000;  // a field of 4.4 MB: more than one block
constexpr std::size_t kColumns = 1100;

/// Exact in single precision. Rows are counted as served: from the north.
double valueAt(std::size_t step, std::size_t row, std::size_t column)
{
    return static_cast<double>(step) * 1000.0 + static_cast<double>(row) * 0.5 +
           static_cast<double>(column) * 0.125;
}

std::vector<ServedArray> servedArrays()
{
    using Index = std::vector<std::size_t>;
    const auto at = [](const Index& index, std::size_t d) { return static_cast<double>(index[d]); };
    const QStringList axes{"time", "lat", "lon"};
    return {
        {"time",
         "Float64",
         {"time"},
         {kSteps},
         "String units \"days since 2005-06-01 12:00\";",
         [at](const Index& i) { return at(i, 0); }},
        {"lat",
         "Float64",
         {"lat"},
         {kRows},
         "String units \"degrees_north\";",
         [at](const Index& i) { return 40.0 - 0.01 * at(i, 0); }},
        {"lon",
         "Float64",
         {"lon"},
         {kColumns},
         "String units \"degrees_east\";",
         [at](const Index& i) { return 60.0 + 0.01 * at(i, 0); }},
        {"dust",
         "Float32",
         axes,
         {kSteps, kRows, kColumns},
         "String units \"1\";",
         [](const Index& i) { return valueAt(i[0], i[1], i[2]); }},
        {"packed",
         "Int16",
         axes,
         {kSteps, kRows, kColumns},
         "String units \"1\"; Float32 scale_factor 0.5; Int16 _FillValue -999;",
         [](const Index& i) {
             return i[2] == 0 ? -999.0 : static_cast<double>((i[0] + i[1] + i[2]) % 1000);
         }},
        {"height",
         "Float32",
         {"lat", "lon"},
         {kRows, kColumns},
         "String units \"m\";",
         [](const Index& i) { return valueAt(0, i[0], i[1]); }},
        {"count",
         "Int32",
         {"lat", "lon"},
         {kRows, kColumns},
         "String units \"1\";",
         [](const Index& i) { return static_cast<double>(i[0] * 100000) - static_cast<double>(i[1]); }},
        {"flag",
         "Byte",
         {"lat", "lon"},
         {kRows, kColumns},
         "String units \"1\";",
         [](const Index& i) { return static_cast<double>((i[0] * 7 + i[1]) % 251); }},
        {"gust",
         "Float32",
         axes,
         {kSteps, kRows, kColumns},
         "String units \"m s-1\";",
         [](const Index& i) { return valueAt(i[0], i[1], i[2]) + 0.25; },
         true},
    };
}

/// Two steps of two by three cells, a degree apart.
std::vector<ServedArray> fewArrays()
{
    using Index = std::vector<std::size_t>;
    const QStringList axes{"time", "lat", "lon"};
    return {
        {"time",
         "Float64",
         {"time"},
         {2},
         "String units \"days since 2005-06-01 12:00\";",
         [](const Index& i) { return static_cast<double>(i[0]); }},
        {"lat",
         "Float64",
         {"lat"},
         {2},
         "String units \"degrees_north\";",
         [](const Index& i) { return 40.0 - static_cast<double>(i[0]); }},
        {"lon",
         "Float64",
         {"lon"},
         {3},
         "String units \"degrees_east\";",
         [](const Index& i) { return 60.0 + static_cast<double>(i[0]); }},
        {"dust",
         "Float32",
         axes,
         {2, 2, 3},
         "String units \"1\";",
         [](const Index& i) { return valueAt(i[0], i[1], i[2]); }},
        {"packed",
         "Int16",
         axes,
         {2, 2, 3},
         "String units \"1\";",
         [](const Index& i) { return static_cast<double>(i[2]); }},
    };
}

ReadRequest requestOf(const std::string& variable, std::optional<LatLonBox> window = {})
{
    ReadRequest request;
    request.variable = variable;
    request.window = window;
    return request;
}

/// 11 x 21 cells.
constexpr LatLonBox kSmall{38.0, 38.1, 62.0, 62.2};

/// What opening (and reading, when a variable is named) complains about; empty when it does not.
std::string complaintAbout(const std::string& address, const std::string& variable = {})
{
    try {
        const Dataset dataset = Dataset::open(std::filesystem::path(address));
        if (!variable.empty())
            dataset.read(requestOf(variable, kSmall));
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

}  // namespace

/// Settings are read once in a process, from the home folder: it is made before anything is opened.
class OpendapTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        for (const char* name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "NCRCENV_RC",
                                 "NCRCENV_HOME", "NCRCENV_IGNORE", "NETRC"})
            qunsetenv(name);
        qputenv("HOME", m_home.path().toUtf8());
        qputenv("XDG_CACHE_HOME", m_home.filePath("cache").toUtf8());
        write(".dodsrc", "HTTP.TIMEOUT=1\nHTTP.CONNECTTIMEOUT=1\n");
        m_server = std::make_unique<Dap2Server>(servedArrays());
        m_small = std::make_unique<Dap2Server>(fewArrays());
    }
    void init()
    {
        m_server->answer(Manner::Normal);
        m_server->forget();
        QFile::remove(m_home.filePath(".netrc"));
    }

    void describesWhatAServerHas()
    {
        const Dataset dataset = open();
        QVERIFY(dataset.isRemote());
        QCOMPARE(dataset.variables().size(), std::size_t{6});
        QCOMPARE(dataset.steps().size(), kSteps);
        QCOMPARE(toString(dataset.steps().front()), std::string("2005-06-01"));
        QCOMPARE(dataset.variable("dust").grid.rows(), kRows);
        QCOMPARE(dataset.files().front().string(), m_server->address());
        const QStringList requests = m_server->requests();
        for (const char* field : {"dust", "packed", "height", "count", "flag", "gust"})
            QVERIFY(requests.filter(QString(".dods?%1").arg(field)).isEmpty());
    }

    void readsAWindowAndNothingElse()
    {
        const Dataset dataset = open();
        m_server->forget();
        ReadRequest request = requestOf("dust", kSmall);
        request.firstDate = Date{2005, 6, 2};
        request.lastDate = Date{2005, 6, 3};
        const FieldSeries series = dataset.read(request);
        QCOMPARE(series.size(), std::size_t{2});
        QCOMPARE(series.grid().rows(), std::size_t{11});
        QCOMPARE(series.grid().columns(), std::size_t{21});
        // 38.0 N is row 200 from the north, 62.0 E column 200.
        QCOMPARE(series.at(1, 0, 0), static_cast<float>(valueAt(2, 200, 200)));
        QCOMPARE(series.at(0, 10, 20), static_cast<float>(valueAt(1, 190, 220)));
        const QStringList data = m_server->requests().filter(".dods?dust");
        QCOMPARE(data.size(), 1);
        QVERIFY(data.front().endsWith("dust[1:1:2][190:1:200][200:1:220]"));
    }

    void readsWholeFieldsInBlocksAsTheyAre()
    {
        const Dataset dataset = open();
        m_server->forget();
        const FieldSeries series = dataset.read(requestOf("dust"));
        QCOMPARE(series.size(), kSteps);
        for (std::size_t step = 0; step < kSteps; ++step) {
            for (std::size_t row = 0; row < kRows; ++row) {
                for (std::size_t column = 0; column < kColumns; ++column) {
                    if (series.at(step, row, column) !=
                        static_cast<float>(valueAt(step, kRows - 1 - row, column)))
                        QFAIL("a value differs");
                }
            }
        }
        QVERIFY(m_server->largestAnswer() > 1000000);
        QVERIFY(m_server->largestAnswer() < (4U << 20U) + 1000);
    }

    void readsAFieldWithoutTimeInBlocks()
    {
        const Dataset dataset = open();
        m_server->forget();
        const FieldSeries series = dataset.read(requestOf("height"));
        QVERIFY(series.timeless());
        QCOMPARE(series.at(0, 0, 0), static_cast<float>(valueAt(0, kRows - 1, 0)));
        QCOMPARE(series.at(0, kRows - 1, kColumns - 1), static_cast<float>(valueAt(0, 0, kColumns - 1)));
        QCOMPARE(m_server->requests().filter(".dods?height").size(), 2);
    }

    void unpacksWhatIsPacked()
    {
        const FieldSeries series = open().read(requestOf("packed", LatLonBox{39.95, 40.0, 60.0, 60.05}));
        QVERIFY(std::isnan(series.at(0, 5, 0)));
        QCOMPARE(series.at(3, 5, 2), 0.5F * 5.0F);
    }

    void readsIntegersAndBytes()
    {
        const Dataset dataset = open();
        const FieldSeries count = dataset.read(requestOf("count", kSmall));
        QCOMPARE(count.at(0, 0, 1), 20000000.0F - 201.0F);
        const FieldSeries flag = dataset.read(requestOf("flag", kSmall));
        QCOMPARE(flag.at(0, 0, 1), static_cast<float>((200 * 7 + 201) % 251));
        QCOMPARE(dataset.bytesToRead(requestOf("flag")), std::uintmax_t{kRows * kColumns});
    }

    void readsTheArrayOfAGrid()
    {
        const Dataset dataset = open();
        const FieldSeries gust = dataset.read(requestOf("gust", kSmall));
        QCOMPARE(gust.at(3, 10, 20), static_cast<float>(valueAt(3, 190, 220) + 0.25));
        const std::filesystem::path part(m_server->address() +
                                         "?gust[1:2][0:9][0:19],time[1:2],lat[0:9],lon[0:19]");
        QCOMPARE(Dataset::open(part).read(requestOf("gust")).at(1, 9, 3),
                 static_cast<float>(valueAt(2, 0, 3) + 0.25));
        QVERIFY(
            says(complaintAbout(m_server->address() + "?gust[1:2][0:9][0:19]"), {"Name the coordinates"}));
    }

    /// The server's own numbers, told by NetCDF-C, which decodes them by itself.
    void servesWhatNcdumpReads()
    {
        const auto dumped = [this](const QString& name, const QString& constraint) {
            const ToolRun run = runTool(
                "ncdump", {"-v", name, QString::fromStdString(m_server->address()) + "?" + constraint});
            return run.output.section("data:", 1).section('=', 1).remove(QRegularExpression("[^0-9.,_-]"));
        };
        QCOMPARE(dumped("dust", "dust[1:1][2:3][4:6]"),
                 QString("1001.5,1001.625,1001.75,1002,1002.125,1002.25"));
        QCOMPARE(dumped("packed", "packed[1:1][2:3][0:2]"), QString("_,4,5,_,5,6"));
        QCOMPARE(dumped("count", "count[2:3][4:5]"), QString("199996,199995,299996,299995"));
        QCOMPARE(dumped("flag", "flag[2:3][4:6]"), QString("18,19,20,25,26,27"));
    }

    void tellsHowMuchWillBeTransferred()
    {
        const Dataset dataset = open();
        QCOMPARE(dataset.bytesToRead(requestOf("dust")), std::uintmax_t{kSteps * kRows * kColumns * 4});
        QCOMPARE(dataset.bytesToRead(requestOf("dust", kSmall)), std::uintmax_t{kSteps * 11 * 21 * 4});
        QCOMPARE(dataset.bytesToRead(requestOf("height")), std::uintmax_t{kRows * kColumns * 4});
        // 16-bit integers travel as 32 bits.
        QCOMPARE(dataset.bytesToRead(requestOf("packed")), std::uintmax_t{kSteps * kRows * kColumns * 4});
        ReadRequest day = requestOf("dust");
        day.firstDate = day.lastDate = Date{2005, 6, 2};
        QCOMPARE(dataset.bytesToRead(day), std::uintmax_t{kRows * kColumns * 4});
    }

    void tellsTheSizeWhileReading()
    {
        QStringList told;
        std::vector<double> fractions;
        open().read(requestOf("dust"), Progress([&](double fraction, const std::string& doing) {
                        told.push_back(QString::fromStdString(doing));
                        fractions.push_back(fraction);
                    }));
        QVERIFY(told.contains("Reading 2005-06-01, 0.0 of 17.6 MB"));
        QVERIFY(told.size() >= 8);
        QVERIFY(std::ranges::is_sorted(fractions));
        QCOMPARE(fractions.back(), 1.0);
    }

    void stopsWithinAFieldAndCanBeReadAgain()
    {
        const Dataset dataset = open();
        m_server->forget();
        std::stop_source stop;
        const Progress stopLater([&stop](double fraction, const std::string&) {
            if (fraction > 0.3)
                stop.request_stop();
        });
        QVERIFY_THROWS_EXCEPTION(Stopped, dataset.read(requestOf("dust"), stopLater, stop.get_token()));
        QCOMPARE(m_server->requests().filter(".dods?dust").size(), 3);
        QCOMPARE(dataset.read(requestOf("dust", kSmall)).at(0, 0, 0),
                 static_cast<float>(valueAt(0, 200, 200)));
    }

    void keepsAConstraintExpression()
    {
        const std::string address =
            m_server->address() + "?dust[0:2:3][0:9][0:19],time[0:2:3],lat[0:9],lon[0:19]";
        const Dataset dataset = Dataset::open(std::filesystem::path(address));
        QCOMPARE(dataset.steps().size(), std::size_t{2});
        QCOMPARE(toString(dataset.steps().back()), std::string("2005-06-03 12:00"));
        const FieldSeries series = dataset.read(requestOf("dust"));
        QCOMPARE(series.grid().rows(), std::size_t{10});
        QCOMPARE(series.at(1, 9, 3), static_cast<float>(valueAt(2, 0, 3)));
        QCOMPARE(dataset.title(), std::string("A sample"));
    }

    void readsDap4WhereTheAddressAsksForIt()
    {
        const std::string address = m_small->address() + "#dap4";
        const Dataset dataset = Dataset::open(std::filesystem::path(address));
        QCOMPARE(toString(dataset.steps().back()), std::string("2005-06-02"));
        const FieldSeries series = dataset.read(requestOf("dust", LatLonBox{38.5, 40.0, 61.0, 62.0}));
        QCOMPARE(series.grid().cells(), std::size_t{4});
        QCOMPARE(series.at(1, 0, 1), static_cast<float>(valueAt(1, 1, 2)));
        // NetCDF-C has all variables sent, whatever is asked for.
        QCOMPARE(dataset.bytesToRead(requestOf("dust", LatLonBox{38.5, 40.0, 61.0, 62.0})),
                 std::uintmax_t{2 * 2 * 3 * (4 + 2)});
    }

    void tellsWhyDap4CannotBeRead()
    {
        m_server->answer(Manner::NotFound);
        QVERIFY(says(complaintAbout(m_server->address() + "#dap4"), {"no data at this address", "404"}));
        QVERIFY(m_server->requests().front().endsWith(".dmr.xml"));
    }

    void takesMarksOfPatternsInAddressesAsTheyAre()
    {
        QVERIFY(
            says(complaintAbout(m_server->address("no*such[0].nc?none[0:1]")), {"none[0:1]", "HTTP 400"}));
        QVERIFY(
            says(complaintAbout("http://127.0.0.1:1/*.nc"), {"http://127.0.0.1:1/*.nc", "not reachable"}));
    }

    void namesLoginAndEarthdataWhenAccessIsRefused()
    {
        for (const Manner manner : {Manner::NeedsLogin, Manner::Forbidden}) {
            m_server->answer(manner);
            QVERIFY(says(complaintAbout(m_server->address()),
                         {m_server->address().c_str(), "a login is needed", "~/.netrc",
                          "machine 127.0.0.1 login", "machine urs.earthdata.nasa.gov login"}));
        }
    }

    void takesTheLoginFromNetrc()
    {
        write(".netrc", "machine 127.0.0.1 login dust password storm\n");
        m_server->answer(Manner::NeedsLogin);
        QCOMPARE(complaintAbout(m_server->address(), "dust"), std::string());
    }

    void saysThatALoginIsRefused()
    {
        write(".netrc", "machine 127.0.0.1 login dust password calm\n");
        m_server->answer(Manner::NeedsLogin);
        QVERIFY(says(complaintAbout(m_server->address()), {"HTTP 401", "~/.netrc"}));
    }

    void logsInOnceAtAnotherServer()
    {
        Dap2Server login({});
        login.answer(Manner::NeedsLogin);
        // The same computer by another name, which the login file tells from the data's.
        const std::string loginAddress =
            QString::fromStdString(login.address("login")).replace("127.0.0.1", "localhost").toStdString();
        m_server->loginAt(loginAddress);
        QVERIFY(says(complaintAbout(m_server->address()),
                     {"localhost refuses access", "machine localhost login"}));
        write(".netrc", "machine localhost login dust password storm\n");
        login.forget();
        QCOMPARE(complaintAbout(m_server->address(), "dust"), std::string());
        // Without and with the password; then the cookie is good for netCDF-C and for opening it again.
        QCOMPARE(login.requests().size(), 2);
    }

    void keepsCookiesForTheirOwnerAlone()
    {
        open();
        const std::string jar = m_home.filePath("cache/shamal/opendap-cookies").toStdString();
        struct stat about {};
        QCOMPARE(stat(jar.c_str(), &about), 0);
        QCOMPARE(about.st_mode & 0777U, 0600U);
    }

    void saysThatNothingIsThere()
    {
        m_server->answer(Manner::NotFound);
        QVERIFY(says(complaintAbout(m_server->address()), {"no data at this address", "404"}));
    }

    void saysThatTheServerIsAtFault()
    {
        m_server->answer(Manner::Broken);
        QVERIFY(says(complaintAbout(m_server->address()), {"HTTP 500", "Try again later"}));
    }

    void repeatsWhatTheServerSays()
    {
        m_server->answer(Manner::ErrorObject);
        QVERIFY(says(complaintAbout(m_server->address()), {"The dust has settled"}));
    }

    void saysThatAWebPageIsNoOpendap()
    {
        m_server->answer(Manner::WebPage);
        QVERIFY(says(complaintAbout(m_server->address()),
                     {"does not answer as an OPeNDAP server", "a web page"}));
    }

    void saysThatAServerCannotBeReached()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const int port = server.serverPort();
        server.close();
        QVERIFY(says(complaintAbout("http://127.0.0.1:" + std::to_string(port) + "/sample.nc"),
                     {"the server 127.0.0.1 is not reachable", "Check the address and the network"}));
    }

    void saysThatAHostIsUnknown()
    {
        // Too long for a name: known to be none without asking the network.
        const std::string host = std::string(70, 'x') + ".invalid";
        QVERIFY(says(complaintAbout("http://" + host + "/sample.nc"),
                     {("the host " + host + " is unknown").c_str(), "network"}));
    }

    void givesUpOnAServerThatDoesNotAnswer()
    {
        m_server->answer(Manner::Silent);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(says(complaintAbout(m_server->address()), {"did not answer within 1 s", "HTTP.TIMEOUT"}));
        QVERIFY(timer.elapsed() < 2500);
    }

    void tellsWhenAServerFailsWhileReading()
    {
        const Dataset dataset = open();
        const auto complaintOver = [&](Manner manner) -> std::string {
            m_server->answerValues("dust", manner);
            try {
                dataset.read(requestOf("dust", kSmall));
            } catch (const InputError& error) {
                return error.what();
            }
            return {};
        };
        QVERIFY(says(complaintOver(Manner::Silent), {"did not answer within 1 s"}));
        QVERIFY(says(complaintOver(Manner::Broken), {"HTTP 500"}));
        QVERIFY(says(complaintOver(Manner::WebPage), {"a web page"}));
        QVERIFY(says(complaintOver(Manner::NeedsLogin), {"a login is needed"}));
        QVERIFY(says(complaintOver(Manner::ErrorObject), {"The dust has settled"}));
        // netCDF-C 4.9.0 takes these for whole and gives numbers that nobody sent.
        QVERIFY(says(complaintOver(Manner::CutShort), {"broke off its answer"}));
        QVERIFY(says(complaintOver(Manner::CutShortUnnoticed), {"broke off its answer", "of dust"}));
        m_server->answer(Manner::Normal);
        QCOMPARE(dataset.read(requestOf("dust", kSmall)).at(0, 0, 0),
                 static_cast<float>(valueAt(0, 200, 200)));
    }

    void infoTellsTheSize()
    {
        const ToolRun run = runTool(QString(SHAMAL_BINARY_DIR) + "/shamal-batch",
                                    {"info", QString::fromStdString(m_server->address())});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.contains("whole variable dust: 17.6 MB"));
        QVERIFY(run.output.contains("Address      http://127.0.0.1"));
    }

private:
    Dataset open() const { return Dataset::open(std::filesystem::path(m_server->address())); }
    void write(const QString& name, const QByteArray& content) const
    {
        QFile file(m_home.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QTemporaryDir m_home;
    std::unique_ptr<Dap2Server> m_server;
    std::unique_ptr<Dap2Server> m_small;
};

QTEST_GUILESS_MAIN(OpendapTest)
#include "opendap_test.moc"
