#pragma once
#include <QLineEdit>

/// The date now shown, to be overwritten by another: Enter asks for it, Escape and going elsewhere take the
/// typing back.
class DateField : public QLineEdit {
    Q_OBJECT
public:
    explicit DateField(QWidget* parent = nullptr);

    void setDate(const QString& date);  ///< does not disturb typing
    /// Says why what was typed leads nowhere, beside the field.
    void refuse(const QString& why);
    QString refusal() const { return m_refusal; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void asked(const QString& typed);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QString m_date;
    QString m_refusal;
};
