#include "panels/time_bar.h"

#include "map/colour_scale.h"
#include "panels/date_field.h"
#include "panels/date_jump.h"
#include "panels/timeline.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace {

// Of a window that is hidden or covered nothing is painted; it plays on all the same.
constexpr int kPatienceMs = 250;
constexpr qint64 kRateTextMs = 500;

/// The days to step to: those of daily rows, and beyond them one for each longer step.
std::vector<shamal::Date> daysOf(const std::vector<TimeRow>& rows)
{
    std::set<shamal::Date> days;
    for (const bool daily : {true, false}) {
        const std::set<shamal::Date> before = days;
        for (const TimeRow& row : rows) {
            if ((row.days.cadence() == shamal::Cadence::Daily) != daily)
                continue;
            for (const shamal::TimeStep& step : row.days.steps()) {
                if (before.empty() || step.date < *before.begin() || step.date > *before.rbegin())
                    days.insert(step.date);
            }
        }
    }
    return {days.begin(), days.end()};
}

/// The same day `months` later, or the last of that month.
shamal::Date monthsLater(shamal::Date date, int months, const std::vector<TimeRow>& rows)
{
    const int month = date.year * 12 + date.month - 1 + months;
    shamal::Date later{month / 12, month % 12 + 1, date.day};
    const auto exists = [&later](const TimeRow& row) { return isValid(later, row.days.calendar()); };
    while (later.day > 28 && std::none_of(rows.begin(), rows.end(), exists))
        --later.day;
    return later;
}

}  // namespace

TimeBar::TimeBar(QWidget* parent)
    : QWidget(parent),
      m_actions(*this),
      m_timeline(new Timeline(this)),
      m_date(new DateField(this)),
      m_rate(new QLabel(this))
{
    setLayoutDirection(Qt::LeftToRight);
    build();
    connectActions();
    connect(m_timeline, &Timeline::dayPicked, this, [this](shamal::Date date) {
        if (m_days.empty())
            return;
        const auto found = std::lower_bound(m_days.begin(), m_days.end(), date);
        go(isSeen(date) ? date : *std::min(found, m_days.end() - 1));
    });
    connect(m_timeline, &Timeline::painted, this, &TimeBar::dayWasDrawn);
    connect(m_date, &DateField::asked, this, &TimeBar::jump);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TimeBar::playOn);
    m_time.start();
    refresh();
}

void TimeBar::build()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(4);
    for (QAction* action :
         {m_actions.firstDay, m_actions.dayBefore, m_actions.play, m_actions.nextDay, m_actions.lastDay}) {
        auto* button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text().remove('&'));
        if (action == m_actions.play) {
            button->setMenu(m_actions.speed);
            button->setPopupMode(QToolButton::MenuButtonPopup);
        }
        layout->addWidget(button);
        m_buttons.push_back(button);
    }
    layout->addWidget(m_timeline, 1);
    auto* side = new QVBoxLayout;
    side->setSpacing(0);
    m_date->setToolTip(m_actions.goToDate->toolTip());
    QFont small = font();
    small.setPointSizeF(std::max(7.5, small.pointSizeF() - 1.5));
    m_rate->setFont(small);
    m_rate->setAlignment(Qt::AlignCenter);
    m_rate->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    side->addStretch(1);
    side->addWidget(m_date);
    side->addWidget(m_rate);
    side->addStretch(1);
    layout->addLayout(side);
}

void TimeBar::connectActions()
{
    const auto on = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    on(m_actions.firstDay, &TimeBar::goToFirst);
    on(m_actions.lastDay, &TimeBar::goToLast);
    on(m_actions.dayBefore, [this] { step(-1); });
    on(m_actions.nextDay, [this] { step(1); });
    on(m_actions.monthBefore, [this] { stepMonths(-1); });
    on(m_actions.nextMonth, [this] { stepMonths(1); });
    on(m_actions.yearBefore, [this] { stepMonths(-12); });
    on(m_actions.nextYear, [this] { stepMonths(12); });
    on(m_actions.play, [this] { setPlaying(!playing()); });
    on(m_actions.goToDate, &TimeBar::askForDate);
    on(m_actions.showAll, [this] { m_timeline->showAll(); });
    connect(m_actions.rates, &QActionGroup::triggered, this, [this] {
        if (m_playing)
            setPlaying(true);
    });
}

void TimeBar::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    m_allDays = daysOf(m_rows);
    m_timeline->setRows(m_rows);
    refresh();
}

void TimeBar::setSeason(shamal::Season season)
{
    m_season = season;
    m_timeline->setSeason(season);
    refresh();
}

void TimeBar::setCurrent(std::optional<shamal::Date> date)
{
    m_current = date;
    m_timeline->setCurrent(date);
    m_date->setDate(date ? QString::fromStdString(toString(*date)) : QString());
}

void TimeBar::setPlaying(bool playing)
{
    const bool turned = m_playing != (playing && m_days.size() > 1);
    m_playing = playing && m_days.size() > 1;
    m_drawing = false;
    m_timer.stop();
    if (m_playing) {
        const std::vector<shamal::Date> days = daysToPlay();
        if (!m_actions.loop->isChecked() && m_current >= days.back())
            go(days.front());
        m_clock.start(m_time.elapsed(), m_actions.rate());
        m_timer.start(static_cast<int>(m_clock.waitMs(m_time.elapsed())));
    }
    if (turned)
        refreshIcons();
    showRate();
}

