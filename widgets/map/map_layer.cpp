#include "map/map_layer.h"

#include <vtkProperty.h>

#include <cmath>

MapLayer::MapLayer(vtkRenderer* renderer, double height)
    : m_mapper(vtkSmartPointer<vtkPolyDataMapper>::New()), m_height(height)
{
    m_mapper->ScalarVisibilityOff();
    for (auto& actor : m_actors) {
        actor = vtkSmartPointer<vtkActor>::New();
        actor->SetMapper(m_mapper);
        actor->GetProperty()->LightingOff();
        actor->VisibilityOff();
        renderer->AddActor(actor);
    }
}

void MapLayer::setData(vtkPolyData* data, double left, double right)
{
    m_mapper->SetInputData(data);
    m_left = left;
    m_right = right;
    m_origin = {};
    m_repeats = true;
}

void MapLayer::setOnce(vtkPolyData* data, shamal::PlanePoint origin)
{
    m_mapper->SetInputData(data);
    m_origin = origin;
    m_repeats = false;
}

void MapLayer::setTexture(vtkTexture* texture)
{
    for (auto& actor : m_actors)
        actor->SetTexture(texture);
}

void MapLayer::setLine(const QColor& ink, double width)
{
    for (auto& actor : m_actors) {
        actor->GetProperty()->SetColor(ink.redF(), ink.greenF(), ink.blueF());
        actor->GetProperty()->SetLineWidth(static_cast<float>(width));
    }
}

void MapLayer::setOpaque(bool opaque)
{
    for (auto& actor : m_actors) {
        actor->SetForceOpaque(opaque);
        actor->SetForceTranslucent(!opaque);
    }
}

void MapLayer::setOpacity(double opacity)
{
    for (auto& actor : m_actors)
        actor->GetProperty()->SetOpacity(opacity);
}

void MapLayer::place(const MapGeometry& geometry, double left, double right)
{
    const double scale = geometry.projection.stretch();
    const double period = m_repeats ? geometry.projection.period().value_or(0.0) : 0.0;
    const double firstTurn = period > 0.0 ? std::ceil((left - m_right * scale) / period) : 0.0;
    for (int i = 0; i < kCopies; ++i) {
        const double shift = period * (firstTurn + i);
        auto& actor = m_actors[static_cast<std::size_t>(i)];
        actor->SetVisibility(m_visible && (period > 0.0 ? m_left * scale + shift < right : i == 0));
        actor->SetScale(m_repeats ? scale : 1.0, 1.0, 1.0);
        actor->SetPosition(m_origin.x + shift, m_origin.y, m_height);
    }
}
