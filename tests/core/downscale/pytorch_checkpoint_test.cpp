#include <QTemporaryDir>
#include <QTest>  // before ours: moc stumbles over <compare> when it is the first header it meets

#include "downscale/pytorch_checkpoint.h"

#include "fields/error.h"
#include "published_reference.h"

#include <numbers>

using namespace shamal;
using namespace published_reference;

class PytorchCheckpointTest : public QObject {
    Q_OBJECT
private slots:
    /// The oracle is the initialisation itself: PyTorch's file must hold what PyTorch's formula draws.
    void readsTheEncoderAsPyTorchSavedIt()
    {
        const TensorMap read = readPytorchCheckpoint(data("transfer_unet_small.pt"));
        const TensorMap drawn = weights();
        QCOMPARE(read.size(), std::size_t{268});
        for (const auto& [name, tensor] : read) {
            QVERIFY2(drawn.contains(name), name.c_str());
            QVERIFY2(drawn.at(name).shape == tensor.shape && drawn.at(name).values == tensor.values,
                     name.c_str());
        }
    }
    void theReferenceWeightsAreThoseOfTheReferenceFiles()
    {
        QCOMPARE(QString::fromStdString(checksum(weights())), QString(kChecksum));
    }
    void readsSinglePrecisionAndIntegers()
    {
        const TensorMap read = readPytorchCheckpoint(data("expected.pt"));
        QCOMPARE(read.size(), std::size_t{15});
        const Tensor& alphas = read.at("alphas_cumprod");
        QVERIFY(alphas.shape == std::vector<std::int64_t>{2000});
        // METHOD.md, section 4: cosine betas capped at 0.999, multiplied up.
        const auto bar = [](double t) {
            return std::pow(std::cos((t / 2000.0 + 0.008) / 1.008 * std::numbers::pi / 2.0), 2);
        };
        double product = 1.0;
        for (int t = 0; t < 2000; ++t) {
            product *= 1.0 - std::min(1.0 - bar(t + 1) / bar(t), 0.999);
            QVERIFY(std::abs(alphas.values[static_cast<std::size_t>(t)] - product) < 1e-5);
        }
        for (const float step : read.at("timestep").values)
            QVERIFY(step == std::floor(step) && step >= 0.0F && step < 2000.0F);
    }
    void readsStridedAndBrainFloatTensors()
    {
        PickledTensor transposed;
        transposed.type = "BFloat16Storage";
        transposed.offset = 1;
        transposed.size = 7;
        transposed.shape = {3, 2};
        transposed.strides = {1, 3};
        std::string numbers;
        for (const int i : {9, 1, 2, 3, 4, 5, 6})
            numbers += little(std::bit_cast<std::uint32_t>(static_cast<float>(i)) >> 16U, 2);
        write({transposed}, numbers);
        QVERIFY((readPytorchCheckpoint(m_file).at("w").values == std::vector<float>{1, 4, 2, 5, 3, 6}));
    }
    /// torch.save(model.state_dict()): the dictionary carries attributes that are not needed.
    void attributesOfADictionaryAreLeftOut()
    {
        writePickle("ccollections\nOrderedDict\n)R(" + text("w") + PickledTensor{}.program() + "u}" +
                    text("_metadata") + "}" + text("") + "}" + text("version") +
                    "K\x01"
                    "sssb.");
        QCOMPARE(readPytorchCheckpoint(m_file).size(), std::size_t{1});
    }

