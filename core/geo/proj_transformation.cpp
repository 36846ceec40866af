#include "geo/proj_transformation.h"

#include "fields/error.h"
#include "geo/projection.h"

#include <fmt/format.h>
#include <proj.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string_view>
#include <vector>

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr const char* kAdvice =
    "Give a map projection as PROJ writes it, such as \"+proj=laea +lat_0=90 +lon_0=0\" or \"EPSG:3035\"";

[[noreturn]] void refuse(const std::string& text, std::string_view fault)
{
    throw InputError(fmt::format("\"{}\" {}. {}.", text, fault, kAdvice));
}

/// The way from the system's own latitudes and longitudes, east first.
PJ* fromSystem(PJ_CONTEXT* context, const PJ* system)
{
    PJ* geographic = proj_crs_get_geodetic_crs(context, system);
    PJ* way = geographic == nullptr
                  ? nullptr
                  : proj_create_crs_to_crs_from_pj(context, geographic, system, nullptr, nullptr);
    proj_destroy(geographic);
    PJ* eastFirst = way == nullptr ? nullptr : proj_normalize_for_visualization(context, way);
    proj_destroy(way);
    return eastFirst;
}

}  // namespace

ProjTransformation::ProjTransformation(const std::string& text) : m_context(proj_context_create())
{
    struct Cleanup {
        ProjTransformation& owner;
        bool whole = false;
        ~Cleanup()
        {
            if (whole)
                return;
            proj_destroy(owner.m_projection);
            proj_context_destroy(owner.m_context);
        }
    } cleanup{*this};
    proj_log_level(m_context, PJ_LOG_NONE);
    m_projection = proj_create(m_context, text.c_str());
    if (m_projection == nullptr) {
        const int code = proj_context_errno(m_context);
        const char* reason = code != 0 ? proj_context_errno_string(m_context, code) : nullptr;
        refuse(text, reason != nullptr ? fmt::format("is refused by PROJ ({})", reason)
                                       : std::string("is not understood by PROJ"));
    }
    if (proj_is_crs(m_projection)) {
        if (proj_get_type(m_projection) != PJ_TYPE_PROJECTED_CRS)
            refuse(text, "is a system of coordinates without a map projection");
        PJ* way = fromSystem(m_context, m_projection);
        proj_destroy(m_projection);
        m_projection = way;
        if (m_projection == nullptr)
            refuse(text, "is a system that PROJ cannot reach from latitudes and longitudes");
    }
    m_degrees = proj_degree_input(m_projection, PJ_FWD) != 0;
    const bool fromAngles = m_degrees || proj_angular_input(m_projection, PJ_FWD) != 0;
    const bool toAngles =
        proj_degree_output(m_projection, PJ_FWD) != 0 || proj_angular_output(m_projection, PJ_FWD) != 0;
    const std::string_view id = proj_pj_info(m_projection).id != nullptr ? proj_pj_info(m_projection).id : "";
    if (!fromAngles || toAngles || id == "geocent" || id == "cart")
        refuse(text, "is no map projection");
    if (proj_pj_info(m_projection).has_inverse == 0)
        refuse(text, "has no inverse, which reading values off the map needs");
    cleanup.whole = true;
}

ProjTransformation::~ProjTransformation()
{
    proj_destroy(m_projection);
    proj_context_destroy(m_context);
}

void ProjTransformation::forward(std::span<const LatLon> points, std::span<PlanePoint> places) const
{
    const double factor = m_degrees ? 1.0 : kRadians;
    const std::scoped_lock lock(m_mutex);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const PJ_COORD place =
            std::isfinite(points[i].latitude)
                ? proj_trans(m_projection, PJ_FWD,
                             proj_coord(points[i].longitude * factor, points[i].latitude * factor, 0.0, 0.0))
                : proj_coord(kNone, kNone, 0.0, 0.0);
        const bool found = std::isfinite(place.xy.x) && std::isfinite(place.xy.y);
        places[i] = found ? PlanePoint{place.xy.x, place.xy.y} : PlanePoint{kNone, kNone};
    }
    proj_errno_reset(m_projection);
}

void ProjTransformation::inverse(std::span<const PlanePoint> places, std::span<LatLon> points) const
{
    {
        const double factor = m_degrees ? 1.0 : kRadians;
        const std::scoped_lock lock(m_mutex);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const PJ_COORD point =
                proj_trans(m_projection, PJ_INV, proj_coord(places[i].x, places[i].y, 0.0, 0.0));
            const bool found = std::isfinite(point.lp.lam) && std::isfinite(point.lp.phi);
            points[i] = found ? LatLon{point.lp.phi / factor, point.lp.lam / factor} : LatLon{kNone, kNone};
        }
        proj_errno_reset(m_projection);
    }
    std::vector<PlanePoint> back(places.size());
    forward(points, back);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double size = std::abs(places[i].x) + std::abs(places[i].y) + 1.0;
        const double away = std::abs(back[i].x - places[i].x) + std::abs(back[i].y - places[i].y);
        if (!(away <= 1e-7 * size))
            points[i] = {kNone, kNone};
    }
}

}  // namespace shamal
