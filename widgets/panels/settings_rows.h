#pragma once
#include "panels/analysis_settings.h"

#include <QString>

#include <functional>
#include <vector>

/// Whoever asks for the settings of one analysis, a row each: a form on the screen, options of a command line
/// (panels/analysis_forms.h tells the rows). Every setting has a name under which it is kept between starts.
class SettingsRows {
public:
    virtual ~SettingsRows() = default;

    using Get = std::function<double(const AnalysisSettings&)>;
    using Set = std::function<void(AnalysisSettings&, double)>;
    using When = std::function<bool(const AnalysisSettings&)>;
    struct Choice {
        const char* word;  ///< on a command line
        QString label;     ///< on the screen
    };

    // All may be asked for only where `when` says so, always without it.
    /// Whole ones.
    virtual void addNumber(const QString& name, const QString& label, double least, double most,
                           const QString& suffix, Get get, Set set, When when = {}) = 0;
    /// A choice is its place in the list, from 0.
    virtual void addChoice(const QString& name, const QString& label, const std::vector<Choice>& choices,
                           Get get, Set set, When when = {}) = 0;
    virtual void addSwitch(const QString& name, const QString& label, Get get, Set set, When when = {}) = 0;
    virtual void addNote(const QString& text) = 0;
};
