#include "batch/result_text.h"

#include <fmt/format.h>
#include <QHash>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace {

constexpr std::size_t kMostLines = 40;

/// Numbers of one kind by data set and lag.
struct Table {
    struct Line {
        QString dataSet, date;  ///< no date where lags are numbers
        double lag = 0.0;
        std::map<QString, double> values = {};  ///< by quantity
        std::optional<qint64> n = {};           ///< nothing where it differs between quantities
    };
    QString name;
    QString lagUnit;              ///< "date" where lags are dates
    QStringList quantities = {};  ///< in the order of the rows
    std::vector<Line> lines = {};
    QHash<QString, std::size_t> lineOf = {};  ///< the last one of a data set and lag
};

Table& tableFor(const AnalysisRow& row, std::vector<Table>& tables)
{
    const QString unit = row.isOfDate() ? QStringLiteral("date") : row.lagUnit;
    const auto known = std::ranges::find_if(
        tables, [&](const Table& table) { return table.name == row.analysis && table.lagUnit == unit; });
    if (known != tables.end())
        return *known;
    tables.push_back({row.analysis, unit});
    return tables.back();
}

/// That of its data set and lag; another one where that has the quantity already.
Table::Line& lineFor(const AnalysisRow& row, Table& table)
{
    const QString date = row.isOfDate() ? row.lagUnit : QString();
    const QString key =
        row.dataSet + '\n' + date + '\n' + QString::number(row.lag, 'g', QLocale::FloatingPointShortest);
    const auto known = table.lineOf.constFind(key);
    if (known != table.lineOf.cend() && !table.lines[*known].values.contains(row.quantity))
        return table.lines[*known];
    table.lineOf[key] = table.lines.size();
    table.lines.push_back({row.dataSet, date, row.lag});
    return table.lines.back();
}

/// The shortest, which sum up, come first.
std::vector<Table> tablesOf(const std::vector<AnalysisRow>& rows)
{
    std::vector<Table> tables;
    for (const AnalysisRow& row : rows) {
        Table& table = tableFor(row, tables);
        if (!table.quantities.contains(row.quantity))
            table.quantities << row.quantity;
        Table::Line& line = lineFor(row, table);
        line.n = line.values.empty() || line.n == row.n ? std::optional(row.n) : std::nullopt;
        line.values.emplace(row.quantity, row.value);
    }
    std::ranges::stable_sort(tables, {}, [](const Table& table) { return table.lines.size(); });
    return tables;
}

/// Dates, or numbers with as many digits as tell apart those of a data set.
QStringList lagsOf(const Table& table)
{
    const auto toldApart = [&](int digits) {
        QSet<QString> texts;
        for (const Table::Line& line : table.lines)
            texts.insert(line.dataSet + '\n' + QString::number(line.lag, 'g', digits));
        return texts.size();
    };
    int digits = 6;
    const qsizetype different = toldApart(std::numeric_limits<double>::max_digits10);
    while (toldApart(digits) < different)
        ++digits;
    QStringList texts;
    for (const Table::Line& line : table.lines)
        texts << (line.date.isEmpty() ? QString::number(line.lag, 'g', digits) : line.date);
    return texts;
}

/// The first column flush left, the others flush right.
std::string aligned(const std::vector<QStringList>& lines)
{
    std::vector<qsizetype> widths(static_cast<std::size_t>(lines.front().size()), 0);
    for (const QStringList& line : lines) {
        for (std::size_t column = 0; column < widths.size(); ++column)
            widths[column] = std::max(widths[column], line[static_cast<qsizetype>(column)].size());
    }
    std::string text;
    for (const QStringList& line : lines) {
        QString whole = line.front().leftJustified(widths.front());
        for (std::size_t column = 1; column < widths.size(); ++column)
            whole += "  " + line[static_cast<qsizetype>(column)].rightJustified(widths[column]);
        text += whole.toStdString() + "\n";
    }
    return text;
}

std::string inText(const Table& table)
{
    const bool hasLags = std::ranges::any_of(
        table.lines, [](const Table::Line& line) { return line.lag != 0.0 || !line.date.isEmpty(); });
    const QStringList lags = lagsOf(table);
    std::vector<QStringList> lines{{table.name}};
    if (hasLags)
        lines.front() << (table.lagUnit.isEmpty() ? QStringLiteral("lag") : table.lagUnit);
    lines.front() << table.quantities << "n";
    bool differs = false;
    const std::size_t shown = std::min(table.lines.size(), kMostLines);
    for (std::size_t i = 0; i < shown; ++i) {
        const Table::Line& line = table.lines[i];
        lines.push_back({line.dataSet});
        if (hasLags)
            lines.back() << lags[static_cast<qsizetype>(i)];
        for (const QString& quantity : table.quantities) {
            const auto value = line.values.find(quantity);
            lines.back() << (value == line.values.end() || std::isnan(value->second)
                                 ? QStringLiteral("-")
                                 : QString::number(value->second, 'g', 4));
        }
        lines.back() << (line.n ? QString::number(*line.n) : QStringLiteral("*"));
        differs = differs || !line.n;
    }
    std::string text = aligned(lines);
    if (differs)
        text += "* differs from column to column; --output FILE.csv tells each n\n";
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
