#include "dialogs/day_span_edit.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>

namespace {

QDate qtDate(shamal::Date date)
{
    const QDate month(date.year, date.month, 1);
    return {date.year, date.month, std::min(date.day, month.daysInMonth())};
}

shamal::Date dateOf(QDate date)
{
    return {date.year(), date.month(), date.day()};
}

}  // namespace

DaySpanEdit::DaySpanEdit(const QString& objectName, QWidget* parent)
    : QWidget(parent), m_first(new QDateEdit), m_last(new QDateEdit)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    for (QDateEdit* edit : {m_first, m_last}) {
        edit->setDisplayFormat("yyyy-MM-dd");
        edit->setCalendarPopup(true);
        connect(edit, &QDateEdit::dateChanged, this, &DaySpanEdit::changed);
    }
    m_first->setObjectName(objectName + "FirstDay");
    m_last->setObjectName(objectName + "LastDay");
    m_first->setAccessibleName(tr("First day"));
    m_last->setAccessibleName(tr("Last day"));
    row->addWidget(m_first);
    row->addWidget(new QLabel(QStringLiteral("–")));
    row->addWidget(m_last);
    row->addStretch();
}

void DaySpanEdit::setSpan(shamal::Date first, shamal::Date last)
{
    m_span = {first, last};
    {
        const QSignalBlocker firstQuiet(m_first);
        const QSignalBlocker lastQuiet(m_last);
        for (QDateEdit* edit : {m_first, m_last})
            edit->setDateRange(qtDate(first), qtDate(last));
        m_first->setDate(qtDate(first));
        m_last->setDate(qtDate(last));
    }
    emit changed();
}

std::pair<shamal::Date, shamal::Date> DaySpanEdit::chosen() const
{
    const auto chosenBy = [&](const QDateEdit* edit) {
        if (edit->date() == qtDate(m_span.second))
            return m_span.second;
        return edit->date() == qtDate(m_span.first) ? m_span.first : dateOf(edit->date());
    };
    return {chosenBy(m_first), chosenBy(m_last)};
}
