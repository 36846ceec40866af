#pragma once
#include "jobs/read_job.h"
#include "panels/data_panel.h"

/// What the data list tells of a loaded source, in words. `counterpart`: the open record of the other role,
/// whose days are matched with its own; null without one.
DataPanelEntry factsOf(const LoadedSource& source, const LoadedSource* counterpart);
