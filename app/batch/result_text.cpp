#include "batch/result_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace {

constexpr std::size_t kMostLines = 40;

/// Numbers of one kind by data set and lag.
struct Table {
    struct Line {
        QString dataSet, lag;
        std::map<QString, double> values;  ///< by quantity
        qint64 n = 0;
    };
    QString name;
    QString lagUnit;         ///< "date" where lags are dates
    QStringList quantities;  ///< in the order of the rows
    std::vector<Line> lines;
};

/// Where lags are dates, they stand in place of their unit.
bool isDate(const QString& lagUnit)
{
    return lagUnit.size() == 10 && lagUnit[4] == '-' && lagUnit[7] == '-';  // YYYY-MM-DD
}

Table& tableFor(const AnalysisRow& row, std::vector<Table>& tables)
{
    const QString unit = isDate(row.lagUnit) ? QStringLiteral("date") : row.lagUnit;
    const auto known = std::ranges::find_if(
        tables, [&](const Table& table) { return table.name == row.analysis && table.lagUnit == unit; });
    if (known != tables.end())
        return *known;
    tables.push_back({row.analysis, unit, {}, {}});
    return tables.back();
}

/// The shortest, which sum up, come first.
std::vector<Table> tablesOf(const std::vector<AnalysisRow>& rows)
{
    std::vector<Table> tables;
    for (const AnalysisRow& row : rows) {
        Table& table = tableFor(row, tables);
        if (!table.quantities.contains(row.quantity))
            table.quantities << row.quantity;
        const QString lag = isDate(row.lagUnit) ? row.lagUnit : QString::number(row.lag);
        auto line = std::ranges::find_if(table.lines, [&](const Table::Line& known) {
            return known.dataSet == row.dataSet && known.lag == lag;
        });
        if (line == table.lines.end())
            line = table.lines.insert(line, {row.dataSet, lag, {}, row.n});
        line->values.emplace(row.quantity, row.value);
    }
    std::ranges::stable_sort(tables, {}, [](const Table& table) { return table.lines.size(); });
    return tables;
}

/// The first column flush left, the others flush right.
std::string aligned(const std::vector<QStringList>& lines)
{
    std::string text;
    for (const QStringList& line : lines) {
        QString whole;
        for (qsizetype column = 0; column < line.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList& other : lines)
                width = std::max(width, other[column].size());
            whole +=
                column == 0 ? line[column].leftJustified(width) : "  " + line[column].rightJustified(width);
        }
        text += whole.toStdString() + "\n";
    }
    return text;
}

std::string inText(const Table& table)
{
    const bool lags =
        std::ranges::any_of(table.lines, [](const Table::Line& line) { return line.lag != "0"; });
    std::vector<QStringList> lines{{table.name}};
    if (lags)
        lines.front() << (table.lagUnit.isEmpty() ? QStringLiteral("lag") : table.lagUnit);
    lines.front() << table.quantities << "n";
    const std::size_t shown = std::min(table.lines.size(), kMostLines);
    for (std::size_t i = 0; i < shown; ++i) {
        const Table::Line& line = table.lines[i];
        lines.push_back({line.dataSet});
        if (lags)
            lines.back() << line.lag;
        for (const QString& quantity : table.quantities) {
            const auto value = line.values.find(quantity);
            lines.back() << (value == line.values.end() || std::isnan(value->second)
                                 ? QStringLiteral("-")
                                 : QString::number(value->second, 'g', 4));
        }
        lines.back() << QString::number(line.n);
    }
    std::string text = aligned(lines);
    if (shown < table.lines.size())
        text += fmt::format("... and {} more lines; --output FILE.csv has them all\n",
                            table.lines.size() - shown);
    return text;
}

}  // namespace

std::string describe(const AnalysisResult& result)
{
    std::string text;
    for (const QString& finding : result.findings)
        text += finding.toStdString() + "\n";
    text += fmt::format("Formulas: {}\n", result.source.toStdString());
    for (const Table& table : tablesOf(result.rows))
        text += "\n" + inText(table);
    return text;
}
