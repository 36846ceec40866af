#include "look.h"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>

namespace {

/// Fusion, whose boxes to tick have borders as dark as a dark window: these are seen (contrast 3,
/// WCAG 1.4.11).
class SeenIndicators : public QProxyStyle {
public:
    SeenIndicators() : QProxyStyle(QStyleFactory::create("Fusion")) {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool round = element == PE_IndicatorRadioButton;
        if (!round && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
            return;
        QColor border = option->palette.color(QPalette::Text);
        border.setAlphaF(0.6F);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing, round);
        painter->setPen(border);
        painter->setBrush(Qt::NoBrush);
        const QRect rect = option->rect.adjusted(0, 0, -1, -1);
        round ? painter->drawEllipse(rect) : painter->drawRect(rect);
        painter->restore();
    }
};

QPalette paletteOf(const QColor& window, const QColor& base, const QColor& text, const QColor& button,
                   const QColor& accent)
{
    QPalette palette(button, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, accent);
    QColor faint = text;
    faint.setAlphaF(0.62F);
    palette.setColor(QPalette::PlaceholderText, faint);
    const QColor dimmed((text.red() + window.red()) / 2, (text.green() + window.green()) / 2,
                        (text.blue() + window.blue()) / 2);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, dimmed);
    return palette;
}

}  // namespace

void applyAppearance(Appearance appearance)
{
    QApplication::setStyle(new SeenIndicators);  // the application owns it
    const QColor accent(0x2f, 0x7d, 0xc4);
    switch (appearance) {
        case Appearance::System:
            QApplication::setPalette(QApplication::style()->standardPalette());
            break;
        case Appearance::Light:
            QApplication::setPalette(paletteOf(QColor(0xf2, 0xf3, 0xf4), Qt::white, QColor(0x1e, 0x22, 0x26),
                                               QColor(0xe8, 0xea, 0xec), accent));
            break;
        case Appearance::Dark:
            QApplication::setPalette(paletteOf(QColor(0x26, 0x29, 0x2d), QColor(0x1b, 0x1d, 0x20),
                                               QColor(0xe4, 0xe7, 0xea), QColor(0x33, 0x37, 0x3c), accent));
            break;
    }
}

Appearance appearanceFromName(const QString& name)
{
    if (name == "light")
        return Appearance::Light;
    return name == "dark" ? Appearance::Dark : Appearance::System;
}
