#include "map/map_view.h"

#include "map/cell_under.h"
#include "map/colour_bar_input.h"
#include "map/map_figure.h"
#include "map/map_scene.h"
#include "map/opaque_picture.h"
#include "map/picture_texture.h"
#include "map/pin_input.h"
#include "map/region_input.h"
#include "map/swipe_input.h"

#include <QCoreApplication>
#include <QEvent>
#include <QOpenGLContext>
#include <QOpenGLPaintDevice>
#include <QPainter>
#include <QSurfaceFormat>

#include <cmath>
#include <limits>

void MapView::prepareApplication()
{
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setStencilBufferSize(8);
    format.setAlphaBufferSize(8);
    QSurfaceFormat::setDefaultFormat(format);
    // Docks that float keep their textures.
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
}

MapView::MapView(QWidget* parent) : QOpenGLWidget(parent), m_explanation(tr("No field is shown."))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Map"));
    setAccessibleDescription(m_explanation);
    grabGesture(Qt::PinchGesture);
    updatePointer();
    m_regionInput = new RegionInput(*this);
    new ColourBarInput(*this, ColourBarInput::Bar::Map);
    new ColourBarInput(*this, ColourBarInput::Bar::Swipe);
    new PinInput(*this);
    new SwipeInput(*this);
}

MapView::~MapView()
{
    releaseScene();
}

void MapView::setField(MapField field)
{
    Q_ASSERT(field.values.size() == field.grid.cells());
    const bool hadField = m_hasField && m_extent;
    const ColourBar before = colourBarOf(m_field, m_range, m_scale);
    m_field = std::move(field);
    m_range = valueRange(m_field);
    m_hasField = !m_field.grid.empty();
    m_cellsStale = true;
    if (m_hasField && !m_extent)
        showWholeField();
    describe();
    updatePointer();
    // While days are played little but the date is new.
    if (hadField && m_hasField && !m_swipe && colourBarOf(m_field, m_range, m_scale) == before) {
        m_titleStale = true;
        update();
    } else {
        repaintAll();
    }
}

void MapView::describe()
{
    if (!m_hasField)
        return;
    const auto call = [this](const MapField& heading) {
        setAccessibleName(heading.date.isEmpty() ? tr("Map of %1").arg(heading.title)
                                                 : tr("Map of %1, %2").arg(heading.title, heading.date));
    };
    if (swipeShown())
        call(headingOf(m_field, m_swipe->field));
    else
        call(m_field);
    setAccessibleDescription(m_field.quantity);
}

void MapView::clearField(const QString& explanation)
{
    m_field = {};
    m_range = {};
    m_hasField = false;
    m_explanation = explanation;
    m_cellsStale = true;
    m_drag.reset();
    m_regionInput->letGo();
    m_corners.clear();
    m_nextCorner.reset();
    setAccessibleName(tr("Map"));
    setAccessibleDescription(explanation);
    updatePointer();
    repaintAll();
}

void MapView::setColourScale(const ColourScale& scale)
{
    if (m_scale == scale)
        return;
    m_scale = scale;
    m_cellsStale = true;
    repaintAll();
}

QRectF MapView::colourBarBody() const
{
    if (!m_hasField)
        return {};
    const MapFrame parts = frame();
    return parts.colourBar.body(parts.bar, parts.style);
}

void MapView::setView(const shamal::LatLonBox& box)
{
    if (m_projection.isPlateCarree())
        m_projection = shamal::Projection::plateCarree(stretchAt((box.south + box.north) / 2.0));
    m_extent = MapExtent::of(m_projection, box).box;
    m_shownWhole = box;
    repaintAll();
}

void MapView::setProjection(const shamal::Projection& projection)
{
    const MapGeometry moved = geometry().reprojected(projection);
    m_projection = projection;
    if (m_shownWhole)
        return setView(*m_shownWhole);
    if (m_extent)
        m_extent = moved.visiblePlane();
    repaintAll();
}

void MapView::copyView(const MapView& other)
{
    m_projection = other.m_projection;
    m_extent = other.geometry().visiblePlane();
    m_shownWhole = other.m_shownWhole;
    m_history = other.m_history;
    repaintAll();
}

shamal::LatLonBox MapView::view() const
{
    return geometry().visible();
}

std::optional<shamal::LatLon> MapView::centre() const
{
    const MapGeometry where = geometry();
    return where.toGeographic(where.frame.center());
}

void MapView::setTool(Tool tool)
{
    m_tool = tool;
    m_drag.reset();
    m_regionInput->letGo();
    m_corners.clear();
    m_nextCorner.reset();
    updatePointer();
    update();
}

void MapView::setRegions(const shamal::RegionList& regions)
{
    const shamal::RegionList& before = m_marks.regions();
    if (regions.active != before.active || regions.regions.size() != before.regions.size())
        m_regionInput->letGo();
    m_marks.setRegions(regions);
    update();
}

