#include "panels/time_bar.h"

#include "panels/icons.h"
#include "panels/timeline.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <array>
#include <utility>

namespace {
constexpr int kPlayIntervalMs = 100;
enum Button { First, Back, Play, Forward, Last };
}  // namespace

TimeBar::TimeBar(QWidget* parent) : QWidget(parent), m_timeline(new Timeline(this)), m_label(new QLabel(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(4);
    const std::array<QString, 5> tips{tr("First day"), tr("Day before"), tr("Play or pause"), tr("Next day"),
                                      tr("Last day")};
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i] = new QToolButton(this);
        m_buttons[i]->setAutoRaise(true);
        m_buttons[i]->setToolTip(tips[i]);
        m_buttons[i]->setAccessibleName(tips[i]);
        layout->addWidget(m_buttons[i]);
    }
    layout->addWidget(m_timeline, 1);
    m_label->setMinimumWidth(fontMetrics().horizontalAdvance("0000-00-00") + 16);
    m_label->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_label);

    connect(m_buttons[First], &QToolButton::clicked, this, [this] { go(0); });
    connect(m_buttons[Back], &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_buttons[Play], &QToolButton::clicked, this, [this] { setPlaying(!playing()); });
    connect(m_buttons[Forward], &QToolButton::clicked, this, [this] { step(1); });
    connect(m_buttons[Last], &QToolButton::clicked, this,
            [this] { go(m_days.empty() ? 0 : m_days.size() - 1); });
    connect(m_timeline, &Timeline::dayPicked, this, [this](shamal::Date date) {
        if (m_days.empty())
            return;
        const auto found = std::lower_bound(m_days.begin(), m_days.end(), date);
        go(static_cast<std::size_t>(std::min(found, m_days.end() - 1) - m_days.begin()));
    });
    m_timer.setInterval(kPlayIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { step(1); });
    refresh();
}

void TimeBar::setRows(std::vector<Row> rows, shamal::Calendar calendar)
{
    m_rows = std::move(rows);
    m_timeline->setRows(m_rows, calendar);
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
    m_label->setText(date ? QString::fromStdString(toString(*date)) : QString());
}

void TimeBar::setPlaying(bool playing)
{
    if (playing && m_days.size() > 1)
        m_timer.start();
    else
        m_timer.stop();
    m_buttons[Play]->setIcon(lineIcon(m_timer.isActive() ? "pause" : "play", palette()));
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
    go(static_cast<std::size_t>(((index % count) + count) % count));
}

void TimeBar::go(std::size_t index)
{
    if (index >= m_days.size())
        return;
    setCurrent(m_days[index]);
    emit currentChanged(m_days[index]);
}

void TimeBar::refresh()
{
    std::set<shamal::Date> days;
    for (const Row& row : m_rows) {
        for (const shamal::Date date : row.dates) {
            if (contains(m_season, date))
                days.insert(date);
        }
    }
    m_days.assign(days.begin(), days.end());
    const std::array<const char*, 5> icons{"first", "step-back", playing() ? "pause" : "play", "step-forward",
                                           "last"};
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setIcon(lineIcon(icons[i], palette()));
        m_buttons[i]->setEnabled(m_days.size() > 1);
    }
    if (m_days.size() < 2)
        setPlaying(false);
}

void TimeBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}
