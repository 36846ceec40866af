#include "panels/downscale_panel.h"

#include "map/colour_scale.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace {

QDate toQDate(shamal::Date date)
{
    return {date.year, date.month, date.day};
}

shamal::Date fromQDate(const QDate& date)
{
    return {date.year(), date.month(), date.day()};
}

/// The year a season day is counted to: December belongs to the winter of the next year.
int seasonYear(shamal::Season season, shamal::Date date)
{
    return season == shamal::Season::DJF && date.month == 12 ? date.year + 1 : date.year;
}

QString duration(double seconds)
{
    if (seconds < 60.0)
        return DownscalePanel::tr("%1 s").arg(std::max(1, static_cast<int>(std::lround(seconds))));
    const int whole = static_cast<int>(std::lround(seconds));
    return DownscalePanel::tr("%1:%2 min").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

QLabel* smallPrint(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    QFont small = label->font();
    small.setPointSizeF(std::max(7.5, small.pointSizeF() - 1.0));
    label->setFont(small);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

DownscalePanel::DownscalePanel(QWidget* parent)
    : QWidget(parent),
      m_model(new QComboBox),
      m_area(new QComboBox),
      m_days(new QComboBox),
      m_year(new QComboBox),
      m_history(new QComboBox),
      m_first(new QDateEdit),
      m_last(new QDateEdit),
      m_members(new QSpinBox),
      m_steps(new QSpinBox),
      m_seed(new QSpinBox),
      m_modelText(smallPrint(this)),
      m_estimate(smallPrint(this)),
      m_message(smallPrint(this)),
      m_progress(new QProgressBar),
      m_run(new QPushButton(tr("&Run"))),
      m_cancel(new QPushButton(tr("Cancel")))
{
    build();
    for (QComboBox* box : {m_days, m_year})
        connect(box, &QComboBox::currentIndexChanged, this, &DownscalePanel::updateEstimate);
    for (QDateEdit* edit : {m_first, m_last})
        connect(edit, &QDateEdit::dateChanged, this, [this] {
            m_rangeChosen = true;
            updateEstimate();
        });
    connect(m_year, &QComboBox::activated, this, [this] { m_yearChosen = true; });
    connect(m_members, &QSpinBox::valueChanged, this, &DownscalePanel::updateEstimate);
    connect(m_model, &QComboBox::currentIndexChanged, this, &DownscalePanel::updateModelText);
    connect(m_model, &QComboBox::currentIndexChanged, this, &DownscalePanel::modelChanged);
    connect(m_run, &QPushButton::clicked, this, [this] { emit runRequested(choice()); });
    connect(m_cancel, &QPushButton::clicked, this, &DownscalePanel::cancelRequested);
    setModels({});
    setRegion({});
    setDays({}, shamal::Season::All, {});
    setRunning(false);
}

void DownscalePanel::build()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setSpacing(8);
    m_model->setObjectName("downscaleModel");
    m_area->setObjectName("downscaleArea");
    m_days->setObjectName("downscaleDays");
    m_first->setObjectName("downscaleFirstDay");
    m_last->setObjectName("downscaleLastDay");
    m_members->setObjectName("downscaleMembers");
    m_run->setObjectName("downscaleRun");
    m_cancel->setObjectName("downscaleCancel");
    m_message->setObjectName("downscaleMessage");
    for (QComboBox* box : {m_model, m_area, m_days, m_year, m_history}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
    }
    for (QDateEdit* edit : {m_first, m_last}) {
        edit->setDisplayFormat("yyyy-MM-dd");
        edit->setCalendarPopup(true);
    }
    m_area->addItems({tr("Selected region"), tr("Whole model area")});
    m_history->addItem(tr("True days where known"), static_cast<int>(shamal::HistoryMode::Lenient));
    m_history->addItem(tr("Own predictions"), static_cast<int>(shamal::HistoryMode::Strict));
    m_history->addItem(tr("Coarse record alone"), static_cast<int>(shamal::HistoryMode::CoarseOnly));
    m_history->setToolTip(
        tr("What the network sees as the past of a day (in-data lenient, in-data strict, or no fine day)"));
    m_members->setRange(0, 64);
    m_members->setValue(1);
    m_members->setToolTip(tr("Ensemble members drawn per day; 0 gives the mean alone"));
    m_steps->setRange(2, 100);
    m_steps->setValue(8);
    m_steps->setToolTip(tr("Denoising steps of a member, DPM-Solver++(2M) on geometric noise levels"));
    m_seed->setRange(0, 999999999);
    m_seed->setValue(1);
    m_seed->setToolTip(tr("The same seed gives the same members"));

    form->addRow(tr("Model"), m_model);
    form->addRow(m_modelText);
    form->addRow(tr("Area"), m_area);
    form->addRow(tr("Days"), m_days);
    form->addRow(tr("Year"), m_year);
    form->addRow(tr("From"), m_first);
    form->addRow(tr("To"), m_last);
    form->addRow(tr("History"), m_history);
    form->addRow(tr("Members"), m_members);
    form->addRow(tr("Steps"), m_steps);
    form->addRow(tr("Seed"), m_seed);
    layout->addLayout(form);
    layout->addWidget(m_estimate);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_run, 1);
    buttons->addWidget(m_cancel, 1);
    layout->addLayout(buttons);
    m_progress->setTextVisible(true);
    m_progress->setRange(0, 1000);
    layout->addWidget(m_progress);
    layout->addWidget(m_message);
    layout->addStretch(1);
    m_run->setToolTip(tr("Downscale in the background (Ctrl+R)"));
    m_run->setShortcut(QKeySequence(tr("Ctrl+R")));
}

