#include "panels/date_field.h"

#include <QKeyEvent>
#include <QToolTip>

namespace {
constexpr int kRefusalMs = 8000;
}

DateField::DateField(QWidget* parent) : QLineEdit(parent)
{
    setAlignment(Qt::AlignCenter);
    setAccessibleName(tr("Date shown"));
    setMaxLength(12);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QLineEdit::returnPressed, this, [this] {
        refuse({});
        emit asked(text());
    });
    connect(this, &QLineEdit::textEdited, this, [this] { refuse({}); });
}

void DateField::setDate(const QString& date)
{
    m_date = date;
    if (!hasFocus() || !isModified())
        setText(date);
}

void DateField::refuse(const QString& why)
{
    m_refusal = why;
    setAccessibleDescription(why);
    if (why.isEmpty()) {
        QToolTip::hideText();
        return;
    }
    selectAll();
    QToolTip::showText(mapToGlobal(QPoint(0, -4 * height())), why, this, {}, kRefusalMs);
}

QSize DateField::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(QStringLiteral("0000-00-00")) + 20,
            QLineEdit::sizeHint().height()};
}

void DateField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    refuse({});
    setText(m_date);
    clearFocus();
}

void DateField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason)
        return;
    refuse({});
    setText(m_date);
}
