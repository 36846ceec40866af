#pragma once
#include <QImage>

/// Copies a picture without translucent parts onto a framebuffer of its size, in the current context. No
/// shader takes part: one costs a software renderer a tenth of a second in every context where it is first
/// used.
void copyPicture(const QImage& picture, unsigned int framebuffer);
