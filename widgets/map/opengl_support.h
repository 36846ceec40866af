#pragma once
#include <QString>

/// Why maps cannot be drawn on this display, and what to do about it; empty when they can. Needs the
/// QApplication, made after MapView::prepareApplication().
QString openGlFault();
