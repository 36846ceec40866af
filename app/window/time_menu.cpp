#include "window/time_menu.h"

#include "panels/time_bar.h"

#include <QMenu>
#include <QSettings>

#include <utility>

void fillTimeMenu(QMenu& menu, TimeBar& bar)
{
    TimeActions& actions = bar.actionsOfTime();
    menu.addSeparator();
    actions.addTo(menu);

    const QSettings settings;
    actions.setRate(settings.value("time/daysPerSecond", actions.rate()).toDouble());
    QObject::connect(actions.rates, &QActionGroup::triggered, &bar,
                     [&actions] { QSettings().setValue("time/daysPerSecond", actions.rate()); });
    for (const auto& [action, key] :
         {std::pair{actions.loop, "time/loop"}, std::pair{actions.shownOnly, "time/onlyInSight"}}) {
        action->setChecked(settings.value(key, action->isChecked()).toBool());
        QObject::connect(action, &QAction::toggled, &bar,
                         [key = key](bool on) { QSettings().setValue(key, on); });
    }
}
