#pragma once
#include "geo/polygon.h"

// GEOS's old interface without a handle is not safe with threads: keep it out of sight.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// GEOS's planar geometry on longitudes and latitudes (or kilometres) taken as x and y. One context of GEOS's
/// reentrant interface, for one thread; geometries must not outlive it.
class GeosPlane {
public:
    struct Delete {
        GEOSContextHandle_t context = nullptr;
        void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
    };
    using Geometry = std::unique_ptr<GEOSGeometry, Delete>;

    GeosPlane();
    ~GeosPlane();
    GeosPlane(const GeosPlane&) = delete;
    GeosPlane& operator=(const GeosPlane&) = delete;

    GEOSContextHandle_t context() const { return m_context; }
    /// Takes what a function of GEOS made. Throws Error with GEOS's words when it made none.
    Geometry own(GEOSGeometry* made);
    const std::string& fault() const { return m_fault; }  ///< GEOS's last complaint

    Geometry part(const PolygonPart& part, double turn = 0.0);  ///< as it stands, moved east by `turn`
    Geometry box(double west, double south, double east, double north);
    Geometry line(std::span<const LatLon> places);
    Geometry collection(std::vector<Geometry> geometries);
    Geometry unionOf(std::vector<Geometry> geometries);  ///< sound, whatever the parts are
    /// The areas among what a geometry holds; lines and points are left out.
    Polygon polygonOf(const GEOSGeometry* geometry) const;

private:
    GEOSCoordSequence* sequence(std::span<const LatLon> places, double turn, bool closed);
    void addParts(const GEOSGeometry* geometry, Polygon& polygon) const;
    Ring ringOf(const GEOSGeometry* ring) const;

    GEOSContextHandle_t m_context;
    std::string m_fault;
};

}  // namespace shamal
