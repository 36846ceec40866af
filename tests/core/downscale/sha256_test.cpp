#include "downscale/sha256.h"

#include <QtTest>

using namespace shamal;

/// Against the examples of FIPS 180-4 as NIST publishes them.
class Sha256Test : public QObject {
    Q_OBJECT
private slots:
    void agreesWithPublishedDigests_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("digest");
        QTest::newRow("empty") << QByteArray()
                               << "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        QTest::newRow("one block") << QByteArray("abc")
                                   << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                    << "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
        QTest::newRow("a million a") << QByteArray(1000000, 'a')
                                     << "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
    }
    void agreesWithPublishedDigests()
    {
        QFETCH(QByteArray, message);
        QFETCH(QString, digest);
        const std::vector<unsigned char> bytes(message.begin(), message.end());
        QCOMPARE(QString::fromStdString(sha256(bytes)), digest);
    }
    void agreesWithQtAtEveryLengthAroundABlock()
    {
        for (qsizetype length = 50; length < 140; ++length) {
            QByteArray message(length, '\0');
            for (qsizetype i = 0; i < length; ++i)
                message[i] = static_cast<char>(i * 37);
            const std::vector<unsigned char> bytes(message.begin(), message.end());
            QCOMPARE(QByteArray::fromStdString(sha256(bytes)),
                     QCryptographicHash::hash(message, QCryptographicHash::Sha256).toHex());
        }
    }
};

QTEST_GUILESS_MAIN(Sha256Test)
#include "sha256_test.moc"
