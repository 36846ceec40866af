#include "io/dataset.h"

#include "fields/error.h"
#include "outside_tools.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

using namespace shamal;

namespace {

std::vector<float> floatsOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    std::vector<float> values(static_cast<std::size_t>(bytes.size()) / sizeof(float));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}

bool sameBits(float a, float b)
{
    return (std::isnan(a) && std::isnan(b)) ||
           std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

}  // namespace

/// Every value of every file of the test data, or of the folder that SHAMAL_ORACLE_DATA names, as xarray
/// reads it, bit for bit.
class DatasetOracleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatXarrayReads()
    {
        const QString folder = qEnvironmentVariable("SHAMAL_ORACLE_DATA", SHAMAL_TEST_DATA);
        QStringList files;
        QDirIterator found(folder, {"*.nc", "*.nc4"}, QDir::Files, QDirIterator::Subdirectories);
        while (found.hasNext())
            files << found.next();
        files.sort();
        QVERIFY(files.size() > 5);
        const ToolRun run =
            runTool("/usr/bin/python3", QStringList{SHAMAL_READ_WITH_XARRAY, m_folder.path()} + files);
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));

        std::size_t variables = 0;
        std::size_t values = 0;
        for (int number = 0; number < files.size(); ++number) {
            std::optional<Dataset> dataset;
            try {
                dataset = Dataset::open(files[number].toStdString());
            } catch (const InputError&) {
                continue;  // one that holds no gridded variable
            }
            for (const VariableInfo& variable : dataset->variables()) {
                const std::vector<float> theirs =
                    floatsOf(m_folder.filePath(QStringLiteral("%1-%2.bin")
                                                   .arg(number)
                                                   .arg(QString::fromStdString(variable.metadata.name))));
                QVERIFY2(!theirs.empty(), qPrintable(files[number]));
                compare(*dataset, variable, theirs, files[number]);
                ++variables;
                values += theirs.size();
            }
        }
        qInfo("%zu variables of %d files, %zu values", variables, static_cast<int>(files.size()), values);
        QVERIFY(variables > 5);
    }

private:
    static void compare(const Dataset& dataset, const VariableInfo& variable,
                        const std::vector<float>& theirs, const QString& file)
    {
        const std::size_t levels = std::max<std::size_t>(1, variable.levels.size());
        const std::size_t steps = variable.hasTime ? dataset.steps().size() : 1;
        const std::size_t rows = variable.grid.rows();
        // A meridian that is repeated at the end is left out.
        const std::size_t stored = theirs.size() / (steps * levels * rows);
        QVERIFY(stored == variable.grid.columns() || stored == variable.grid.columns() + 1);
        for (std::size_t level = 0; level < levels; ++level) {
            ReadRequest request;
            request.variable = variable.metadata.name;
            request.level = level;
            const FieldSeries ours = dataset.read(request);
            QCOMPARE(ours.size(), steps);
            for (std::size_t step = 0; step < steps; ++step) {
                const float* const field = theirs.data() + (step * levels + level) * rows * stored;
                for (std::size_t row = 0; row < rows; ++row) {
                    for (std::size_t column = 0; column < variable.grid.columns(); ++column) {
                        const float a = ours.at(step, row, column);
                        float b = field[row * stored + column];
                        if (b > 9.9e36F)  // never written, by netCDF's own fill value: xarray keeps it
                            b = std::numeric_limits<float>::quiet_NaN();
                        QVERIFY2(sameBits(a, b),
                                 qPrintable(QStringLiteral("%1 %2 step %3 row %4 column %5: %6 and %7")
                                                .arg(file, request.variable.c_str())
                                                .arg(step)
                                                .arg(row)
                                                .arg(column)
                                                .arg(a, 0, 'g', 9)
                                                .arg(b, 0, 'g', 9)));
                    }
                }
            }
        }
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(DatasetOracleTest)
#include "dataset_oracle_test.moc"
