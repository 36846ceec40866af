#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/downscaler.h"
#include "downscale/halo_hann.h"
#include "fields/resources.h"
#include "tiny_world.h"

#include <algorithm>

using namespace shamal;

namespace {

/// Whole, in fused and in separate tiles; members by every sampler: what the shipped model makes of a coarse
/// field of formulas.
constexpr int kTile = 96;
constexpr int kStride = 32;
constexpr int kHalo = 16;

std::vector<double> log10Of(const std::vector<float>& values)
{
    std::vector<double> result;
    for (const float value : values)
        result.push_back(std::log10(static_cast<double>(value)));
    return result;
}

double rmsDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    const std::vector<double> x = log10Of(a);
    const std::vector<double> y = log10Of(b);
    double squares = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i)
        squares += (x[i] - y[i]) * (x[i] - y[i]) / static_cast<double>(x.size());
    return std::sqrt(squares);
}

double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    double ab = 0.0, aa = 0.0, bb = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    return ab / std::sqrt(aa * bb);
}

/// Member less mean, log10.
std::vector<double> departure(const DownscaledDay& day, std::size_t member = 0)
{
    std::vector<double> result = log10Of(day.members[member]);
    const std::vector<double> mean = log10Of(day.mean);
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] -= mean[i];
    return result;
}

/// Mean |gradient| across the columns where some tile begins or ends to count, and across all others.
struct Gradients {
    double atBorders = 0.0, elsewhere = 0.0;
};

Gradients gradients(const std::vector<float>& field, std::size_t rows, std::size_t columns)
{
    std::vector<bool> border(columns, false);
    // Tiles are laid out on the computed window, which is a few cells wider than the field.
    const std::size_t computed = (columns + 7) / 8 * 8;
    const TileLayout layout{(rows + 7) / 8 * 8, computed, kTile, kStride, kHalo};
    for (const CellWindow& tile : layout.tiles()) {
        if (tile.column > 0)
            border[tile.column + kHalo] = true;
        if (tile.column + kTile < computed)
            border[tile.column + kTile - kHalo] = true;
    }
    const std::vector<double> x = log10Of(field);
    Gradients sum;
    double atBorders = 0.0;
    double elsewhere = 0.0;
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 1; c < columns; ++c) {
            (border[c] ? sum.atBorders : sum.elsewhere) +=
                std::abs(x[r * columns + c] - x[r * columns + c - 1]);
            (border[c] ? atBorders : elsewhere) += 1.0;
        }
    return {sum.atBorders / atBorders, sum.elsewhere / elsewhere};
}

}  // namespace

class StitchingTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_downscaler = makeDownscaler();
        m_whole = run(request(Stitching::Whole));
        m_fused = run(request(Stitching::FusedTiles));
        m_separate = run(request(Stitching::SeparateTiles));
    }

    void tilesAgreeWithTheWholeField()
    {
        // The shipped model's error on held-out days is 0.19; tiles see less of the surroundings, and their
        // normalisations are over less.
        const double means = rmsDifference(m_fused.mean, m_whole.mean);
        const double fused = rmsDifference(m_fused.members[0], m_whole.members[0]);
        const double separate = rmsDifference(m_separate.members[0], m_whole.members[0]);
        const QString said = QString("mean %1, fused %2, separate %3").arg(means).arg(fused).arg(separate);
        qInfo("%s", qPrintable(said));
        QVERIFY2(means < 0.08 && fused < 0.1 && separate < 0.1, qPrintable(said));
        QCOMPARE(m_separate.mean, m_fused.mean);
    }
    void noSeamShowsInTheMeanGradient_data()
    {
        QTest::addColumn<bool>("fused");
        QTest::newRow("fused tiles") << true;
        QTest::newRow("separate tiles") << false;
    }
    void noSeamShowsInTheMeanGradient()
    {
        QFETCH(bool, fused);
        const DownscaledDay& tiled = fused ? m_fused : m_separate;
        // Against the whole field, whose terrain has steep places too.
        for (const bool mean : {true, false}) {
            const Gradients seams = gradients(mean ? tiled.mean : tiled.members[0], m_rows, m_columns);
            const Gradients none = gradients(mean ? m_whole.mean : m_whole.members[0], m_rows, m_columns);
            const double excess = seams.atBorders / none.atBorders / (seams.elsewhere / none.elsewhere) - 1.0;
            qInfo("%s: %.2f %%", mean ? "mean" : "member", 100.0 * excess);
            QVERIFY2(std::abs(excess) < 0.04, qPrintable(QString::number(excess)));
        }
    }
    void oneStepIsTheSameFusedAndSeparate()
    {
        DownscaleRequest one = request(Stitching::FusedTiles);
        one.sampler.steps = 1;
        DownscaleRequest other = one;
        other.sampler.stitching = Stitching::SeparateTiles;
        QCOMPARE(run(one).members[0], run(other).members[0]);
    }
    void threadsDoNotChangeTilesOrSamplers_data()
    {
        QTest::addColumn<QString>("sampler");
        QTest::addColumn<QString>("stitching");
        QTest::newRow("DPM-Solver++, fused") << "dpm++"
                                             << "fused";
        QTest::newRow("DDPM, separate") << "ddpm"
                                        << "separate";
        QTest::newRow("DDIM, whole") << "ddim"
                                     << "whole";
        QTest::newRow("Heun, whole") << "heun"
                                     << "whole";
    }
    void threadsDoNotChangeTilesOrSamplers()
    {
        QFETCH(QString, sampler);
        QFETCH(QString, stitching);
        DownscaleRequest one = request(stitchingFromName(stitching.toStdString()));
        one.sampler.sampler = samplerFromName(sampler.toStdString());
        one.sampler.steps = 3;
        DownscaleRequest two = one;
        two.threads = 2;
        const DownscaledDay a = run(one);
        const DownscaledDay b = run(two);
        QVERIFY2(rmsDifference(a.members[0], b.members[0]) < 1e-5,
                 qPrintable(QString::number(rmsDifference(a.members[0], b.members[0]))));
        QVERIFY(rmsDifference(a.members[0], m_whole.members[0]) > 1e-3);
    }
    void recentredMembersScatterAroundTheMean()
    {
        DownscaleRequest plain = request(Stitching::Whole);
        plain.sampler.members = 3;
        plain.sampler.steps = 2;
        DownscaleRequest moved = plain;
        moved.sampler.recentre = true;
        const DownscaledDay a = run(plain);
        const DownscaledDay b = run(moved);
        double worst = 0.0;
        double spread = 0.0;
        for (std::size_t i = 0; i < b.mean.size(); ++i) {
            double sum = 0.0;
            for (const auto& member : b.members)
                sum += std::log10(static_cast<double>(member[i])) / 3.0;
            worst = std::max(worst, std::abs(sum - std::log10(static_cast<double>(b.mean[i]))));
            spread = std::max(spread, static_cast<double>(std::abs(a.spread[i] - b.spread[i])));
        }
        QVERIFY2(worst < 1e-4 && spread < 1e-3, qPrintable(QString("%1, %2").arg(worst).arg(spread)));
        moved.sampler.members = 1;  // nothing to recentre
        QCOMPARE(run(moved).members[0], a.members[0]);
    }
    void persistentNoiseMakesConsecutiveDaysOfAMemberAlike()
    {
        DownscaleRequest days = request(Stitching::Whole);
        days.coarse = coarse(2);
        days.days.push_back(dateOfDay(tiny_world::firstFineDay() + 1, Calendar::Standard));
        days.sampler.steps = 3;
        std::vector<double> alike;
        for (const double persistence : {0.0, 0.9}) {
            days.sampler.persistence = persistence;
            std::vector<std::vector<double>> departures;
            m_downscaler->downscale(days,
                                    [&](const DownscaledDay& day) { departures.push_back(departure(day)); },
                                    Progress{}, {});
            alike.push_back(correlation(departures[0], departures[1]));
        }
        QVERIFY2(alike[1] > alike[0] + 0.1, qPrintable(QString("%1 to %2").arg(alike[0]).arg(alike[1])));
    }

private:
    static FieldSeries coarse(int days)
    {
        return tiny_world::series(Grid::regular(28.0, 0.5, 34, 59.375, 0.625, 36), tiny_world::firstFineDay(),
                                  days, false);
    }
    DownscaleRequest request(Stitching stitching)
    {
        DownscaleRequest request;
        request.model = resourcesFolder() / "models/demo-a0";
        request.coarse = coarse(1);
        request.area = kAreaA0;
        request.days = {dateOfDay(tiny_world::firstFineDay(), Calendar::Standard)};
        request.threads = 1;
        request.sampler.stitching = stitching;
        if (stitching != Stitching::Whole) {
            request.sampler.tile = kTile;
            request.sampler.stride = kStride;
            request.sampler.halo = kHalo;
        }
        return request;
    }
    DownscaledDay run(const DownscaleRequest& request)
    {
        const Grid grid = planDownscaling(request).grid;
        m_rows = grid.rows();
        m_columns = grid.columns();
        DownscaledDay result;
        m_downscaler->downscale(request, [&](const DownscaledDay& day) { result = day; }, Progress{}, {});
        return result;
    }

    std::unique_ptr<Downscaler> m_downscaler;
    DownscaledDay m_whole, m_fused, m_separate;
    std::size_t m_rows = 0, m_columns = 0;
};

QTEST_GUILESS_MAIN(StitchingTest)
#include "stitching_test.moc"
