#pragma once
#include "fields/grid.h"
#include "map/map_geometry.h"

#include <QColor>
#include <QImage>
#include <QRect>

#include <memory>
#include <optional>
#include <vector>

/// VTK's side of a map: cells as a nearest-neighbour texture, coastlines and borders. Lives and dies with one
/// OpenGL context, which must be current for every call.
class MapScene {
public:
    MapScene();
    ~MapScene();
    MapScene(const MapScene&) = delete;
    MapScene& operator=(const MapScene&) = delete;

    /// `image` as cellImage() makes it; where it is transparent a hatched `missing` shows.
    /// No `missing`: every cell has a colour.
    void setCells(const shamal::Grid& grid, QImage image, const std::optional<QColor>& missing);
    void clearCells();
    void setRelief(bool shown);  ///< shading of the terrain, over the cells
    void setInks(const QColor& background, const QColor& outlines);

    /// Shows the whole widget of `deviceSize` pixels (`ratio` to a logical one), or only `part` of it, into
    /// the framebuffer object `target`. Only what is new is drawn: of a view that was dragged by whole pixels
    /// the strips that come in, of one that is still the same nothing.
    void render(const MapGeometry& geometry, QSize deviceSize, double ratio, unsigned int target,
                const std::optional<QRect>& part = {});

private:
    class Pipeline;
    void drawParts(const MapGeometry& geometry, QSize deviceSize, double ratio,
                   const std::vector<QRect>& parts);

    std::unique_ptr<Pipeline> m_pipeline;
};