const RegionMarks& MapView::laidOutMarks()
{
    m_marks.layOut(geometry(), FrameStyle::ofWidget(*this));
    return m_marks;
}

void MapView::setPins(const MapPins& pins)
{
    m_pins = pins;
    update();
}

void MapView::setDistanceRing(const std::optional<DistanceRing>& ring)
{
    if (m_distanceRing == ring)
        return;
    m_distanceRing = ring;
    update();
}

void MapView::setCursorMark(const std::optional<shamal::LatLon>& point)
{
    m_cursorMark = point;
    update();
}

QPointF MapView::toWidget(shamal::LatLon point) const
{
    constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
    return geometry().toPixels(point).value_or(QPointF(kNowhere, kNowhere));
}

std::optional<shamal::LatLon> MapView::toGeographic(QPointF position) const
{
    return geometry().toGeographic(position);
}

std::optional<float> MapView::valueAt(shamal::LatLon point) const
{
    if (!m_hasField)
        return std::nullopt;
    const auto cell = cellUnder(m_field.grid, point);
    return cell ? std::optional(m_field.values[cell->row * m_field.grid.columns() + cell->column])
                : std::nullopt;
}

void MapView::paintFigure(QPainter& painter, const QRectF& target) const
{
    if (!m_hasField)
        return;
    MapFigureExtras extras{
        .pins = m_pins, .swipe = m_swipe, .swipeShare = m_swipeShare, .details = m_details};
    paintMapFigure(painter, target, m_field, m_scale, extent(), m_marks.regions(), extras);
}

MapFrame MapView::frame() const
{
    return MapFrame::laidOut(QRectF(rect()), colourBarOf(m_field, m_range, m_scale),
                             FrameStyle::ofWidget(*this), swipeBar());
}

MapGeometry MapView::geometry() const
{
    return MapGeometry::fitted({m_projection, m_extent.value_or(m_projection.bounds())}, frame().map);
}

void MapView::showWholeField()
{
    setView(m_field.grid.bounds());
}

void MapView::repaintAll()
{
    m_overlayStale = true;
    update();
}

void MapView::changeEvent(QEvent* event)
{
    QOpenGLWidget::changeEvent(event);
    switch (event->type()) {
        case QEvent::PaletteChange:
        case QEvent::FontChange:
        case QEvent::StyleChange:
        case QEvent::EnabledChange:
        case QEvent::LanguageChange:
            repaintAll();
            break;
        default:
            break;
    }
}

void MapView::initializeGL()
{
    m_scene = std::make_unique<MapScene>();
    m_swipeScene.reset();
    m_cellsStale = true;
    // A dock that floats gets another context; the scene has to go with its own.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &MapView::releaseScene,
            Qt::UniqueConnection);
}

void MapView::releaseScene()
{
    if (!m_scene)
        return;
    makeCurrent();
    m_scene.reset();
    m_swipeScene.reset();
    m_overlayTexture.reset();
    doneCurrent();
}

void MapView::refreshScene()
{
    if (m_cellsStale && m_hasField)
        m_scene->setCells(m_field.grid, cellImage(m_field, m_scale),
                          m_range.missing ? std::optional(m_scale.colours().missing) : std::nullopt);
    else if (m_cellsStale)
        m_scene->clearCells();
    if (m_cellsStale)
        refreshSwipe();
    m_cellsStale = false;
    m_scene->setRelief(m_details.relief);
    m_scene->setInks(FrameStyle::ofWidget(*this).outside, m_scale.colours().line);
}

void MapView::paintGL()
{
    const double ratio = devicePixelRatioF();
    const QSize deviceSize = size() * ratio;
    if (m_scene && m_hasField) {
        refreshScene();
        m_scene->render(geometry(), deviceSize, ratio, defaultFramebufferObject());
        renderSwipe(deviceSize, ratio);
    }
    if (m_overlay.size() != deviceSize || m_overlay.devicePixelRatio() != ratio) {
        m_overlay = QImage(deviceSize, QImage::Format_ARGB32_Premultiplied);
        m_overlay.setDevicePixelRatio(ratio);
        m_overlayStale = true;
    }
    const bool all = m_overlayStale || !m_overlayTexture;
    QRect painted = m_overlay.rect();
    if (m_overlayStale)
        paintOverlay();
    else if (m_titleStale)
        painted = paintTitle();
    if (!m_hasField)
        return copyPicture(m_overlay, defaultFramebufferObject());
    if (!m_overlayTexture)
        m_overlayTexture = std::make_unique<PictureTexture>();
    if (all || m_titleStale)
        m_overlayTexture->setPicture(m_overlay, painted.top(), painted.bottom());
    m_titleStale = false;
    m_overlayTexture->draw();
    // Not on the widget itself: QWidget::grab() would redirect such a painter to its pixmap, under VTK's
    // picture.
    QOpenGLPaintDevice surface(deviceSize);
    surface.setDevicePixelRatio(ratio);
    QPainter painter(&surface);
    paintMarks(painter);
}
