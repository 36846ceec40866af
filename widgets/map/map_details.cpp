#include "map/map_details.h"

#include "map/country_names.h"
#include "map/scale_bar.h"

void paintDetails(QPainter& painter, const MapGeometry& geometry, const FrameStyle& style,
                  const MapDetails& details, KnownCountryNames& names)
{
    const auto bar = details.scaleBar ? ScaleBar::in(geometry, style) : std::nullopt;
    if (details.countryNames) {
        const auto taken = bar ? std::vector{bar->area(style)} : std::vector<QRectF>{};
        paintCountryNames(painter, names.in(geometry, style, taken), style);
    }
    if (bar)
        bar->paint(painter, style);
}
