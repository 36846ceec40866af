#include "dialogs/netcdf_options.h"

#include "dialogs/day_span_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLocale>

#include <tuple>

NetcdfOptions::NetcdfOptions(const Session& session, QFormLayout& fields)
    : m_session(session),
      m_days(new DaySpanEdit("export")),
      m_cells(new QComboBox),
      m_spread(new QCheckBox(tr("Ensemble spread"))),
      m_members(new QCheckBox(tr("Ensemble members")))
{
    m_cells->setObjectName("exportCells");
    m_spread->setObjectName("exportSpread");
    m_members->setObjectName("exportMembers");
    connect(m_days, &DaySpanEdit::changed, this, &NetcdfOptions::changed);
    fields.addRow(tr("Days"), m_days);
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
    m_days->setEnabled(days.has_value());
    if (days)
        m_days->setSpan(days->first, days->second);
    const bool downscaled = content == NetcdfContent::Downscaled && days;
    const shamal::DownscaledDay* const day = downscaled ? m_session.result()->days().front().get() : nullptr;
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
    if (m_days->isEnabled())
        std::tie(selection.firstDate, selection.lastDate) = m_days->chosen();
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
