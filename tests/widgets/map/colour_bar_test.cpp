#include "map/view_link.h"
#include "map_test_main.h"
#include "panels/colour_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QWheelEvent>

#include <cmath>
#include <limits>
#include <memory>

namespace {

MapField openSea(float first, float last)
{
    MapField field{
        shamal::Grid::regular(-50.0, 1.0, 8, -130.0, 1.25, 10), {}, "A", "2006-07-14", "Dust (1)", {}};
    for (std::size_t i = 0; i < field.grid.cells(); ++i)
        field.values.push_back(std::lerp(first, last, static_cast<float>(i) / 79.0f));
    return field;
}

std::unique_ptr<MapView> shownView(const ColourScale& scale)
{
    auto view = std::make_unique<MapView>();
    view->resize(560, 360);
    view->setField(openSea(0.0f, 10.0f));
    view->setColourScale(scale);
    view->show();
    if (!QTest::qWaitForWindowExposed(view.get()))
        qFatal("no window");
    return view;
}

/// A point on the strip, from its lower end (0) to its upper (1).
QPoint onBar(const MapView& view, double position)
{
    const QRectF bar = view.colourBarBody();
    return {qRound(bar.center().x()), qRound(bar.bottom() - position * bar.height())};
}

/// Moves are delivered to the view, wherever the pointer of the screen is.
void drag(MapView& view, double from, double to)
{
    QTest::mousePress(&view, Qt::LeftButton, {}, onBar(view, from));
    QTest::mouseMove(&view, onBar(view, (from + to) / 2.0));
    QTest::mouseMove(&view, onBar(view, to));
}

void turn(MapView& view, QPoint at, int notches)
{
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &event);
}

bool near(double value, double expected, double slack)
{
    if (std::abs(value - expected) <= slack)
        return true;
    qWarning("%g instead of %g", value, expected);
    return false;
}

template <typename Field>
Field* child(QWidget& parent, const char* name)
{
    auto* found = parent.findChild<Field*>(QLatin1String(name));
    if (found == nullptr)
        qFatal("no %s", name);
    return found;
}

void type(QLineEdit* field, const QString& text)
{
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

}  // namespace

class ColourBarTest : public QObject {
    Q_OBJECT
private slots:
    void draggingAnEndMovesItAlone();
    void draggingTheMiddleMovesBothEnds();
    void aCentredScaleStaysCentred();
    void escapeTakesADragBack();
    void theWheelKeepsTheValueUnderThePointer();
    void aLockedRangeDoesNotMove();
    void aDoubleClickAsksForTheEditor();
    void theMapIsNotMovedByTheBar();
    void theBarShowsWhatIsOutsideAndMissing();
    void viewsOfOneUnitShareTheirScale();
    void theEditorIsUsedByKeyboard();
    void steppingThroughTheKindsKeepsTheRange();
    void theEditorRefusesWhatCannotBe();
};

void ColourBarTest::draggingAnEndMovesItAlone()
{
    const auto view = shownView({.minimum = 0.0, .maximum = 10.0});
    const QSignalSpy told(view.get(), &MapView::colourScaleEdited);
    drag(*view, 1.0, 0.8);
    QTest::mouseRelease(view.get(), Qt::LeftButton, {}, onBar(*view, 0.8));
    QVERIFY(near(view->colourScale().maximum, 8.0, 0.1));
    QCOMPARE(view->colourScale().minimum, 0.0);
    QCOMPARE(told.count(), 2);
    drag(*view, 0.0, 0.25);
    QTest::mouseRelease(view.get(), Qt::LeftButton, {}, onBar(*view, 0.25));
    QVERIFY(near(view->colourScale().minimum, 2.0, 0.1));
    // Never over the other end.
    drag(*view, 0.0, 3.0);
    QTest::mouseRelease(view.get(), Qt::LeftButton, {}, onBar(*view, 3.0));
    QVERIFY(view->colourScale().minimum < view->colourScale().maximum);
}

void ColourBarTest::draggingTheMiddleMovesBothEnds()
{
    const auto view = shownView({.kind = ColourScale::Kind::Log10, .minimum = 0.01, .maximum = 1.0});
    drag(*view, 0.5, 0.75);
    // A quarter of two decades.
    QVERIFY(near(std::log10(view->colourScale().minimum), -1.5, 0.03));
    QVERIFY(near(std::log10(view->colourScale().maximum), 0.5, 0.03));
}

