#include "panels/map_board.h"

#include <QGridLayout>
#include <QPainter>

#include <vector>

MapBoard::MapBoard(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    const std::array<QString, kPanes> names{tr("Coarse map"), tr("Fine map"), tr("Downscaled map"),
                                            tr("Difference map")};
    for (int pane = 0; pane < kPanes; ++pane) {
        auto* view = new MapView(this);
        view->setAccessibleName(names[static_cast<std::size_t>(pane)]);
        view->setObjectName(QStringLiteral("map%1").arg(pane));
        m_views[static_cast<std::size_t>(pane)] = view;
        layout->addWidget(view, pane / 2, pane % 2);
        m_link.add(view);
    }
    connect(&m_link, &ViewLink::selectionChanged, this, &MapBoard::selectionChanged);
    connect(&m_link, &ViewLink::cursorMoved, this, &MapBoard::cursorMoved);
}

void MapBoard::setTool(MapView::Tool tool)
{
    for (MapView* view : m_views)
        view->setTool(tool);
}

void MapBoard::setView(const shamal::LatLonBox& box)
{
    for (MapView* view : m_views)
        view->setView(box);
}

void MapBoard::setProjection(const shamal::Projection& projection)
{
    for (MapView* view : m_views)
        view->setProjection(projection);
}

void MapBoard::setSelection(const std::optional<shamal::LatLonBox>& box)
{
    for (MapView* view : m_views)
        view->setSelection(box);
}

void MapBoard::paintFigure(QPainter& painter, const QRectF& target) const
{
    std::vector<const MapView*> filled;
    for (const MapView* view : m_views) {
        if (view->hasField())
            filled.push_back(view);
    }
    if (filled.empty())
        return;
    const int columns = filled.size() == 1 ? 1 : 2;
    const int rows = static_cast<int>((filled.size() + 1) / 2);
    const QSizeF cell(target.width() / columns, target.height() / rows);
    constexpr double kMargin = 6.0;
    for (std::size_t i = 0; i < filled.size(); ++i) {
        const int column = static_cast<int>(i) % columns;
        const int row = static_cast<int>(i) / columns;
        const QRectF place(target.left() + column * cell.width(), target.top() + row * cell.height(),
                           cell.width(), cell.height());
        filled[i]->paintFigure(painter, place.adjusted(kMargin, kMargin, -kMargin, -kMargin));
    }
}
