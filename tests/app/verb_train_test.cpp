#include <QTest>

#include "batch_run.h"
#include "tiny_world_files.h"

#include <QTemporaryDir>

class VerbTrainTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { tiny_world::writeFiles(m_folder.path().toStdString()); }

    void whatThePublishedProfileDoesNotHaveIsRefused_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("word");
        QTest::newRow("method") << QStringList{"--method", "u-net"} << 3 << "direct-diffusion";
        QTest::newRow("encoder") << QStringList{"--encoder", "none"} << 3 << "frozen";
        QTest::newRow("prediction") << QStringList{"--prediction", "velocity"} << 3 << "clean";
        QTest::newRow("scaling") << QStringList{"--scaling", "standardised"} << 3 << "min-max";
        QTest::newRow("mean") << QStringList{"--mean-steps", "5"} << 2 << "--mean-steps";
        // Its own words are not refused: what is, is the device.
        QTest::newRow("its own") << QStringList{"--method", "direct-diffusion", "--scaling",
                                                "min-max",  "--device",         "abacus"}
                                 << 3 << "abacus";
        QTest::newRow("nothing said") << QStringList{"--device", "abacus"} << 3 << "abacus";
    }
    void whatThePublishedProfileDoesNotHaveIsRefused()
    {
        QFETCH(QStringList, options);
        QFETCH(int, exitCode);
        QFETCH(QString, word);
        const BatchRun run =
            runBatch(QStringList{"train", "--profile", "published", "--coarse",
                                 m_folder.filePath("coarse.nc"), "--fine", m_folder.filePath("fine.nc"),
                                 "--area", "30,32,62,64.5", "--output", m_folder.filePath("model")} +
                         options,
                     60000);
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY2(run.errors.contains(word), qPrintable(run.errors));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(VerbTrainTest)
#include "verb_train_test.moc"
