#pragma once
#include "batch/verb.h"
#include "panels/settings_rows.h"

#include <QStringList>

/// The settings of one analysis as options: those that its panel asks for and keeps, under the same names,
/// "maxLagKm" as --max-lag-km.
class SettingsOptions : public SettingsRows {
public:
    /// `analysis` is told in the help.
    SettingsOptions(QString analysis, void (*addRows)(SettingsRows& rows));

    void declare(QCommandLineParser& parser) const;
    /// Those that are set on the command line.
    QStringList namesSet(const QCommandLineParser& parser) const;
    /// The usual settings with what is set on the command line. Throws UsageError for a value out of range
    /// and for one that the others leave without a meaning.
    AnalysisSettings settings(const QCommandLineParser& parser) const;

    void addNumber(const QString& name, const QString& label, double least, double most,
                   const QString& suffix, Get get, Set set, When when) override;
    void addChoice(const QString& name, const QString& label, const std::vector<Choice>& choices, Get get,
                   Set set, When when) override;
    void addSwitch(const QString& name, const QString& label, Get get, Set set, When when) override;
    void addNote(const QString& /*text*/) override {}  // sources are told with the result

private:
    struct Option {
        QString name, help;
        QString valueName;  ///< empty: a switch
        QStringList words;  ///< of a choice
        double least = 0.0, most = 1.0;
        Set set;
        When when = {};
    };
    static double valueOf(const Option& option, const QString& text);

    QString m_analysis;
    std::vector<Option> m_options;
};
