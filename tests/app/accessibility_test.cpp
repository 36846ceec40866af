// Who reads the screen by ear or works without a mouse, and what must be legible.
#include "dialogs/country_dialog.h"
#include "dialogs/export_dialog.h"
#include "dialogs/region_dialog.h"
#include "look.h"
#include "map/cased_text.h"
#include "map/frame_style.h"
#include "window/main_window.h"
#include "window_driver.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollBar>
#include <QSet>
#include <QTest>
#include <QToolButton>

#include <cmath>

namespace {

/// Of WCAG 2.1, with what is translucent laid over `ground` first.
double luminance(const QColor& colour, const QColor& ground)
{
    const auto channel = [&](double own, double under) {
        const double mixed = colour.alphaF() * own + (1.0 - colour.alphaF()) * under;
        return mixed <= 0.03928 ? mixed / 12.92 : std::pow((mixed + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF(), ground.redF()) +
           0.7152 * channel(colour.greenF(), ground.greenF()) +
           0.0722 * channel(colour.blueF(), ground.blueF());
}

double contrast(const QColor& a, const QColor& b, const QColor& ground = Qt::white)
{
    const double one = luminance(a, ground), other = luminance(b, ground);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

QString described(const QWidget& widget)
{
    return QStringLiteral("%1 '%2' in %3")
        .arg(widget.metaObject()->className(), widget.objectName(),
             widget.parentWidget() != nullptr ? widget.parentWidget()->metaObject()->className() : "");
}

/// What a user operates, seen now; without the parts that Qt makes controls of.
std::vector<QWidget*> controlsIn(const QWidget& window)
{
    std::vector<QWidget*> controls;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
                             qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                             qobject_cast<QAbstractItemView*>(widget) ||
                             qobject_cast<QAbstractSlider*>(widget) || qobject_cast<MapView*>(widget);
        const bool part = widget->objectName().startsWith("qt_") || qobject_cast<QScrollBar*>(widget) ||
                          qobject_cast<QComboBox*>(widget->parentWidget()) ||
                          qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) ||
                          qobject_cast<QAbstractItemView*>(widget->parentWidget()) ||
                          qobject_cast<QMenuBar*>(widget->parentWidget());
        if (control && !part && widget->isVisible())
            controls.push_back(widget);
    }
    return controls;
}

bool byShortcut(const QWidget& control)
{
    const auto* button = qobject_cast<const QToolButton*>(&control);
    const QAction* action = button != nullptr ? button->defaultAction() : nullptr;
    return action != nullptr && (!action->shortcut().isEmpty() || action->associatedObjects().size() > 1);
}

}  // namespace

class AccessibilityTest : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { m_seen.clear(); }
    void textOnMapsStandsOut_data();
    void textOnMapsStandsOut();
    void everyControlHasANameAndAKey();
    void soHaveThoseOfDialogs();

private:
    void look(const QWidget& window);
    QSet<const QWidget*> m_seen;
    QStringList m_nameless, m_unreachable;
};

void AccessibilityTest::textOnMapsStandsOut_data()
{
    QTest::addColumn<int>("appearance");
    QTest::addRow("light") << static_cast<int>(Appearance::Light);
    QTest::addRow("dark") << static_cast<int>(Appearance::Dark);
}

void AccessibilityTest::textOnMapsStandsOut()
{
    constexpr double kLeast = 4.5;  // WCAG 2.1, 1.4.3
    QFETCH(int, appearance);
    applyAppearance(static_cast<Appearance>(appearance));
    const QWidget widget;
    const FrameStyle onScreen = FrameStyle::ofWidget(widget);
    const FrameStyle onPaper = FrameStyle::ofFigure(QRectF(0.0, 0.0, 1200.0, 800.0));
    for (const FrameStyle& style : {onScreen, onPaper}) {
        QVERIFY(contrast(style.text, style.paper) >= kLeast);
        QVERIFY(contrast(style.faint, style.paper) >= kLeast);
    }
    for (const CasedInk& ink : {CasedInk::plain(1.0), CasedInk::faint(1.0)}) {
        for (const QColor& ground : {QColor(Qt::black), QColor(Qt::white), QColor(0x80, 0, 0)})
            QVERIFY(contrast(ink.ink, ink.casing, ground) >= kLeast);
    }
    applyAppearance(Appearance::System);
}

void AccessibilityTest::look(const QWidget& window)
{
    for (QWidget* control : controlsIn(window)) {
        if (m_seen.contains(control))
            continue;
        m_seen.insert(control);
        const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(control);
        if (spoken == nullptr || spoken->text(QAccessible::Name).trimmed().isEmpty())
            m_nameless += described(*control);
        if (!(control->focusPolicy() & Qt::TabFocus) && !byShortcut(*control))
            m_unreachable += described(*control);
    }
    QVERIFY2(m_nameless.isEmpty(), qPrintable("without a name: " + m_nameless.join(", ")));
    QVERIFY2(m_unreachable.isEmpty(), qPrintable("not by key: " + m_unreachable.join(", ")));
}

void AccessibilityTest::everyControlHasANameAndAKey()
{
    MainWindow window;
    window.resize(1400, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.menus().colours->trigger();  // a window of its own, with its controls
    for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
        dock->show();
        dock->raise();
        QCoreApplication::processEvents();
        look(window);
    }
    QVERIFY(m_seen.size() > 60);  // or this looks at nothing
}

void AccessibilityTest::soHaveThoseOfDialogs()
{
    CountryDialog countries({"Iran", "Iraq"});
    ExportDialog::Form form;
    form.suffixes = {"png", "csv"};
    form.contents = {"Maps", "Chart"};
    form.asksForSize = true;
    ExportDialog figures(form);
    RegionDialog box({"A0", shamal::kAreaA0}, RegionDialog::Purpose::Add);
    RegionDialog corners({"Corners", shamal::polygonOf(shamal::kAreaA0)}, RegionDialog::Purpose::Change);
    for (QDialog* dialog : {static_cast<QDialog*>(&countries), static_cast<QDialog*>(&figures),
                            static_cast<QDialog*>(&box), static_cast<QDialog*>(&corners)}) {
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        look(*dialog);
    }
}

int main(int argc, char** argv)
{
    return runGuiTest(argc, argv, [] { return new AccessibilityTest; });
}
#include "accessibility_test.moc"
