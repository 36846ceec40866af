#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/sampler_options.h"

#include "fields/error.h"

#include <functional>
#include <limits>

using namespace shamal;

namespace {

constexpr std::size_t kPlenty = std::numeric_limits<std::size_t>::max();

SamplerOptions tiles(int tile, int stride, int halo)
{
    SamplerOptions options;
    options.tile = tile;
    options.stride = stride;
    options.halo = halo;
    return options;
}

void refused(const std::function<void(SamplerOptions&)>& spoil, const QString& word)
{
    SamplerOptions options;
    spoil(options);
    try {
        checkSampler(options);
    } catch (const InputError& error) {
        QVERIFY2(QString(error.what()).contains(word), error.what());
        return;
    }
    QFAIL(qPrintable("not refused: " + word));
}

}  // namespace

class SamplerOptionsTest : public QObject {
    Q_OBJECT
private slots:
    void theFieldIsOnePieceWhereMemoryAllows()
    {
        QVERIFY(decideStitching({}, 75000, kPlenty).stitching == Stitching::Whole);
        const SamplerOptions tight = decideStitching({}, 75000, 100'000'000);
        QVERIFY(tight.stitching == Stitching::FusedTiles);
        QVERIFY(tight.tile > 0 && tight.stride > 0);
        checkSampler(tight);
    }
    void aTileMeansTiles()
    {
        QVERIFY(decideStitching(tiles(64, 0, 8), 75000, kPlenty).stitching == Stitching::FusedTiles);
        SamplerOptions separate = tiles(64, 0, 8);
        separate.stitching = Stitching::SeparateTiles;
        QVERIFY(decideStitching(separate, 75000, kPlenty).stitching == Stitching::SeparateTiles);
    }
    void whatIsDecidedStaysSo()
    {
        SamplerOptions once = decideStitching(tiles(64, 16, 4), 75000, 0);
        QCOMPARE(once.stride, 16);
        once = decideStitching({}, 75000, kPlenty);
        QVERIFY(decideStitching(once, 75000, 0).stitching == Stitching::Whole);
    }
    /// Valid, and no cell inside is seen by one tile alone.
    void theUsualStrideOverlaps_data()
    {
        QTest::addColumn<int>("tile");
        QTest::addColumn<int>("halo");
        QTest::addColumn<int>("stride");
        QTest::newRow("128 and 8") << 128 << 8 << 56;
        QTest::newRow("96 and 16") << 96 << 16 << 32;
        QTest::newRow("as published") << 16 << 4 << 8;  // nothing below a multiple of 8 but all of it
        QTest::newRow("small") << 24 << 8 << 8;
    }
    void theUsualStrideOverlaps()
    {
        QFETCH(int, tile);
        QFETCH(int, halo);
        QTEST(decideStitching(tiles(tile, 0, halo), 75000, 0).stride, "stride");
    }
    void impossibleOptionsAreRefusedWithAReason()
    {
        checkSampler({});
        checkSampler(tiles(16, 2, 4));
        refused([](SamplerOptions& o) { o.members = -1; }, "members");
        refused([](SamplerOptions& o) { o.steps = 0; }, "1 to 4095");
        refused([](SamplerOptions& o) { o.eta = 1.5, o.sampler = SamplerKind::Ddim; }, "0 (no fresh noise)");
        refused([](SamplerOptions& o) { o.eta = 0.5; }, "Only ddim");
        refused([](SamplerOptions& o) { o.persistence = 1.0; }, "persistence");
        refused([](SamplerOptions& o) { o = tiles(32, 30, 8); }, "stride of 1 to 16");
        refused([](SamplerOptions& o) { o = tiles(16, 0, 8); }, "halo of 0 to 7");
        refused([](SamplerOptions& o) { o = tiles(20, 2, 4); }, "multiple of 8");
        refused([](SamplerOptions& o) { o = tiles(32, 2, 4), o.stitching = Stitching::Whole; }, "one piece");
        refused([](SamplerOptions& o) { o.halo = 80, o.stitching = Stitching::FusedTiles; },
                "halo of 0 to 63");
        refused([](SamplerOptions& o) { o.stride = 200; },
                "stride");  // tiles may be chosen for want of memory
        refused([](SamplerOptions& o) { o.stride = 200, o.stitching = Stitching::FusedTiles; }, "stride");
    }
    void optionsAreTold()
    {
        SamplerOptions options = decideStitching({}, 100, kPlenty);
        QCOMPARE(describe(options), std::string("DPM-Solver++(2M), 8 steps, geometric, whole field"));
        options = decideStitching(tiles(64, 16, 4), 100, kPlenty);
        options.sampler = SamplerKind::Ddim;
        options.eta = 0.5;
        options.spacing = Spacing::Uniform;
        options.persistence = 0.7;
        options.members = 4;
        QCOMPARE(describe(options),
                 std::string("DDIM (eta 0.5), 8 steps, uniform, tiles of 64 at stride 16, halo 4, fused at "
                             "every step, noise persistence 0.7"));
        options.members = 0;
        QCOMPARE(describe(options),
                 std::string("mean only, tiles of 64 at stride 16, halo 4, fused at every step"));
    }
    void thePublishedProfileHasItsOwnWay()
    {
        const SamplerOptions usual = publishedSampling({});
        QCOMPARE(describe(usual), std::string("DPM-Solver++(2M), 8 steps, uniform, tiles of 16 at stride 8, "
                                              "halo 4, each sampled by itself"));
        checkSampler(usual);
        QCOMPARE(describe(publishedSampling(usual)), describe(usual));
        const SamplerOptions larger = publishedSampling(tiles(64, 16, 8));
        QCOMPARE(larger.tile, 64);
        QCOMPARE(larger.stride, 16);
        QCOMPARE(larger.halo, 8);
        SamplerOptions other;
        other.sampler = SamplerKind::Heun;
        QVERIFY_EXCEPTION_THROWN(publishedSampling(other), InputError);
        other = {};
        other.stitching = Stitching::Whole;
        QVERIFY_EXCEPTION_THROWN(publishedSampling(other), InputError);
    }
    void everyStitchingHasItsName()
    {
        for (const char* name : {"whole", "fused", "separate"})
            QCOMPARE(nameOf(stitchingFromName(name)), std::string(name));
        QVERIFY_EXCEPTION_THROWN(stitchingFromName("mosaic"), InputError);
    }
    void thereIsMemory() { QVERIFY(availableMemory() > 10'000'000); }
};

QTEST_GUILESS_MAIN(SamplerOptionsTest)
#include "sampler_options_test.moc"
