#include "batch_run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

BatchRun info(const QStringList& arguments)
{
    return runBatch(QStringList("info") + arguments, 60000);
}

QString data(const char* name)
{
    return QStringLiteral(SHAMAL_TEST_DATA "/") + name;
}

}  // namespace

class VerbInfoTest : public QObject {
    Q_OBJECT
private slots:
    void tellsWhatAFolderHolds()
    {
        const BatchRun run = info({data("merra2-daily-files")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.errors.isEmpty(), qPrintable(run.errors));
        for (const char* line : {"Title        MERRA-2", "ULML  m s-1  surface_eastward_wind", "6 x 4 cells",
                                 "0.5 x 0.625 degrees", "51.25 .. 54.25 N, -8.4375 .. -5.9375 E",
                                 "2021-05-28 00:30 .. 2021-06-10 23:30", "288, every 1 h",
                                 "24 missing between 2021-06-05 23:30 and 2021-06-07 00:30",
                                 "Calendar     standard", "Role         coarse", "Synthetic    no"})
            QVERIFY2(run.output.contains(line), line);
    }

    void tellsTheSameToMachines()
    {
        const BatchRun run =
            info({data("calendars/ta_day_GFDL-CM4_historical_r1i1p1f1_gr2_19900101-20091231.nc"), "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject json = QJsonDocument::fromJson(run.output.toUtf8()).object();
        QCOMPARE(json["title"].toString(), QString("GFDL-CM4"));
        QCOMPARE(json["time"]["calendar"].toString(), QString("365_day"));
        QCOMPARE(json["time"]["steps"].toInt(), 7300);
        QCOMPARE(json["time"]["stepSeconds"].toDouble(), 86400.0);
        const QJsonValue variable = json["variables"][0];
        QCOMPARE(variable["levels"]["values"].toArray(), (QJsonArray{100000.0, 85000.0}));
        // One degree of the meridian is 111.69 km at the pole of WGS84.
        QVERIFY(qAbs(variable["spacing"]["northSouthKm"].toDouble() - 2.0 * 111.69) < 0.05);
    }

    void tellsAboutOneVariable()
    {
        const BatchRun run = info({data("merra2-daily-files"), "--variable", "VLML"});
        QVERIFY(run.output.contains("VLML") && !run.output.contains("ULML"));
        const BatchRun unknown = info({data("merra2-daily-files"), "--variable", "DUEXTTAU"});
        QCOMPARE(unknown.exitCode, 3);
        QVERIFY(unknown.errors.contains("ULML, VLML"));
    }

    void printsAModelsCard()
    {
        const QString model = QStringLiteral(SHAMAL_RESOURCES_DIR "/models/demo-a0");
        const BatchRun run = info({model});
        QCOMPARE(run.exitCode, 0);
        for (const char* line : {"Model        Demo A0, all seasons", "Variable     DUEXTTAU, in '1'",
                                 "228 x 322 cells", "Method       residual-diffusion, encoder frozen",
                                 "Test         65 days, 2005-07-03 .. 2007-03-02", "Synthetic    yes",
                                 "Shamal, mean", "coarse, bilinear"})
            QVERIFY2(run.output.contains(line), qPrintable(run.output));
        const QJsonObject json = QJsonDocument::fromJson(info({model, "--json"}).output.toUtf8()).object();
        QCOMPARE(json["method"].toString(), QString("residual-diffusion"));
        QCOMPARE(json["split"]["test"].toArray().size(), 65);
    }

    void failsInOneLineThatNamesTheFile()
    {
        const BatchRun run = info({data("none.nc")});
        QCOMPARE(run.exitCode, 3);
        QVERIFY(run.output.isEmpty());
        QCOMPARE(run.errors.count('\n'), 1);
        QVERIFY(run.errors.contains("none.nc") && run.errors.contains("no such file"));
        QCOMPARE(info({}).exitCode, 2);
    }
};

QTEST_GUILESS_MAIN(VerbInfoTest)
#include "verb_info_test.moc"
