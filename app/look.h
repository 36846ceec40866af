#pragma once
#include <QString>

enum class Appearance { System, Light, Dark };

/// Fusion style with the system's palette, or a light or dark one of our own.
void applyAppearance(Appearance appearance);
/// "light", "dark", anything else is the system's.
Appearance appearanceFromName(const QString& name);