std::vector<shamal::Date> TimeBar::daysToPlay() const
{
    if (!m_actions.shownOnly->isChecked() || !m_timeline->zoomed())
        return m_days;
    const auto [first, last] = m_timeline->shown();
    std::vector<shamal::Date> days(std::lower_bound(m_days.begin(), m_days.end(), first),
                                   std::upper_bound(m_days.begin(), m_days.end(), last));
    return days.empty() ? m_days : days;
}

void TimeBar::playOn()
{
    m_drawing = false;
    if (const int due = m_clock.daysDue(m_time.elapsed()); due > 0)
        playDays(due);
    if (!m_playing)
        return;
    if (m_time.elapsed() - m_rateShown > kRateTextMs)
        showRate();
    // Painting wakes the timer sooner; this is for when nothing is painted.
    m_timer.start(m_drawing ? kPatienceMs : static_cast<int>(m_clock.waitMs(m_time.elapsed())));
}

void TimeBar::playDays(int due)
{
    const std::vector<shamal::Date> days = daysToPlay();
    const auto after = m_current ? std::upper_bound(days.begin(), days.end(), *m_current) : days.begin();
    const auto next = static_cast<std::size_t>(after - days.begin()) + static_cast<std::size_t>(due) - 1;
    if (next >= days.size() && !m_actions.loop->isChecked()) {
        setPlaying(false);
        go(days.back());
        return;
    }
    m_drawing = true;
    go(days[next % days.size()]);
}

void TimeBar::dayWasDrawn()
{
    if (!std::exchange(m_drawing, false) || !m_playing)
        return;
    m_clock.dayDrawn(m_time.elapsed());
    m_timer.start(static_cast<int>(m_clock.waitMs(m_time.elapsed())));
}

void TimeBar::showRate()
{
    m_rateShown = m_time.elapsed();
    const double drawn = m_clock.drawnPerSecond();
    if (!m_playing || drawn <= 0.0) {
        m_rate->clear();
        return;
    }
    const double asked = m_actions.rate();
    // Two figures: the third would never stand still.
    m_rate->setText(asked > 0.0 && drawn < 0.9 * asked
                        ? tr("%1 of %2 days/s").arg(displayNumber(drawn, 2), displayNumber(asked, 2))
                        : tr("%1 days/s").arg(displayNumber(drawn, 2)));
}

void TimeBar::step(int days)
{
    if (m_days.empty())
        return;
    const auto count = static_cast<std::ptrdiff_t>(m_days.size());
    std::ptrdiff_t index = 0;
    if (m_current) {
        const auto found = std::lower_bound(m_days.begin(), m_days.end(), *m_current);
        index = found - m_days.begin();
        const bool between = found == m_days.end() || *found != *m_current;
        index += between && days > 0 ? days - 1 : days;
    }
    go(m_days[static_cast<std::size_t>(((index % count) + count) % count)]);
}

bool TimeBar::isSeen(shamal::Date date) const
{
    return contains(m_season, date) && std::any_of(m_rows.begin(), m_rows.end(), [date](const TimeRow& row) {
               return row.days.stepOn(date).has_value();
           });
}

void TimeBar::stepMonths(int months)
{
    if (m_days.empty())
        return;
    const shamal::Date wanted = monthsLater(m_current.value_or(m_days.front()), months, m_rows);
    // The last day of that month not after the one wanted, else its first: months are labelled anywhere in
    // them.
    const auto sameMonth = [wanted](shamal::Date date) {
        return date.year == wanted.year && date.month == wanted.month;
    };
    const auto first =
        std::lower_bound(m_days.begin(), m_days.end(), shamal::Date{wanted.year, wanted.month, 1});
    if (first != m_days.end() && sameMonth(*first)) {
        const auto after = std::upper_bound(first, m_days.end(), wanted);
        go(after == first ? *first : *(after - 1));
    } else if (months > 0) {
        const auto from = std::lower_bound(m_days.begin(), m_days.end(), wanted);
        go(*std::min(from, m_days.end() - 1));
    } else {
        const auto after = std::upper_bound(m_days.begin(), m_days.end(), wanted);
        go(after == m_days.begin() ? m_days.front() : *(after - 1));
    }
}

void TimeBar::goToFirst()
{
    if (!m_days.empty())
        go(m_days.front());
}

void TimeBar::goToLast()
{
    if (!m_days.empty())
        go(m_days.back());
}

void TimeBar::askForDate()
{
    m_date->setFocus(Qt::ShortcutFocusReason);
    m_date->selectAll();
}

void TimeBar::jump(const QString& typed)
{
    const DateJump jump = jumpTo(typed, m_allDays, m_rows);
    if (!jump.day) {
        m_date->refuse(jump.refusal);
        return;
    }
    m_date->setModified(false);
    go(*jump.day);
    m_date->selectAll();
}

void TimeBar::go(shamal::Date date)
{
    setCurrent(date);
    emit currentChanged(date);
}

void TimeBar::refresh()
{
    m_days.clear();
    std::copy_if(m_allDays.begin(), m_allDays.end(), std::back_inserter(m_days),
                 [this](shamal::Date date) { return contains(m_season, date); });
    m_actions.setEnabled(m_days.size() > 1);
    if (m_days.size() < 2)
        setPlaying(false);
    refreshIcons();
}

void TimeBar::refreshIcons()
{
    m_actions.recolourIcons(palette(), m_playing);
}

void TimeBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIcons();
    QWidget::changeEvent(event);
}
