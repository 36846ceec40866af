#include "downscale/evaluation_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "fields/error.h"

namespace shamal {

namespace {

constexpr Score kScores[] = {Score::Rmse, Score::Mae,  Score::Bias,     Score::R2,         Score::Nse,
                             Score::Kge,  Score::Crps, Score::FairCrps, Score::SpreadSkill};

std::string number(double value, int decimals = 3)
{
    return std::isnan(value) ? "-" : fmt::format("{:.{}f}", value, decimals);
}

std::string withInterval(double value, const BootstrapInterval& interval)
{
    return std::isnan(interval.lower)
               ? number(value)
               : fmt::format("{} [{}, {}]", number(value), number(interval.lower), number(interval.upper));
}

/// "fair CRPS" -> "fair_crps", a name for a column.
std::string columnName(Score score)
{
    std::string name(nameOf(score));
    for (char& c : name)
        c = c == ' ' || c == '/' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name;
}

std::string csvNumber(double value)
{
    return std::isnan(value) ? "" : fmt::format("{:.6g}", value);
}

std::string csvText(const std::string& text)
{
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

nlohmann::ordered_json jsonNumber(double value)
{
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json jsonNumbers(const std::vector<double>& values)
{
    nlohmann::ordered_json array = nlohmann::ordered_json::array();
    for (const double value : values)
        array.push_back(jsonNumber(value));
    return array;
}

}  // namespace

struct EvaluationTable::Cells {
    std::vector<std::vector<std::string>> rows;  // the first is the header
};

EvaluationTable::EvaluationTable(std::string title, DayBootstrapOptions options)
    : m_title(std::move(title)), m_options(options)
{
}

void EvaluationTable::add(std::string season, std::string area, const MethodEvaluation& method)
{
    const auto& first = m_rows.empty() ? method : m_rows.front().method;
    if (method.bandEdgesKm != first.bandEdgesKm || method.lagKm != first.lagKm ||
        method.lags.lagDays != first.lags.lagDays)
        throw InputError(fmt::format(
            "'{}' was scored with other bands or lags than '{}'. Score all methods of a table alike.",
            method.method, first.method));
    Row row{std::move(season), std::move(area), method, {}};
    for (const Score score : kScores)
        row.intervals.emplace_back(score, interval(method, score, m_options));
    m_rows.push_back(std::move(row));
}

std::vector<std::pair<std::string, EvaluationTable::Cells>> EvaluationTable::blocks() const
{
    std::vector<std::pair<std::string, Cells>> blocks;
    for (auto first = m_rows.begin(); first != m_rows.end();) {
        const auto last = std::find_if(first, m_rows.end(), [&](const Row& row) {
            return row.season != first->season || row.area != first->area;
        });
        const std::string group =
            fmt::format("{}, {}, {} days", first->season, first->area, first->method.days.size());
        Cells scores{{{"method", "members", "R2", "temporal R2", "RMSE", "MAE", "bias", "NSE", "KGE", "CRPS",
                       "fair CRPS", "spread/skill", "LSD dB"}}};
        Cells ratios{{{"method"}}};
        for (std::size_t band = 0; band + 1 < first->method.bandEdgesKm.size(); ++band)
            ratios.rows.front().push_back(fmt::format("{:g}-{:g} km", first->method.bandEdgesKm[band],
                                                      first->method.bandEdgesKm[band + 1]));
        for (auto row = first; row != last; ++row) {
            const MethodEvaluation& m = row->method;
            const auto of = [&](Score score) {
                const auto found =
                    std::ranges::find(row->intervals, score, [](const auto& i) { return i.first; });
                return withInterval(found->second.value, found->second);
            };
            scores.rows.push_back({m.method, fmt::format("{}", m.members), of(Score::R2),
                                   number(m.temporalR2), of(Score::Rmse), number(m.mae), of(Score::Bias),
                                   number(m.nse), number(m.kge), number(m.ensemble.crps), of(Score::FairCrps),
                                   of(Score::SpreadSkill), number(m.logSpectralDistance, 2)});
            ratios.rows.push_back({m.method});
            for (const double ratio : m.varianceRatio)
                ratios.rows.back().push_back(number(ratio, 2));
        }
        blocks.emplace_back(group, std::move(scores));
        blocks.emplace_back(group + ": variance of a member over that of the truth, by wavelength",
                            std::move(ratios));
        first = last;
    }
    return blocks;
}

std::string EvaluationTable::text() const
{
    std::string out = m_title + "\n";
    for (const auto& [title, cells] : blocks()) {
        std::vector<std::size_t> widths(cells.rows.front().size(), 0);
        for (const auto& row : cells.rows) {
            for (std::size_t i = 0; i < row.size(); ++i)
                widths[i] = std::max(widths[i], row[i].size());
        }
        out += fmt::format("\n{}\n", title);
        for (const auto& row : cells.rows) {
            std::string line = fmt::format("{:<{}}", row.front(), widths.front());
            for (std::size_t i = 1; i < row.size(); ++i)
                line += fmt::format("  {:>{}}", row[i], widths[i]);
            out += line + "\n";
        }
    }
    return out;
}

std::string EvaluationTable::markdown() const
{
    std::string out = fmt::format("## {}\n", m_title);
    for (const auto& [title, cells] : blocks()) {
        out += fmt::format("\n**{}**\n\n", title);
        for (std::size_t r = 0; r < cells.rows.size(); ++r) {
            out += fmt::format("| {} |\n", fmt::join(cells.rows[r], " | "));
            if (r == 0) {
                out += "| --- |";
                for (std::size_t i = 1; i < cells.rows[r].size(); ++i)
                    out += " ---: |";
                out += "\n";
            }
        }
    }
    return out;
}

std::string EvaluationTable::csv() const
{
    if (m_rows.empty())
        return "";
    std::vector<std::string> header{"season", "area", "method", "members", "days", "temporal_r2", "lsd_db"};
    for (const Score score : kScores) {
        for (const char* end : {"", "_lower", "_upper"})
            header.push_back(columnName(score) + end);
    }
    const MethodEvaluation& first = m_rows.front().method;
    for (std::size_t i = 0; i + 1 < first.bandEdgesKm.size(); ++i)
        header.push_back(
            fmt::format("variance_ratio_{:g}_{:g}_km", first.bandEdgesKm[i], first.bandEdgesKm[i + 1]));
    for (const double lag : first.lagKm)
        header.push_back(fmt::format("semivariogram_ratio_{:g}_km", lag));
    for (const char* curve : {"lag_r2_truth", "lag_r2_member", "acf_truth", "acf_member"}) {
        for (const int lag : first.lags.lagDays)
            header.push_back(fmt::format("{}_{}", curve, lag));
    }
    std::string out = fmt::format("{}\n", fmt::join(header, ","));
    for (const Row& row : m_rows) {
        const MethodEvaluation& m = row.method;
        std::vector<std::string> line{csvText(row.season),
                                      csvText(row.area),
                                      csvText(m.method),
                                      fmt::format("{}", m.members),
                                      fmt::format("{}", m.days.size()),
                                      csvNumber(m.temporalR2),
                                      csvNumber(m.logSpectralDistance)};
        for (const auto& [score, of] : row.intervals) {
            for (const double value : {of.value, of.lower, of.upper})
                line.push_back(csvNumber(value));
        }
        for (const auto* values : {&m.varianceRatio, &m.gammaRatio, &m.lags.truthR2, &m.lags.memberR2,
                                   &m.lags.truthAcf, &m.lags.memberAcf}) {
            for (const double value : *values)
                line.push_back(csvNumber(value));
        }
        out += fmt::format("{}\n", fmt::join(line, ","));
    }
    return out;
}

std::string EvaluationTable::json() const
{
    using nlohmann::ordered_json;
    ordered_json rows = ordered_json::array();
    for (const Row& row : m_rows) {
        const MethodEvaluation& m = row.method;
        ordered_json scores = ordered_json::object();
        for (const auto& [score, of] : row.intervals)
            scores[columnName(score)] = {{"value", jsonNumber(of.value)},
                                         {"lower", jsonNumber(of.lower)},
                                         {"upper", jsonNumber(of.upper)}};
        ordered_json days = ordered_json::array();
        for (const DaySums& day : m.days)
            days.push_back(
                {{"day", day.day}, {"rmse", jsonNumber(day.rmse())}, {"bias", jsonNumber(day.bias())}});
        rows.push_back({{"season", row.season},
                        {"area", row.area},
                        {"method", m.method},
                        {"members", m.members},
                        {"scores", scores},
                        {"temporalR2", jsonNumber(m.temporalR2)},
                        {"spread", jsonNumber(m.ensemble.spread)},
                        {"rankHistogram", jsonNumbers(m.ensemble.rankHistogram)},
                        {"bandEdgesKm", jsonNumbers(m.bandEdgesKm)},
                        {"varianceRatio", jsonNumbers(m.varianceRatio)},
                        {"logSpectralDistance", jsonNumber(m.logSpectralDistance)},
                        {"lagKm", jsonNumbers(m.lagKm)},
                        {"truthGamma", jsonNumbers(m.truthGamma)},
                        {"memberGamma", jsonNumbers(m.memberGamma)},
                        {"lagDays", m.lags.lagDays},
                        {"lagPairs", m.lags.pairs},
                        {"truthLagR2", jsonNumbers(m.lags.truthR2)},
                        {"memberLagR2", jsonNumbers(m.lags.memberR2)},
                        {"truthAcf", jsonNumbers(m.lags.truthAcf)},
                        {"memberAcf", jsonNumbers(m.lags.memberAcf)},
                        {"perDay", days}});
    }
    const ordered_json table{{"title", m_title},
                             {"bootstrap",
                              {{"blockDays", m_options.blockDays},
                               {"resamples", m_options.resamples},
                               {"level", m_options.level},
                               {"seed", m_options.seed}}},
                             {"rows", rows}};
    return table.dump(2) + "\n";
}

}  // namespace shamal
