#pragma once
#include <QString>

#include <string>

/// What the core says, in UTF-8.
inline QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}
