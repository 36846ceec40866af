#include "geo/geos_plane.h"

#include "fields/error.h"

#include <utility>

namespace shamal {

GeosPlane::GeosPlane() : m_context(GEOS_init_r())
{
    GEOSContext_setErrorMessageHandler_r(
        m_context, [](const char* message, void* self) { static_cast<GeosPlane*>(self)->m_fault = message; },
        this);
}

GeosPlane::~GeosPlane()
{
    GEOS_finish_r(m_context);
}

GeosPlane::Geometry GeosPlane::own(GEOSGeometry* made)
{
    if (made == nullptr)
        throw InputError("The outlines of regions could not be combined (" + m_fault +
                         "). Mend them, or draw them anew.");
    return {made, Delete{m_context}};
}

GEOSCoordSequence* GeosPlane::sequence(std::span<const LatLon> places, double turn, bool closed)
{
    const auto count = static_cast<unsigned>(places.size());
    GEOSCoordSequence* const made = GEOSCoordSeq_create_r(m_context, count + (closed ? 1 : 0), 2);
    for (unsigned i = 0; i < count; ++i)
        GEOSCoordSeq_setXY_r(m_context, made, i, places[i].longitude + turn, places[i].latitude);
    if (closed)
        GEOSCoordSeq_setXY_r(m_context, made, count, places[0].longitude + turn, places[0].latitude);
    return made;
}

GeosPlane::Geometry GeosPlane::part(const PolygonPart& part, double turn)
{
    const auto ring = [&](const Ring& corners) {
        return own(GEOSGeom_createLinearRing_r(m_context, sequence(corners, turn, true)));
    };
    Geometry outer = ring(part.outer);
    std::vector<Geometry> holes;
    for (const Ring& hole : part.holes)
        holes.push_back(ring(hole));
    std::vector<GEOSGeometry*> handed;
    for (Geometry& hole : holes)
        handed.push_back(hole.release());
    return own(GEOSGeom_createPolygon_r(m_context, outer.release(), handed.data(),
                                        static_cast<unsigned>(handed.size())));
}

GeosPlane::Geometry GeosPlane::box(double west, double south, double east, double north)
{
    return part({{{south, west}, {south, east}, {north, east}, {north, west}}, {}});
}

GeosPlane::Geometry GeosPlane::line(std::span<const LatLon> places)
{
    return own(GEOSGeom_createLineString_r(m_context, sequence(places, 0.0, false)));
}

GeosPlane::Geometry GeosPlane::collection(std::vector<Geometry> geometries)
{
    std::vector<GEOSGeometry*> handed;
    for (Geometry& geometry : geometries)
        handed.push_back(geometry.release());
    return own(GEOSGeom_createCollection_r(m_context, GEOS_GEOMETRYCOLLECTION, handed.data(),
                                           static_cast<unsigned>(handed.size())));
}

GeosPlane::Geometry GeosPlane::unionOf(std::vector<Geometry> geometries)
{
    const Geometry all = collection(std::move(geometries));
    return own(GEOSUnaryUnion_r(m_context, all.get()));
}

Ring GeosPlane::ringOf(const GEOSGeometry* ring) const
{
    const GEOSCoordSequence* const sequence = GEOSGeom_getCoordSeq_r(m_context, ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(m_context, sequence, &count);
    Ring corners;
    for (unsigned i = 0; i + 1 < count; ++i) {  // the last repeats the first
        LatLon corner;
        GEOSCoordSeq_getXY_r(m_context, sequence, i, &corner.longitude, &corner.latitude);
        corners.push_back(corner);
    }
    return corners;
}

void GeosPlane::addParts(const GEOSGeometry* geometry, Polygon& polygon) const
{
    if (GEOSisEmpty_r(m_context, geometry) != 0)
        return;
    const int type = GEOSGeomTypeId_r(m_context, geometry);
    if (type == GEOS_POLYGON) {
        PolygonPart part{ringOf(GEOSGetExteriorRing_r(m_context, geometry)), {}};
        for (int i = 0; i < GEOSGetNumInteriorRings_r(m_context, geometry); ++i)
            part.holes.push_back(ringOf(GEOSGetInteriorRingN_r(m_context, geometry, i)));
        polygon.parts.push_back(std::move(part));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0; i < GEOSGetNumGeometries_r(m_context, geometry); ++i)
            addParts(GEOSGetGeometryN_r(m_context, geometry, i), polygon);
    }
}

Polygon GeosPlane::polygonOf(const GEOSGeometry* geometry) const
{
    Polygon polygon;
    addParts(geometry, polygon);
    return polygon;
}

}  // namespace shamal
