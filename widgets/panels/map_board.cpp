#include "panels/map_board.h"

#include "panels/map_grid.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRubberBand>

#include <algorithm>
#include <array>
#include <utility>

namespace {

QRect placeOf(const MapView& map)
{
    return {map.pos(), map.size()};
}

}  // namespace

MapBoard::MapBoard(QWidget* parent)
    : QWidget(parent),
      m_target(new QRubberBand(QRubberBand::Rectangle, this)),
      m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    for (int pane = 0; pane < kPanes; ++pane)
        makeView();
    const std::array<QString, kPanes> names{tr("Coarse map"), tr("Fine map"), tr("Downscaled map"),
                                            tr("Difference map")};
    for (int pane = 0; pane < kPanes; ++pane)
        view(pane).setAccessibleName(names[static_cast<std::size_t>(pane)]);
    layOut();
    connect(&m_link, &ViewLink::regionDrawn, this, &MapBoard::regionDrawn);
    connect(&m_link, &ViewLink::regionReshaped, this, &MapBoard::regionReshaped);
    connect(&m_link, &ViewLink::regionActivated, this, &MapBoard::regionActivated);
    connect(&m_link, &ViewLink::placePinned, this, &MapBoard::placePinned);
    connect(&m_link, &ViewLink::swipeMoved, this, &MapBoard::swipeMoved);
    connect(&m_link, &ViewLink::cursorMoved, this, &MapBoard::cursorMoved);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        const auto found = std::find(m_views.begin(), m_views.end(), now);
        if (found != m_views.end())
            emit mapFocused(static_cast<int>(found - m_views.begin()));
    });
}

MapBoard::~MapBoard()
{
    // A map that goes hands the keyboard on, when there is no list of maps any more.
    disconnect(qApp, nullptr, this, nullptr);
}

void MapBoard::makeView()
{
    auto* view = new MapView(this);
    view->setObjectName(QStringLiteral("map%1").arg(count()));
    view->setTool(m_tool);
    view->setRegions(m_regions);
    view->setPins(m_pins);
    view->setDetails(m_details);
    if (!m_views.empty())
        view->setProjection(m_views.front()->projection());
    m_places.push_back(count());
    m_views.push_back(view);
    m_link.add(view);
    connect(view, &MapView::viewChanged, this, [this, view] {
        m_movedLast = view;
        emit viewChanged();
    });
}

void MapBoard::layOut()
{
    while (QLayoutItem* item = m_layout->takeAt(0))
        delete item;
    const MapGrid grid = MapGrid::of(m_maximised ? 1 : count());
    for (int place = 0; place < count(); ++place) {
        MapView& shown = view(m_places[static_cast<std::size_t>(place)]);
        shown.setVisible(!m_maximised || m_places[static_cast<std::size_t>(place)] == *m_maximised);
        if (shown.isHidden())
            continue;
        const MapGrid::Place at = grid.place(m_maximised ? 0 : place);
        m_layout->addWidget(&shown, at.row, at.column, 1, at.columns);
    }
    // Rows and columns once used keep their stretch; those of a larger grid must not.
    for (int i = 0; i < MapGrid::kUnits; ++i) {
        m_layout->setRowStretch(i, i < grid.rows ? 1 : 0);
        m_layout->setColumnStretch(i, 1);
    }
    emit arrangementChanged();
}

void MapBoard::addMap()
{
    if (count() >= kMostMaps)
        return;
    m_maximised.reset();
    makeView();
    layOut();
}

void MapBoard::closeMap(int map)
{
    if (count() <= 1)
        return;
    m_maximised.reset();
    MapView* closed = &view(map);
    closed->hide();  // hands the keyboard on, while all are still counted as before
    m_views.erase(m_views.begin() + map);
    std::erase(m_places, map);
    for (int& place : m_places)
        place -= place > map ? 1 : 0;
    for (int i = 0; i < count(); ++i)
        view(i).setObjectName(QStringLiteral("map%1").arg(i));
    closed->deleteLater();
    layOut();
}

void MapBoard::swapPlaces(int one, int other)
{
    const auto a = std::find(m_places.begin(), m_places.end(), one);
    const auto b = std::find(m_places.begin(), m_places.end(), other);
    if (a == b || a == m_places.end() || b == m_places.end())
        return;
    std::iter_swap(a, b);
    layOut();
}

void MapBoard::setMaximised(std::optional<int> map)
{
    if (m_maximised == map)
        return;
    m_maximised = map;
    layOut();
}

std::optional<int> MapBoard::mapAt(QPoint position) const
{
    for (int map = 0; map < count(); ++map) {
        if (view(map).isVisible() && placeOf(view(map)).contains(position))
            return map;
    }
    return std::nullopt;
}

