#pragma once
#include "fields/grid.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// A place on the projected plane, in the projection's units; NaN where there is none.
struct PlanePoint {
    double x = 0.0;  ///< to the right
    double y = 0.0;  ///< up
};

struct PlaneBox {
    double left = 0.0, bottom = 0.0, right = 0.0, top = 0.0;
    double width() const { return right - left; }
    double height() const { return top - bottom; }
    PlanePoint centre() const { return {(left + right) / 2.0, (bottom + top) / 2.0}; }
    bool operator==(const PlaneBox&) const = default;
};

enum class ProjectionKind {
    PlateCarree,
    Mercator,
    LambertConformal,
    Albers,
    Orthographic,
    Stereographic,
    Robinson,
    Custom
};

/// The kinds that need no PROJ string, in the order menus show them.
inline constexpr std::array kPresetProjections{
    ProjectionKind::PlateCarree, ProjectionKind::Mercator,     ProjectionKind::LambertConformal,
    ProjectionKind::Albers,      ProjectionKind::Orthographic, ProjectionKind::Stereographic,
    ProjectionKind::Robinson};

class ProjTransformation;

/// A map projection: immutable, cheap to copy, and safe to use from several threads. All but plate carrée
/// are PROJ's; presets are on the sphere of kEarthRadiusKm with metres as units. Units of plate carrée are
/// degrees of latitude.
class Projection {
public:
    /// Plate carrée whose degrees of longitude are as long as those of latitude.
    Projection();
    /// `stretch`: width of a degree of longitude in heights of a degree of latitude.
    static Projection plateCarree(double stretch);
    /// Centred on `centre` as far as the kind has one (Mercator and Robinson only in longitude, plate carrée
    /// takes its stretch there). Conic kinds take standard parallels a sixth of the height of `area` from
    /// its borders (Deetz and Adams 1934). Throws InputError for Custom.
    static Projection preset(ProjectionKind kind, LatLon centre, const LatLonBox& area);
    /// Centred on the middle of `area`.
    static Projection presetFor(ProjectionKind kind, const LatLonBox& area);
    /// Any PROJ string or name of a projected system ("+proj=laea +lat_0=90", "EPSG:3035"). Throws
    /// InputError when PROJ refuses it or when it is no map projection that can be inverted.
    static Projection fromProj(const std::string& text);

    ProjectionKind kind() const { return m_kind; }
    bool isPlateCarree() const { return m_kind == ProjectionKind::PlateCarree; }
    double stretch() const { return m_stretch; }  ///< of plate carrée, else 1
    /// What PROJ was given, complete; for plate carrée an equivalent in PROJ's words.
    const std::string& definition() const { return m_definition; }
    /// Width of a whole turn where the plane repeats itself for ever to both sides (plate carrée, Mercator).
    std::optional<double> period() const { return m_period; }
    /// All of the Earth that is shown; one turn of it where the plane repeats itself.
    const PlaneBox& bounds() const { return m_bounds; }
    /// Borders of what is shown (limb of the globe, cut along a meridian), each a closed line; none where
    /// the plane repeats itself and for projections of which only PROJ knows.
    const std::vector<std::vector<PlanePoint>>& limb() const;

    /// Whether the point is shown: this side of the horizon (orthographic, stereographic: 90 degrees around
    /// the centre), within 85 degrees of the equator (Mercator), less than 75 degrees of latitude from the
    /// centre on the side away from the pole (Lambert conformal).
    bool visible(LatLon point) const;

    /// Nothing where the point is not shown. Where the plane repeats itself, of plate carrée the place of the
    /// longitude as given, of Mercator that in bounds().
    std::optional<PlanePoint> forward(LatLon point) const;
    /// Nothing off the Earth. Longitude continuous with the place where the plane repeats itself, else in
    /// -180..180.
    std::optional<LatLon> inverse(PlanePoint place) const;
    /// As above for many at once; NaN stands for nothing. Both spans are equally long.
    void forward(std::span<const LatLon> points, std::span<PlanePoint> places) const;
    void inverse(std::span<const PlanePoint> places, std::span<LatLon> points) const;

    /// The lat-lon box on the plane; bounds() where nothing of it is shown.
    PlaneBox boundsOf(const LatLonBox& box) const;

    /// Ground distance of one unit to the right at `place`, metres on the sphere of kEarthRadiusKm; nothing
    /// off the Earth.
    std::optional<double> metresPerUnit(PlanePoint place) const;

    bool operator==(const Projection& other) const
    {
        return m_kind == other.m_kind && m_definition == other.m_definition;
    }

private:
    Projection(ProjectionKind kind, LatLon centre, std::string definition);
    void findBounds();

    ProjectionKind m_kind = ProjectionKind::PlateCarree;
    LatLon m_centre;
    double m_stretch = 1.0;
    double m_farthestSouth = -90.0, m_farthestNorth = 90.0;  ///< of what is shown
    std::string m_definition;
    std::optional<double> m_period;
    PlaneBox m_bounds;
    std::shared_ptr<const ProjTransformation> m_transformation;
    std::shared_ptr<const std::vector<std::vector<PlanePoint>>> m_limb;
};

}  // namespace shamal
