#include "map/map_scene.h"

#include "map/cell_tiles.h"
#include "map/known_outlines.h"
#include "map/map_layer.h"
#include "map/map_meshes.h"
#include "map/outline_layers.h"
#include "map/relief_layer.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>

#include <vtkCamera.h>
#include <vtkCameraPass.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkOpaquePass.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkPointData.h>
#include <vtkRenderPassCollection.h>
#include <vtkSequencePass.h>
#include <vtkTranslucentPass.h>
#include <vtkUnsignedCharArray.h>

#include <cmath>
#include <optional>
#include <vector>

namespace {

constexpr int kHatchPixels = 8;
// Tiles reach beyond the view by this part of it, so that panning goes a while without new ones.
constexpr double kTileMargin = 0.25;

void fill(vtkImageData* target, const QImage& image)
{
    vtkNew<vtkUnsignedCharArray> texels;
    texels->SetNumberOfComponents(4);
    // Borrowed: the caller keeps the image alive as long as the texture.
    texels->SetArray(const_cast<uchar*>(image.constBits()),
                     4 * static_cast<vtkIdType>(image.width()) * image.height(), 1);
    target->SetDimensions(image.width(), image.height(), 1);
    target->GetPointData()->SetScalars(texels);
    target->Modified();
}

void sharpen(vtkTexture* texture, vtkImageData* image, int wrap)
{
    texture->SetInputData(image);
    texture->InterpolateOff();
    texture->MipmapOff();
    texture->SetWrap(wrap);
    texture->SetColorModeToDirectScalars();
}

QImage hatch(const QColor& ground)
{
    QImage image(kHatchPixels, kHatchPixels, QImage::Format_RGBA8888);
    image.fill(ground);
    for (int i = 0; i < kHatchPixels; ++i)
        image.setPixelColor(i, i, ground.darker(130));
    return image;
}

/// What is opaque, then what is translucent as the layers lie, blended where it is drawn. VTK's own way of
/// drawing what is translucent, whatever its order, goes through half-float images as large as the window.
vtkSmartPointer<vtkRenderPass> inOrder()
{
    vtkNew<vtkRenderPassCollection> passes;
    passes->AddItem(vtkNew<vtkOpaquePass>());
    passes->AddItem(vtkNew<vtkTranslucentPass>());
    vtkNew<vtkSequencePass> sequence;
    sequence->SetPasses(passes);
    auto camera = vtkSmartPointer<vtkCameraPass>::New();
    camera->SetDelegatePass(sequence);
    return camera;
}

/// What of a picture is new once all of it has moved.
std::vector<QRect> uncovered(QSize size, QPoint shift)
{
    const QRect all(QPoint(), size);
    const QRect stays = all & all.translated(shift);
    std::vector<QRect> strips;
    if (shift.x() != 0)
        strips.emplace_back(shift.x() > 0 ? 0 : stays.right() + 1, 0, std::abs(shift.x()), size.height());
    if (shift.y() != 0)
        strips.emplace_back(stays.left(), shift.y() > 0 ? 0 : stays.bottom() + 1, stays.width(),
                            std::abs(shift.y()));
    return strips;
}

/// Rectangles of images, rows going down, in framebuffers of that height, where they go up.
void copyPixels(unsigned int from, const QRect& part, unsigned int to, QPoint shift, int height)
{
    auto* gl = QOpenGLContext::currentContext()->extraFunctions();
    gl->glDisable(GL_SCISSOR_TEST);  // it cuts copies, too
    gl->glBindFramebuffer(GL_READ_FRAMEBUFFER, from);
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to);
    const QRect moved = part.translated(shift);
    const auto bottom = [height](const QRect& rect) { return height - rect.y() - rect.height(); };
    gl->glBlitFramebuffer(part.x(), bottom(part), part.x() + part.width(), height - part.y(), moved.x(),
                          bottom(moved), moved.x() + moved.width(), height - moved.y(), GL_COLOR_BUFFER_BIT,
                          GL_NEAREST);
}

/// A picture that was drawn, and how far it was moved since, device pixels.
struct Picture {
    MapGeometry geometry;
    QSize size;
    double ratio = 1.0;
    QPoint moved;