// A map takes the presses on its cells and colour bar; those on its title and margins come here.
void MapBoard::mousePressEvent(QMouseEvent* event)
{
    m_dragged = event->button() == Qt::LeftButton ? mapAt(event->position().toPoint()) : std::nullopt;
    m_pressedAt = event->position().toPoint();
    if (m_dragged)
        view(*m_dragged).setFocus(Qt::MouseFocusReason);
}

void MapBoard::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    if (!m_dragged || (position - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    setCursor(Qt::ClosedHandCursor);
    const std::optional<int> target = mapAt(position);
    m_target->setVisible(target && target != m_dragged);
    if (target)
        m_target->setGeometry(placeOf(view(*target)));
}

void MapBoard::mouseReleaseEvent(QMouseEvent* event)
{
    const std::optional<int> from = m_dragged;
    const std::optional<int> to = mapAt(event->position().toPoint());
    endDrag();
    if (from && to)
        swapPlaces(*from, *to);
}

void MapBoard::endDrag()
{
    m_dragged.reset();
    m_target->hide();
    unsetCursor();
}

void MapBoard::mouseDoubleClickEvent(QMouseEvent* event)
{
    endDrag();
    const std::optional<int> map = mapAt(event->position().toPoint());
    if (map && event->button() == Qt::LeftButton)
        setMaximised(m_maximised ? std::nullopt : map);
}

void MapBoard::contextMenuEvent(QContextMenuEvent* event)
{
    std::optional<int> map = mapAt(event->pos());
    for (int i = 0; event->reason() == QContextMenuEvent::Keyboard && i < count(); ++i) {
        if (view(i).hasFocus())
            map = i;
    }
    if (map)
        emit menuRequested(*map, event->globalPos());
}

void MapBoard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_dragged)
        endDrag();
    else if (event->key() == Qt::Key_Escape && m_maximised)
        setMaximised(std::nullopt);
    else
        QWidget::keyPressEvent(event);
}

void MapBoard::setTool(MapView::Tool tool)
{
    m_tool = tool;
    for (MapView* view : m_views)
        view->setTool(tool);
}

void MapBoard::setView(const shamal::LatLonBox& box)
{
    for (MapView* view : m_views)
        view->setView(box);
}

void MapBoard::visit(const shamal::LatLonBox& box)
{
    const auto leader =
        std::find_if(m_views.begin(), m_views.end(), [](const MapView* view) { return view->hasField(); });
    const bool together = m_link.viewLinked() && leader != m_views.end();
    for (MapView* view : m_views) {
        if (!together || view == *leader)
            view->visit(box);
    }
    // One history for all.
    for (MapView* view : m_views) {
        if (together && view != *leader)
            view->copyView(**leader);
    }
}

void MapBoard::setDetails(const MapDetails& details)
{
    m_details = details;
    for (MapView* view : m_views)
        view->setDetails(details);
}

MapView& MapBoard::current()
{
    const auto focused = std::ranges::find_if(m_views, &MapView::hasFocus);
    if (focused != m_views.end())
        return **focused;
    const auto moved = std::ranges::find(m_views, m_movedLast.data());
    return moved != m_views.end() ? **moved : *m_views.front();
}

void MapBoard::setProjection(const shamal::Projection& projection)
{
    for (MapView* view : m_views)
        view->setProjection(projection);
}

void MapBoard::setRegions(const shamal::RegionList& regions)
{
    m_regions = regions;
    for (MapView* view : m_views)
        view->setRegions(regions);
}

void MapBoard::setPins(const MapPins& pins)
{
    m_pins = pins;
    for (MapView* view : m_views)
        view->setPins(pins);
}

void MapBoard::setDistanceRing(const std::optional<DistanceRing>& ring)
{
    for (MapView* view : m_views)
        view->setDistanceRing(ring);
}

void MapBoard::paintFigure(QPainter& painter, const QRectF& target) const
{
    std::vector<const MapView*> filled;
    for (const int map : m_places) {
        if (view(map).hasField() && (!m_maximised || *m_maximised == map))
            filled.push_back(&view(map));
    }
    if (filled.empty())
        return;
    const MapGrid grid = MapGrid::of(static_cast<int>(filled.size()));
    const double unit = target.width() / MapGrid::kUnits;
    const double height = target.height() / grid.rows;
    constexpr double kMargin = 6.0;
    for (std::size_t i = 0; i < filled.size(); ++i) {
        const MapGrid::Place at = grid.place(static_cast<int>(i));
        const QRectF place(target.left() + at.column * unit, target.top() + at.row * height,
                           at.columns * unit, height);
        filled[i]->paintFigure(painter, place.adjusted(kMargin, kMargin, -kMargin, -kMargin));
    }
}
