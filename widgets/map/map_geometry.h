#pragma once
#include "fields/grid.h"

#include <QPointF>
#include <QRectF>

/// Where degrees lie in a frame of pixels: plate carrée, longitudes shortened by `stretch` so that a
/// kilometre is as long east as north at the latitude the view was opened at.
struct MapGeometry {
    QRectF frame;                  ///< logical pixels
    shamal::LatLon centre;         ///< shown in the middle of the frame
    double degreesPerPixel = 0.5;  ///< of latitude
    double stretch = 1.0;          ///< width of a degree of longitude in heights of a degree of latitude

    /// The box whole and centred in the frame.
    static MapGeometry fitted(const shamal::LatLonBox& box, double stretch, const QRectF& frame);

    double x(double longitude) const;  ///< continuous: no wrapping
    double y(double latitude) const;
    /// Of the copy of the point (longitude + k * 360) nearest the centre.
    QPointF toPixels(shamal::LatLon point) const;
    /// Longitude continuous with the centre's.
    shamal::LatLon toGeographic(QPointF position) const;
    /// Of the copy of the box nearest the centre.
    QRectF toPixels(const shamal::LatLonBox& box) const;
    shamal::LatLonBox visible() const;

    /// `factor` > 1 enlarges; the point under `about` stays there. No further out than the whole Earth, no
    /// further in than 0.0001 degrees a pixel.
    MapGeometry zoomed(double factor, QPointF about) const;
    /// Contents moved by pixels; the centre stays between the poles and in -180..180.
    MapGeometry panned(QPointF by) const;
};

/// cos(latitude), not below 0.2: polar boxes stay legible.
double stretchAt(double latitude);

/// longitude + k * 360 nearest to `to`.
double nearestTurn(double longitude, double to);
