// What shamal-batch statistics prints to read.
#include "batch/result_text.h"

#include <QElapsedTimer>
#include <QTest>

class ResultTextTest : public QObject {
    Q_OBJECT
private slots:
    void quantitiesOfALagStandInALine();
    void lagsThatDifferLateStandInTheirOwnLines();
    void noNumberIsDroppedWhereALagComesTwice();
    void nIsToldOnlyWhereAllShareIt();
    void datesStandForLags();
    void aHundredThousandRowsTakeNoTime();
};

namespace {

AnalysisRow rowOf(const QString& quantity, double lag, double value, qint64 n, const QString& unit = "km")
{
    return {"semivariogram", "G5NR", quantity, unit, lag, value, n};
}

/// Of the table, without the space between columns.
QStringList linesOf(const std::vector<AnalysisRow>& rows)
{
    AnalysisResult result;
    result.rows = rows;
    QStringList lines;
    for (const QString& line : QString::fromStdString(describe(result)).split('\n', Qt::SkipEmptyParts))
        lines << line.simplified();
    return lines.mid(1);  // after the formulas
}

}  // namespace

void ResultTextTest::quantitiesOfALagStandInALine()
{
    QCOMPARE(linesOf({rowOf("gamma", 12.5, 0.1, 7), rowOf("spread", 12.5, 0.2, 7)}),
             QStringList({"semivariogram km gamma spread n", "G5NR 12.5 0.1 0.2 7"}));
}

void ResultTextTest::lagsThatDifferLateStandInTheirOwnLines()
{
    QCOMPARE(linesOf({rowOf("gamma", 100.0001, 0.1, 7), rowOf("gamma", 100.0002, 0.2, 8)}),
             QStringList({"semivariogram km gamma n", "G5NR 100.0001 0.1 7", "G5NR 100.0002 0.2 8"}));
}

void ResultTextTest::noNumberIsDroppedWhereALagComesTwice()
{
    QCOMPARE(linesOf({rowOf("gamma", 5.0, 0.1, 7), rowOf("gamma", 5.0, 0.2, 8)}),
             QStringList({"semivariogram km gamma n", "G5NR 5 0.1 7", "G5NR 5 0.2 8"}));
}

void ResultTextTest::nIsToldOnlyWhereAllShareIt()
{
    const QStringList lines = linesOf({rowOf("north", 5.0, 0.1, 7), rowOf("east", 5.0, 0.2, 9),
                                       rowOf("south", 5.0, 0.3, 9), rowOf("north", 6.0, 0.4, 3)});
    QCOMPARE(lines.mid(1, 2), QStringList({"G5NR 5 0.1 0.2 0.3 *", "G5NR 6 0.4 - - 3"}));
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.back().startsWith("* differs"));
}

void ResultTextTest::datesStandForLags()
{
    QCOMPARE(linesOf({rowOf("rmse", 0.0, 0.1, 7, "2006-07-01"), rowOf("rmse", 0.0, 0.2, 7, "2006-07-02")}),
             QStringList({"semivariogram date rmse n", "G5NR 2006-07-01 0.1 7", "G5NR 2006-07-02 0.2 7"}));
}

void ResultTextTest::aHundredThousandRowsTakeNoTime()
{
    std::vector<AnalysisRow> rows;
    for (int lag = 1; lag <= 100000; ++lag)
        rows.push_back(rowOf("gamma", lag, 0.1, 7));
    QElapsedTimer clock;
    clock.start();
    const QStringList lines = linesOf(rows);
    // A search of all lines for every row took minutes.
    QVERIFY2(clock.elapsed() < 10000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(lines.back().contains("99960 more"));
}

QTEST_GUILESS_MAIN(ResultTextTest)
#include "result_text_test.moc"