    /// By how much it has to move to show `other`, where that is all it takes: a view that is dragged.
    std::optional<QPoint> shiftTo(const MapGeometry& other, QSize otherSize, double otherRatio) const
    {
        constexpr double kOffPixel = 0.01;
        MapGeometry back = other;
        back.centre = geometry.centre;
        if (!(back == geometry) || otherSize != size || otherRatio != ratio ||
            outlineScaleOf(other) != outlineScaleOf(geometry))
            return std::nullopt;
        const double perUnit = ratio / geometry.unitsPerPixel;
        const QPointF whole((geometry.centre.x - other.centre.x) * perUnit,
                            (other.centre.y - geometry.centre.y) * perUnit);
        const QPoint pixels = whole.toPoint();
        const QPoint shift = pixels - moved;
        const bool onPixels = (whole - pixels).manhattanLength() < kOffPixel;
        const bool near = 2 * std::abs(shift.x()) < size.width() && 2 * std::abs(shift.y()) < size.height();
        return onPixels && near ? std::optional(shift) : std::nullopt;
    }
};

}  // namespace

class MapScene::Pipeline {
public:
    Pipeline();
    /// Lays out what is to be drawn. Whether cells lie otherwise than they did: hatching and the last bit of
    /// rounding go by the layout, so that a part of a picture would not fit the rest.
    bool prepare(const MapGeometry& geometry, QSize logicalSize, double ratio);
    void aim(const MapGeometry& geometry, QSize logicalSize);
    /// `part` of the picture, device pixels, into VTK's own framebuffer.
    void draw(const MapGeometry& geometry, const QRect& part, QSize deviceSize, double ratio);
    void forgetCells() { m_cellsOf.reset(); }

    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<vtkRenderer> renderer;
    MapLayer ground{renderer, 0.0};  // hatched, under missing cells
    MapLayer cells{renderer, 1.0};
    ReliefLayer relief{renderer, 1.5};
    OutlineLayers mediumOutlines{renderer, shamal::OutlineScale::Medium};
    OutlineLayers smallOutlines{renderer, shamal::OutlineScale::Small};
    vtkNew<vtkTexture> cellTexture;
    vtkNew<vtkTexture> hatchTexture;
    vtkNew<vtkImageData> cellTexels;
    vtkNew<vtkImageData> hatchTexels;
    QImage cellPixels;
    QImage hatchPixels;
    shamal::Grid grid;
    shamal::LatLonBox bounds;
    bool hasCells = false;
    bool reliefShown = false;
    QColor background, outlineInk;
    std::optional<Picture> kept;  ///< in VTK's framebuffer

private:
    void layFlat(const MapGeometry& geometry);
    void layTiles(const MapGeometry& geometry, const shamal::PlaneBox& view, double ratio);

    // What the layers hold now; made again when it does not fit what is shown.
    std::optional<shamal::Projection> m_cellsOf;
    double m_cellUnits = 0.0;  ///< of a device pixel the tiles were made for
    double m_hatchDegrees = 0.0, m_hatchStretch = 0.0;
    shamal::PlaneBox m_tiled;
};

MapScene::Pipeline::Pipeline()
{
    window->SetMultiSamples(0);
    window->SetFrameBlitModeToNoBlit();
    window->SwapBuffersOff();
    window->SetReadyForRendering(true);
    // OpenGLInitContext() alone leaves textures broken in a context that Qt made.
    window->InitializeFromCurrentContext();
    window->AddRenderer(renderer);
    renderer->GetActiveCamera()->ParallelProjectionOn();
    renderer->SetPass(inOrder());
    sharpen(cellTexture, cellTexels, vtkTexture::ClampToEdge);
    sharpen(hatchTexture, hatchTexels, vtkTexture::Repeat);
    cells.setTexture(cellTexture);
    ground.setTexture(hatchTexture);
}

