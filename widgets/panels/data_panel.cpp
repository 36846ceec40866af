#include "panels/data_panel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace {

QTreeWidgetItem* addFact(QTreeWidgetItem* parent, const QString& name, const QString& value)
{
    auto* item = new QTreeWidgetItem(parent, {name, value});
    item->setToolTip(1, value);
    item->setFlags(Qt::ItemIsEnabled);
    return item;
}

}  // namespace

DataPanel::DataPanel(QWidget* parent) : QWidget(parent), m_tree(new QTreeWidget(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setWordWrap(true);
    m_tree->setIndentation(12);
    m_tree->setRootIsDecorated(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Open data sets"));
    m_tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        QTreeWidgetItem* item = m_tree->itemAt(position);
        while (item != nullptr && item->parent() != nullptr)
            item = item->parent();
        if (item == nullptr)
            return;
        QMenu menu;
        const QAction* close = menu.addAction(tr("Close %1").arg(item->text(0)));
        if (menu.exec(m_tree->viewport()->mapToGlobal(position)) == close)
            emit closeRequested(m_tree->indexOfTopLevelItem(item));
    });
    setEntries({});
}

void DataPanel::setEntries(const std::vector<DataPanelEntry>& entries)
{
    m_tree->clear();
    if (entries.empty()) {
        auto* hint = new QTreeWidgetItem(m_tree, {tr("Nothing open.\nFile > Open… or Open Demo")});
        hint->setFlags(Qt::NoItemFlags);
        hint->setFirstColumnSpanned(true);
    }
    for (std::size_t i = 0; i < entries.size(); ++i)
        addEntry(static_cast<int>(i), entries[i]);
    m_tree->expandAll();
}

void DataPanel::addEntry(int index, const DataPanelEntry& entry)
{
    auto* top = new QTreeWidgetItem(m_tree, {entry.title});
    top->setToolTip(0, entry.path);
    top->setFirstColumnSpanned(true);
    QFont bold = font();
    bold.setBold(true);
    top->setFont(0, bold);
    if (entry.synthetic) {
        auto* notice = new QTreeWidgetItem(top, {tr("Synthetic demo data")});
        notice->setFirstColumnSpanned(true);
        notice->setFlags(Qt::ItemIsEnabled);
        QFont italic = font();
        italic.setItalic(true);
        notice->setFont(0, italic);
    }

    auto* roles = new QComboBox;
    roles->addItem(tr("coarse"), static_cast<int>(shamal::SourceRole::Coarse));
    roles->addItem(tr("fine"), static_cast<int>(shamal::SourceRole::Fine));
    roles->addItem(tr("not shown"), static_cast<int>(shamal::SourceRole::Other));
    roles->setCurrentIndex(roles->findData(static_cast<int>(entry.role)));
    roles->setToolTip(entry.roleReason);
    roles->setAccessibleName(tr("Use %1 as").arg(entry.title));
    m_tree->setItemWidget(addFact(top, tr("Use as"), {}), 1, roles);
    connect(roles, &QComboBox::activated, this, [this, index, roles] {
        emit roleChosen(index, static_cast<shamal::SourceRole>(roles->currentData().toInt()));
    });

    auto* variables = new QComboBox;
    variables->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    variables->setMinimumContentsLength(12);
    const shamal::VariableInfo* current = nullptr;
    for (const shamal::VariableInfo& variable : entry.variables) {
        const QString name = QString::fromStdString(variable.metadata.name);
        variables->addItem(name);
        variables->setItemData(variables->count() - 1, QString::fromStdString(variable.metadata.title()),
                               Qt::ToolTipRole);
        if (variable.metadata.name == entry.variable) {
            variables->setCurrentIndex(variables->count() - 1);
            current = &variable;
        }
    }
    variables->setAccessibleName(tr("Variable of %1").arg(entry.title));
    m_tree->setItemWidget(addFact(top, tr("Variable"), {}), 1, variables);
    connect(variables, &QComboBox::activated, this,
            [this, index, variables] { emit variableChosen(index, variables->currentText(), 0); });

    if (current != nullptr) {
        addFact(top, tr("Name"), QString::fromStdString(current->metadata.title()));
        addFact(top, tr("Units"), QString::fromStdString(current->metadata.units));
        if (current->levels.size() > 1) {
            auto* levels = new QComboBox;
            for (const double level : current->levels)
                levels->addItem(
                    QStringLiteral("%1 %2").arg(level).arg(QString::fromStdString(current->levelUnits)));
            levels->setCurrentIndex(static_cast<int>(entry.level));
            levels->setAccessibleName(tr("Level of %1").arg(entry.title));
            m_tree->setItemWidget(addFact(top, tr("Level"), {}), 1, levels);
            connect(levels, &QComboBox::activated, this, [this, index, variables](int level) {
                emit variableChosen(index, variables->currentText(), level);
            });
        }
    }
    addFact(top, tr("Period"), entry.period);
    if (!entry.days.isEmpty())
        addFact(top, tr("Days"), entry.days);
    if (!entry.steps.isEmpty())
        addFact(top, tr("Steps"), entry.steps);
    if (!entry.gaps.isEmpty())
        addFact(top, tr("Gaps"), entry.gaps);
    if (!entry.shortDays.isEmpty())
        addFact(top, tr("Short days"), entry.shortDays);
    if (!entry.repeated.isEmpty())
        addFact(top, tr("Repeated"), entry.repeated);
    if (!entry.inCommon.isEmpty())
        addFact(top, tr("In common"), entry.inCommon);
    addFact(top, tr("Grid"), entry.grid);
    addFact(top, tr("Spacing"), entry.spacing);
}
