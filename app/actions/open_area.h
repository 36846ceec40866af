#pragma once
#include "jobs/read_job.h"

#include <optional>

class QWidget;

/// Asks for files and the part of the map to read of them: for data sets too large to hold whole. Nothing
/// when cancelled.
std::optional<ReadOrder> askForArea(QWidget* parent);
/// The same for an OPeNDAP address.
std::optional<ReadOrder> askForAddress(QWidget* parent);