void ColourBarTest::aCentredScaleStaysCentred()
{
    const auto view =
        shownView({.minimum = -4.0, .maximum = 4.0, .palette = &divergingPalette(), .centred = true});
    drag(*view, 0.5, 0.7);
    QCOMPARE(view->colourScale().maximum, 4.0);
    QTest::mouseRelease(view.get(), Qt::LeftButton, {}, onBar(*view, 0.7));
    drag(*view, 0.0, 0.25);
    QVERIFY(near(view->colourScale().maximum, 2.0, 0.1));
    QCOMPARE(view->colourScale().minimum, -view->colourScale().maximum);
}

void ColourBarTest::escapeTakesADragBack()
{
    const ColourScale before{.minimum = 0.0, .maximum = 10.0};
    const auto view = shownView(before);
    drag(*view, 0.5, 0.9);
    QVERIFY(view->colourScale() != before);
    QTest::keyClick(view.get(), Qt::Key_Escape);
    QCOMPARE(view->colourScale(), before);
    QTest::mouseMove(view.get(), onBar(*view, 0.2));
    QCOMPARE(view->colourScale(), before);
}

void ColourBarTest::theWheelKeepsTheValueUnderThePointer()
{
    const auto view = shownView({.minimum = 0.0, .maximum = 10.0});
    const QPoint at = onBar(*view, 0.3);
    const QRectF bar = view->colourBarBody();
    const double position = (bar.bottom() - at.y()) / bar.height();
    turn(*view, at, 2);
    const ColourScale& narrow = view->colourScale();
    QVERIFY(near(narrow.valueAt(position), 10.0 * position, 1e-9));
    QVERIFY(near(narrow.maximum - narrow.minimum, 10.0 / (1.15 * 1.15), 1e-9));
    turn(*view, at, -2);
    QVERIFY(near(view->colourScale().maximum, 10.0, 1e-9));
}

void ColourBarTest::aLockedRangeDoesNotMove()
{
    const ColourScale locked{.minimum = 0.0, .maximum = 10.0, .locked = true};
    const auto view = shownView(locked);
    drag(*view, 1.0, 0.5);
    turn(*view, onBar(*view, 0.5), 3);
    QCOMPARE(view->colourScale(), locked);
}

void ColourBarTest::aDoubleClickAsksForTheEditor()
{
    const auto view = shownView({.minimum = 0.0, .maximum = 10.0});
    const QSignalSpy asked(view.get(), &MapView::colourEditorRequested);
    QTest::mouseDClick(view.get(), Qt::LeftButton, {}, onBar(*view, 0.5));
    QCOMPARE(asked.count(), 1);
}

void ColourBarTest::theMapIsNotMovedByTheBar()
{
    const auto view = shownView({.minimum = 0.0, .maximum = 10.0});
    const QSignalSpy moved(view.get(), &MapView::viewChanged);
    drag(*view, 0.5, 0.7);
    QTest::mouseRelease(view.get(), Qt::LeftButton, {}, onBar(*view, 0.7));
    turn(*view, onBar(*view, 0.5), 1);
    QTest::mouseDClick(view.get(), Qt::LeftButton, {}, onBar(*view, 0.5));
    QCOMPARE(moved.count(), 0);
}

void ColourBarTest::theBarShowsWhatIsOutsideAndMissing()
{
    const ColourScale scale{.kind = ColourScale::Kind::Log10, .minimum = 0.1, .maximum = 5.0};
    const auto view = shownView(scale);
    MapField holed = openSea(-1.0f, 10.0f);
    const QRectF whole = view->colourBarBody();
    holed.values[33] = std::numeric_limits<float>::quiet_NaN();
    view->setField(holed);
    const QRectF bar = view->colourBarBody();
    QVERIFY(bar.height() < whole.height());
    const QImage image = view->grabFramebuffer();
    const int x = qRound(bar.center().x());
    QCOMPARE(image.pixelColor(x, qRound(bar.top()) - 4).rgb(), scale.overColour().rgb());
    QCOMPARE(image.pixelColor(x, qRound(bar.bottom()) + 4).rgb(), scale.underColour().rgb());
    int hatched = 0;
    for (int y = qRound(bar.bottom()) + 12; y < qRound(whole.bottom()) + 12; ++y)
        hatched += image.pixelColor(x, y).rgb() == scale.colours().missing.rgb() ? 1 : 0;
    QVERIFY(hatched > 2);
}