void DownscalePanel::setModels(std::vector<shamal::ModelCard> models)
{
    const QString before = m_model->currentText();
    m_models = std::move(models);
    m_model->clear();
    for (const shamal::ModelCard& card : m_models)
        m_model->addItem(QString::fromStdString(card.name));
    m_model->setCurrentIndex(std::max(0, m_model->findText(before)));
    updateModelText();
    updateEstimate();
}

const shamal::ModelCard* DownscalePanel::model() const
{
    const int index = m_model->currentIndex();
    return index < 0 || static_cast<std::size_t>(index) >= m_models.size()
               ? nullptr
               : &m_models[static_cast<std::size_t>(index)];
}

void DownscalePanel::updateModelText()
{
    const int index = m_model->currentIndex();
    if (index < 0 || static_cast<std::size_t>(index) >= m_models.size()) {
        m_modelText->setText(tr("No model installed. shamal-batch train makes one."));
        return;
    }
    const shamal::ModelCard& card = m_models[static_cast<std::size_t>(index)];
    QString text = tr("%1 · %2 × %3 cells")
                       .arg(QString::fromStdString(card.variable))
                       .arg(card.fineGrid.rows())
                       .arg(card.fineGrid.columns());
    const auto bilinear =
        std::find_if(card.scores.begin(), card.scores.end(),
                     [](const shamal::ModelScore& score) { return score.method == "coarse, bilinear"; });
    if (!card.scores.empty() && bilinear != card.scores.end())
        text += tr(" · RMSE on held-out days %1 (bilinear %2) log10")
                    .arg(displayNumber(card.scores.front().rmse), displayNumber(bilinear->rmse));
    if (card.synthetic)
        text += tr(" · trained on the synthetic demo world");
    m_modelText->setText(text);
}

void DownscalePanel::setDays(std::vector<shamal::Date> available, shamal::Season season,
                             std::optional<shamal::Date> current)
{
    const bool newPeriod = available.empty() != m_available.empty() ||
                           (!available.empty() && (available.front() != m_available.front() ||
                                                   available.back() != m_available.back()));
    m_available = std::move(available);
    m_current = current;
    const int before = std::max(0, m_days->currentIndex());
    if (m_season != season || newPeriod || m_days->count() == 0) {
        m_season = season;
        m_days->clear();
        m_days->addItems({tr("The day shown"),
                          season == shamal::Season::All
                              ? tr("All of a year")
                              : tr("%1 of a year").arg(QString::fromUtf8(nameOf(season).data())),
                          tr("From a day to a day")});
        m_days->setCurrentIndex(before);
        refillYears();
    }
    if (newPeriod && !m_available.empty()) {
        const QSignalBlocker firstQuiet(m_first);
        const QSignalBlocker lastQuiet(m_last);
        for (QDateEdit* edit : {m_first, m_last})
            edit->setDateRange(toQDate(m_available.front()), toQDate(m_available.back()));
    }
    if (!m_running && current && !m_available.empty())
        followDay(*current);
    updateEstimate();
}

