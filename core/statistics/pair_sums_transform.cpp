#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <span>

#include "statistics/fourier_transform.h"
#include "statistics/pair_sums.h"
#include "statistics/parallel_rows.h"

// With x the values (0 where missing), m the mask (0 or 1) and q = m x^2, the sum over pairs of cells of rows
// i and j that are k columns apart is
//     sum m_i m_j (x_i - x_j)^2 = corr(q_i, m_j)[k] + corr(m_i, q_j)[k] - 2 corr(x_i, x_j)[k],
// and the number of such pairs is corr(m_i, m_j)[k]. Distance does not depend on the sign of k, so corr[k] +
// corr[-k] is enough, and that is the cosine transform of the real part of the cross-spectrum. Sums over days
// are taken before that inverse transform. Days of equal masks share m, and their q are summed before the
// forward transform: of each day only the real part of x_i conj(x_j) remains, a scalar product of length
// (days x frequencies x 2) for every pair of rows.

namespace shamal {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
/// Frequencies that are multiplied together: their real and their imaginary parts fill one line of the cache.
constexpr std::size_t kBlock = 4;
constexpr std::size_t kBlockDoubles = 2 * kBlock;

/// Days whose images lack the same cells.
struct MaskGroup {
    std::vector<std::size_t> days;
};

std::vector<MaskGroup> groupByMask(const ImageStack& stack)
{
    std::map<std::vector<bool>, MaskGroup> groups;
    for (std::size_t day = 0; day < stack.images.size(); ++day) {
        const std::vector<float>& image = stack.images[day];
        std::vector<bool> mask(image.size());
        for (std::size_t cell = 0; cell < image.size(); ++cell)
            mask[cell] = !std::isnan(image[cell]);
        groups[std::move(mask)].days.push_back(day);
    }
    std::vector<MaskGroup> result;
    result.reserve(groups.size());
    for (auto& [mask, group] : groups)
        result.push_back(std::move(group));
    // In the order of the days and not of the masks, for the same sums whatever the masks are.
    std::ranges::sort(result, {}, [](const MaskGroup& group) { return group.days.front(); });
    return result;
}

/// Mean of an image's cells with data. Differences do not see it, but taking it off saves digits.
double meanOf(const std::vector<float>& image)
{
    double sum = 0.0;
    std::size_t n = 0;
    for (const float value : image) {
        if (std::isnan(value))
            continue;
        sum += value;
        ++n;
    }
    return n == 0 ? 0.0 : sum / static_cast<double>(n);
}

/// Spectra of every row: slots 0..days-1 hold x of the days, then q and m of each group of days.
/// Layout: row, block of frequencies, slot, {real parts, imaginary parts}.
class RowSpectra {
public:
    RowSpectra(std::size_t rows, std::size_t slots, std::size_t length)
        : m_slots(slots),
          m_blocks((length / 2 + kBlock) / kBlock),
          m_values(rows * m_blocks * slots * kBlockDoubles)
    {
    }
    std::size_t blocks() const { return m_blocks; }
    const double* at(std::size_t row, std::size_t block, std::size_t slot) const
    {
        return m_values.data() + ((row * m_blocks + block) * m_slots + slot) * kBlockDoubles;
    }
    /// Takes apart the spectrum of (a + i b), a and b real sequences, into their slots.
    void store(std::size_t row, std::size_t slotA, std::size_t slotB, std::span<const double> real,
               std::span<const double> imaginary)
    {
        const std::size_t n = real.size();
        for (std::size_t f = 0; f <= n / 2; ++f) {
            const std::size_t mirrored = (n - f) % n;
            set(row, f, slotA, 0.5 * (real[f] + real[mirrored]), 0.5 * (imaginary[f] - imaginary[mirrored]));
            set(row, f, slotB, 0.5 * (imaginary[f] + imaginary[mirrored]), 0.5 * (real[mirrored] - real[f]));
        }
    }

private:
    void set(std::size_t row, std::size_t frequency, std::size_t slot, double real, double imaginary)
    {
        if (slot >= m_slots)  // the unused half of the last pair
            return;
        double* block =
            m_values.data() + ((row * m_blocks + frequency / kBlock) * m_slots + slot) * kBlockDoubles;
        block[frequency % kBlock] = real;
        block[frequency % kBlock + kBlock] = imaginary;
    }

    std::size_t m_slots;
    std::size_t m_blocks;
    std::vector<double> m_values;
};

/// Everything that is computed once and read by all threads.
struct TransformPlan {
    const ImageStack& stack;
    const LagClasses& lags;
    std::vector<double> means;  // per day
    std::vector<MaskGroup> groups;
    std::vector<double> sinSquared;  // of half the difference in longitude, per column offset
    std::size_t columnEnd;
    FourierTransform transform;
    RowSpectra spectra;

