#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/gaussian_noise.h"
#include "downscale/module/day_predictor.h"

#include <algorithm>
#include <cmath>

using namespace shamal;

namespace {

constexpr CellWindow kField{0, 0, 32, 40};

std::vector<float> randomFields(std::size_t channels)
{
    const torch::Tensor values = torch::randn({static_cast<std::int64_t>(channels * kField.cells())});
    return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

/// Untrained networks whose outputs, which start as zero, have been stirred.
struct Model {
    NetworkPackage package;
    InferenceNetworks networks;
};

Model stirred(Method method)
{
    torch::manual_seed(4);
    NetworkPackage package;
    package.card.method = method;
    package.networks = ModelNetworks(method, EncoderUse::Frozen, Prediction::Velocity);
    const torch::NoGradGuard noGradient;
    for (torch::Tensor& weights : package.networks->parameters())
        weights.add_(0.05 * torch::randn_like(weights));
    return {package, InferenceNetworks(package.networks)};
}

DayInputs inputs()
{
    torch::manual_seed(7);
    DayInputs day;
    day.conditions = randomFields(kConditions);
    day.history = randomFields(kHistoryDays);
    return day;
}

SamplerOptions options(Stitching stitching)
{
    SamplerOptions options;
    options.steps = 3;
    options.sampler = SamplerKind::Ddim;  // draws noise on its way
    options.eta = 0.5;
    options.stitching = stitching;
    if (stitching != Stitching::Whole) {
        options.tile = 16;
        options.stride = 8;
        options.halo = 4;
    }
    return options;
}

std::vector<float> noiseOf(int step)
{
    return gaussianNoise(1, 0, 13000, kField, step);
}

/// A tile's part of every channel.
std::vector<float> cut(const std::vector<float>& fields, const CellWindow& tile)
{
    std::vector<float> parts;
    for (std::size_t first = 0; first < fields.size(); first += kField.cells())
        for (std::size_t r = tile.row; r < tile.row + tile.rows; ++r)
            for (std::size_t c = tile.column; c < tile.column + tile.columns; ++c)
                parts.push_back(fields[first + r * kField.columns + c]);
    return parts;
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    double largest = a.size() == b.size() ? 0.0 : 1e9;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(double{a[i]} - double{b[i]}));
    return largest;
}

}  // namespace

class DayPredictorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { at::set_num_threads(1); }

    void howManyTilesGoTogetherChangesNothing_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<int>("stitching");
        for (const Method method : {Method::ResidualDiffusion, Method::Vae})
            for (const Stitching stitching : {Stitching::FusedTiles, Stitching::SeparateTiles})
                QTest::addRow("%d, %s", static_cast<int>(method), nameOf(stitching).c_str())
                    << static_cast<int>(method) << static_cast<int>(stitching);
    }
    void howManyTilesGoTogetherChangesNothing()
    {
        QFETCH(int, method);
        QFETCH(int, stitching);
        const Model model = stirred(static_cast<Method>(method));
        const DayInputs day = inputs();
        const SamplerOptions sampler = options(static_cast<Stitching>(stitching));
        const auto predictor = [&](std::size_t tiles) {
            return DayPredictor(model.package, model.networks, day, kField.rows, kField.columns, sampler,
                                tiles * 256);
        };
        const DayPredictor one = predictor(1);
        for (const std::size_t tiles : {std::size_t{5}, std::size_t{12}}) {  // 12 in all: 5 leaves a rest
            const DayPredictor more = predictor(tiles);
            QVERIFY(largestDifference(one.mean(), more.mean()) < 1e-4);
            QVERIFY(largestDifference(one.member(noiseOf), more.member(noiseOf)) < 1e-4);
        }
    }
    void oneStepIsTheSameInFusedAndSeparateTiles()
    {
        const Model model = stirred(Method::ResidualDiffusion);
        const DayInputs day = inputs();
        const auto by = [&](Stitching stitching, int steps) {
            SamplerOptions sampler = options(stitching);
            sampler.steps = steps;
            return DayPredictor(model.package, model.networks, day, kField.rows, kField.columns, sampler)
                .member(noiseOf);
        };
        QVERIFY(largestDifference(by(Stitching::FusedTiles, 1), by(Stitching::SeparateTiles, 1)) < 1e-5);
        QVERIFY(largestDifference(by(Stitching::FusedTiles, 2), by(Stitching::SeparateTiles, 2)) > 1e-3);
    }
    void threadsChangeNothing_data()
    {
        QTest::addColumn<int>("sampler");
        QTest::addColumn<int>("stitching");
        const auto row = [](const char* sampler, const char* stitching) {
            QTest::addRow("%s, %s", sampler, stitching) << static_cast<int>(samplerFromName(sampler))
                                                        << static_cast<int>(stitchingFromName(stitching));
        };
        row("dpm++", "fused");
        row("ddpm", "separate");
        row("ddim", "whole");
        row("heun", "whole");
    }
    void threadsChangeNothing()
    {
        QFETCH(int, sampler);
        QFETCH(int, stitching);
        const Model model = stirred(Method::ResidualDiffusion);
        const DayInputs day = inputs();
        SamplerOptions by = options(static_cast<Stitching>(stitching));
        by.sampler = static_cast<SamplerKind>(sampler);
        const auto member = [&](int threads) {
            at::set_num_threads(threads);
            return DayPredictor(model.package, model.networks, day, kField.rows, kField.columns, by)
                .member(noiseOf);
        };
        QCOMPARE(largestDifference(member(1), member(2)), 0.0);
    }
    void everySamplerDrawsAnotherMember()
    {
        const Model model = stirred(Method::ResidualDiffusion);
        const DayInputs day = inputs();
        std::vector<std::vector<float>> members;
        for (const SamplerKind kind :
             {SamplerKind::DpmSolver, SamplerKind::Ddim, SamplerKind::Ddpm, SamplerKind::Heun}) {
            for (const Spacing spacing : {Spacing::Geometric, Spacing::Karras, Spacing::Uniform}) {
                SamplerOptions by = options(Stitching::Whole);
                by.sampler = kind;
                by.spacing = spacing;
                members.push_back(
                    DayPredictor(model.package, model.networks, day, kField.rows, kField.columns, by)
                        .member(noiseOf));
            }
        }
        for (std::size_t i = 0; i < members.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(largestDifference(members[i], members[j]) > 1e-3);
    }
    /// Fields of their own, each with its part of the noise, put together by the weights.
    void separateTilesKnowNothingOfEachOther()
    {
        const Model model = stirred(Method::DirectDiffusion);
        const DayInputs day = inputs();
        const TileLayout layout{kField.rows, kField.columns, 16, 8, 4};
        std::vector<double> sum(kField.cells(), 0.0);
        std::vector<double> weight(kField.cells(), 0.0);
        for (const CellWindow& tile : layout.tiles()) {
            DayInputs part;
            part.conditions = cut(day.conditions, tile);
            part.history = cut(day.history, tile);
            const std::vector<float> member = DayPredictor(model.package, model.networks, part, tile.rows,
                                                           tile.columns, options(Stitching::Whole))
                                                  .member([&](int step) { return cut(noiseOf(step), tile); });
            const std::vector<float> weights = haloHannWeights(layout, tile);
            for (std::size_t i = 0; i < member.size(); ++i) {
                const std::size_t cell =
                    (tile.row + i / tile.columns) * kField.columns + tile.column + i % tile.columns;
                sum[cell] += double{weights[i]} * double{member[i]};
                weight[cell] += double{weights[i]};
            }
        }
        std::vector<float> expected;
        for (std::size_t i = 0; i < sum.size(); ++i)
            expected.push_back(static_cast<float>(sum[i] / weight[i]));
        const auto by = [&](Stitching stitching) {
            return DayPredictor(model.package, model.networks, day, kField.rows, kField.columns,
                                options(stitching))
                .member(noiseOf);
        };
        QVERIFY(largestDifference(by(Stitching::SeparateTiles), expected) < 1e-4);
        QVERIFY(largestDifference(by(Stitching::FusedTiles), expected) > 1e-3);
    }
};

QTEST_GUILESS_MAIN(DayPredictorTest)
#include "day_predictor_test.moc"
