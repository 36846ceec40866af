#pragma once

class QWidget;

/// The user guide of resources/guide in a window of its own, beside the work.
void showGuide(QWidget* parent);
