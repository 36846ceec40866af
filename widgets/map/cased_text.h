#pragma once
#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

class QPainter;

/// Dark ink on a light casing: stands out from any colour by 4.5 to 1 or more (WCAG 2.1, 1.4.3), whatever
/// lies under it, as the casing is all but opaque.
struct CasedInk {
    QColor ink;
    QColor casing;
    double width = 3.0;  ///< of the casing's line, painter units

    /// `unit`: painter units of a screen pixel. Faint ink for what shall step back behind the field.
    static CasedInk plain(double unit);
    static CasedInk faint(double unit);
};

/// In the painter's font. The words stay words in formats that know them.
void drawCasedText(QPainter& painter, QPointF baseline, const QString& text, const CasedInk& ink);
