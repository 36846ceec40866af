#include "dialogs/fetch_dialog.h"

#include "dialogs/day_span_edit.h"
#include "fields/error.h"
#include "text.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <tuple>

namespace {

class FetchDialog : public QDialog {
    Q_DECLARE_TR_FUNCTIONS(FetchDialog)
public:
    FetchDialog(QWidget* parent, ReadOrder order);
    const ReadOrder& order() const { return m_order; }

private:
    void addRows(QFormLayout& form);
    void showLevels();
    void choose();

    ReadOrder m_order;
    QComboBox *m_variable, *m_level;
    DaySpanEdit* m_days;
    QLabel* m_size;
    QPushButton* m_fetch = nullptr;
};

FetchDialog::FetchDialog(QWidget* parent, ReadOrder order)
    : QDialog(parent),
      m_order(std::move(order)),
      m_variable(new QComboBox),
      m_level(new QComboBox),
      m_days(new DaySpanEdit("fetch", this)),
      m_size(new QLabel)
{
    setWindowTitle(tr("Fetch from a Server"));
    auto* form = new QFormLayout(this);
    addRows(*form);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_fetch = buttons->addButton(tr("Fetch"), QDialogButtonBox::AcceptRole);
    form->addRow(buttons);
    m_fetch->setDefault(true);  // in the dialog already, or Cancel takes its place
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_variable, &QComboBox::currentIndexChanged, this, [this] {
        showLevels();
        choose();
    });
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] { choose(); });
    connect(m_days, &DaySpanEdit::changed, this, [this] { choose(); });
    showLevels();
    choose();
}

void FetchDialog::addRows(QFormLayout& form)
{
    const shamal::Dataset& dataset = *m_order.opened;
    m_variable->setObjectName("fetchVariable");
    m_size->setObjectName("fetchSize");
    m_size->setWordWrap(true);
    form.addRow(tr("Data set"), new QLabel(text(dataset.title())));
    const std::string wanted = m_order.variable.empty() ? usualVariable(dataset) : m_order.variable;
    for (const shamal::VariableInfo& variable : dataset.variables()) {
        const QString name = text(variable.metadata.name);
        const QString title = text(variable.metadata.title());
        m_variable->addItem(title == name ? name : QStringLiteral("%1, %2").arg(name, title), name);
    }
    m_variable->setCurrentIndex(std::max(0, m_variable->findData(text(wanted))));
    // Long names of servers are no reason for a window as wide as the screen.
    m_variable->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_variable->setMinimumContentsLength(48);
    form.addRow(tr("Variable"), m_variable);
    form.addRow(tr("Level"), m_level);
    if (dataset.steps().empty())
        m_days->hide();
    else
        m_days->setSpan(dataset.steps().front().date, dataset.steps().back().date);
    if (!dataset.steps().empty())
        form.addRow(tr("Days"), m_days);
    form.addRow(tr("Size"), m_size);
}

void FetchDialog::showLevels()
{
    const shamal::VariableInfo& variable =
        m_order.opened->variable(m_variable->currentData().toString().toStdString());
    const QSignalBlocker quiet(m_level);
    m_level->clear();
    for (const double level : variable.levels)
        m_level->addItem(QStringLiteral("%1 %2").arg(QLocale().toString(level), text(variable.levelUnits)));
    m_level->setEnabled(variable.levels.size() > 1);
    m_level->setCurrentIndex(
        static_cast<int>(std::min(m_order.level, std::max<std::size_t>(variable.levels.size(), 1) - 1)));
}

void FetchDialog::choose()
{
    m_order.variable = m_variable->currentData().toString().toStdString();
    m_order.level = static_cast<std::size_t>(std::max(0, m_level->currentIndex()));
    if (!m_order.opened->steps().empty())
        std::tie(m_order.firstDate, m_order.lastDate) = m_days->chosen();
    try {
        m_size->setText(tr("%1 will be sent.")
                            .arg(QLocale().formattedDataSize(static_cast<qint64>(m_order.bytesToRead()))));
        m_fetch->setEnabled(true);
    } catch (const shamal::Error& error) {
        m_size->setText(QString::fromUtf8(error.what()));
        m_fetch->setEnabled(false);
    }
}

}  // namespace

std::optional<ReadOrder> askToFetch(QWidget* parent, ReadOrder order)
{
    FetchDialog dialog(parent, std::move(order));
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.order()) : std::nullopt;
}
