#include "geo/country_finder.h"

#include "geo/geos_plane.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace shamal {

namespace {

constexpr std::size_t kNodeSize = 10;

struct Piece {
    std::size_t country;
    GeosPlane::Geometry area;
    const GEOSPreparedGeometry* prepared;
};

struct Search {
    GEOSContextHandle_t context;
    const GEOSGeometry* place;
    std::optional<std::size_t> country;
};

void visit(void* item, void* data)
{
    const auto& piece = *static_cast<const Piece*>(item);
    auto& search = *static_cast<Search*>(data);
    if (!search.country && GEOSPreparedIntersects_r(search.context, piece.prepared, search.place) == 1)
        search.country = piece.country;
}

}  // namespace

class CountryFinder::Tree {
public:
    Tree() : m_tree(GEOSSTRtree_create_r(m_plane.context(), kNodeSize)) {}
    ~Tree()
    {
        GEOSSTRtree_destroy_r(m_plane.context(), m_tree);
        for (const auto& piece : m_pieces)
            GEOSPreparedGeom_destroy_r(m_plane.context(), piece->prepared);
    }
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    void add(std::size_t country, const PolygonPart& part, double turn)
    {
        auto piece = std::make_unique<Piece>(Piece{country, m_plane.part(part, turn), nullptr});
        piece->prepared = GEOSPrepare_r(m_plane.context(), piece->area.get());
        GEOSSTRtree_insert_r(m_plane.context(), m_tree, piece->area.get(), piece.get());
        m_pieces.push_back(std::move(piece));
    }

    std::optional<std::size_t> at(double longitude, double latitude)
    {
        const auto point = m_plane.own(GEOSGeom_createPointFromXY_r(m_plane.context(), longitude, latitude));
        Search search{m_plane.context(), point.get(), std::nullopt};
        GEOSSTRtree_query_r(m_plane.context(), m_tree, point.get(), visit, &search);
        return search.country;
    }

private:
    GeosPlane m_plane;
    std::vector<std::unique_ptr<Piece>> m_pieces;  // the tree points to them
    GEOSSTRtree* m_tree;
};

CountryFinder::CountryFinder(std::span<const Country> countries) : m_tree(std::make_unique<Tree>())
{
    for (std::size_t country = 0; country < countries.size(); ++country) {
        for (const PolygonPart& part : countries[country].shape.parts) {
            const auto [west, east] = std::ranges::minmax(part.outer, {}, &LatLon::longitude);
            // Each turn in which some of it lies in -180..180, where places are looked for.
            const auto first = static_cast<int>(std::ceil((-180.0 - east.longitude) / 360.0));
            const auto last = static_cast<int>(std::floor((180.0 - west.longitude) / 360.0));
            for (int turn = first; turn <= last; ++turn)
                m_tree->add(country, part, 360.0 * turn);
        }
    }
}

CountryFinder::~CountryFinder() = default;

std::optional<std::size_t> CountryFinder::at(LatLon place)
{
    return m_tree->at(std::remainder(place.longitude, 360.0), place.latitude);
}

}  // namespace shamal
