#include "map/swipe_field.h"

namespace {

QString beside(const QString& left, const QString& right)
{
    if (left == right || right.isEmpty())
        return left;
    return left.isEmpty() ? right : QStringLiteral("%1 | %2").arg(left, right);
}

/// What both end in is said once; where one of them has no ending, none is.
QString besideInShort(const QString& left, const QString& right)
{
    const QString separator = QStringLiteral(" · ");
    const QString ending = left.section(separator, 1);
    const QString otherEnding = right.section(separator, 1);
    QString names = beside(left.section(separator, 0, 0), right.section(separator, 0, 0));
    if (ending.isEmpty() || otherEnding.isEmpty())
        return names;
    return left != right && ending == otherEnding ? names + separator + ending : beside(left, right);
}

}  // namespace

MapField headingOf(const MapField& left, const MapField& right)
{
    MapField heading;
    heading.title = besideInShort(left.title, right.title);
    heading.date = beside(left.date, right.date);
    heading.note = beside(left.note, right.note);
    return heading;
}
