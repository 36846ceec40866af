#include <QTemporaryDir>
#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/npz_file.h"

#include "fields/error.h"
#include "published_reference.h"

using namespace shamal;
using namespace published_reference;

namespace {

std::string npy(const std::string& header, const std::string& numbers, char version = 1)
{
    const std::string length = little(header.size(), version == 1 ? 2 : 4);
    return std::string("\x93NUMPY") + version + std::string(1, '\0') + length + header + numbers;
}

std::string doubles(const std::vector<double>& values)
{
    std::string bytes;
    for (const double value : values)
        bytes += little(std::bit_cast<std::uint64_t>(value), 8);
    return bytes;
}

}  // namespace

class NpzFileTest : public QObject {
    Q_OBJECT
private slots:
    void readsTheAuthorsNormalisation()
    {
        const auto arrays = readNpzFile(data("norm_params.npz"));
        QCOMPARE(arrays.size(), std::size_t{4});
        for (const char* name : {"g_min", "g_max", "m_min", "m_max"}) {
            QVERIFY(arrays.contains(name));
            QCOMPARE(arrays.at(name).values.size(), std::size_t{1});
        }
        QVERIFY(arrays.at("g_min").values[0] < arrays.at("g_max").values[0]);
        QVERIFY(arrays.at("m_min").values[0] < arrays.at("m_max").values[0]);
    }
    void readsShapesTypesAndVersions()
    {
        writeZip(
            m_file,
            {{"a.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n",
                           doubles({1, 2, 3, 4, 5, -6.5}))},
             {"b.npy", npy("{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }", little(7, 4), 2)}},
            true);
        const auto arrays = readNpzFile(m_file);
        QVERIFY((arrays.at("a").shape == std::vector<std::int64_t>{2, 3}));
        QVERIFY((arrays.at("a").values == std::vector<double>{1, 2, 3, 4, 5, -6.5}));
        QCOMPARE(arrays.at("b").values[0], 7.0);
    }
    void damagedArraysAreToldByNameAndFault_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char* name, const std::string& entry, const char* fault) {
            QTest::newRow(name) << QByteArray::fromStdString(entry) << fault;
        };
        const std::string one = doubles({1});
        row("no array", "something else, long enough", "no NumPy array");
        row("too short", "\x93NUM", "no NumPy array");
        row("version 9", npy("{}", one, 9), "version 9");
        row("header past the end", std::string("\x93NUMPY\x01\x00\xff\xff{}aa", 14), "past its end");
        row("Fortran's order", npy("{'descr': '<f8', 'fortran_order': True, 'shape': (1,)}", one),
            "row by row");
        row("no type", npy("{'fortran_order': False, 'shape': (1,)}", one), "'descr'");
        row("no shape", npy("{'descr': '<f8', 'fortran_order': False}", one), "'shape'");
        row("Python objects", npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", one), "|O");
        row("big-endian", npy("{'descr': '>f8', 'fortran_order': False, 'shape': (1,)}", one), ">f8");
        row("open shape", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1", one), "cannot be read");
        row("word as shape", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (a,)}", one),
            "cannot be read");
        row("huge shape",
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", one),
            "not fit");
        row("negative shape", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}", one),
            "not fit");
        row("another size", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}", one),
            "another size");
        row("NaN", npy("{'descr': '<f8', 'fortran_order': False, 'shape': ()}", std::string(8, '\xff')),
            "not finite");
    }
    void damagedArraysAreToldByNameAndFault()
    {
        QFETCH(QByteArray, entry);
        QFETCH(QString, fault);
        writeZip(m_file, {{"g_min.npy", entry.toStdString()}});
        try {
            readNpzFile(m_file);
        } catch (const InputError& error) {
            const QString what = error.what();
            QVERIFY2(what.contains("norm.npz") && what.contains("'g_min'") && what.contains(fault),
                     qPrintable(what));
            return;
        }
        QFAIL("no fault found");
    }
    void foreignEntriesAndOversizedArraysAreRefused()
    {
        writeZip(m_file, {{"readme.txt", "hello"}});
        QVERIFY_EXCEPTION_THROWN(readNpzFile(m_file), InputError);
        writeZip(m_file, {{"a.npy", std::string(20U << 20U, '\0')}}, true);
        QVERIFY_EXCEPTION_THROWN(readNpzFile(m_file), InputError);
    }
    void truncatedFilesAreRefused()
    {
        std::ifstream in(data("norm_params.npz"), std::ios::binary);
        const std::string whole(std::istreambuf_iterator<char>(in), {});
        for (std::size_t length = 0; length < whole.size(); length += 7) {
            std::ofstream(m_file, std::ios::binary).write(whole.data(), static_cast<std::streamsize>(length));
            QVERIFY_EXCEPTION_THROWN(readNpzFile(m_file), InputError);
        }
    }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_file = std::filesystem::path(m_folder.path().toStdString()) / "norm.npz";
};

QTEST_GUILESS_MAIN(NpzFileTest)
#include "npz_file_test.moc"