    TransformPlan(const ImageStack& images, const LagClasses& lagClasses);
    std::size_t days() const { return stack.images.size(); }
};

std::vector<double> sinSquaredOfOffsets(const std::vector<double>& longitudes)
{
    std::vector<double> result(longitudes.size(), 0.0);
    const double step = longitudes.size() < 2 ? 0.0
                                              : (longitudes.back() - longitudes.front()) /
                                                    static_cast<double>(longitudes.size() - 1);
    for (std::size_t offset = 0; offset < longitudes.size(); ++offset) {
        const double sine = std::sin(0.5 * step * static_cast<double>(offset) * kRadians);
        result[offset] = sine * sine;
    }
    return result;
}

/// Zeros behind a row as long as the longest offset keep the two ends of a row from meeting.
std::size_t transformLength(std::size_t columns, std::size_t columnEnd)
{
    return FourierTransform::lengthFor(columns + columnEnd);
}

TransformPlan::TransformPlan(const ImageStack& images, const LagClasses& lagClasses)
    : stack(images),
      lags(lagClasses),
      groups(groupByMask(images)),
      sinSquared(sinSquaredOfOffsets(images.longitudes)),
      columnEnd(lagClasses.columnEnd(sinSquared)),
      transform(transformLength(images.columns(), columnEnd)),
      spectra(images.rows(), images.images.size() + 2 * groups.size(), transform.length())
{
    for (const std::vector<float>& image : images.images)
        means.push_back(meanOf(image));
}

/// Forward transforms of one row: all days, all groups.
class RowTransformer {
public:
    explicit RowTransformer(TransformPlan& plan)
        : m_plan(plan), m_real(plan.transform.length()), m_imaginary(plan.transform.length())
    {
    }

    void operator()(std::size_t row)
    {
        const std::size_t days = m_plan.days();
        for (std::size_t day = 0; day < days; day += 2) {
            clear();
            addValues(day, row, m_real);
            if (day + 1 < days)
                addValues(day + 1, row, m_imaginary);
            // Without a second day its slot takes the zeros, until the group that owns the slot writes there.
            transformInto(row, day, day + 1);
        }
        for (std::size_t group = 0; group < m_plan.groups.size(); ++group) {
            clear();
            addSquaresAndMask(m_plan.groups[group], row);
            transformInto(row, days + 2 * group, days + 2 * group + 1);
        }
    }

private:
    void clear()
    {
        std::ranges::fill(m_real, 0.0);
        std::ranges::fill(m_imaginary, 0.0);
    }
    void transformInto(std::size_t row, std::size_t slotA, std::size_t slotB)
    {
        m_plan.transform.run(m_real, m_imaginary);
        m_plan.spectra.store(row, slotA, slotB, m_real, m_imaginary);
    }
    std::span<const float> cells(std::size_t day, std::size_t row) const
    {
        const std::size_t columns = m_plan.stack.columns();
        return std::span(m_plan.stack.images[day]).subspan(row * columns, columns);
    }
    void addValues(std::size_t day, std::size_t row, std::vector<double>& into) const
    {
        const std::span<const float> values = cells(day, row);
        for (std::size_t column = 0; column < values.size(); ++column) {
            if (!std::isnan(values[column]))
                into[column] = values[column] - m_plan.means[day];
        }
    }
    void addSquaresAndMask(const MaskGroup& group, std::size_t row)
    {
        for (const std::size_t day : group.days) {
            const std::span<const float> values = cells(day, row);
            for (std::size_t column = 0; column < values.size(); ++column) {
                if (std::isnan(values[column]))
                    continue;
                const double value = values[column] - m_plan.means[day];
                m_real[column] += value * value;
                m_imaginary[column] = 1.0;
            }
        }
    }

    TransformPlan& m_plan;
    std::vector<double> m_real, m_imaginary;
};

using Products = std::array<double, kBlockDoubles>;

void addProducts(const double* a, const double* b, Products& products)
{
    for (std::size_t i = 0; i < kBlockDoubles; ++i)
        products[i] += a[i] * b[i];
}

/// Pairs of one row with itself and the rows north of it.
class RowPairer {
public:
    RowPairer(const TransformPlan& plan, std::vector<PairSums>& byRow)
        : m_plan(plan), m_byRow(byRow), m_squares(plan.transform.length()), m_counts(plan.transform.length())
    {
    }

