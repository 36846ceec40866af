#pragma once
#include "panels/settings_form.h"

// The rows of the analyses: what a user may choose, in the words of the field.

void addSemivariogramRows(SettingsForm& form);
void addAutocorrelationRows(SettingsForm& form);
void addLagSkillRows(SettingsForm& form);
void addSkillRows(SettingsForm& form);
void addSimilarityRows(SettingsForm& form);
