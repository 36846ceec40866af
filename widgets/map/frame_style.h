#pragma once
#include <QColor>
#include <QFont>

class QWidget;
class QRectF;

/// Inks, fonts and the size of a pixel on the 4-pixel rhythm, for everything Qt paints around a map.
struct FrameStyle {
    QFont title;
    QFont small;  ///< labels, ticks, notes
    QColor text;
    QColor faint;       ///< for what matters less
    QColor line;        ///< frame and tick marks
    QColor paper;       ///< behind the text
    QColor outside;     ///< of the map where the field has no cells
    double unit = 1.0;  ///< painter units of a screen pixel at the usual font size

    /// From the widget's palette and font.
    static FrameStyle ofWidget(const QWidget& widget);
    /// Black on white, sized for a figure of that extent.
    static FrameStyle ofFigure(const QRectF& figure);
};