void ColourBarTest::viewsOfOneUnitShareTheirScale()
{
    ViewLink link;
    MapView one, two, other;
    for (MapView* view : {&one, &two, &other})
        link.add(view);
    link.setColourGroup(&one, "1");
    link.setColourGroup(&two, "1");
    link.setColourGroup(&other, "K");
    const ColourScale first{.minimum = 0.0, .maximum = 3.0};
    emit one.colourScaleEdited(first);
    QCOMPARE(two.colourScale(), first);
    QCOMPARE(other.colourScale(), ColourScale{});
    link.setColoursLinked(false);
    link.editColours(&one, {.minimum = 0.0, .maximum = 7.0});
    QCOMPARE(one.colourScale().maximum, 7.0);
    QCOMPARE(two.colourScale(), first);
}

void ColourBarTest::theEditorIsUsedByKeyboard()
{
    ColourEditor editor;
    editor.setScale({.minimum = 0.0, .maximum = 10.0});
    editor.show();
    QApplication::setActiveWindow(&editor);  // no window manager does it here
    QVERIFY(QTest::qWaitForWindowExposed(&editor));
    const QSignalSpy told(&editor, &ColourEditor::scaleEdited);
    QTest::keyClick(&editor, Qt::Key_P, Qt::AltModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(editor.scale().palette, paletteNamed("cividis"));
    QTest::keyClick(&editor, Qt::Key_V, Qt::AltModifier);
    QTRY_VERIFY(editor.scale().reversed);  // a button shows that it is pressed first
    QTest::keyClick(&editor, Qt::Key_S, Qt::AltModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
    QCOMPARE(editor.scale().steps, 2);
    QTest::keyClick(&editor, Qt::Key_N, Qt::AltModifier);
    type(qobject_cast<QLineEdit*>(QApplication::focusWidget()), QStringLiteral("-2.5"));
    QCOMPARE(editor.scale().minimum, -2.5);
    QTest::keyClick(&editor, Qt::Key_L, Qt::AltModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(editor.scale().kind, ColourScale::Kind::Log10);
    QCOMPARE(editor.scale().minimum, 0.01);
    QTest::keyClick(&editor, Qt::Key_K, Qt::AltModifier);
    QTRY_VERIFY(editor.scale().locked);
    QVERIFY(!child<QLineEdit>(editor, "colourMaximum")->isEnabled());
    QCOMPARE(told.count(), 6);
    // Passing through the fields changes nothing.
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(told.count(), 6);
}

void ColourBarTest::steppingThroughTheKindsKeepsTheRange()
{
    ColourEditor editor;
    editor.setScale({.minimum = -4.0, .maximum = 4.0, .palette = &divergingPalette(), .centred = true});
    auto* kinds = child<QComboBox>(editor, "colourKind");
    kinds->setCurrentIndex(1);
    QCOMPARE(editor.scale().minimum, 0.004);
    kinds->setCurrentIndex(2);
    QCOMPARE(editor.scale().kind, ColourScale::Kind::SymmetricLog);
    QCOMPARE(editor.scale().minimum, -4.0);
    QCOMPARE(editor.scale().maximum, 4.0);
    QVERIFY(editor.scale().centred);
}

void ColourBarTest::theEditorRefusesWhatCannotBe()
{
    ColourEditor editor;
    const ColourScale before{.minimum = -3.0, .maximum = -1.0 / 3.0};
    editor.setScale(before);
    editor.show();
    auto* message = child<QLabel>(editor, "colourMessage");
    child<QComboBox>(editor, "colourKind")->setCurrentIndex(1);
    QCOMPARE(editor.scale(), before);
    QVERIFY(message->isVisible());
    QCOMPARE(child<QComboBox>(editor, "colourKind")->currentIndex(), 0);
    type(child<QLineEdit>(editor, "colourMinimum"), "5");
    QCOMPARE(editor.scale(), before);
    QVERIFY(!message->text().isEmpty());
    type(child<QLineEdit>(editor, "colourMinimum"), "much");
    QCOMPARE(editor.scale(), before);
    type(child<QLineEdit>(editor, "colourMinimum"), "-2");
    QCOMPARE(editor.scale().minimum, -2.0);
    QCOMPARE(editor.scale().maximum, -1.0 / 3.0);  // not what the field shows of it
    QVERIFY(!message->isVisible());
}

SHAMAL_MAP_TEST_MAIN(ColourBarTest)
#include "colour_bar_test.moc"
