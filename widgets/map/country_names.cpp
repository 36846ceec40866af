#include "map/country_names.h"

#include "geo/country_finder.h"
#include "map/cased_text.h"
#include "map/known_outlines.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace {

constexpr double kSpacing = 6.0;  // style units between places
constexpr double kGap = 3.0;      // style units around a name
constexpr double kWidest = 3.0;   // of a name, in sides of the square its country has room for

/// Places of the frame at multiples of a spacing on the plane, and the country of each.
struct Places {
    int columns = 0, rows = 0;
    double firstX = 0.0, firstY = 0.0, spacing = 0.0;  ///< on the plane
    std::vector<int> country;                          ///< -1: none

    static Places in(const MapGeometry& geometry, double pixels);
    std::size_t index(int column, int row) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
               static_cast<std::size_t>(column);
    }
    shamal::PlanePoint at(int column, int row) const
    {
        return {firstX + column * spacing, firstY + row * spacing};
    }
    std::vector<int> stepsToBorder() const;
};

Places Places::in(const MapGeometry& geometry, double pixels)
{
    const auto view = geometry.visiblePlane();
    Places places;
    places.spacing = pixels * geometry.unitsPerPixel;
    const double left = std::ceil(view.left / places.spacing);
    const double bottom = std::ceil(view.bottom / places.spacing);
    places.firstX = left * places.spacing;
    places.firstY = bottom * places.spacing;
    places.columns = std::max(0, static_cast<int>(std::floor(view.right / places.spacing) - left) + 1);
    places.rows = std::max(0, static_cast<int>(std::floor(view.top / places.spacing) - bottom) + 1);
    std::vector<shamal::PlanePoint> onPlane;
    for (int row = 0; row < places.rows; ++row) {
        for (int column = 0; column < places.columns; ++column)
            onPlane.push_back(places.at(column, row));
    }
    std::vector<shamal::LatLon> points(onPlane.size());
    geometry.projection.inverse(onPlane, points);
    for (const auto& point : points) {
        const bool onEarth = std::isfinite(point.latitude) && std::abs(point.latitude) <= 90.0;
        const auto found = onEarth ? knownCountry(point) : std::nullopt;
        places.country.push_back(found ? static_cast<int>(*found) : -1);
    }
    return places;
}

/// Of each place to the nearest of another country, or outside of the frame, by king's moves: the two passes
/// of a chamfer transform are exact for that measure (Rosenfeld and Pfaltz 1966).
std::vector<int> Places::stepsToBorder() const
{
    std::vector<int> steps(country.size(), std::numeric_limits<int>::max());
    const auto relax = [&](int column, int row, int dx, int dy) {
        const std::size_t here = index(column, row);
        const int x = column + dx;
        const int y = row + dy;
        const bool same =
            x >= 0 && x < columns && y >= 0 && y < rows && country[index(x, y)] == country[here];
        steps[here] = std::min(steps[here], same ? steps[index(x, y)] + 1 : 1);
    };
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            relax(column, row, -1, 0);
            for (const int dx : {-1, 0, 1})
                relax(column, row, dx, -1);
        }
    }
    for (int row = rows - 1; row >= 0; --row) {
        for (int column = columns - 1; column >= 0; --column) {
            relax(column, row, 1, 0);
            for (const int dx : {-1, 0, 1})
                relax(column, row, dx, 1);
        }
    }
    return steps;
}

struct Visible {
    int country = -1;
    int places = 0;
    int broadest = 0;  ///< steps from the border
    QPointF sum;       ///< of the columns and rows that are as far from it
    int count = 0;     ///< of those
    QPointF centre;    ///< the one of them nearest to their middle
    double offMiddle = std::numeric_limits<double>::infinity();
};

std::vector<Visible> visibleCountries(const Places& places)
{
    std::vector<Visible> all(knownCountries().size());
    const std::vector<int> steps = places.stepsToBorder();
    const auto forEachPlace = [&](auto use) {
        for (int row = 0; row < places.rows; ++row) {
            for (int column = 0; column < places.columns; ++column) {
                const std::size_t i = places.index(column, row);
                if (places.country[i] >= 0)
                    use(all[static_cast<std::size_t>(places.country[i])], steps[i], QPointF(column, row));
            }
        }
    };
    forEachPlace([](Visible& seen, int far, QPointF at) {
        ++seen.places;
        if (far > seen.broadest) {
            seen.broadest = far;
            seen.sum = {};
            seen.count = 0;
        }
        if (far == seen.broadest) {
            seen.sum += at;
            ++seen.count;
        }
    });
    forEachPlace([](Visible& seen, int far, QPointF at) {
        const QPointF away = at - seen.sum / seen.count;
        const double off = std::hypot(away.x(), away.y());
        if (far == seen.broadest && off < seen.offMiddle) {
            seen.offMiddle = off;
            seen.centre = at;
        }
    });
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].country = static_cast<int>(i);
    std::erase_if(all, [](const Visible& seen) { return seen.places == 0; });
    std::ranges::stable_sort(all, std::greater(), &Visible::places);
    return all;
}

}  // namespace

std::vector<CountryName> countryNamesIn(const MapGeometry& geometry, const FrameStyle& style,
                                        const std::vector<QRectF>& taken)
{
    const double spacing = kSpacing * style.unit;
    const Places places = Places::in(geometry, spacing);
    const QFontMetricsF text(style.small);
    const double gap = kGap * style.unit;
    std::vector<CountryName> names;
    for (const Visible& seen : visibleCountries(places)) {
        const double side = (2 * seen.broadest - 1) * spacing;
        if (side < text.height())
            continue;
        CountryName name;
        name.text = QString::fromStdString(knownCountries()[static_cast<std::size_t>(seen.country)].name);
        const QPointF middle =
            geometry.onFrame(places.at(static_cast<int>(seen.centre.x()), static_cast<int>(seen.centre.y())));
        const double wide = text.horizontalAdvance(name.text);
        if (wide > kWidest * side)
            continue;
        name.baseline = middle + QPointF(-wide / 2.0, text.capHeight() / 2.0);
        name.area = QRectF(name.baseline.x(), name.baseline.y() - text.ascent(), wide, text.height())
                        .adjusted(-gap, 0.0, gap, 0.0);
        const auto meets = [&](const QRectF& other) { return name.area.intersects(other); };
        if (!geometry.frame.contains(name.area) || std::ranges::any_of(taken, meets) ||
            std::ranges::any_of(names, meets, &CountryName::area))
            continue;
        names.push_back(std::move(name));
    }
    return names;
}

const std::vector<CountryName>& KnownCountryNames::in(const MapGeometry& geometry, const FrameStyle& style,
                                                      const std::vector<QRectF>& taken)
{
    if (geometry != m_geometry || style.small != m_font || taken != m_taken) {
        m_names = countryNamesIn(geometry, style, taken);
        m_geometry = geometry;
        m_font = style.small;
        m_taken = taken;
    }
    return m_names;
}

void paintCountryNames(QPainter& painter, const std::vector<CountryName>& names, const FrameStyle& style)
{
    painter.setFont(style.small);
    for (const CountryName& name : names)
        drawCasedText(painter, name.baseline, name.text, CasedInk::faint(style.unit));
}
