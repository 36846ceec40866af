#pragma once
#include "io/dataset.h"

#include <QWidget>

#include <vector>

class QTreeWidget;

/// What the data list says of one open source.
struct DataPanelEntry {
    QString title;
    QString path;
    std::vector<shamal::VariableInfo> variables;
    std::string variable;  ///< the one in use
    std::size_t level = 0;
    shamal::SourceRole role = shamal::SourceRole::Other;
    QString roleReason;
    QString period;     ///< "2005-05-15 – 2007-06-16"
    QString days;       ///< "763 days"
    QString steps;      ///< "24 steps of 1 h, averaged to days"
    QString gaps;       ///< empty without gaps
    QString shortDays;  ///< those that too few steps cover; empty without
    QString repeated;   ///< steps that came twice; empty without
    QString inCommon;   ///< days shared with the other record; empty without one
    QString grid;       ///< "228 × 322 cells"
    QString spacing;    ///< "0.0625° × 0.0625° (6.9 × 5.6 km)"
    bool synthetic = false;
};

/// The open data sets with their facts; lets the user choose variable, level and role of each.
class DataPanel : public QWidget {
    Q_OBJECT
public:
    explicit DataPanel(QWidget* parent = nullptr);
    void setEntries(const std::vector<DataPanelEntry>& entries);
    QSize sizeHint() const override { return {300, 400}; }

signals:
    void variableChosen(int entry, const QString& variable, int level);
    void roleChosen(int entry, shamal::SourceRole role);
    void closeRequested(int entry);

private:
    void addEntry(int index, const DataPanelEntry& entry);

    QTreeWidget* m_tree;
};
