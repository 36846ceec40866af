#include "panels/time_actions.h"

#include "panels/icons.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

#include <cmath>
#include <utility>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TimeActions)
};

constexpr int kUsualRate = 10;

QAction* made(QWidget& bar, const QString& text, const QString& shortcut, const char* icon = "")
{
    auto* action = new QAction(text, &bar);
    action->setProperty("iconName", QString::fromLatin1(icon));
    const QKeySequence keys(shortcut);
    action->setShortcut(keys);
    QString tip = text;
    tip.remove('&').remove(QStringLiteral("…"));
    if (!keys.isEmpty())
        tip += QStringLiteral(" (%1)").arg(keys.toString(QKeySequence::NativeText));
    action->setToolTip(tip);
    bar.addAction(action);
    return action;
}

}  // namespace

TimeActions::TimeActions(QWidget& bar)
    : firstDay(made(bar, Words::tr("&First Day"), Words::tr("Ctrl+Home"), "first")),
      dayBefore(made(bar, Words::tr("Day &Before"), Words::tr("Ctrl+Left"), "step-back")),
      play(made(bar, Words::tr("&Play or Pause"), Words::tr("Ctrl+Space"), "play")),
      nextDay(made(bar, Words::tr("&Next Day"), Words::tr("Ctrl+Right"), "step-forward")),
      lastDay(made(bar, Words::tr("&Last Day"), Words::tr("Ctrl+End"), "last")),
      monthBefore(made(bar, Words::tr("&Month Before"), Words::tr("Ctrl+PgUp"))),
      nextMonth(made(bar, Words::tr("Next M&onth"), Words::tr("Ctrl+PgDown"))),
      yearBefore(made(bar, Words::tr("&Year Before"), Words::tr("Ctrl+Shift+PgUp"))),
      nextYear(made(bar, Words::tr("Next Yea&r"), Words::tr("Ctrl+Shift+PgDown"))),
      goToDate(made(bar, Words::tr("&Go to Date…"), Words::tr("Ctrl+G"))),
      showAll(made(bar, Words::tr("Show &All Days"), {})),
      loop(made(bar, Words::tr("Play Round the &End"), {})),
      shownOnly(made(bar, Words::tr("Play Only Days in &Sight"), {})),
      rates(new QActionGroup(&bar)),
      speed(new QMenu(Words::tr("Playing &Speed"), &bar))
{
    // The bar itself runs from left to right in every language, as time does on all charts; its menu need
    // not.
    speed->setLayoutDirection(QGuiApplication::layoutDirection());
    for (const int rate : {1, 2, 5, 10, 20, 30, 0}) {
        QAction* action = speed->addAction(rate == 0 ? Words::tr("As Fast as Possible")
                                                     : Words::tr("%n Day(s) a Second", nullptr, rate));
        action->setCheckable(true);
        action->setChecked(rate == kUsualRate);
        action->setData(rate);
        rates->addAction(action);
    }
    speed->addSeparator();
    for (QAction* action : {loop, shownOnly}) {
        action->setCheckable(true);
        speed->addAction(action);
    }
    loop->setChecked(true);
}

std::vector<QAction*> TimeActions::steps() const
{
    return {firstDay, dayBefore, play, nextDay, lastDay, monthBefore, nextMonth, yearBefore, nextYear};
}

void TimeActions::addTo(QMenu& menu) const
{
    menu.addActions({dayBefore, nextDay, monthBefore, nextMonth, yearBefore, nextYear, firstDay, lastDay});
    menu.addSeparator();
    menu.addAction(goToDate);
    menu.addAction(showAll);
    menu.addSeparator();
    menu.addAction(play);
    menu.addMenu(speed);
}

void TimeActions::setRate(double daysPerSecond)
{
    QAction* nearest = rates->actions().front();
    for (QAction* action : rates->actions()) {
        if (std::abs(action->data().toDouble() - daysPerSecond) <
            std::abs(nearest->data().toDouble() - daysPerSecond))
            nearest = action;
    }
    nearest->setChecked(true);
}

double TimeActions::rate() const
{
    return rates->checkedAction()->data().toDouble();
}

void TimeActions::setEnabled(bool enabled) const
{
    for (QAction* action : steps())
        action->setEnabled(enabled);
    for (QAction* action : {goToDate, showAll})
        action->setEnabled(enabled);
}

void TimeActions::recolourIcons(const QPalette& palette, bool playing) const
{
    for (QAction* action : steps()) {
        const QString name = action == play && playing ? "pause" : action->property("iconName").toString();
        if (!name.isEmpty())
            action->setIcon(lineIcon(name, palette));
    }
}
