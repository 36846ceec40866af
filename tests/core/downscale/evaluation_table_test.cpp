#include <QTest>

#include "downscale/evaluation_table.h"

#include "evaluated_world.h"
#include "fields/error.h"

#include <QRegularExpression>
#include <QStringList>
#include <nlohmann/json.hpp>

using namespace shamal;
using namespace evaluated_world;

namespace {

EvaluationTable table()
{
    EvaluationTable table("Held-out days", {5, 100, 0.95, 1});
    table.add("JJA", "A0", evaluate(days(12, 4), "ours"));
    table.add("JJA", "A0", evaluate(days(12, 0), "a \"U-Net\", plain"));
    table.add("DJF", "A1", evaluate(days(9, 0), "persistence"));
    return table;
}

QStringList linesWith(const std::string& text, const QString& part)
{
    return QString::fromStdString(text).split('\n').filter(part);
}

/// Fields of a line of CSV; quoted ones may hold commas.
int fieldsOf(const QString& line)
{
    int fields = 1;
    bool quoted = false;
    for (const QChar c : line) {
        quoted = quoted != (c == '"');
        fields += !quoted && c == ',' ? 1 : 0;
    }
    return fields;
}

}  // namespace

class EvaluationTableTest : public QObject {
    Q_OBJECT
private slots:
    void textHasABlockOfScoresAndOneOfVariancesPerSeasonAndArea()
    {
        const std::string text = table().text();
        QCOMPARE(linesWith(text, "JJA, A0, 12 days").size(), qsizetype{2});
        QCOMPARE(linesWith(text, "DJF, A1, 9 days").size(), qsizetype{2});
        QCOMPARE(linesWith(text, "60-100 km").size(), qsizetype{2});
        const double rmse = evaluate(days(12, 4)).rmse;
        QVERIFY(linesWith(text, "ours").front().contains(QString::number(rmse, 'f', 3) + " ["));
        QVERIFY(!text.empty() && text.find("nan") == std::string::npos);
        // Columns stand under each other.
        const QStringList lines = QString::fromStdString(text).split('\n');
        const auto header = lines.indexOf(QRegularExpression("^method +members.*"));
        QCOMPARE(lines[header + 1].size(), lines[header].size());
        QCOMPARE(lines[header + 2].size(), lines[header].size());
    }
    void everyRowOfAMarkdownTableHasAsManyCells()
    {
        const QStringList rows = linesWith(table().markdown(), "|");
        QCOMPARE(rows.size(), qsizetype{4 * 2 + 2 * 2 + 2 * 1});
        qsizetype count = 0;
        for (const QString& row : rows) {
            if (row.startsWith("| method"))
                count = row.count('|');
            QCOMPARE(row.count('|'), count);
        }
    }
    void everyLineOfTheCsvHasAsManyFieldsAsItsHeader()
    {
        const QStringList lines = QString::fromStdString(table().csv()).trimmed().split('\n');
        QCOMPARE(lines.size(), qsizetype{4});
        QVERIFY(lines[0].startsWith(
            "season,area,method,members,days,temporal_r2,lsd_db,rmse,rmse_lower,rmse_upper"));
        QVERIFY(lines[0].contains("variance_ratio_60_100_km") && lines[0].endsWith("acf_member_4"));
        for (const QString& line : lines)
            QCOMPARE(fieldsOf(line), fieldsOf(lines[0]));
        QVERIFY(lines[2].startsWith("\"JJA\",\"A0\",\"a \"\"U-Net\"\", plain\",1,12,"));
        QVERIFY(!lines[2].contains("nan"));  // a single field has no spread/skill
        QCOMPARE(EvaluationTable("none", {}).csv(), std::string());
    }
    void jsonHoldsEveryScoreAndNullWhereThereIsNone()
    {
        const auto json = nlohmann::json::parse(table().json());
        QCOMPARE(json["rows"].size(), std::size_t{3});
        const auto& ours = json["rows"][0];
        const MethodEvaluation expected = evaluate(days(12, 4));
        QCOMPARE(ours["scores"]["rmse"]["value"].get<double>(), expected.rmse);
        QCOMPARE(ours["varianceRatio"][1].get<double>(), expected.varianceRatio[1]);
        QCOMPARE(ours["perDay"].size(), std::size_t{12});
        QVERIFY(json["rows"][1]["scores"]["spread_skill"]["value"].is_null());
        QCOMPARE(json["bootstrap"]["blockDays"].get<int>(), 5);
    }
    void methodsScoredOtherwiseAreRefused()
    {
        EvaluationTable mixed = table();
        EvaluationOptions other = options();
        other.maxLagDays = 2;
        EvaluationAccumulator scores("other", grid(), other);
        const Day day = days(1, 0).front();
        scores.add(day.number, day.truth, day.prediction());
        QVERIFY_EXCEPTION_THROWN(mixed.add("JJA", "A0", scores.result()), InputError);
    }
};

QTEST_GUILESS_MAIN(EvaluationTableTest)
#include "evaluation_table_test.moc"