bool MapScene::Pipeline::prepare(const MapGeometry& geometry, QSize logicalSize, double ratio)
{
    const auto& projection = geometry.projection;
    const bool small = outlineScaleOf(geometry) == shamal::OutlineScale::Small;
    mediumOutlines.setVisible(!small);
    smallOutlines.setVisible(small);
    (small ? smallOutlines : mediumOutlines).prepare(projection);
    relief.prepare(geometry, logicalSize, ratio);
    if (!hasCells)
        return false;
    const bool stale = !m_cellsOf || !layersFit(*m_cellsOf, projection);
    m_cellsOf = projection;
    if (projection.isPlateCarree()) {
        if (stale)
            cells.setData(cellMesh(grid), bounds.west, bounds.east);
        const bool hatchedAnew = stale || m_hatchDegrees != kHatchPixels * geometry.unitsPerPixel ||
                                 m_hatchStretch != projection.stretch();
        if (hatchedAnew)
            layFlat(geometry);
        return hatchedAnew;
    }
    const auto corner = geometry.onPlane({0.0, 0.0});
    const auto opposite = geometry.onPlane({1.0 * logicalSize.width(), 1.0 * logicalSize.height()});
    const shamal::PlaneBox view{corner.x, opposite.y, opposite.x, corner.y};
    const bool covered = view.left >= m_tiled.left && view.right <= m_tiled.right &&
                         view.bottom >= m_tiled.bottom && view.top <= m_tiled.top;
    const bool laidAnew = stale || !covered || m_cellUnits != geometry.unitsPerPixel / ratio;
    if (laidAnew)
        layTiles(geometry, view, ratio);
    return laidAnew;
}

void MapScene::Pipeline::layFlat(const MapGeometry& geometry)
{
    m_hatchDegrees = kHatchPixels * geometry.unitsPerPixel;
    m_hatchStretch = geometry.projection.stretch();
    ground.setData(repeatingPlane(bounds, m_hatchDegrees / m_hatchStretch, m_hatchDegrees), bounds.west,
                   bounds.east);
    cellTexture->SetWrap(vtkTexture::ClampToEdge);
}

void MapScene::Pipeline::layTiles(const MapGeometry& geometry, const shamal::PlaneBox& view, double ratio)
{
    m_cellUnits = geometry.unitsPerPixel / ratio;
    // Whole pixels away, so that tiles lie on pixels.
    const double aside = m_cellUnits * std::ceil(kTileMargin * view.width() / m_cellUnits);
    const double above = m_cellUnits * std::ceil(kTileMargin * view.height() / m_cellUnits);
    const CellTiles tiles = cellTiles(
        geometry.projection, grid,
        {view.left - aside, view.bottom - above, view.right + aside, view.top + above}, m_cellUnits);
    m_tiled = tiles.area;
    const auto mesh = tileMesh(tiles);
    cells.setOnce(mesh, tiles.area.centre());
    ground.setOnce(repeatingTiles(mesh, kHatchPixels * geometry.unitsPerPixel), tiles.area.centre());
    cellTexture->SetWrap(runsRoundTheEarth(grid) ? vtkTexture::Repeat : vtkTexture::ClampToEdge);
}

void MapScene::Pipeline::aim(const MapGeometry& geometry, QSize logicalSize)
{
    const double left = geometry.onPlane({0.0, 0.0}).x;
    const double right = geometry.onPlane({1.0 * logicalSize.width(), 0.0}).x;
    for (MapLayer* layer : {&ground, &cells})
        layer->place(geometry, left, right);
    relief.place(geometry, left, right);
    mediumOutlines.place(geometry, left, right);
    smallOutlines.place(geometry, left, right);
}

void MapScene::Pipeline::draw(const MapGeometry& geometry, const QRect& part, QSize deviceSize, double ratio)
{
    const auto width = static_cast<double>(deviceSize.width());
    const auto height = static_cast<double>(deviceSize.height());
    const int right = part.x() + part.width(), below = part.y() + part.height();
    renderer->SetViewport(part.x() / width, 1.0 - below / height, right / width, 1.0 - part.y() / height);
    // The camera looks at the middle of the part, and the frame lies off the middle of the widget.
    const auto centre = geometry.onPlane(QPointF(part.x() + right, part.y() + below) / (2.0 * ratio));
    vtkCamera* camera = renderer->GetActiveCamera();
    camera->SetFocalPoint(centre.x, centre.y, 0.0);
    camera->SetPosition(centre.x, centre.y, 10.0);
    camera->SetViewUp(0.0, 1.0, 0.0);
    camera->SetParallelScale(part.height() / (2.0 * ratio) * geometry.unitsPerPixel);
    camera->SetClippingRange(1.0, 20.0);
    window->Render();
}

MapScene::MapScene() : m_pipeline(std::make_unique<Pipeline>()) {}

MapScene::~MapScene()
{
    m_pipeline->window->Finalize();
}

