#pragma once
#include "downscale/model_card.h"
#include "panels/time_row.h"
#include "session/session.h"

#include <vector>

/// The rows of the time bar: fine record, coarse record, downscaled days. Test days are those of `model`,
/// where it is of the fine record's variable; null without a model.
std::vector<TimeRow> timeRows(const Session& session, const shamal::ModelCard* model);
