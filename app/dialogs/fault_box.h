#pragma once
#include <QString>

class QWidget;

/// Says what went wrong, window-modal; the application goes on behind it. `message` is "FILE: FAULT. REMEDY."
/// or any sentence.
void showFault(QWidget* parent, const QString& title, const QString& message);
