#include "panels/regions_panel.h"

#include "panels/icons.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace {

enum Column { Name, Area };

QIcon swatch(const QColor& colour, const QColor& border, double ratio)
{
    constexpr int kSize = 16;
    QPixmap image(QSize(kSize, kSize) * ratio);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border);
    painter.setBrush(colour.isValid() ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(2.5, 2.5, kSize - 5.0, kSize - 5.0), 2.0, 2.0);
    QIcon icon(image);
    icon.addPixmap(image, QIcon::Selected);  // not tinted by the highlight
    return icon;
}

QString areaText(double km2)
{
    const QLocale locale;
    const QString number = km2 < 100.0 ? locale.toString(km2, 'g', 3) : locale.toString(km2, 'f', 0);
    return RegionsPanel::tr("%1 km²").arg(number);
}

}  // namespace

RegionsPanel::RegionsPanel(QWidget* parent)
    : QWidget(parent), m_tree(new QTreeWidget), m_combinations(new QMenu(this)), m_combine(new QToolButton)
{
    m_tree->setObjectName("regionList");
    m_tree->setAccessibleName(tr("Regions"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(Area, QHeaderView::ResizeToContents);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);

    makeActions();
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(4, 4, 4, 4);
    buttons->setSpacing(4);
    for (QAction* action : {m_new, m_edit, m_colour}) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        buttons->addWidget(button);
    }
    buttons->addWidget(m_combine);
    buttons->addStretch();
    auto* remove = new QToolButton;
    remove->setDefaultAction(m_remove);
    remove->setAutoRaise(true);
    buttons->addWidget(remove);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree);
    layout->addLayout(buttons);

    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, [this] {
        enableActions();
        const QList<QTreeWidgetItem*> items = m_tree->selectedItems();
        if (items.size() != 1)
            return;
        const auto regions = selected();
        emit activated(regions.empty() ? std::nullopt : std::optional(regions.front()));
    });
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        const int row = m_tree->indexOfTopLevelItem(item);
        if (column != Name || row < 1)
            return;
        const auto region = static_cast<std::size_t>(row - 1);
        const QString name = item->text(Name).trimmed();
        if (!name.isEmpty())
            emit renamed(region, name);
        const QSignalBlocker quiet(m_tree);
        item->setText(Name, m_rows[region].name);  // what has become of it
    });
    recolourIcons();
    setRows({}, {}, {});
}

void RegionsPanel::makeActions()
{
    const auto add = [this](const QString& text, const char* name, const char* icon) {
        auto* action = new QAction(text, m_tree);
        action->setObjectName(name);
        action->setProperty("iconName", QString::fromLatin1(icon));
        m_tree->addAction(action);
        return action;
    };
    m_new = add(tr("New Region…"), "regionNew", "region-add");
    m_edit = add(tr("Edit Coordinates…"), "regionEdit", "region-edit");
    m_colour = add(tr("Change Colour…"), "regionColour", "region-colour");
    m_tree->addAction(m_combinations->menuAction());
    m_remove = add(tr("Delete"), "regionRemove", "region-remove");
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    m_combinations->setTitle(tr("Combine"));
    m_combine->setObjectName("regionCombine");
    m_combine->setAccessibleName(tr("Combine"));
    m_combine->setToolTip(tr("Combine the selected regions (Ctrl+click selects several)"));
    m_combine->setMenu(m_combinations);
    m_combine->setPopupMode(QToolButton::InstantPopup);
    m_combine->setAutoRaise(true);

    connect(m_combinations, &QMenu::aboutToShow, this, &RegionsPanel::fillCombinations);
    connect(m_new, &QAction::triggered, this, &RegionsPanel::newRequested);
    connect(m_edit, &QAction::triggered, this, [this] { emit editRequested(selected().front()); });
    connect(m_colour, &QAction::triggered, this, [this] { emit colourRequested(selected().front()); });
    connect(m_remove, &QAction::triggered, this, [this] { emit removeRequested(selected()); });
}

