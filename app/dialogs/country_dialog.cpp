#include "dialogs/country_dialog.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

CountryDialog::CountryDialog(const QStringList& names, QWidget* parent)
    : QDialog(parent), m_search(new QLineEdit), m_list(new QListWidget), m_summary(new QLabel)
{
    setWindowTitle(tr("Select Countries"));
    resize(360, 480);
    m_search->setObjectName("countrySearch");
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Search, for example “Kuwait”"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setObjectName("countryList");
    m_list->setAccessibleName(tr("Countries"));
    m_list->setUniformItemSizes(true);
    for (const QString& name : names) {
        auto* item = new QListWidgetItem(name, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    m_summary->setWordWrap(true);
    m_summary->setObjectName("countrySummary");
    auto* source = new QLabel(tr("Outlines as Natural Earth 1:50m draws them; no statement about borders."));
    source->setWordWrap(true);
    source->setEnabled(false);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_summary);
    layout->addWidget(source);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_select = buttons->addButton(tr("Select"), QDialogButtonBox::AcceptRole);
    layout->addWidget(buttons);
    m_select->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, &CountryDialog::search);
    connect(m_list, &QListWidget::itemChanged, this, &CountryDialog::showChosen);
    showChosen();
    m_search->setFocus();
}

std::vector<std::string> CountryDialog::chosen() const
{
    std::vector<std::string> names;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            names.push_back(m_list->item(row)->text().toStdString());
    }
    return names;
}

void CountryDialog::search(const QString& text)
{
    int first = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool found = m_list->item(row)->text().contains(text.trimmed(), Qt::CaseInsensitive);
        m_list->setRowHidden(row, !found);
        if (found && first < 0)
            first = row;
    }
    m_list->setCurrentRow(first);
}

void CountryDialog::showChosen()
{
    QStringList names;
    for (const std::string& name : chosen())
        names << QString::fromStdString(name);
    m_summary->setText(names.isEmpty() ? tr("Tick one or several countries.") : names.join(", "));
    m_select->setEnabled(!names.isEmpty());
}

bool CountryDialog::eventFilter(QObject* watched, QEvent* event)
{
    // From the search field straight to the list: down, then space ticks.
    if (watched == m_search && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        m_list->setFocus();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}
