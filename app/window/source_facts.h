#pragma once
#include "jobs/read_job.h"
#include "panels/data_panel.h"

/// What the data list tells of a loaded source, in words.
DataPanelEntry factsOf(const LoadedSource& source);
