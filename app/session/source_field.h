#pragma once
#include "map/map_field.h"
#include "session/session.h"

#include <QString>

#include <optional>

/// What one map is to show: a field, or why there is none.
struct MapContent {
    std::optional<MapField> field;
    QString explanation;
};

/// The field of a data set that stands for a day; a timeless one stands for all.
MapContent sourceField(const LoadedSource& source, std::optional<shamal::Date> day);

/// For the colour bar: "Dust extinction optical depth, 550 nm (1)".
QString quantityOf(const shamal::FieldMetadata& metadata);
