#include "geo/projected_lines.h"

#include <cmath>
#include <optional>
#include <utility>

namespace shamal {

namespace {

// Halvings of a segment: 60 degrees end at 5 cm.
constexpr int kMostHalvings = 27;

struct Stop {
    LatLon point;
    std::optional<PlanePoint> place;
};

class LineBuilder {
public:
    LineBuilder(const Projection& projection, double tolerance)
        : m_projection(projection), m_tolerance(tolerance)
    {
    }

    Stop stopAt(LatLon point) const { return {point, m_projection.forward(point)}; }
    void begin(const Stop& stop)
    {
        if (stop.place)
            m_pieces.push_back({*stop.place});
    }
    /// From where the line stands (`from`) to `to`.
    void add(const Stop& from, const Stop& to, int halvings = 0)
    {
        if (!from.place && !to.place && (halvings > kHiddenHalvings || shortSegment(from.point, to.point)))
            return;
        const Stop middle = stopAt({(from.point.latitude + to.point.latitude) / 2.0,
                                    (from.point.longitude + to.point.longitude) / 2.0});
        if (from.place && middle.place && to.place && straight(*from.place, *middle.place, *to.place)) {
            m_pieces.back().push_back(*to.place);
            return;
        }
        if (halvings >= kMostHalvings) {
            begin(to);  // a cut or the horizon lies between
            return;
        }
        add(from, middle, halvings + 1);
        add(middle, to, halvings + 1);
    }
    std::vector<std::vector<PlanePoint>> finished()
    {
        std::erase_if(m_pieces, [](const auto& piece) { return piece.size() < 2; });
        return std::exchange(m_pieces, {});
    }

private:
    // How closely a segment with both ends hidden is searched for a part that shows.
    static constexpr int kHiddenHalvings = 4;

    /// Between ends as near as those of an outline nothing shows.
    static bool shortSegment(LatLon a, LatLon b)
    {
        constexpr double kShortDegrees = 0.5;
        return std::abs(a.latitude - b.latitude) < kShortDegrees &&
               std::abs(a.longitude - b.longitude) < kShortDegrees;
    }

    bool straight(PlanePoint a, PlanePoint m, PlanePoint b) const
    {
        const double off = std::hypot(m.x - (a.x + b.x) / 2.0, m.y - (a.y + b.y) / 2.0);
        return off <= m_tolerance;
    }

    const Projection& m_projection;
    double m_tolerance;
    std::vector<std::vector<PlanePoint>> m_pieces;
};

}  // namespace

std::vector<std::vector<PlanePoint>> projectedLine(const Projection& projection,
                                                   std::span<const LatLon> points, double tolerance)
{
    LineBuilder builder(projection, tolerance);
    if (points.empty())
        return {};
    Stop from = builder.stopAt(points.front());
    builder.begin(from);
    for (const LatLon& point : points.subspan(1)) {
        const Stop to = builder.stopAt(point);
        builder.add(from, to);
        from = to;
    }
    return builder.finished();
}

}  // namespace shamal
