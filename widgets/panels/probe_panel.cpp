#include "panels/probe_panel.h"

#include "map/degree_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace {

QTreeWidget* makeReadings()
{
    auto* tree = new QTreeWidget;
    tree->setObjectName("probeReadings");
    tree->setColumnCount(2);
    tree->setHeaderLabels({ProbePanel::tr("Map"), ProbePanel::tr("Value")});
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    tree->setIndentation(8);
    tree->setTextElideMode(Qt::ElideRight);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    return tree;
}

/// A line for the value, one below it for cell and date.
void addReading(QTreeWidget& tree, const ProbeReading& reading)
{
    auto* item = new QTreeWidgetItem(&tree, {reading.field, reading.value});
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setToolTip(0, reading.field);
    for (const QString& detail : {reading.cell, reading.date}) {
        if (detail.isEmpty())
            continue;
        auto* line = new QTreeWidgetItem(item, {detail});
        line->setFirstColumnSpanned(true);
        line->setForeground(0, tree.palette().brush(QPalette::PlaceholderText));
        line->setToolTip(0, detail);
    }
    item->setExpanded(true);
}

}  // namespace

ProbePanel::ProbePanel(QWidget* parent)
    : QWidget(parent),
      m_place(new QLabel),
      m_readings(makeReadings()),
      m_pins(new QListWidget),
      m_remove(new QPushButton(tr("Remove"))),
      m_removeAll(new QPushButton(tr("Remove All"))),
      m_export(new QPushButton(tr("Export…"))),
      m_chart(new LineChart)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 8, 4, 4);
    layout->setSpacing(4);
    m_place->setWordWrap(true);
    m_pins->setObjectName("pins");
    m_pins->setAccessibleName(tr("Pins"));
    m_pins->setMaximumHeight(96);
    m_readings->setAccessibleName(tr("Values at the probe"));
    m_remove->setObjectName("removePin");
    m_removeAll->setObjectName("removePins");
    m_export->setObjectName("exportSeries");
    m_export->setToolTip(tr("Export the series of the chosen pin as CSV"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QPushButton* button : {m_remove, m_removeAll, m_export})
        buttons->addWidget(button);
    layout->addWidget(m_place);
    layout->addWidget(m_readings, 5);
    layout->addWidget(m_pins, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_chart, 5);

    const auto chosen = [this] {
        const int row = m_pins->currentRow();
        return row < 0 ? 0 : m_shown.at(static_cast<std::size_t>(row)).number;
    };
    connect(m_pins, &QListWidget::currentItemChanged, this, [this, chosen] { emit pinChosen(chosen()); });
    connect(m_remove, &QPushButton::clicked, this, [this, chosen] { emit removeRequested(chosen()); });
    auto* key = new QShortcut(QKeySequence(QKeySequence::Delete), m_pins);
    key->setContext(Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, [this, chosen] { emit removeRequested(chosen()); });
    connect(m_removeAll, &QPushButton::clicked, this, &ProbePanel::removeAllRequested);
    connect(m_export, &QPushButton::clicked, this, &ProbePanel::exportRequested);
    connect(m_chart, &LineChart::clicked, this, [this](double x) { emit dayChosen(dateOnAxis(x)); });
    setReadings({}, {});
    setPins({});
}

void ProbePanel::setReadings(const QString& place, const std::vector<ProbeReading>& readings)
{
    m_place->setText(place.isEmpty() ? tr("Point at a map, or pin a place (B).") : place);
    m_readings->clear();
    for (const ProbeReading& reading : readings)
        addReading(*m_readings, reading);
}

void ProbePanel::setPins(const MapPins& pins)
{
    const QSignalBlocker quiet(m_pins);
    // A choice may come from the list itself, which must keep its rows then.
    if (std::exchange(m_shown, pins.pins) != pins.pins) {
        m_pins->clear();
        for (const MapPin& pin : pins.pins)
            m_pins->addItem(QStringLiteral("%1   %2").arg(pin.number).arg(placeText(pin.place)));
    }
    for (std::size_t row = 0; row < pins.pins.size(); ++row) {
        if (pins.chosen == pins.pins[row].number)
            m_pins->setCurrentRow(static_cast<int>(row));
    }
    m_pins->setVisible(!pins.pins.empty());
    for (QPushButton* button : {m_remove, m_removeAll, m_export})
        button->setVisible(!pins.pins.empty());
}