    void operator()(std::size_t row)
    {
        const std::size_t end = m_plan.lags.rowEnd(row);
        for (std::size_t other = row; other < end; ++other) {
            crossSpectrum(row, other);
            m_plan.transform.run(m_squares, m_counts);
            addToClasses(row, other);
        }
    }

private:
    /// Real parts of the cross-spectra over all days: even sequences, so both transforms are real and fit one
    /// complex run.
    void crossSpectrum(std::size_t i, std::size_t j)
    {
        const std::size_t days = m_plan.days();
        const std::size_t length = m_plan.transform.length();
        for (std::size_t block = 0; block < m_plan.spectra.blocks(); ++block) {
            Products values{}, squares{}, counts{};
            const double* a = m_plan.spectra.at(i, block, 0);
            const double* b = m_plan.spectra.at(j, block, 0);
            for (std::size_t day = 0; day < days; ++day, a += kBlockDoubles, b += kBlockDoubles)
                addProducts(a, b, values);
            for (const MaskGroup& group : m_plan.groups) {
                addProducts(a, b + kBlockDoubles, squares);
                addProducts(a + kBlockDoubles, b, squares);
                Products masks{};
                addProducts(a + kBlockDoubles, b + kBlockDoubles, masks);
                for (std::size_t k = 0; k < kBlockDoubles; ++k)
                    counts[k] += static_cast<double>(group.days.size()) * masks[k];
                a += 2 * kBlockDoubles;
                b += 2 * kBlockDoubles;
            }
            for (std::size_t k = 0; k < kBlock; ++k) {
                const std::size_t frequency = block * kBlock + k;
                if (frequency > length / 2)
                    break;
                const std::size_t mirrored = (length - frequency) % length;
                m_squares[frequency] = m_squares[mirrored] =
                    squares[k] + squares[k + kBlock] - 2.0 * (values[k] + values[k + kBlock]);
                m_counts[frequency] = m_counts[mirrored] = counts[k] + counts[k + kBlock];
            }
        }
    }

    void addToClasses(std::size_t i, std::size_t j)
    {
        PairSums& sums = m_byRow[i];
        const LagClasses::RowPair rows = m_plan.lags.rowPair(i, j);
        // Within a row the offsets k and -k are the same pairs, and 0 is no pair.
        const bool sameRow = i == j;
        int bin = 0;
        for (std::size_t offset = sameRow ? 1 : 0; offset < m_plan.columnEnd; ++offset) {
            bin = m_plan.lags.classOf(rows, m_plan.sinSquared[offset], bin);
            if (bin == LagClasses::kOutOfReach)
                continue;
            const double scale = (sameRow || offset == 0 ? 1.0 : 2.0) / static_cast<double>(m_squares.size());
            const std::int64_t pairs = std::llround(scale * m_counts[offset]);
            if (pairs == 0)
                continue;
            sums.squares[static_cast<std::size_t>(bin)] += scale * m_squares[offset];
            sums.pairs[static_cast<std::size_t>(bin)] += pairs;
        }
    }

    const TransformPlan& m_plan;
    std::vector<PairSums>& m_byRow;
    std::vector<double> m_squares, m_counts;
};

}  // namespace

std::size_t spectraBytesPerDay(const ImageStack& stack, const LagClasses& lags)
{
    const std::size_t columnEnd = lags.columnEnd(sinSquaredOfOffsets(stack.longitudes));
    const std::size_t frequencies = transformLength(stack.columns(), columnEnd) / 2 + kBlock;
    constexpr std::size_t kSlots = 3;  // values, squares and mask, when every day has a mask of its own
    return stack.rows() * frequencies * kSlots * 2 * sizeof(double);
}

PairSums pairSumsByTransform(const ImageStack& stack, const LagClasses& lags, const PairSumsRun& run)
{
    TransformPlan plan(stack, lags);
    std::vector<PairSums> byRow(stack.rows(), PairSums(lags.bins()));
    const auto pairsPart = [&run](double fraction) {
        if (run.done)
            run.done(0.2 + 0.8 * fraction);
    };
    forEachRow(
        stack.rows(), run.threads, [&plan] { return RowTransformer(plan); }, {}, run.stop);
    forEachRow(
        stack.rows(), run.threads, [&] { return RowPairer(plan, byRow); }, pairsPart, run.stop);

    // Rows are added in their order, so that the number of threads does not show in the last digits.
    PairSums total(lags.bins());
    for (const PairSums& sums : byRow)
        total.add(sums);
    for (double& squares : total.squares)
        squares = std::max(squares, 0.0);  // of a constant field rounding may leave less than nothing
    return total;
}

}  // namespace shamal
