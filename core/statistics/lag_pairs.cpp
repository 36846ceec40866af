#include "statistics/lag_pairs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <span>

#include "statistics/parallel_rows.h"
#include "statistics/skill_scores.h"
#include "statistics/wide_vectors.h"

namespace shamal {

namespace {

/// Cells that are multiplied together: a day's block and those of ten days before fit the first-level cache.
constexpr std::size_t kCells = 256;
/// Later days of a block, which one thread takes.
constexpr std::size_t kDays = 64;
/// Below this share of both variances, that of the difference is summed cell by cell: at least twelve of its
/// sixteen digits stay.
constexpr double kAlike = 1e-4;

using Block = std::array<double, kCells>;

SHAMAL_WIDE_VECTORS double dot(const Block& a, const Block& b)
{
    EightSums sums;
    for (std::size_t i = 0; i < kCells; i += EightSums::kSize)
        sums.addProducts(a.data() + i, b.data() + i);
    return sums.total();
}

/// The cells from `first` on less `centre`; 0 where missing and beyond the last.
Block centred(const std::vector<float>& image, std::size_t first, double centre)
{
    Block block{};
    const std::size_t size = std::min(kCells, image.size() - first);
    for (std::size_t i = 0; i < size; ++i) {
        const double value = image[first + i] - centre;
        block[i] = std::isnan(value) ? 0.0 : value;
    }
    return block;
}

/// Of an image's values less some centre, over some of its cells.
struct Sums {
    double sum = 0.0, squares = 0.0;
    double variation(double n) const { return squares - sum * sum / n; }
};

/// One image, over its cells with data.
struct Moments {
    std::size_t n = 0;
    double centre = 0.0;                ///< its mean, to rounding
    Sums sums{};                        ///< less the centre
    std::vector<std::uint64_t> mask{};  ///< one bit a cell
};

/// A block of an image, and what its products with others' masks add up: 0 where missing.
struct MaskedBlock {
    Block values{}, squares{}, mask{};

    MaskedBlock() = default;
    MaskedBlock(const std::vector<float>& image, std::size_t first, double centre)
        : values(centred(image, first, centre))
    {
        for (std::size_t i = 0; i < std::min(kCells, image.size() - first); ++i) {
            squares[i] = values[i] * values[i];
            mask[i] = std::isnan(image[first + i]) ? 0.0 : 1.0;
        }
    }
};

/// Of two images over the cells that both have, each less its own centre.
struct CommonSums {
    double products = 0.0;
    Sums later, earlier;  ///< where masks are unlike; else those of the images themselves hold
};

std::size_t commonCells(const Moments& a, const Moments& b)
{
    std::size_t n = 0;
    for (std::size_t i = 0; i < a.mask.size(); ++i)
        n += static_cast<std::size_t>(std::popcount(a.mask[i] & b.mask[i]));
    return n;
}

Moments momentsOf(const std::vector<float>& image)
{
    Moments moments;
    moments.mask.assign((image.size() + 63) / 64, 0);
    double origin = 0.0, sum = 0.0;  // from the first value, so that a constant has exactly no variance
    for (std::size_t cell = 0; cell < image.size(); ++cell) {
        if (std::isnan(image[cell]))
            continue;
        if (moments.n == 0)
            origin = image[cell];
        ++moments.n;
        sum += image[cell] - origin;
        moments.mask[cell / 64] |= std::uint64_t{1} << (cell % 64);
    }
    if (moments.n == 0)
        return moments;
    moments.centre = origin + sum / static_cast<double>(moments.n);
    for (std::size_t first = 0; first < image.size(); first += kCells) {
        const Block block = centred(image, first, moments.centre);
        moments.sums.squares += dot(block, block);
        for (const double value : block)
            moments.sums.sum += value;
    }
    return moments;
}

/// A number for every mask, the same for equal ones.
class MaskNumbers {
public:
    std::vector<std::size_t> of(const std::vector<Moments>& days)
    {
        std::vector<std::size_t> numbers;
        for (const Moments& day : days)
            numbers.push_back(m_numbers.try_emplace(day.mask, m_numbers.size()).first->second);
        return numbers;
    }

private:
    std::map<std::vector<std::uint64_t>, std::size_t> m_numbers;
};

/// Indices begin..end-1 of successive days.
struct DayRange {
    std::size_t begin, end;
    std::size_t size() const { return end - begin; }
};

class LagComparison {
public:
    LagComparison(const DailyCells& later, const DailyCells& earlier, LagBand band, unsigned threads,
                  const std::stop_token& stop)
        : m_later(later), m_earlier(earlier), m_band(band)
    {
        m_laterMoments = momentsOf(later, threads, stop);
        m_earlierMoments = &later == &earlier ? m_laterMoments : momentsOf(earlier, threads, stop);
        MaskNumbers numbers;
        m_laterMasks = numbers.of(m_laterMoments);
        m_earlierMasks = numbers.of(m_earlierMoments);
    }

    /// Of the later days of one block.
    std::vector<std::vector<LagPair>> block(DayRange later) const
    {
        std::vector<DayRange> partners;
        for (std::size_t day = later.begin; day < later.end; ++day)
            partners.push_back(partnersOf(day));
        const std::vector<std::vector<CommonSums>> sums = sumsOf(later, partners);
        std::vector<std::vector<LagPair>> pairs(later.size());
        for (std::size_t i = 0; i < later.size(); ++i) {
            for (std::size_t j = 0; j < partners[i].size(); ++j) {
                const LagPair found = pair(later.begin + i, partners[i].begin + j, sums[i][j]);
                if (found.n > 0)
                    pairs[i].push_back(found);
            }
        }
        return pairs;
    }

private:
    static std::vector<Moments> momentsOf(const DailyCells& daily, unsigned threads,
                                          const std::stop_token& stop)
    {
        std::vector<Moments> moments(daily.values.size());
        const auto makeWorker = [&] {
            return [&](std::size_t day) { moments[day] = shamal::momentsOf(daily.values[day]); };
        };
        forEachRow(moments.size(), threads, makeWorker, {}, stop);
        return moments;
    }

