#include "panels/settings_form.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>

#include <cmath>
#include <utility>

SettingsForm::SettingsForm(QWidget* parent) : QWidget(parent), m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(12, 8, 12, 8);
    m_layout->setHorizontalSpacing(12);
    m_layout->setVerticalSpacing(4);
}

void SettingsForm::add(Row row)
{
    row.show(row.get(m_settings));
    m_rows.push_back(std::move(row));
}

void SettingsForm::take(const Set& set, double value)
{
    set(m_settings, value);
    enable();
    emit edited();
}

void SettingsForm::enableWhen(QWidget* widget, When when)
{
    if (!when)
        return;
    m_conditions.emplace_back(widget, std::move(when));
    enable();
}

void SettingsForm::enable()
{
    for (const auto& [widget, when] : m_conditions)
        widget->setEnabled(when(m_settings));
}

void SettingsForm::addNumber(const QString& name, const QString& label, double least, double most,
                             const QString& suffix, Get get, Set set, When when)
{
    auto* box = new QSpinBox;
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setRange(static_cast<int>(least), static_cast<int>(most));
    box->setSuffix(suffix);
    box->setKeyboardTracking(false);
    m_layout->addRow(label, box);
    const auto show = [box](double value) {
        const QSignalBlocker quiet(box);
        box->setValue(static_cast<int>(std::lround(value)));
    };
    connect(box, &QSpinBox::valueChanged, this, [this, set](int value) { take(set, value); });
    add({name, std::move(get), std::move(set), show, least, most});
    enableWhen(box, std::move(when));
}

void SettingsForm::addChoice(const QString& name, const QString& label, const std::vector<Choice>& choices,
                             Get get, Set set, When when)
{
    auto* box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(label);
    for (const Choice& choice : choices)
        box->addItem(choice.label);
    m_layout->addRow(label, box);
    const auto show = [box](double value) {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(static_cast<int>(std::lround(value)));
    };
    connect(box, &QComboBox::currentIndexChanged, this, [this, set](int index) { take(set, index); });
    add({name, std::move(get), std::move(set), show, 0.0, static_cast<double>(choices.size() - 1)});
    enableWhen(box, std::move(when));
}

void SettingsForm::addSwitch(const QString& name, const QString& label, Get get, Set set, When when)
{
    auto* box = new QCheckBox(label);
    m_layout->addRow(box);
    addSwitch(name, box, std::move(get), std::move(set));
    enableWhen(box, std::move(when));
}

void SettingsForm::addSwitch(const QString& name, QAbstractButton* button, Get get, Set set)
{
    button->setObjectName(name);
    button->setCheckable(true);
    const auto show = [button](double value) {
        const QSignalBlocker quiet(button);
        button->setChecked(value != 0.0);
    };
    connect(button, &QAbstractButton::toggled, this, [this, set](bool on) { take(set, on ? 1.0 : 0.0); });
    add({name, std::move(get), std::move(set), show, 0.0, 1.0});
}

void SettingsForm::addNote(const QString& text)
{
    auto* note = new QLabel(text);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    constexpr int kWidth = 320;
    note->setMaximumWidth(kWidth);
    note->setMinimumHeight(note->heightForWidth(kWidth));  // where a wider row would make it lower
    m_layout->addRow(note);
}

void SettingsForm::restore(const QSettings& from)
{
    for (const Row& row : m_rows) {
        bool number = false;
        const double value = from.value(row.name).toDouble(&number);
        if (!number || !(value >= row.least && value <= row.most))
            continue;
        row.set(m_settings, value);
        row.show(value);
    }
    enable();
}

void SettingsForm::save(QSettings& to) const
{
    for (const Row& row : m_rows)
        to.setValue(row.name, row.get(m_settings));
}
