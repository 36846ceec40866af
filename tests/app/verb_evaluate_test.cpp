#include <QTest>

#include "batch_run.h"
#include "tiny_world_files.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace {

BatchRun batch(const QStringList& arguments)
{
    return runBatch(arguments, 240000);
}

}  // namespace

class VerbEvaluateTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { tiny_world::writeFiles(m_folder.path().toStdString()); }

    void putsMethodsSideBySideAndTellsWhichBarsAreReached()
    {
        const BatchRun run = evaluate("u-net,residual-diffusion", {});
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        for (const char* text :
             {"persistence", "climatology", "coarse, bilinear", "cell regression, coarse and history",
              "U-Net", "Shamal", "own predictions", "no fine history", "spread/skill", "reached"})
            QVERIFY2(run.output.contains(text), text);
        for (const char* file : {"table.md", "held-out.csv", "held-out.json", "out-of-data.csv"})
            QVERIFY2(QFile::exists(path("evaluation/") + file), file);
    }
    void trainsNothingTwice()
    {
        const QString model = path("evaluation") + "/" +
                              QDir(path("evaluation")).entryList({"*u-net*"}, QDir::Dirs).value(0) +
                              "/model.json";
        QVERIFY(QFile::exists(model));
        const QDateTime made = QFileInfo(model).lastModified();
        const BatchRun run = evaluate("u-net", {"--table"});
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        QVERIFY(run.output.contains("| U-Net |"));
        QCOMPARE(QFileInfo(model).lastModified(), made);
    }
    void wrongUseIsToldBeforeAnythingIsTrained()
    {
        QCOMPARE(evaluate("nonsense", {}).exitCode, 2);
        QVERIFY(evaluate("nonsense", {}).errors.contains("residual-diffusion"));
        QCOMPARE(evaluate("u-net", {"--demo"}).exitCode, 2);
        QCOMPARE(batch({"evaluate", "--demo"}).exitCode, 2);
    }

private:
    BatchRun evaluate(const QString& methods, const QStringList& further) const
    {
        return batch(QStringList{"evaluate",
                                 "--coarse",
                                 path("coarse.nc"),
                                 "--fine",
                                 path("fine.nc"),
                                 "--area",
                                 "30,32,62,64.5",
                                 "--methods",
                                 methods,
                                 "--members",
                                 "2",
                                 "--steps",
                                 "2",
                                 "--encoder-steps",
                                 "5",
                                 "--mean-steps",
                                 "10",
                                 "--rollout-steps",
                                 "2",
                                 "--denoiser-steps",
                                 "10",
                                 "--threads",
                                 "1",
                                 "--output",
                                 path("evaluation")} +
                     further);
    }
    QString path(const char* name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(VerbEvaluateTest)
#include "verb_evaluate_test.moc"
