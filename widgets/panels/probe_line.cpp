#include "panels/probe_line.h"

#include <QFontMetrics>

#include <algorithm>
#include <array>
#include <limits>

namespace {

/// The data set alone, unless two maps show the same of one: their statistic tells them apart.
std::vector<QString> namesOf(const std::vector<ProbeReading>& readings)
{
    const auto dataSetOf = [](const ProbeReading& reading) {
        return reading.field.section(QStringLiteral(" · "), 0, 0);
    };
    std::vector<QString> names;
    for (const ProbeReading& reading : readings) {
        const QString dataSet = dataSetOf(reading);
        names.push_back(std::ranges::count(readings, dataSet, dataSetOf) > 1 ? reading.field : dataSet);
    }
    return names;
}

/// The first `count` readings, names cut to `letters`.
QString lineOf(const QString& place, const std::vector<ProbeReading>& readings, std::size_t count,
               qsizetype letters)
{
    QString line = place;
    const std::vector<QString> names = namesOf(readings);
    for (std::size_t i = 0; i < count; ++i) {
        QString name = names[i];
        if (name.size() > letters)
            name = name.left(letters - 1) + QStringLiteral("…");
        line += QStringLiteral("    %1 %2").arg(name, readings[i].value);
    }
    return count < readings.size() ? line + QStringLiteral("  …") : line;
}

}  // namespace

ProbeLine::ProbeLine(QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setContentsMargins(8, 0, 8, 0);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ProbeLine::setReadings(const QString& place, const std::vector<ProbeReading>& readings)
{
    m_place = place;
    m_readings = readings;
    fit();
}

void ProbeLine::clearReadings()
{
    setReadings({}, {});
}

void ProbeLine::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    fit();
}

void ProbeLine::fit()
{
    constexpr std::array<qsizetype, 4> kLetters{std::numeric_limits<qsizetype>::max(), 14, 8, 4};
    const int room = contentsRect().width();
    QString line;
    const auto fits = [&](std::size_t count, qsizetype letters) {
        line = lineOf(m_place, m_readings, count, letters);
        return fontMetrics().horizontalAdvance(line) <= room;
    };
    bool whole =
        std::ranges::any_of(kLetters, [&](qsizetype letters) { return fits(m_readings.size(), letters); });
    for (std::size_t count = m_readings.size(); !whole && count-- > 0;)
        whole = fits(count, kLetters[2]);
    setText(whole ? line : fontMetrics().elidedText(m_place, Qt::ElideRight, room));
}
