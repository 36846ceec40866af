#pragma once
#include "map/colour_scale.h"

class QSettings;

// What a user chose of a colour scale, kept between starts: palette, reversal, steps and kind where they are
// not those that suit the data, and the range where it is locked. All else comes from the data anew.

/// Into the settings' current group, in place of what was there.
void keepColours(QSettings& settings, const ColourScale& fitted, const ColourScale& chosen);
/// `fitted` with what was kept; a value that is damaged, or of a palette that is no more, counts as not kept.
ColourScale withKeptColours(const QSettings& settings, const ColourScale& fitted);
