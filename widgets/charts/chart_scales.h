#pragma once
#include <qcustomplot.h>

/// One of QCustomPlot's, whose numbers have the true minus sign.
template <typename Ticker>
class WithTrueMinus : public Ticker {
protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override
    {
        QString label = Ticker::getTickLabel(tick, locale, formatChar, precision);
        if (label.startsWith(QLatin1Char('-')))
            label[0] = QChar(0x2212);
        return label;
    }
};

/// A little more on either side, as long on a logarithmic axis as on a linear one.
QCPRange withMargins(const QCPRange& range, bool logarithmic);
/// 1, 2 and 5 times powers of ten; where those are more than `most`, powers of ten, or every second, third...
/// of them; where the axis is shorter than that, what a linear one has.
QSharedPointer<QCPAxisTicker> logTicker(const QCPRange& range, int most);
