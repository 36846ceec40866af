// Bad input: a message that names file, fault and remedy, and a window that goes on.
#include "panels/map_board.h"
#include "window/main_window.h"
#include "window_driver.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>
#include <csignal>

class BadInputTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void filesThatCannotBeOpened_data();
    void filesThatCannotBeOpened();
    void exportFoldersThatCannotBeWritten();
    void damagedModelPackages_data();
    void damagedModelPackages();

private:
    void openGoodFile();

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

namespace {

const QString kGood =
    QStringLiteral(SHAMAL_TEST_DATA) +
    "/merra2-aerosol/M2T1NXAER.5.12.4_MERRA2_400.tavg1_2d_aer_Nx.20230101_TOTEXTTAU_subsetted.nc4";

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// While it lives, root is held to file permissions like anybody else.
class WithoutRootsRights {
public:
    WithoutRootsRights()
    {
        constexpr uid_t kNobody = 65534;
        if (geteuid() == 0 && seteuid(kNobody) != 0)
            qFatal("root cannot give up its rights");
    }
    ~WithoutRootsRights()
    {
        if (getuid() == 0 && seteuid(0) != 0)
            qFatal("root's rights cannot be taken back");
    }
    WithoutRootsRights(const WithoutRootsRights&) = delete;
    WithoutRootsRights& operator=(const WithoutRootsRights&) = delete;
};

/// While it lives, every file that grows past 4 KiB gives a write error.
class NoRoomOnDisk {
public:
    NoRoomOnDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit tight = m_before;
        tight.rlim_cur = 4096;
        setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~NoRoomOnDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    NoRoomOnDisk(const NoRoomOnDisk&) = delete;
    NoRoomOnDisk& operator=(const NoRoomOnDisk&) = delete;

private:
    rlimit m_before{};
};

void copyFolder(const QString& from, const QString& to)
{
    QDir().mkpath(to);
    for (const QString& name : QDir(from).entryList(QDir::Files))
        QVERIFY(QFile::copy(from + "/" + name, to + "/" + name));
}

}  // namespace

void BadInputTest::initTestCase()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1400, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void BadInputTest::openGoodFile()
{
    m_window->openFiles({kGood.toStdString()});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().coarse() != nullptr && !m_window->work().reading(), 20000);
    QVERIFY(m_window->maps().view(MapBoard::Coarse).hasField());
}

void BadInputTest::filesThatCannotBeOpened_data()
{
    QTest::addColumn<QString>("path");
    write(m_folder.filePath("notes.nc"), "These are field notes, not a data set.\n");
    write(m_folder.filePath("cut.nc4"), contents(kGood).left(100000));
    write(m_folder.filePath("empty.nc"), {});
    QDir(m_folder.path()).mkpath("nothing-here");
    QTest::newRow("not netCDF") << m_folder.filePath("notes.nc");
    QTest::newRow("truncated") << m_folder.filePath("cut.nc4");
    QTest::newRow("empty") << m_folder.filePath("empty.nc");
    QTest::newRow("no gridded variable")
        << QStringLiteral(SHAMAL_TEST_DATA) + "/merra2-native-grid/M2T1NXSLV_prefetch.nc4";
    QTest::newRow("missing") << m_folder.filePath("gone.nc");
    QTest::newRow("folder without data") << m_folder.filePath("nothing-here");
    write(m_folder.filePath("locked.nc4"), contents(kGood));
    QFile::setPermissions(m_folder.filePath("locked.nc4"), {});
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755));
    QTest::newRow("no permission") << m_folder.filePath("locked.nc4");
}

void BadInputTest::filesThatCannotBeOpened()
{
    QFETCH(QString, path);
    QString fault;
    {
        const WithoutRootsRights plainUser;
        m_window->openFiles({path.toStdString()});
        fault = waitForFault(*m_window);
    }
    QVERIFY2(fault.contains(path), qPrintable(fault));
    QVERIFY2(fault.count(". ") >= 1, qPrintable(fault));  // a fault, and what to do
    QTRY_VERIFY(!m_window->work().reading());
    openGoodFile();
}

void BadInputTest::exportFoldersThatCannotBeWritten()
{
    openGoodFile();
    const QString good = m_folder.filePath("kept.nc");
    m_window->exportNetcdfTo(good, {NetcdfContent::Coarse});
    QTRY_VERIFY(!m_window->work().writing());
    QVERIFY(QFile::exists(good));

    for (const QString& target : {m_folder.filePath("no/such/folder/out"), QStringLiteral("/proc/out")}) {
        m_window->exportNetcdfTo(target + ".nc", {NetcdfContent::Coarse});
        QString fault;
        fault = waitForFault(*m_window);
        QVERIFY2(fault.contains(target), qPrintable(fault));
        m_window->exportFigureTo(target + ".png", FigureContent::Maps, 200, 100);
        fault = waitForFault(*m_window);
        QVERIFY2(fault.contains(target), qPrintable(fault));
    }

    // A full disk: the process may write no file past a few bytes, as when a quota is used up. What stood
    // there stays.
    const QByteArray before = contents(good);
    const NoRoomOnDisk noRoom;
    m_window->exportNetcdfTo(good, {NetcdfContent::Coarse});
    QString fault;
    fault = waitForFault(*m_window);
    QVERIFY2(fault.contains(good), qPrintable(fault));
    QCOMPARE(contents(good), before);
}

void BadInputTest::damagedModelPackages_data()
{
    QTest::addColumn<QString>("damaged");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("model.json missing") << "model.json" << QByteArray();
    QTest::newRow("model.json no JSON") << "model.json" << QByteArray("{ \"schema");
    const QString shipped = QStringLiteral(SHAMAL_RESOURCES_DIR) + "/models/demo-a0";
    for (const QString& name : QDir(shipped).entryList(QDir::Files)) {
        if (name == "model.json")
            continue;
        QByteArray bytes = contents(shipped + "/" + name);
        bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
        QTest::addRow("%s missing", qPrintable(name)) << name << QByteArray();
        QTest::addRow("%s with a flipped byte", qPrintable(name)) << name << bytes;
    }
}

void BadInputTest::damagedModelPackages()
{
    QFETCH(QString, damaged);
    QFETCH(QByteArray, bytes);
    openGoodFile();
    const QTemporaryDir package;
    copyFolder(QStringLiteral(SHAMAL_RESOURCES_DIR) + "/models/demo-a0", package.path());
    QVERIFY(QFile::remove(package.filePath(damaged)));
    if (!bytes.isEmpty())
        write(package.filePath(damaged), bytes);

    DownscaleChoice choice = m_window->downscalePanel().choice();
    choice.model = package.path().toStdString();
    choice.wholeModelArea = true;
    choice.days = {{2023, 1, 1}};
    m_window->work().downscale(choice);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->work().downscaling(), 30000);
    const QString message = m_window->findChild<QLabel*>("downscaleMessage")->text();
    QVERIFY2(message.contains(damaged), qPrintable(message));
    QVERIFY(m_window->isVisible());
}

int main(int argc, char** argv)
{
    return runGuiTest(argc, argv, [] { return new BadInputTest; });
}
#include "bad_input_test.moc"
