#include "map/map_scene.h"

#include "map/known_outlines.h"
#include "map/map_layer.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>

#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkPointData.h>
#include <vtkUnsignedCharArray.h>

#include <cmath>

namespace {

constexpr int kHatchPixels = 8;
// A line cannot get thinner than a pixel, but fainter.
constexpr double kCoastOpacity = 0.8;
constexpr double kBorderOpacity = 0.5;

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

vtkSmartPointer<vtkPolyData> polylines(shamal::OutlineKind kind)
{
    auto points = vtkSmartPointer<vtkPoints>::New();
    auto lines = vtkSmartPointer<vtkCellArray>::New();
    for (const auto& outline : knownOutlines()) {
        if (outline.kind != kind)
            continue;
        lines->InsertNextCell(static_cast<int>(outline.points.size()));
        for (const auto& point : outline.points)
            lines->InsertCellPoint(points->InsertNextPoint(point.longitude, point.latitude, 0.0));
    }
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points);
    data->SetLines(lines);
    return data;
}

}  // namespace

class MapScene::Pipeline {
public:
    Pipeline();
    void aim(const MapGeometry& geometry, QSize logicalSize);

    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<vtkRenderer> renderer;
    MapLayer ground{renderer, 0.0};  // hatched, under missing cells
    MapLayer cells{renderer, 1.0};
    MapLayer borders{renderer, 2.0};
    MapLayer coasts{renderer, 3.0};
    vtkNew<vtkTexture> cellTexture;
    vtkNew<vtkTexture> hatchTexture;
    vtkNew<vtkImageData> cellTexels;
    vtkNew<vtkImageData> hatchTexels;
    QImage cellPixels;
    QImage hatchPixels;
    shamal::Grid grid;
    shamal::LatLonBox bounds;
    double hatchDegrees = 0.0;
    QColor outlineInk;
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
    sharpen(cellTexture, cellTexels, vtkTexture::ClampToEdge);
    sharpen(hatchTexture, hatchTexels, vtkTexture::Repeat);
    cells.setTexture(cellTexture);
    ground.setTexture(hatchTexture);
    coasts.setData(polylines(shamal::OutlineKind::Coast), -180.0, 180.0);
    borders.setData(polylines(shamal::OutlineKind::Border), -180.0, 180.0);
}

void MapScene::Pipeline::aim(const MapGeometry& geometry, QSize logicalSize)
{
    // The frame lies off the middle of the widget, and the camera looks at the middle.
    const QPointF middle(logicalSize.width() / 2.0, logicalSize.height() / 2.0);
    const auto centre = geometry.toGeographic(middle);
    vtkCamera* camera = renderer->GetActiveCamera();
    camera->SetFocalPoint(centre.longitude * geometry.stretch, centre.latitude, 0.0);
    camera->SetPosition(centre.longitude * geometry.stretch, centre.latitude, 10.0);
    camera->SetViewUp(0.0, 1.0, 0.0);
    camera->SetParallelScale(middle.y() * geometry.degreesPerPixel);
    camera->SetClippingRange(1.0, 20.0);

    const double west = geometry.toGeographic({0.0, 0.0}).longitude;
    const double east = geometry.toGeographic({2.0 * middle.x(), 0.0}).longitude;
    for (MapLayer* layer : {&ground, &cells, &borders, &coasts})
        layer->place(geometry, west, east);
}

MapScene::MapScene() : m_pipeline(std::make_unique<Pipeline>()) {}

MapScene::~MapScene()
{
    m_pipeline->window->Finalize();
}

void MapScene::setCells(const shamal::Grid& grid, QImage image, const QColor& missing)
{
    Pipeline& p = *m_pipeline;
    if (p.grid != grid) {
        p.grid = grid;
        p.bounds = grid.bounds();
        p.cells.setData(cellMesh(grid), p.bounds.west, p.bounds.east);
        p.hatchDegrees = 0.0;
    }
    p.hatchPixels = hatch(missing);
    fill(p.hatchTexels, p.hatchPixels);
    fill(p.cellTexels, image);
    p.cellPixels = std::move(image);
    p.cells.setVisible(true);
    p.ground.setVisible(true);
}

void MapScene::clearCells()
{
    m_pipeline->cells.setVisible(false);
    m_pipeline->ground.setVisible(false);
}

void MapScene::setInks(const QColor& background, const QColor& outlines)
{
    // Opaque, or the window behind shines through.
    m_pipeline->renderer->SetBackgroundAlpha(1.0);
    m_pipeline->renderer->SetBackground(background.redF(), background.greenF(), background.blueF());
    m_pipeline->outlineInk = outlines;
}

void MapScene::render(const MapGeometry& geometry, QSize deviceSize, double ratio, unsigned int target)
{
    Pipeline& p = *m_pipeline;
    const QSize logicalSize = (QSizeF(deviceSize) / ratio).toSize();
    const double hatchDegrees = kHatchPixels * geometry.degreesPerPixel;
    if (!p.grid.empty() && p.hatchDegrees != hatchDegrees) {
        p.hatchDegrees = hatchDegrees;
        p.ground.setData(repeatingPlane(p.bounds, hatchDegrees / geometry.stretch, hatchDegrees),
                         p.bounds.west, p.bounds.east);
    }
    p.coasts.setLine(p.outlineInk, ratio);
    p.borders.setLine(p.outlineInk, ratio);
    p.coasts.setOpacity(kCoastOpacity);
    p.borders.setOpacity(kBorderOpacity);
    p.aim(geometry, logicalSize);

    p.window->SetSize(deviceSize.width(), deviceSize.height());
    p.window->SetIsCurrent(true);
    p.window->GetState()->Reset();
    p.window->GetState()->Push();
    // Qt's painter blends premultiplied colours; VTK sets its own function once and relies on it.
    p.window->GetState()->vtkglBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE,
                                                 GL_ONE_MINUS_SRC_ALPHA);
    p.window->Render();
    // VTK's own blit to the framebuffer that is bound draws nothing here.
    p.window->GetRenderFramebuffer()->Bind(GL_READ_FRAMEBUFFER);
    auto* gl = QOpenGLContext::currentContext()->extraFunctions();
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target);
    gl->glBlitFramebuffer(0, 0, deviceSize.width(), deviceSize.height(), 0, 0, deviceSize.width(),
                          deviceSize.height(), GL_COLOR_BUFFER_BIT, GL_NEAREST);
    gl->glBindFramebuffer(GL_FRAMEBUFFER, target);
    // Translucent lines leave alpha below 1 behind, which Qt would take for premultiplied colours.
    gl->glDisable(GL_SCISSOR_TEST);
    gl->glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl->glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
    gl->glClear(GL_COLOR_BUFFER_BIT);
    gl->glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    p.window->GetState()->Pop();
    gl->glBindFramebuffer(GL_FRAMEBUFFER, target);
}
