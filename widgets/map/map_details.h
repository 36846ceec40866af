#pragma once

class KnownCountryNames;
class QPainter;
struct FrameStyle;
struct MapGeometry;

/// What a map shows beside its field when asked to, on screen and in figures.
struct MapDetails {
    bool scaleBar = false;      ///< in km; hidden where no one length would be true
    bool countryNames = false;  ///< where they have room
    bool relief = false;        ///< shading of the slopes, where the shipped terrain is known
    bool operator==(const MapDetails&) const = default;
};

/// Scale bar and names, over the lines of a map.
void paintDetails(QPainter& painter, const MapGeometry& geometry, const FrameStyle& style,
                  const MapDetails& details, KnownCountryNames& names);
