#include "map/display_number.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace {

/// A true minus, and the decimal sign of the user's language.
QString typeset(QString text)
{
    return text.replace(QLatin1Char('-'), QChar(0x2212)).replace(QLatin1Char('.'), QLocale().decimalPoint());
}

QString superscript(int exponent)
{
    static const QString kDigits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString raised;
    for (const QChar digit : QString::number(exponent))
        raised += digit == QLatin1Char('-') ? QStringLiteral("⁻") : QString(kDigits[digit.digitValue()]);
    return raised;
}

QString withoutTrailingZeros(QString number)
{
    if (!number.contains(QLatin1Char('.')))
        return number;
    while (number.endsWith(QLatin1Char('0')))
        number.chop(1);
    if (number.endsWith(QLatin1Char('.')))
        number.chop(1);
    return number;
}

}  // namespace

QString displayNumber(double value, int significantDigits)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0.0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    if (value == 0.0)
        return QStringLiteral("0");
    // Rounded first: 0.0009999 is shown as 0.001, not as 1.00×10⁻³.
    const QString rounded = QString::number(value, 'e', significantDigits - 1);
    const auto mark = rounded.indexOf(QLatin1Char('e'));
    const int exponent = rounded.mid(mark + 1).toInt();
    if (exponent >= -3 && exponent <= 4) {
        const int decimals = std::max(0, significantDigits - 1 - exponent);
        return typeset(withoutTrailingZeros(QString::number(value, 'f', decimals)));
    }
    return typeset(withoutTrailingZeros(rounded.left(mark))) + QStringLiteral("×10") + superscript(exponent);
}
