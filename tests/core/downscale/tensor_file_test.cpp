#include "downscale/tensor_file.h"

#include "fields/error.h"

#include <QtTest>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>

using namespace shamal;

class TensorFileTest : public QObject {
    Q_OBJECT
private slots:
    void everyHalfSurvives()
    {
        for (std::uint32_t bits = 0; bits < 0x10000U; ++bits) {
            const auto half = static_cast<std::uint16_t>(bits);
            const float value = fromHalf(half);
            if (!std::isnan(value))
                QCOMPARE(toHalf(value), half);
        }
    }
    /// IEEE 754: 1 + 2^-10 is the number after 1; 2^-24 the smallest; 65504 the largest.
    void halvesHaveTheirKnownValues()
    {
        QCOMPARE(fromHalf(0x3c00), 1.0F);
        QCOMPARE(fromHalf(0x3c01), 1.0F + std::ldexp(1.0F, -10));
        QCOMPARE(fromHalf(0x0001), std::ldexp(1.0F, -24));
        QCOMPARE(fromHalf(0x7bff), 65504.0F);
        QCOMPARE(fromHalf(0xc000), -2.0F);
        QVERIFY(std::isinf(fromHalf(toHalf(65520.0F))));
    }
    void roundsToTheNearestHalfTiesToEven()
    {
        const float step = std::ldexp(1.0F, -10);
        QCOMPARE(toHalf(1.0F + 0.5F * step), std::uint16_t{0x3c00});
        QCOMPARE(toHalf(1.0F + 1.5F * step), std::uint16_t{0x3c02});
        QCOMPARE(toHalf(1.0F + 0.51F * step), std::uint16_t{0x3c01});
        for (int i = 0; i < 20000; ++i) {
            const float value =
                std::sin(static_cast<float>(i)) * std::pow(10.0F, static_cast<float>(i % 9) - 4.0F);
            const std::uint16_t half = toHalf(value);
            const float error = std::abs(fromHalf(half) - value);
            for (const int neighbour : {-1, 1})
                QVERIFY(!(error > std::abs(fromHalf(static_cast<std::uint16_t>(half + neighbour)) -
                                           value)));  // beside zero lies a NaN
        }
    }
    void whatIsWrittenIsRead()
    {
        const QTemporaryDir folder;
        const auto file = path(folder);
        const TensorMap tensors{{"a.weight", {{2, 3}, {1.0F, -2.0F, 0.5F, 0.25F, 0.0F, 1024.0F}}},
                                {"scale", {{1}, {0.125F}}}};
        writeTensorFile(file, tensors);
        const TensorMap read = readTensorFile(file);
        QCOMPARE(read.size(), std::size_t{2});
        QCOMPARE(read.at("a.weight").shape, tensors.at("a.weight").shape);
        QCOMPARE(read.at("a.weight").values, tensors.at("a.weight").values);
        QCOMPARE(read.at("scale").values, tensors.at("scale").values);
    }
    void numbersThatAreNoHalvesKeepTheirPrecisionWhenAsked()
    {
        const QTemporaryDir folder;
        const TensorMap tensors{{"half", {{2}, {0.5F, -3.0F}}}, {"single", {{2}, {0.1F, 1e6F}}}};
        writeTensorFile(path(folder), tensors, StoredPrecision::AsNeeded);
        const TensorMap read = readTensorFile(path(folder));
        QCOMPARE(read.at("half").values, tensors.at("half").values);
        QCOMPARE(read.at("single").values, tensors.at("single").values);
        writeTensorFile(path(folder), {{"single", {{1}, {0.1F}}}});
        QVERIFY(readTensorFile(path(folder)).at("single").values[0] != 0.1F);
    }
    void whatDoesNotFitHalfPrecisionIsNotWritten()
    {
        const QTemporaryDir folder;
        QVERIFY_EXCEPTION_THROWN(writeTensorFile(path(folder), {{"wild", {{1}, {1e6F}}}}), OutputError);
        QVERIFY(!std::filesystem::exists(path(folder)));
    }
    void damagedFilesAreToldByNameAndFault_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("dataBytes");
        QTest::addColumn<QString>("fault");
        QTest::newRow("not JSON") << QByteArray("{oops") << 0 << "not JSON";
        QTest::newRow("no shape") << QByteArray(R"({"w":{"dtype":"F16","data_offsets":[0,2]}})") << 2
                                  << "incomplete";
        QTest::newRow("offsets past the end")
            << QByteArray(R"({"w":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}})") << 2 << "'w'";
        QTest::newRow("begin after end")
            << QByteArray(R"({"w":{"dtype":"F16","shape":[1],"data_offsets":[4,2]}})") << 8 << "outside";
        QTest::newRow("negative offset")
            << QByteArray(R"({"w":{"dtype":"F16","shape":[1],"data_offsets":[-2,0]}})") << 8 << "'w'";
        QTest::newRow("shape and size differ")
            << QByteArray(R"({"w":{"dtype":"F16","shape":[3],"data_offsets":[0,4]}})") << 8 << "another size";
        QTest::newRow("overflowing shape")
            << QByteArray(R"({"w":{"dtype":"F16","shape":[4294967296,4294967296],"data_offsets":[0,0]}})")
            << 8 << "shape";
        QTest::newRow("foreign numbers")
            << QByteArray(R"({"w":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}})") << 8 << "I64";
        QTest::newRow("NaN") << QByteArray(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})") << -8
                             << "not finite";
    }
    void damagedFilesAreToldByNameAndFault()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, dataBytes);
        QFETCH(QString, fault);
        const QTemporaryDir folder;
        const std::uint64_t length = static_cast<std::uint64_t>(header.size());
        std::ofstream out(path(folder), std::ios::binary);
        out.write(reinterpret_cast<const char*>(&length), 8);
        out.write(header.data(), header.size());
        out << std::string(static_cast<std::size_t>(std::abs(dataBytes)),
                           dataBytes < 0 ? '\xff' : '\0');  // all bits set: NaN
        out.close();
        expectFault(path(folder), fault);
    }
    void truncatedFilesAreTold()
    {
        const QTemporaryDir folder;
        std::ofstream(path(folder), std::ios::binary) << "abc";
        expectFault(path(folder), "too short");
        std::ofstream(path(folder), std::ios::binary) << std::string(16, '\x7f');
        expectFault(path(folder), "past its end");
    }

private:
    static std::filesystem::path path(const QTemporaryDir& folder)
    {
        return std::filesystem::path(folder.path().toStdString()) / "weights.safetensors";
    }
    static void expectFault(const std::filesystem::path& file, const QString& fault)
    {
        try {
            readTensorFile(file);
        } catch (const InputError& error) {
            const QString what = error.what();
            QVERIFY2(what.contains("weights.safetensors") && what.contains(fault), qPrintable(what));
            return;
        }
        QFAIL("no fault found");
    }
};

QTEST_GUILESS_MAIN(TensorFileTest)
#include "tensor_file_test.moc"
