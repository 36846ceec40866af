#pragma once
#include "fields/grid.h"
#include "geo/projection.h"

#include <QPointF>
#include <QRectF>

#include <optional>

/// What part of the projected plane a view or a figure has to show.
struct MapExtent {
    shamal::Projection projection;
    shamal::PlaneBox box;
    bool operator==(const MapExtent&) const = default;

    /// The lat-lon box on the plane of `projection`.
    static MapExtent of(const shamal::Projection& projection, const shamal::LatLonBox& box);
};

/// Where places of the Earth lie in a frame of pixels: a projection, which of its places is in the middle,
/// and how large.
struct MapGeometry {
    QRectF frame;  ///< logical pixels
    shamal::Projection projection;
    shamal::PlanePoint centre;   ///< shown in the middle of the frame
    double unitsPerPixel = 0.5;  ///< of the plane
    bool operator==(const MapGeometry& other) const;

    /// The extent whole and centred in the frame.
    static MapGeometry fitted(const MapExtent& extent, const QRectF& frame);

    /// Plate carrée only, where each coordinate goes its own way; continuous, no wrapping.
    double x(double longitude) const;
    double y(double latitude) const;

    QPointF onFrame(shamal::PlanePoint place) const;
    shamal::PlanePoint onPlane(QPointF position) const;
    /// Of the copy of the point nearest the centre, where the plane repeats itself; nothing where it is not
    /// shown.
    std::optional<QPointF> toPixels(shamal::LatLon point) const;
    /// Longitude continuous with the place where the plane repeats itself. Plate carrée goes on beyond the
    /// poles; others have nothing off the Earth.
    std::optional<shamal::LatLon> toGeographic(QPointF position) const;
    /// Plate carrée only. Of the copy of the box nearest the centre.
    QRectF toPixels(const shamal::LatLonBox& box) const;

    shamal::PlaneBox visiblePlane() const;
    /// A lat-lon box that holds all that is visible; longitudes continuous. Exact in plate carrée, else from
    /// samples of the frame; the whole Earth when it is off the frame.
    shamal::LatLonBox visible() const;

    /// `factor` > 1 enlarges; the place under `about` stays there. No further out than the whole Earth, no
    /// further in than 0.0001 degrees or 10 m a pixel.
    MapGeometry zoomed(double factor, QPointF about) const;
    /// Contents moved by pixels; the centre stays on the Earth's part of the plane.
    MapGeometry panned(QPointF by) const;
    /// Another projection with the same point in the middle, as large as it is now.
    MapGeometry reprojected(const shamal::Projection& to) const;

private:
    MapGeometry inside() const;
    double coarsest() const;
    double finest() const;
};

/// cos(latitude), not below 0.2: polar boxes stay legible.
double stretchAt(double latitude);

/// longitude + k * 360 nearest to `to`.
double nearestTurn(double longitude, double to);
