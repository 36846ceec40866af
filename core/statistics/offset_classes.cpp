#include "statistics/offset_classes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/graticule.h"
#include "statistics/parallel_rows.h"

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

double stepOf(const std::vector<double>& longitudes)
{
    return longitudes.size() < 2
               ? 0.0
               : (longitudes.back() - longitudes.front()) / static_cast<double>(longitudes.size() - 1);
}

/// The first of 0..end for which `reached` is true, or end; it stays true from there on. Quick near `guess`.
template <class Predicate>
std::uint32_t firstReached(std::uint32_t end, std::uint32_t guess, const Predicate& reached)
{
    std::uint32_t low = 0, high = end;  // below low it is not reached, from high on it is
    std::uint32_t stride = 1;
    for (std::uint32_t at = std::min(guess, end); low < high && at < high;) {
        if (reached(at)) {
            high = at;
            at = at > stride ? std::max(low, at - stride) : low;
        } else {
            low = at + 1;
            at = std::min(high, at + stride);
        }
        stride *= 2;
    }
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (reached(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

}  // namespace

std::vector<double> sinSquaredOfOffsets(const std::vector<double>& longitudes)
{
    std::vector<double> result;
    for (std::size_t offset = 0; offset < longitudes.size(); ++offset) {
        const double sine = std::sin(0.5 * stepOf(longitudes) * static_cast<double>(offset) * kRadians);
        result.push_back(sine * sine);
    }
    return result;
}

OffsetClasses::OffsetClasses(const LagClasses& lags, const std::vector<double>& longitudes, unsigned threads,
                             const std::stop_token& stop)
    : m_lags(lags),
      m_step(stepOf(longitudes)),
      m_columns(longitudes.size()),
      m_sinSquared(sinSquaredOfOffsets(longitudes))
{
    for (std::size_t offset = 0; offset < m_columns; ++offset) {
        const double east = m_step * static_cast<double>(offset);
        m_sine.push_back(std::sin(east * kRadians));
        m_rising += east <= 180.0 ? 1 : 0;
    }
    const std::size_t rows = lags.latitudes().size();
    for (std::size_t row = 0; row < rows; ++row)
        m_rowEnd.push_back(lags.rowEnd(row));
    m_columnEnd = lags.columnEnd(m_sinSquared);
    if (lags.figure() == EarthFigure::Sphere)
        return;

    m_borders.resize(rows);
    const auto makeWorker = [this] {
        return [this](std::size_t row) {
            const std::vector<std::uint32_t> none(m_lags.bordersKm().size(), 0);
            Borders nearby{none, none};
            for (std::size_t other = row; other < m_rowEnd[row]; ++other) {
                nearby = bordersOf(row, other, nearby);
                m_borders[row].push_back(nearby);
            }
        };
    };
    forEachRow(rows, threads, makeWorker, {}, stop);
    m_columnEnd = 1;
    for (const auto& row : m_borders) {
        for (const Borders& borders : row) {
            const bool pastHalfATurn = borders.falling.back() > 0;
            m_columnEnd =
                std::max<std::size_t>(m_columnEnd, pastHalfATurn ? m_columns : borders.rising.back());
        }
    }
}

OffsetClasses::Borders OffsetClasses::bordersOf(std::size_t i, std::size_t j, const Borders& nearby) const
{
    const std::vector<double>& latitudes = m_lags.latitudes();
    const std::vector<double>& bordersKm = m_lags.bordersKm();
    const auto distance = [&](std::uint32_t offset) {
        return geodesicKm({latitudes[i], 0.0}, {latitudes[j], m_step * static_cast<double>(offset)});
    };
    const auto rising = static_cast<std::uint32_t>(m_rising);
    const auto falling = static_cast<std::uint32_t>(m_columns - m_rising);
    Borders found;
    for (std::size_t border = 0; border < bordersKm.size(); ++border) {
        const auto reached = [&](double km) {  // the longest lag itself belongs to the last bin
            return border + 1 < bordersKm.size() ? km >= bordersKm[border] : km > bordersKm[border];
        };
        found.rising.push_back(firstReached(rising, nearby.rising[border],
                                            [&](std::uint32_t offset) { return reached(distance(offset)); }));
        const auto last = static_cast<std::uint32_t>(m_columns - 1);
        found.falling.push_back(firstReached(falling, nearby.falling[border], [&](std::uint32_t back) {
            return reached(distance(last - back));
        }));
    }
    return found;
}

std::vector<int> OffsetClasses::binsOnSphere(const LagClasses::RowPair& rows) const
{
    std::vector<int> bins(m_columnEnd);
    int bin = 0;
    for (std::size_t offset = 0; offset < m_columnEnd; ++offset)
        bins[offset] = bin = m_lags.binOf(rows, m_sinSquared[offset], bin);
    return bins;
}

std::vector<int> OffsetClasses::binsOnEllipsoid(const Borders& borders) const
{
    std::vector<int> bins(m_columns, LagClasses::kOutOfReach);
    for (std::size_t bin = 0; bin + 1 < borders.rising.size(); ++bin) {
        for (std::size_t offset = borders.rising[bin]; offset < borders.rising[bin + 1]; ++offset)
            bins[offset] = static_cast<int>(bin);
        for (std::size_t back = borders.falling[bin]; back < borders.falling[bin + 1]; ++back)
            bins[m_columns - 1 - back] = static_cast<int>(bin);
    }
    bins.resize(m_columnEnd);
    return bins;
}

OffsetClasses::OfRows OffsetClasses::of(std::size_t i, std::size_t j) const
{
    const LagClasses::RowPair rows = m_lags.rowPair(i, j);
    OfRows result;
    result.east = m_borders.empty() ? binsOnSphere(rows) : binsOnEllipsoid(m_borders[i][j - i]);
    if (!m_lags.directed())
        return result;
    result.west = result.east;
    for (std::size_t offset = 0; offset < m_columnEnd; ++offset) {
        const auto turn = [&](int& bin, double sine) {
            if (bin == LagClasses::kOutOfReach)
                return;
            const int sector = m_lags.sectorOf(rows, m_sinSquared[offset], sine);
            bin = sector == LagClasses::kOutOfReach ? sector : sector * m_lags.bins() + bin;
        };
        turn(result.east[offset], m_sine[offset]);
        turn(result.west[offset], -m_sine[offset]);
    }
    return result;
}

}  // namespace shamal
