#pragma once
#include "map/frame_style.h"
#include "map/map_geometry.h"

#include <QString>

#include <vector>

class QPainter;

/// A country's name where it is written.
struct CountryName {
    QString text;
    QPointF baseline;  ///< of its left end
    QRectF area;       ///< that the letters take, with a gap around
};

/// Names of the countries in the frame, each centred where its visible part is broadest: the place farthest
/// from its borders and the frame's (pole of inaccessibility), of places six pixels apart that stay with the
/// ground when the map is moved. Largest visible countries first; a name that would reach over one written
/// before, over `taken` or out of the frame is left out, and so is that of a country that is less than a line
/// high there, or so narrow that the name would say less about it than about its neighbours. English, as
/// Natural Earth spells them.
std::vector<CountryName> countryNamesIn(const MapGeometry& geometry, const FrameStyle& style,
                                        const std::vector<QRectF>& taken);

/// Remembers the last names it found: another field on the same map has the same ones.
class KnownCountryNames {
public:
    const std::vector<CountryName>& in(const MapGeometry& geometry, const FrameStyle& style,
                                       const std::vector<QRectF>& taken);

private:
    MapGeometry m_geometry;
    QFont m_font;
    std::vector<QRectF> m_taken;
    std::vector<CountryName> m_names;
};

void paintCountryNames(QPainter& painter, const std::vector<CountryName>& names, const FrameStyle& style);