void DownscalePanel::followDay(shamal::Date day)
{
    if (!m_yearChosen)
        m_year->setCurrentIndex(std::max(0, m_year->findData(seasonYear(m_season, day))));
    if (!m_rangeChosen) {
        const QSignalBlocker firstQuiet(m_first);
        const QSignalBlocker lastQuiet(m_last);
        m_first->setDate(toQDate(day));
        m_last->setDate(toQDate(day).addDays(9));
    }
}

void DownscalePanel::refillYears()
{
    const int before = m_yearChosen ? m_year->currentData().toInt() : 0;
    std::set<int> years;
    for (const shamal::Date date : m_available) {
        if (contains(m_season, date))
            years.insert(seasonYear(m_season, date));
    }
    m_year->clear();
    for (const int year : years)
        m_year->addItem(QString::number(year), year);
    const int wanted = before != 0 ? before : (m_current ? seasonYear(m_season, *m_current) : 0);
    const int found = m_year->findData(wanted);
    m_year->setCurrentIndex(found >= 0 ? found : m_year->count() - 1);
}

void DownscalePanel::setRegion(const QString& name)
{
    m_area->setItemText(0, name.isEmpty() ? tr("Selected region") : tr("Region: %1").arg(name));
}

std::vector<shamal::Date> DownscalePanel::chosenDays() const
{
    std::vector<shamal::Date> chosen;
    const int kind = m_days->currentIndex();
    const shamal::Date first = fromQDate(m_first->date());
    const shamal::Date last = fromQDate(m_last->date());
    for (const shamal::Date date : m_available) {
        const bool wanted = (kind == ThisDay && m_current && date == *m_current) ||
                            (kind == SeasonOfYear && contains(m_season, date) &&
                             seasonYear(m_season, date) == m_year->currentData().toInt()) ||
                            (kind == Range && date >= first && date <= last);
        if (wanted)
            chosen.push_back(date);
    }
    return chosen;
}

DownscaleChoice DownscalePanel::choice() const
{
    DownscaleChoice choice;
    const int index = m_model->currentIndex();
    if (index >= 0 && static_cast<std::size_t>(index) < m_models.size())
        choice.model = m_models[static_cast<std::size_t>(index)].folder;
    choice.wholeModelArea = m_area->currentIndex() == 1;
    choice.days = chosenDays();
    choice.history = static_cast<shamal::HistoryMode>(m_history->currentData().toInt());
    choice.sampler.members = m_members->value();
    choice.sampler.steps = m_steps->value();
    choice.sampler.seed = static_cast<std::uint64_t>(m_seed->value());
    return choice;
}

void DownscalePanel::updateEstimate()
{
    const std::size_t days = chosenDays().size();
    QString text = tr("%n day(s)", nullptr, static_cast<int>(days));
    if (m_secondsPerDay > 0.0 && days > 0)
        text += tr(", about %1").arg(duration(m_secondsPerDay * static_cast<double>(days)));
    m_estimate->setText(text);
    const int kind = m_days->currentIndex();
    m_year->setEnabled(!m_running && kind == SeasonOfYear);
    m_first->setEnabled(!m_running && kind == Range);
    m_last->setEnabled(!m_running && kind == Range);
    m_run->setEnabled(!m_running && days > 0 && !m_models.empty());
}

void DownscalePanel::setRunning(bool running)
{
    m_running = running;
    m_cancel->setEnabled(running);
    m_progress->setVisible(running);
    if (running) {
        m_progress->setValue(0);
        m_message->clear();
    }
    updateEstimate();
}

void DownscalePanel::setProgress(double fraction, const QString& doing, double secondsLeft)
{
    m_progress->setValue(static_cast<int>(fraction * 1000.0));
    m_progress->setFormat(secondsLeft >= 0.0 ? tr("%p % · %1 left").arg(duration(secondsLeft))
                                             : QStringLiteral("%p %"));
    setMessage(doing);
}

void DownscalePanel::setMessage(const QString& message, bool fault)
{
    QPalette colours = palette();
    if (fault) {
        const bool dark = colours.color(QPalette::Window).lightness() < 128;
        colours.setColor(QPalette::WindowText, dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb0, 0x00, 0x20));
    }
    m_message->setPalette(colours);
    m_message->setText(message);
}
