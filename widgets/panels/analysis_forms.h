#pragma once
#include "panels/settings_rows.h"

// The rows of the analyses: what a user may choose, in the words of the field.

void addSemivariogramRows(SettingsRows& rows);
void addAutocorrelationRows(SettingsRows& rows);
void addLagSkillRows(SettingsRows& rows);
void addSkillRows(SettingsRows& rows);
void addSimilarityRows(SettingsRows& rows);