    /// Days ascend strictly, so those in the band are neighbours.
    DayRange partnersOf(std::size_t laterDay) const
    {
        const std::vector<std::int64_t>& days = m_earlier.dayNumbers;
        const std::int64_t day = m_later.dayNumbers[laterDay];
        const auto begin = std::ranges::lower_bound(days, day - m_band.most);
        const auto end = std::ranges::upper_bound(days, day - m_band.least);
        return {static_cast<std::size_t>(begin - days.begin()), static_cast<std::size_t>(end - days.begin())};
    }

    bool masksAreEqual(std::size_t laterDay, std::size_t earlierDay) const
    {
        return m_laterMasks[laterDay] == m_earlierMasks[earlierDay];
    }

    std::vector<std::vector<CommonSums>> sumsOf(DayRange later, const std::vector<DayRange>& partners) const
    {
        std::vector<std::vector<CommonSums>> sums;
        for (const DayRange& range : partners)
            sums.emplace_back(range.size());
        const DayRange earlier{partners.front().begin, partners.back().end};
        std::vector<MaskedBlock> blocks(earlier.size());
        const std::size_t cells = m_later.cells.size();
        for (std::size_t first = 0; first < cells; first += kCells) {
            for (std::size_t i = 0; i < earlier.size(); ++i) {
                const std::size_t day = earlier.begin + i;
                blocks[i] = MaskedBlock(m_earlier.values[day], first, m_earlierMoments[day].centre);
            }
            for (std::size_t i = 0; i < later.size(); ++i) {
                const std::size_t day = later.begin + i;
                const MaskedBlock own(m_later.values[day], first, m_laterMoments[day].centre);
                for (std::size_t j = 0; j < partners[i].size(); ++j) {
                    const MaskedBlock& other = blocks[partners[i].begin + j - earlier.begin];
                    CommonSums& both = sums[i][j];
                    both.products += dot(own.values, other.values);
                    if (masksAreEqual(day, partners[i].begin + j))
                        continue;
                    both.later.sum += dot(own.values, other.mask);
                    both.later.squares += dot(own.squares, other.mask);
                    both.earlier.sum += dot(other.values, own.mask);
                    both.earlier.squares += dot(other.squares, own.mask);
                }
            }
        }
        return sums;
    }

    LagPair pair(std::size_t laterDay, std::size_t earlierDay, const CommonSums& common) const
    {
        const Moments& a = m_laterMoments[laterDay];
        const Moments& b = m_earlierMoments[earlierDay];
        const auto lag = static_cast<int>(m_later.dayNumbers[laterDay] - m_earlier.dayNumbers[earlierDay]);
        const bool equal = masksAreEqual(laterDay, earlierDay);
        const std::size_t cells = equal ? a.n : commonCells(a, b);
        const Sums& sumsA = equal ? a.sums : common.later;
        const Sums& sumsB = equal ? b.sums : common.earlier;
        const auto n = static_cast<double>(cells);
        const double variationA = sumsA.variation(n), variationB = sumsB.variation(n);
        const double both = variationA + variationB;
        const double covariation = common.products - sumsA.sum * sumsB.sum / n;
        const double different = both - 2.0 * covariation;
        // Differences of sums have lost digits where images are alike, or one hardly varies over common
        // cells.
        const bool precise = different >= kAlike * both && variationA >= kAlike * sumsA.squares &&
                             variationB >= kAlike * sumsB.squares;
        if (cells == 0 || !precise) {
            const SkillScores scores = skillScores(m_earlier.values[earlierDay], m_later.values[laterDay]);
            return {lag, scores.n, scores.rmse, scores.r2};
        }
        const double shift = a.centre + sumsA.sum / n - (b.centre + sumsB.sum / n);
        const bool constant = variationA <= 0.0 || variationB <= 0.0;
        return {lag, cells, std::sqrt(different / n + shift * shift),
                constant ? std::numeric_limits<double>::quiet_NaN()
                         : covariation / variationA * (covariation / variationB)};
    }

    const DailyCells &m_later, &m_earlier;
    LagBand m_band;
    std::vector<Moments> m_laterMoments, m_earlierMoments;
    std::vector<std::size_t> m_laterMasks, m_earlierMasks;
};

}  // namespace

std::vector<std::vector<LagPair>> lagPairs(const DailyCells& later, const DailyCells& earlier, LagBand band,
                                           unsigned threads, const std::function<void(double)>& done,
                                           const std::stop_token& stop)
{
    const LagComparison comparison(later, earlier, band, threads, stop);
    const std::size_t days = later.values.size();
    std::vector<std::vector<LagPair>> pairs(days);
    const auto makeWorker = [&] {
        return [&](std::size_t block) {
            const std::size_t first = block * kDays;
            std::ranges::move(comparison.block({first, std::min(first + kDays, days)}),
                              pairs.begin() + static_cast<std::ptrdiff_t>(first));
        };
    };
    forEachRow((days + kDays - 1) / kDays, threads, makeWorker, done, stop);
    return pairs;
}

}  // namespace shamal
