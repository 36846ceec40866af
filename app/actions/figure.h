#pragma once
#include "charts/line_chart.h"
#include "panels/map_board.h"

#include <QString>

#include <filesystem>
#include <vector>

enum class FigureContent { MapsAndCharts, Maps, Charts };

struct FigureRequest {
    FigureContent content = FigureContent::MapsAndCharts;
    double widthMm = 240.0;
    int dotsPerInch = 200;  ///< of a PNG; PDF and SVG are vectors
    QString caption;        ///< one line under the figure: region, season, software
};

/// Writes what is in view as PNG, PDF or SVG (by the suffix), atomically. On the GUI thread: it reads
/// widgets. Throws shamal::OutputError; shamal::InputError for an unknown suffix or when there is nothing to
/// draw.
void writeFigure(const std::filesystem::path& path, const FigureRequest& request, const MapBoard& maps,
                 const std::vector<const LineChart*>& charts);