void MapScene::setCells(const shamal::Grid& grid, QImage image, const std::optional<QColor>& missing)
{
    Pipeline& p = *m_pipeline;
    p.kept.reset();
    if (p.grid != grid) {
        p.grid = grid;
        p.bounds = grid.bounds();
        p.forgetCells();
    }
    if (missing) {
        p.hatchPixels = hatch(*missing);
        fill(p.hatchTexels, p.hatchPixels);
    }
    fill(p.cellTexels, image);
    p.cellPixels = std::move(image);
    p.hasCells = true;
    p.cells.setVisible(true);
    // Drawing what nothing shines through, and blending it, is half the work of a software renderer.
    p.ground.setVisible(missing.has_value());
    p.cells.setOpaque(!missing);
}

void MapScene::clearCells()
{
    m_pipeline->kept.reset();
    m_pipeline->hasCells = false;
    m_pipeline->cells.setVisible(false);
    m_pipeline->ground.setVisible(false);
}

void MapScene::setRelief(bool shown)
{
    if (m_pipeline->reliefShown == shown)
        return;
    m_pipeline->kept.reset();
    m_pipeline->reliefShown = shown;
    m_pipeline->relief.setVisible(shown);
}

void MapScene::setInks(const QColor& background, const QColor& outlines)
{
    if (background == m_pipeline->background && outlines == m_pipeline->outlineInk)
        return;
    m_pipeline->kept.reset();
    m_pipeline->background = background;
    // Opaque, and blending keeps it so, or the window behind shines through.
    m_pipeline->renderer->SetBackgroundAlpha(1.0);
    m_pipeline->renderer->SetBackground(background.redF(), background.greenF(), background.blueF());
    m_pipeline->outlineInk = outlines;
}

void MapScene::render(const MapGeometry& geometry, QSize deviceSize, double ratio, unsigned int target,
                      const std::optional<QRect>& part)
{
    Pipeline& p = *m_pipeline;
    const QRect all(QPoint(), deviceSize);
    const bool laidAnew = p.prepare(geometry, (QSizeF(deviceSize) / ratio).toSize(), ratio);
    std::optional<QPoint> shift;
    if (p.kept && !laidAnew)
        shift = p.kept->shiftTo(geometry, deviceSize, ratio);
    if (part && shift != QPoint())
        shift.reset();  // the target has not room for the rest of the picture
    std::vector<QRect> missing{all};
    if (shift) {
        // Drawing a picture takes a software renderer five times as long as copying it there and back.
        missing = uncovered(deviceSize, *shift);
        const QRect stays = all & all.translated(*shift);
        const unsigned int own = p.window->GetRenderFramebuffer()->GetFBOIndex();
        if (!missing.empty()) {
            copyPixels(own, stays.translated(-*shift), target, *shift, deviceSize.height());
            copyPixels(target, stays, own, {}, deviceSize.height());
        }
        p.kept->moved += *shift;
    } else {
        p.kept = Picture{geometry, deviceSize, ratio, {}};
    }
    if (!missing.empty())
        drawParts(geometry, deviceSize, ratio, missing);
    const unsigned int own = p.window->GetRenderFramebuffer()->GetFBOIndex();
    const bool copied = shift && !missing.empty();
    for (const QRect& drawn : copied ? missing : std::vector{part.value_or(all)})
        copyPixels(own, drawn, target, {}, deviceSize.height());
    QOpenGLContext::currentContext()->functions()->glBindFramebuffer(GL_FRAMEBUFFER, target);
}

void MapScene::drawParts(const MapGeometry& geometry, QSize deviceSize, double ratio,
                         const std::vector<QRect>& parts)
{
    Pipeline& p = *m_pipeline;
    p.mediumOutlines.setLine(p.outlineInk, ratio);
    p.smallOutlines.setLine(p.outlineInk, ratio);
    p.aim(geometry, (QSizeF(deviceSize) / ratio).toSize());

    p.window->SetSize(deviceSize.width(), deviceSize.height());
    p.window->SetIsCurrent(true);
    p.window->GetState()->Reset();
    p.window->GetState()->Push();
    // Qt's painter blends premultiplied colours; VTK sets its own function once and relies on it. With this
    // one the picture stays opaque, which Qt takes for granted.
    p.window->GetState()->vtkglBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE,
                                                 GL_ONE_MINUS_SRC_ALPHA);
    for (const QRect& part : parts)
        p.draw(geometry, part, deviceSize, ratio);
    p.window->GetState()->Pop();
}
