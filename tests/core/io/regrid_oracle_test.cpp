#include "fields/regrid.h"
#include "io/cf_writer.h"
#include "io/dataset.h"
#include "outside_tools.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace shamal;

namespace {

/// A smooth field with noise and, of `missing`, a share of holes.
FieldSeries seriesOn(const Grid& grid, double missing)
{
    std::mt19937 random(11);
    std::normal_distribution<float> noise(0.0F, 0.2F);
    std::bernoulli_distribution hole(missing);
    std::vector<float> values;
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            const LatLon at = grid.centre(row, column);
            const double wave = 2.0 + std::sin(at.latitude / 7.0) * std::cos(at.longitude / 9.0);
            values.push_back(hole(random) ? std::numeric_limits<float>::quiet_NaN()
                                          : static_cast<float>(wave) + noise(random));
        }
    }
    return {{"x", "x", {}, "1", {}, false}, grid, Calendar::Standard, {{{2005, 7, 1}, 0, 1, true}}, values};
}

}  // namespace

/// What CDO makes of the same file.
class RegridOracleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithCdo_data()
    {
        QTest::addColumn<QString>("remapping");
        QTest::addColumn<int>("method");
        QTest::addColumn<int>("grids");
        QTest::addColumn<double>("missing");
        const QStringList grids{"fine area to MERRA-2", "MERRA-2 area to fine", "globe to coarser globe",
                                "globe of 0..360 to a region across Greenwich"};
        for (int which = 0; which < grids.size(); ++which) {
            for (const double missing : {0.0, 0.2})
                QTest::newRow(qPrintable("conservative, " + grids[which] + (missing > 0.0 ? ", holes" : "")))
                    << "remapcon" << static_cast<int>(RegridMethod::Conservative) << which << missing;
            QTest::newRow(qPrintable("bilinear, " + grids[which]))
                << "remapbil" << static_cast<int>(RegridMethod::Bilinear) << which << 0.0;
        }
    }
    void agreesWithCdo()
    {
        QFETCH(const QString, remapping);
        QFETCH(const int, method);
        QFETCH(const int, grids);
        QFETCH(const double, missing);
        const Grid fine = Grid::regular(29.25, 0.0625, 80, 60.3125, 0.0625, 90);
        const Grid merra = Grid::regular(28.5, 0.5, 14, 59.375, 0.625, 12);
        const Grid globe = Grid::regular(-90.0, 2.5, 73, 0.0, 2.5, 144);
        const Grid coarser = Grid::regular(-87.0, 6.0, 30, -177.0, 6.0, 60);
        const Grid region = Grid::regular(-11.3, 1.7, 14, -20.2, 1.3, 30);
        const std::vector<std::pair<Grid, Grid>> pairs{
            {fine, merra}, {merra, fine}, {globe, coarser}, {globe, region}};
        const auto& [from, to] = pairs[static_cast<std::size_t>(grids)];

        const FieldSeries source = seriesOn(from, missing);
        write("source.nc", source);
        write("target.nc", seriesOn(to, 0.0));
        const QString remapped = m_folder.filePath("remapped.nc");
        const ToolRun run =
            runTool("cdo", {"-s", "-L", "-O", remapping + "," + m_folder.filePath("target.nc"),
                            m_folder.filePath("source.nc"), remapped});
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        ReadRequest request;
        request.variable = "x";
        const FieldSeries theirs = Dataset::open(remapped.toStdString()).read(request);
        const FieldSeries ours = regrid(source, to, static_cast<RegridMethod>(method));
        QCOMPARE(ours.grid().cells(), theirs.grid().cells());
        std::size_t compared = 0;
        for (std::size_t cell = 0; cell < to.cells(); ++cell) {
            const float a = ours.field(0)[cell];
            const float b = theirs.field(0)[cell];
            // CDO interpolates only between centres, we also in the outer half of the border cells.
            if (method == static_cast<int>(RegridMethod::Bilinear) && std::isnan(b))
                continue;
            QCOMPARE(std::isnan(a), std::isnan(b));
            if (std::isnan(a))
                continue;
            QVERIFY2(std::abs(a - b) <= 1e-6F * std::abs(b),
                     qPrintable(QString("cell %1: %2 and %3").arg(cell).arg(a, 0, 'g', 9).arg(b, 0, 'g', 9)));
            ++compared;
        }
        QVERIFY(compared > 50);
    }

private:
    void write(const char* name, const FieldSeries& series) const
    {
        writeCf(m_folder.filePath(name).toStdString(), {{{series, "time: mean"}}, "t", "s", "h", {}});
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(RegridOracleTest)
#include "regrid_oracle_test.moc"
