#include "io/atomic_file.h"
#include "fields/error.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>

using namespace shamal;
using std::filesystem::path;

namespace {

void writeText(const path& file, const std::string& text)
{
    std::ofstream stream;
    stream.exceptions(std::ios::failbit | std::ios::badbit);
    stream.open(file);
    stream << text;
    stream.close();
}

std::string textOf(const path& file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

std::ptrdiff_t filesIn(const path& folder)
{
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

}  // namespace

class AtomicFileTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void replacesTheTargetWhenTheWritingIsDone()
    {
        writeText(target(), "old");
        writeAtomically(target(), [this](const path& temporary) {
            QCOMPARE(temporary.parent_path(), target().parent_path());
            QCOMPARE(temporary.extension(), target().extension());
            writeText(temporary, "new");
            QCOMPARE(textOf(target()), std::string("old"));
        });
        QCOMPARE(textOf(target()), std::string("new"));
        QCOMPARE(filesIn(folder()), std::ptrdiff_t{1});
    }

    void keepsTheOldFileAndPassesOnTheErrorWhenTheWritingFails()
    {
        writeText(target(), "old");
        QVERIFY_EXCEPTION_THROWN(writeAtomically(target(),
                                                 [](const path& temporary) {
                                                     writeText(temporary, "half");
                                                     throw Stopped();
                                                 }),
                                 Stopped);
        QCOMPARE(textOf(target()), std::string("old"));
        QCOMPARE(filesIn(folder()), std::ptrdiff_t{1});
    }

    void turnsStreamFailuresIntoOutputErrors()
    {
        // /dev/full answers every write as a full disk does.
        QVERIFY_EXCEPTION_THROWN(
            writeAtomically(target(), [](const path&) { writeText("/dev/full", std::string(1 << 20, 'x')); }),
            OutputError);
        QCOMPARE(filesIn(folder()), std::ptrdiff_t{0});
    }

    void complainsWhenNothingWasWritten()
    {
        QVERIFY_EXCEPTION_THROWN(writeAtomically(target(), [](const path&) {}), OutputError);
    }

    void complainsAboutFoldersThatCannotTakeAFile()
    {
        const auto nothing = [](const path&) { QFAIL("must not be called"); };
        QVERIFY_EXCEPTION_THROWN(writeAtomically(folder() / "none" / "a.nc", nothing), OutputError);
        writeText(target(), "a file");
        QVERIFY_EXCEPTION_THROWN(writeAtomically(target() / "a.nc", nothing), OutputError);
        QVERIFY_EXCEPTION_THROWN(writeAtomically(folder(), nothing), OutputError);
        QVERIFY_EXCEPTION_THROWN(
            writeAtomically("/proc/a.nc", [](const path& temporary) { writeText(temporary, "x"); }),
            OutputError);
    }

private:
    path folder() const { return m_folder->path().toStdString(); }
    path target() const { return folder() / "result.nc"; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(AtomicFileTest)
#include "atomic_file_test.moc"
