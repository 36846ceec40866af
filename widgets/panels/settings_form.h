#pragma once
#include "panels/settings_rows.h"

#include <QWidget>

#include <functional>
#include <utility>
#include <vector>

class QAbstractButton;
class QFormLayout;
class QSettings;

/// Rows that edit the settings of one analysis, a setting each.
class SettingsForm : public QWidget, public SettingsRows {
    Q_OBJECT
public:
    explicit SettingsForm(QWidget* parent = nullptr);

    void addNumber(const QString& name, const QString& label, double least, double most,
                   const QString& suffix, Get get, Set set, When when = {}) override;
    void addChoice(const QString& name, const QString& label, const std::vector<Choice>& choices, Get get,
                   Set set, When when = {}) override;
    void addSwitch(const QString& name, const QString& label, Get get, Set set, When when = {}) override;
    /// A button that is elsewhere.
    void addSwitch(const QString& name, QAbstractButton* button, Get get, Set set);
    void addNote(const QString& text) override;

    const AnalysisSettings& settings() const { return m_settings; }
    void restore(const QSettings& from);  ///< from its current group; what is missing or mad stays as it is
    void save(QSettings& to) const;

signals:
    void edited();

private:
    struct Row {
        QString name;
        Get get;
        Set set;
        std::function<void(double)> show;
        double least, most;
    };
    std::vector<std::pair<QWidget*, When>> m_conditions;
    void add(Row row);
    void take(const Set& set, double value);
    void enableWhen(QWidget* widget, When when);
    void enable();

    AnalysisSettings m_settings;
    std::vector<Row> m_rows;
    QFormLayout* m_layout;
};
