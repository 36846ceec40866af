#include "dialogs/netcdf_options.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace {

QDate qtDate(shamal::Date date)
{
    return {date.year, date.month, date.day};
}

shamal::Date dateOf(const QDateEdit& edit)
{
    const QDate date = edit.date();
    return {date.year(), date.month(), date.day()};
}

}  // namespace

NetcdfOptions::NetcdfOptions(const Session& session, QFormLayout& fields)
    : m_session(session),
      m_first(new QDateEdit),
      m_last(new QDateEdit),
      m_cells(new QComboBox),
      m_spread(new QCheckBox(tr("Ensemble spread"))),
      m_members(new QCheckBox(tr("Ensemble members")))
{
    m_first->setObjectName("exportFirstDay");
    m_last->setObjectName("exportLastDay");
    m_cells->setObjectName("exportCells");
    m_spread->setObjectName("exportSpread");
    m_members->setObjectName("exportMembers");
    auto* days = new QHBoxLayout;
    for (QDateEdit* edit : {m_first, m_last}) {
        edit->setDisplayFormat("yyyy-MM-dd");
        edit->setCalendarPopup(true);
        connect(edit, &QDateEdit::dateChanged, this, &NetcdfOptions::changed);
    }
    m_first->setAccessibleName(tr("First day"));
    m_last->setAccessibleName(tr("Last day"));
    days->addWidget(m_first);
    days->addWidget(new QLabel(QStringLiteral("–")));
    days->addWidget(m_last);
    days->addStretch();
    fields.addRow(tr("Days"), days);
    m_cells->addItem(tr("All cells"));
    if (session.region())
        m_cells->addItem(tr("Cells of the region “%1”").arg(QString::fromStdString(session.region()->name)));
    fields.addRow(tr("Area"), m_cells);
    fields.addRow(tr("Beside the mean"), m_spread);
    fields.addRow(QString(), m_members);
    m_spread->setChecked(true);
    m_members->setChecked(true);
    connect(m_cells, &QComboBox::currentIndexChanged, this, &NetcdfOptions::changed);
    connect(m_spread, &QCheckBox::toggled, this, &NetcdfOptions::changed);
    connect(m_members, &QCheckBox::toggled, this, &NetcdfOptions::changed);
    setContent(NetcdfContent::Downscaled);
}

void NetcdfOptions::setContent(NetcdfContent content)
{
    m_content = content;
    const auto days = daysOf(m_session, content);
    m_first->setEnabled(days.has_value());
    m_last->setEnabled(days.has_value());
    if (days) {
        for (QDateEdit* edit : {m_first, m_last})
            edit->setDateRange(qtDate(days->first), qtDate(days->second));
        m_first->setDate(qtDate(days->first));
        m_last->setDate(qtDate(days->second));
    }
    const bool downscaled = content == NetcdfContent::Downscaled && days;
    const shamal::DownscaledDay* const day = downscaled ? &m_session.result()->days().front() : nullptr;
    m_spread->setEnabled(day != nullptr && !day->spread.empty());
    m_members->setEnabled(day != nullptr && !day->members.empty());
    // Records are cut to the region that is looked at; a run was cut to its own.
    m_cells->setCurrentIndex(content == NetcdfContent::Downscaled ? 0 : m_cells->count() - 1);
    emit changed();
}

NetcdfSelection NetcdfOptions::selection() const
{
    NetcdfSelection selection;
    selection.content = m_content;
    if (m_first->isEnabled()) {
        selection.firstDate = dateOf(*m_first);
        selection.lastDate = dateOf(*m_last);
    }
    selection.regionOnly = m_cells->currentIndex() == 1;
    selection.spread = m_spread->isChecked();
    selection.members = m_members->isChecked();
    return selection;
}

QString NetcdfOptions::summary() const
{
    if (m_content == NetcdfContent::Downscaled && !daysOf(m_session, m_content))
        return tr("Nothing is downscaled yet.");
    const std::uintmax_t bytes = netcdfBytes(m_session, selection());
    if (bytes == 0)
        return tr("Nothing is left with these days and this area.");
    const QString size = QLocale().formattedDataSize(static_cast<qint64>(bytes));
    return m_content == NetcdfContent::Downscaled
               ? tr("At most %1, before compression.").arg(size)
               : tr("Days of season %1; at most %2, before compression.")
                     .arg(QString::fromLatin1(nameOf(m_session.season()).data()), size);
}
