#include "batch/settings_options.h"

#include <fmt/format.h>

#include <utility>

namespace {

/// "maxLagKm" as "max-lag-km".
QString optionName(const QString& name)
{
    QString option;
    for (const QChar letter : name) {
        if (letter.isUpper())
            option += '-';
        option += letter.toLower();
    }
    return option;
}

}  // namespace

SettingsOptions::SettingsOptions(QString analysis, void (*addRows)(SettingsRows& rows))
    : m_analysis(std::move(analysis))
{
    addRows(*this);
}

void SettingsOptions::addNumber(const QString& name, const QString& label, double least, double most,
                                const QString& suffix, Get get, Set set, When when)
{
    const QString help = QStringLiteral("%1, %2 to %3%4; %5 without.")
                             .arg(label)
                             .arg(least)
                             .arg(most)
                             .arg(suffix)
                             .arg(get(AnalysisSettings()));
    m_options.push_back({optionName(name), help, "N", {}, least, most, std::move(set), std::move(when)});
}

void SettingsOptions::addChoice(const QString& name, const QString& label, const std::vector<Choice>& choices,
                                Get get, Set set, When when)
{
    QStringList words;
    for (const Choice& choice : choices)
        words << choice.word;
    const QString help =
        QStringLiteral("%1: %2; %3 without.")
            .arg(label, words.join(", "), words[static_cast<qsizetype>(get(AnalysisSettings()))]);
    m_options.push_back({optionName(name), help, "WORD", words, 0.0, static_cast<double>(words.size() - 1),
                         std::move(set), std::move(when)});
}

void SettingsOptions::addSwitch(const QString& name, const QString& label, Get /*off without*/, Set set,
                                When when)
{
    m_options.push_back({optionName(name), label + '.', {}, {}, 0.0, 1.0, std::move(set), std::move(when)});
}

void SettingsOptions::declare(QCommandLineParser& parser) const
{
    for (const Option& option : m_options)
        parser.addOption(
            {option.name, QStringLiteral("Of %1. %2").arg(m_analysis, option.help), option.valueName});
}

QStringList SettingsOptions::namesSet(const QCommandLineParser& parser) const
{
    QStringList names;
    for (const Option& option : m_options) {
        if (parser.isSet(option.name))
            names << option.name;
    }
    return names;
}

double SettingsOptions::valueOf(const Option& option, const QString& text)
{
    if (option.valueName.isEmpty())
        return 1.0;
    if (!option.words.isEmpty()) {
        const auto place = option.words.indexOf(text);
        if (place < 0)
            throw UsageError(fmt::format("--{} knows {}; not '{}'", option.name.toStdString(),
                                         option.words.join(", ").toStdString(), text.toStdString()));
        return static_cast<double>(place);
    }
    bool whole = false;
    const int value = text.toInt(&whole);
    if (!whole || value < option.least || value > option.most)
        throw UsageError(fmt::format("--{} wants a whole number from {} to {}, not '{}'",
                                     option.name.toStdString(), option.least, option.most,
                                     text.toStdString()));
    return value;
}

AnalysisSettings SettingsOptions::settings(const QCommandLineParser& parser) const
{
    AnalysisSettings settings;
    for (const Option& option : m_options) {
        if (parser.isSet(option.name))
            option.set(settings, valueOf(option, parser.value(option.name)));
    }
    for (const Option& option : m_options) {
        if (option.when && parser.isSet(option.name) && !option.when(settings))
            throw UsageError(
                fmt::format("--{} has no meaning with the other options (or without one of them)",
                            option.name.toStdString()));
    }
    return settings;
}
