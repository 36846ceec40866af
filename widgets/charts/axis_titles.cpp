#include "charts/axis_titles.h"

#include <qcustomplot.h>
#include <QFontMetricsF>

#include <algorithm>
#include <vector>

namespace {

/// In lines that are no longer than that, but for longer words.
QString inLines(const QString& text, double longest, const QFont& font)
{
    const QFontMetricsF metrics(font);
    QString lines, line;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
        if (line.isEmpty() || metrics.horizontalAdvance(longer) <= longest) {
            line = longer;
            continue;
        }
        lines += line + QLatin1Char('\n');
        line = word;
    }
    return lines + line;
}

/// How long a title in the middle of its axis may be to end inside the plot.
double roomAlong(const QCPAxis& axis)
{
    const QRectF inside = axis.axisRect()->rect();
    const QRectF whole = axis.parentPlot()->viewport();
    const bool across = axis.orientation() == Qt::Horizontal;
    const double before = across ? inside.center().x() - whole.left() : inside.center().y() - whole.top();
    const double after = across ? whole.right() - inside.center().x() : whole.bottom() - inside.center().y();
    return 2.0 * std::min(before, after);
}

std::vector<QCPAxis*> titledAxes(QCustomPlot& plot)
{
    std::vector<QCPAxis*> axes{plot.xAxis, plot.yAxis};
    for (int i = 0; i < plot.plotLayout()->elementCount(); ++i) {
        if (const auto* scale = qobject_cast<QCPColorScale*>(plot.plotLayout()->elementAt(i)))
            axes.push_back(scale->axis());
    }
    return axes;
}

}  // namespace

void fitAxisTitles(QCustomPlot& plot)
{
    constexpr int kMostRounds = 5;  // lines of one title take room from another
    const std::vector<QCPAxis*> axes = titledAxes(plot);
    for (int round = 0; round < kMostRounds; ++round) {
        bool changed = false;
        for (QCPAxis* axis : axes) {
            const QString whole = axis->label().replace(QLatin1Char('\n'), QLatin1Char(' '));
            const QString title = inLines(whole, roomAlong(*axis), axis->labelFont());
            changed = changed || title != axis->label();
            axis->setLabel(title);
        }
        if (!changed)
            return;
        for (const auto phase :
             {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
            plot.plotLayout()->update(phase);
    }
}
