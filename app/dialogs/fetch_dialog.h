#pragma once
#include "jobs/read_job.h"

#include <optional>

class QWidget;

/// Tells what a data set on a server would send, and asks what of it to fetch: variable, level and days of
/// the order's area, with the size. Nothing when cancelled.
std::optional<ReadOrder> askToFetch(QWidget* parent, ReadOrder order);
