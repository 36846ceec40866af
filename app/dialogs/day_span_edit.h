#pragma once
#include "fields/calendar.h"

#include <QWidget>

#include <utility>

class QDateEdit;

/// "First day - last day" inside a span of days. Ends that Qt's calendar lacks (30 February of a 360-day
/// year) are shown as the day before, and given back as they are.
class DaySpanEdit : public QWidget {
    Q_OBJECT
public:
    explicit DaySpanEdit(const QString& objectName, QWidget* parent = nullptr);

    void setSpan(shamal::Date first, shamal::Date last);  ///< what can be chosen, and all of it chosen
    /// First and last day, both included; the last may lie before the first.
    std::pair<shamal::Date, shamal::Date> chosen() const;

signals:
    void changed();

private:
    QDateEdit *m_first, *m_last;
    std::pair<shamal::Date, shamal::Date> m_span;
};
