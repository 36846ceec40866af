#include "downscale/halo_hann.h"

#include "fields/error.h"

#include <QtTest>
#include <cmath>
#include <numbers>

using namespace shamal;

class HaloHannTest : public QObject {
    Q_OBJECT
private slots:
    void everyCellIsCovered_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("tile");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("halo");
        QTest::newRow("as published") << 40 << 56 << 16 << 2 << 4;
        QTest::newRow("widest stride") << 40 << 56 << 16 << 8 << 4;
        QTest::newRow("no halo, no overlap") << 40 << 56 << 8 << 8 << 0;
        QTest::newRow("sides the stride does not divide") << 37 << 59 << 16 << 7 << 4;
        QTest::newRow("tile larger than the field") << 24 << 96 << 32 << 16 << 8;
    }
    void everyCellIsCovered()
    {
        const TileLayout layout = fetchLayout();
        HaloHannStitcher stitcher(layout);
        for (const CellWindow& tile : layout.tiles())
            stitcher.add(tile, std::vector<float>(tile.cells(), 3.25F));
        for (const float value : stitcher.field())
            QCOMPARE(value, 3.25F);  // NaN where no tile reaches
    }
    void tilesOfOneFieldGiveItBack_data() { everyCellIsCovered_data(); }
    void tilesOfOneFieldGiveItBack()
    {
        const TileLayout layout = fetchLayout();
        std::vector<float> field(layout.rows * layout.columns);
        for (std::size_t i = 0; i < field.size(); ++i)
            field[i] = static_cast<float>(std::sin(0.37 * static_cast<double>(i)));
        HaloHannStitcher stitcher(layout);
        for (const CellWindow& tile : layout.tiles())
            stitcher.add(tile, cutWindow(field, layout.rows, layout.columns, tile));
        const auto result = stitcher.field();
        for (std::size_t i = 0; i < field.size(); ++i)
            QVERIFY(std::abs(result[i] - field[i]) < 1e-6F);
    }
    void theOrderOfTilesDoesNotMatter()
    {
        const TileLayout layout{37, 59, 16, 7, 4};
        std::vector<CellWindow> tiles = layout.tiles();
        const auto stitched = [&] {
            HaloHannStitcher stitcher(layout);
            for (const CellWindow& tile : tiles) {
                std::vector<float> values(tile.cells());
                for (std::size_t i = 0; i < values.size(); ++i)  // tiles disagree where they overlap
                    values[i] = std::sin(static_cast<float>(i * (tile.row + 3 * tile.column + 1)));
                stitcher.add(tile, values);
            }
            return stitcher.field();
        };
        const std::vector<float> forwards = stitched();
        std::reverse(tiles.begin(), tiles.end());
        const std::vector<float> backwards = stitched();
        for (std::size_t i = 0; i < forwards.size(); ++i)
            QVERIFY(std::abs(forwards[i] - backwards[i]) < 1e-6F);
    }
    void weightsAreHannInsideZeroInTheHaloAndFlooredAtTheBorder()
    {
        TileLayout layout{40, 40, 16, 8, 4};
        const auto hann = [](std::size_t i) {
            return 0.5 * (1.0 - std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / 15.0));
        };
        const auto inner = haloHannWeights(layout, {8, 8, 16, 16});
        for (std::size_t r = 0; r < 16; ++r)
            for (std::size_t c = 0; c < 16; ++c) {
                const bool kept = r >= 4 && r < 12 && c >= 4 && c < 12;
                QVERIFY(std::abs(inner[r * 16 + c] - (kept ? hann(r) * hann(c) : 0.0)) < 1e-6);
            }
        const auto corner = haloHannWeights(layout, {0, 0, 16, 16});
        QCOMPARE(corner[0], 1e-6F);
        QVERIFY(corner[5 * 16 + 5] > 0.1F);
        QCOMPARE(corner[15 * 16 + 5], 0.0F);
    }
    void stridesThatLeaveGapsAreRefused()
    {
        checkTiling(16, 8, 4);
        QVERIFY_EXCEPTION_THROWN(checkTiling(16, 9, 4), InputError);
        QVERIFY_EXCEPTION_THROWN(checkTiling(16, 0, 4), InputError);
        QVERIFY_EXCEPTION_THROWN(checkTiling(16, 2, 8), InputError);
    }

private:
    static TileLayout fetchLayout()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, tile);
        QFETCH(int, stride);
        QFETCH(int, halo);
        return {static_cast<std::size_t>(rows), static_cast<std::size_t>(columns),
                static_cast<std::size_t>(tile), static_cast<std::size_t>(stride),
                static_cast<std::size_t>(halo)};
    }
};

QTEST_GUILESS_MAIN(HaloHannTest)
#include "halo_hann_test.moc"