    void tensorsThatDoNotFitAreTold_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("which");
        const char* faults[] = {"reaches past the end",
                                "reaches past the end",
                                "begins outside",
                                "begins outside",
                                "meet a number twice",
                                "meet a number twice",
                                "does not fit its storage",
                                "does not fit its storage",
                                "as many strides",
                                "larger than the file",
                                "larger than the file",
                                "12 bytes",
                                "named by something else",
                                "'m/data/77' is missing",
                                "ComplexFloatStorage",
                                "_rebuild_qtensor",
                                "12 bytes"};
        for (int i = 0; i < static_cast<int>(std::size(faults)); ++i)
            QTest::addRow("%d: %s", i, faults[i]) << faults[i] << i;
    }
    void tensorsThatDoNotFitAreTold()
    {
        QFETCH(QString, fault);
        QFETCH(int, which);
        constexpr auto huge = std::numeric_limits<std::int64_t>::max();
        PickledTensor w;
        switch (which) {
            case 0:
                w.offset = 1;
                break;
            case 1:
                w.strides = {huge, 1};
                break;
            case 2:
                w.offset = -1;
                break;
            case 3:
                w.offset = huge;
                break;
            case 4:
                w.strides = {0, 1};
                break;
            case 5:
                w.strides = {3, -1};
                break;
            case 6:
                w.shape = {huge, huge};
                break;
            case 7:
                w.shape = {2, -3};
                break;
            case 8:
                w.strides = {1};
                break;
            case 9:
                w.size = huge;
                break;
            case 10:
                w.size = 1000000;
                break;
            case 11:
                w.size = 5, w.shape = {5}, w.strides = {1};
                break;
            case 12:
                w.key = "../../etc/passwd";
                break;
            case 13:
                w.key = "77";
                break;
            case 14:
                w.type = "ComplexFloatStorage";
                break;
            case 15:
                w.global = "ctorch._utils\n_rebuild_qtensor\n";
                break;
            case 16:
                w.type = "FloatStorage";
                break;
            default:
                QFAIL("no such row");
        }
        write({w}, std::string(12, '\0'));
        expectFault(fault);
    }
    void onePickleProgramAfterTheOtherIsRefused_data()
    {
        QTest::addColumn<QByteArray>("program");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char* name, const std::string& program, const char* fault) {
            QTest::newRow(name) << QByteArray::fromStdString(program) << fault;
        };
        row("a command of the system", "cposix\nsystem\n(" + text("true") + "tR.", "posix system");
        row("built-in functions", "c__builtin__\neval\n.", "__builtin__ eval");
        row("objects of a class", "(i__main__\nModel\n.", "instruction 0x69");
        row("a new object",
            ")"
            "\x81"
            ".",
            "instruction 0x81");
        row("a whole model", "ctorch.nn.modules.container\nSequential\n.", "container Sequential");
        row("a list", "].", "instruction 0x5d");
        row("a number for a dictionary", "K\x05.", "no dictionary");
        row("a number for a tensor", "}" + text("w") + "K\x05s.", "'w' that is no tensor");
        row("a tensor without a name", "}K\x05" + PickledTensor{}.program() + "s.", "no text");
        row("nothing to take", "R.", "where there is none");
        row("no mark", "}u.", "no mark");
        row("values below the mark", "}" + text("w") + "K\x01(s.", "where there is none");
        row("an odd number of items",
            "}(K\x01"
            "u.",
            "no dictionary");
        row("an empty slot", "h\x07.", "slot 7");
        row("a number called", "K\x01)R.", "no function");
        row("a storage called", "ctorch\nHalfStorage\n)R.", "in a way");
        row("a number outside", "K\x01Q.", "no storage");
        row("a tensor of nothing", "ctorch._utils\n_rebuild_tensor_v2\n)R.", "without a storage");
        row("text longer than the file",
            std::string("X\xff\xff\xff\x7f"
                        "abc",
                        8),
            "too early");
        row("no end", "}", "too early");
        row("a name without end", "ctorch", "too early");
        row("protocol 4", std::string("\x80\x04}.", 4), "protocol 4");
        row("a wide number", std::string("\x8a\x09", 2) + std::string(9, 'a') + ".", "64 bits");
        row("a dictionary in itself",
            "}q" + std::string(1, '\0') + text("w") + "h" + std::string(1, '\0') + "s.",
            "'w' that is no tensor");
    }
    void onePickleProgramAfterTheOtherIsRefused()
    {
        QFETCH(QByteArray, program);
        QFETCH(QString, fault);
        writePickle(program.toStdString());
        expectFault(fault);
    }
    void filesThatAreNoCheckpointAreTold()
    {
        m_file = m_file.parent_path() / "absent.pt";
        std::filesystem::remove(m_file);
        expectFault("cannot be opened");
        m_file = m_file.parent_path() / "damaged.pt";
        std::ofstream(m_file, std::ios::binary) << "no zip at all";
        expectFault("not a zip file");
        writeZip(m_file, {{"a.txt", "a"}});
        expectFault("no data.pkl");
        writeZip(m_file, {{"a/data.pkl", "."}, {"b/data.pkl", "."}});
        expectFault("more than one model");
        writeZip(m_file, {{"../up/data.pkl", kProtocol + "}."}});
        expectFault("more than one model");
        writeZip(m_file, {{"m/data.pkl", kProtocol + "}."}, {"m/byteorder", "big"}});
        expectFault("big-endian");
        writeZip(m_file, {{"m/data.pkl", std::string(5U << 20U, 'N')}}, true);
        expectFault("at most");
    }
    void aCompressedStorageCannotFillTheMemory()
    {
        PickledTensor w;
        w.size = 50000000;
        w.shape = {50000000};
        w.strides = {1};
        writeZip(m_file,
                 {{"m/data.pkl", kProtocol + "}" + text("w") + w.program() + "s."},
                  {"m/data/0", std::string(100000000, '\0')}},
                 true);
        expectFault("more numbers");
    }
    void manyNamesForOneStorageCannotFillTheMemory()
    {
        std::string pickle = kProtocol + "}(";
        PickledTensor w;
        w.size = 100000;
        w.shape = {100000};
        w.strides = {1};
        const std::string program = w.program();
        for (int i = 0; i < 50; ++i)
            pickle += text("w" + std::to_string(i)) + program;
        writeZip(m_file, {{"m/data.pkl", pickle + "u."}, {"m/data/0", std::string(200000, '\0')}});
        expectFault("more numbers");
    }
    void numbersThatAreNoneAreTold()
    {
        write({PickledTensor{}}, std::string(12, '\xff'));
        expectFault("not a finite float");
        PickledTensor wide;
        wide.type = "LongStorage";
        write({wide}, std::string(48, '\x7f'));
        expectFault("not a finite float");
    }
    /// Whatever is changed: read, or refused with our own error. Under the sanitizers this also finds reads
    /// past an end.
    void noDamageBringsItDown()
    {
        write({PickledTensor{}}, std::string(12, '\0'));
        std::string whole;
        {
            std::ifstream in(m_file, std::ios::binary);
            whole.assign(std::istreambuf_iterator<char>(in), {});
        }
        int refused = 0;
        const auto attempt = [&](const std::string& content) {
            std::ofstream(m_file, std::ios::binary)
                .write(content.data(), static_cast<std::streamsize>(content.size()));
            try {
                readPytorchCheckpoint(m_file);
            } catch (const InputError&) {
                ++refused;
            }
        };
        for (std::size_t length = 0; length < whole.size(); ++length)
            attempt(whole.substr(0, length));
        QCOMPARE(refused, static_cast<int>(whole.size()));
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (const int change : {1, 128}) {
                std::string damaged = whole;
                damaged[at] = static_cast<char>(damaged[at] ^ change);
                attempt(damaged);
            }
        }
        // The same without the zip's checksums, which catch most of the above.
        const std::string pickle = kProtocol + "}" + text("w") + PickledTensor{}.program() + "s.";
        for (std::size_t at = 0; at < pickle.size(); ++at) {
            for (const int change : {1, 16, 255}) {
                std::string damaged = pickle;
                damaged[at] = static_cast<char>(damaged[at] ^ change);
                writeZip(m_file, {{"m/data.pkl", damaged}, {"m/data/0", std::string(12, '\0')}});
                try {
                    readPytorchCheckpoint(m_file);
                } catch (const InputError&) {
                    ++refused;
                }
            }
        }
        QVERIFY(refused > static_cast<int>(whole.size()) + 300);
    }

private:
    void write(const std::vector<PickledTensor>& tensors, const std::string& numbers)
    {
        std::string pickle = kProtocol + "}";
        for (const PickledTensor& tensor : tensors)
            pickle += text("w") + tensor.program() + "s";
        writeZip(m_file, {{"m/data.pkl", pickle + "."}, {"m/data/0", numbers}});
    }
    void writePickle(const std::string& program)
    {
        writeZip(m_file, {{"m/data.pkl", (program.starts_with('\x80') ? "" : kProtocol) + program},
                          {"m/data/0", std::string(12, '\0')}});
    }
    void expectFault(const QString& fault) const
    {
        try {
            readPytorchCheckpoint(m_file);
        } catch (const InputError& error) {
            const QString what = error.what();
            QVERIFY2(
                what.contains(QString::fromStdString(m_file.filename().string())) && what.contains(fault),
                qPrintable(what));
            return;
        }
        QFAIL("no fault found");
    }

    QTemporaryDir m_folder;
    std::filesystem::path m_file = std::filesystem::path(m_folder.path().toStdString()) / "damaged.pt";
};

QTEST_GUILESS_MAIN(PytorchCheckpointTest)
#include "pytorch_checkpoint_test.moc"