void RegionsPanel::setRows(const std::vector<RegionRow>& rows, std::optional<std::size_t> active,
                           std::optional<double> wholeAreaKm2)
{
    const QSignalBlocker quiet(m_tree);
    const bool fewerOrMore = m_rows.size() != rows.size();
    m_rows = rows;
    const int count = static_cast<int>(rows.size()) + 1;
    while (m_tree->topLevelItemCount() > count)
        delete m_tree->takeTopLevelItem(m_tree->topLevelItemCount() - 1);
    while (m_tree->topLevelItemCount() < count)
        new QTreeWidgetItem(m_tree);
    QTreeWidgetItem& whole = *m_tree->topLevelItem(0);
    showRow(whole, {tr("Whole area"), {}, wholeAreaKm2.value_or(0.0)}, !active);
    whole.setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (!wholeAreaKm2)
        whole.setText(Area, {});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QTreeWidgetItem& item = *m_tree->topLevelItem(static_cast<int>(i) + 1);
        item.setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable);
        showRow(item, rows[i], active == i);
    }
    // A selection of several stays, as long as it holds the active one.
    if (fewerOrMore || !m_tree->topLevelItem(active ? static_cast<int>(*active) + 1 : 0)->isSelected())
        select(active);
    enableActions();
}

void RegionsPanel::showRow(QTreeWidgetItem& item, const RegionRow& row, bool active)
{
    QFont font = this->font();
    font.setBold(active);
    item.setText(Name, row.name);
    item.setToolTip(Name, row.name);
    item.setFont(Name, font);
    item.setIcon(Name, swatch(row.colour, palette().color(QPalette::PlaceholderText), devicePixelRatioF()));
    item.setText(Area, areaText(row.areaKm2));
    item.setTextAlignment(Area, Qt::AlignRight | Qt::AlignVCenter);
}

void RegionsPanel::select(std::optional<std::size_t> active)
{
    QTreeWidgetItem* item = m_tree->topLevelItem(active ? static_cast<int>(*active) + 1 : 0);
    m_tree->setCurrentItem(item, Name, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_tree->scrollToItem(item);
}

std::vector<std::size_t> RegionsPanel::selected() const
{
    std::vector<std::size_t> regions;
    for (int row = 1; row < m_tree->topLevelItemCount(); ++row) {
        if (m_tree->topLevelItem(row)->isSelected())
            regions.push_back(static_cast<std::size_t>(row - 1));
    }
    return regions;
}

void RegionsPanel::enableActions()
{
    const std::size_t count = selected().size();
    m_edit->setEnabled(count == 1);
    m_colour->setEnabled(count == 1);
    m_remove->setEnabled(count > 0);
    m_combine->setEnabled(count > 1);
    m_combinations->setEnabled(count > 1);
}

void RegionsPanel::fillCombinations()
{
    m_combinations->clear();
    const std::vector<std::size_t> regions = selected();
    connect(m_combinations->addAction(tr("Union")), &QAction::triggered, this,
            [this, regions] { emit unionRequested(regions); });
    if (regions.size() != 2)
        return;
    const std::size_t one = regions[0];
    const std::size_t other = regions[1];
    connect(m_combinations->addAction(tr("Intersection")), &QAction::triggered, this,
            [this, one, other] { emit intersectionRequested(one, other); });
    const auto addDifference = [this](std::size_t whole, std::size_t taken) {
        QString text = tr("%1 Without %2").arg(m_rows[whole].name, m_rows[taken].name);
        connect(m_combinations->addAction(text.replace('&', "&&")), &QAction::triggered, this,
                [this, whole, taken] { emit differenceRequested(whole, taken); });
    };
    addDifference(one, other);
    addDifference(other, one);
}

void RegionsPanel::recolourIcons()
{
    for (QAction* action : {m_new, m_edit, m_colour, m_remove})
        action->setIcon(lineIcon(action->property("iconName").toString(), palette()));
    m_combine->setIcon(lineIcon(QStringLiteral("region-combine"), palette()));
}

void RegionsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        recolourIcons();
    QWidget::changeEvent(event);
}
