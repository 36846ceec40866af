#pragma once
#include <QString>

class MainWindow;

/// Drives the window through the main job on the demo world: opens it, chooses a season, draws a region,
/// downscales ten days, waits for the analyses, exports figure (PDF and PNG), NetCDF and CSV and takes
/// screenshots of the window, all into `folder`. Prints each step with its time. Returns an exit code: 0, or
/// 1 with the reason on stderr.
int runTour(MainWindow& window, const QString& folder);
