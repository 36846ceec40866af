#include <QTemporaryDir>
#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/import_model.h"

#include "downscale/downscaler.h"
#include "downscale/npz_file.h"
#include "fields/error.h"
#include "published_reference.h"
#include "tiny_world.h"

#include <algorithm>

using namespace shamal;
using namespace published_reference;

namespace {

TensorMap beginningWith(const TensorMap& tensors, const std::string& from, const std::string& to)
{
    TensorMap found;
    for (const auto& [name, tensor] : tensors)
        if (name.starts_with(from))
            found[to + name.substr(from.size())] = tensor;
    return found;
}

}  // namespace

/// The reference networks, imported and run on the tiny world.
class ImportModelTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        const TensorMap all = weights();
        m_stageB = beginningWith(all, "unet3d.", "unet3d.");
        m_stageB.merge(beginningWith(all, "unet.", "tiny.core."));
        writeCheckpoint(m_folder / "s2s_model.pt", m_stageB);
        m_request.encoder = data("transfer_unet_small.pt");
        m_request.denoiser = m_folder / "s2s_model.pt";
        m_request.normalisation = data("norm_params.npz");
        m_request.area = tiny_world::kArea;
        m_request.season = Season::JJA;
        m_request.name = "Reference";
        m_request.fineGrid = tiny_world::fineSeries().grid();
        m_request.elevation = tiny_world::elevation();
        m_request.synthetic = true;
        m_request.output = m_folder / "package";
        m_request.command = "as in the test";
        m_card = importModel(m_request);
    }

    void thePackageSaysWhatItIs()
    {
        const ModelCard card = readModelPackage(m_request.output);
        QCOMPARE(card.id, m_card.id);
        QVERIFY(card.profile == Profile::Published);
        QVERIFY(card.fine.scaling == Scaling::MinMax && card.coarse.scaling == Scaling::MinMax);
        QVERIFY(card.season == Season::JJA);
        const auto arrays = readNpzFile(data("norm_params.npz"));
        QCOMPARE(card.fine.offset, arrays.at("g_min").values[0]);
        QCOMPARE(card.fine.offset + card.fine.scale, arrays.at("g_max").values[0]);
        QCOMPARE(card.coarse.offset, arrays.at("m_min").values[0]);
    }
    void weightsKeepTheirPrecision()
    {
        const TensorMap read = readTensorFile(m_request.output / "weights.safetensors");
        QVERIFY(read.at("denoiser.conv_in.weight").values == m_stageB.at("unet3d.conv_in.weight").values);
        QVERIFY(read.at("encoder.conv_out.bias").values == m_stageB.at("tiny.core.conv_out.bias").values);
        const auto [low, high] = std::ranges::minmax(read.at("maps.elevation").values);
        QVERIFY(low == 0.0F && high == 1.0F);
    }
    void theNatureRunsLatticeHasItsKnownSize()
    {
        const Grid grid = natureRunGrid(kAreaA0);
        QCOMPARE(grid.latitudes().front(), 29.25);  // the first multiple of 0.0625 from 29.2 on
        QVERIFY(std::abs(static_cast<double>(grid.rows()) - 228) <= 1);
        QVERIFY(std::abs(static_cast<double>(grid.columns()) - 322) <= 1);
    }
    void filesThatDoNotBelongTogetherAreTold()
    {
        TensorMap other = m_stageB;
        other["tiny.core.conv_in.bias"].values[3] += 1.0F;
        writeCheckpoint(m_folder / "other.pt", other);
        ImportRequest request = m_request;
        request.denoiser = m_folder / "other.pt";
        expectFault(request, "another encoder");
        request = m_request;
        request.encoder = m_request.denoiser;
        expectFault(request, "no tensor 'unet.conv_in.weight'");
        request = m_request;
        request.denoiser = m_request.encoder;
        expectFault(request, "no tensor 'unet3d.conv_in.weight'");
        request = m_request;
        request.normalisation = m_folder / "swapped.npz";
        writeZip(request.normalisation, {});
        expectFault(request, "swapped.npz");
    }

    void downscalesADay()
    {
        DownscaleRequest two = request(2);
        two.sampler.steps = 2;
        const std::vector<DownscaledDay> days = downscale(two, 1);
        QCOMPARE(days.size(), std::size_t{1});
        const float low = m_card.fine.restore(0.0F);
        const float high = m_card.fine.restore(1.0F);
        for (const DownscaledDay& day : days) {
            QVERIFY(day.fullHistory);
            QCOMPARE(day.mean.size(), std::size_t{32} * 40);
            for (std::size_t i = 0; i < day.mean.size(); ++i) {
                QVERIFY(day.mean[i] >= low && day.mean[i] <= high);
                const double middle = 0.5 * (std::log10(static_cast<double>(day.members[0][i])) +
                                             std::log10(static_cast<double>(day.members[1][i])));
                QVERIFY(std::abs(std::log10(static_cast<double>(day.mean[i])) - middle) < 1e-4);
            }
        }
    }
    void aDayRepeatsWithItsSeedAndChangesWithItsHistory()
    {
        const DownscaledDay one = downscale(request(1), 1).front();
        QVERIFY(downscale(request(1), 1).front().members == one.members);
        DownscaleRequest other = request(1);
        other.sampler.seed = 2;
        QVERIFY(downscale(other, 1).front().members != one.members);
        other = request(1);
        other.fine.reset();
        const DownscaledDay without = downscale(other, 1).front();
        QVERIFY(!without.fullHistory && without.members != one.members);
        other = request(0);
        QCOMPARE(downscale(other, 1).front().mean.size(), std::size_t{32} * 40);
    }

private:
    DownscaleRequest request(int members) const
    {
        DownscaleRequest request;
        request.model = m_request.output;
        request.coarse = tiny_world::coarseSeries();
        request.fine = tiny_world::fineSeries();
        request.area = tiny_world::kArea;
        request.sampler.members = members;
        request.sampler.steps = 1;
        request.threads = 1;
        return request;
    }
    static std::vector<DownscaledDay> downscale(DownscaleRequest request, int count)
    {
        for (int i = 0; i < count; ++i)
            request.days.push_back(dateOfDay(tiny_world::firstFineDay() + 60 + i, Calendar::Standard));
        std::vector<DownscaledDay> days;
        makeDownscaler()->downscale(request, [&](const DownscaledDay& day) { days.push_back(day); },
                                    Progress{}, {});
        return days;
    }
    static void expectFault(const ImportRequest& request, const QString& fault)
    {
        try {
            importModel(request);
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(fault), error.what());
            return;
        }
        QFAIL("no fault found");
    }

    QTemporaryDir m_temporary;
    std::filesystem::path m_folder = m_temporary.path().toStdString();
    TensorMap m_stageB;
    ImportRequest m_request;
    ModelCard m_card;
};

QTEST_GUILESS_MAIN(ImportModelTest)
#include "import_model_test.moc"
