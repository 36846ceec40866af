#pragma once
#include "downscale/evaluation.h"

#include <string>
#include <vector>

namespace shamal {

/// Methods side by side, per season x area, with intervals by the bootstrap over days.
///
///     EvaluationTable table("Held-out days, true history", options);
///     table.add("JJA", "A0", ours);
///     print(table.text());
class EvaluationTable {
public:
    EvaluationTable(std::string title, DayBootstrapOptions options);

    /// Rows appear in the order of adding: add all methods of a season and area one after another. Throws
    /// InputError when the method was scored with other EvaluationOptions than the rows before.
    void add(std::string season, std::string area, const MethodEvaluation& method);

    /// For a terminal: one block per season and area with the scores, then one with the variance ratios by
    /// wavelength. Undefined scores are "-".
    std::string text() const;
    /// The same as tables of Markdown.
    std::string markdown() const;
    /// One line per season, area and method with everything that is one number: scores with lower and upper
    /// end of their intervals, a variance ratio per band, the semivariogram ratio per bin, lag curves.
    /// Undefined scores are empty.
    std::string csv() const;
    /// An object with title, bootstrap options and an array of rows, keys as the members of MethodEvaluation;
    /// undefined scores are null.
    std::string json() const;

private:
    struct Row {
        std::string season, area;
        MethodEvaluation method;
        std::vector<std::pair<Score, BootstrapInterval>> intervals;
    };
    struct Cells;  // a table of texts
    std::vector<std::pair<std::string, Cells>> blocks() const;

    std::string m_title;
    DayBootstrapOptions m_options;
    std::vector<Row> m_rows;
};

}  // namespace shamal
