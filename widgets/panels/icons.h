#pragma once
#include <QIcon>
#include <QPalette>
#include <QString>

/// A line icon of resources/icons in the palette's text colour (dimmed when disabled). An empty icon when
/// there is none of that name.
QIcon lineIcon(const QString& name, const QPalette& palette);
