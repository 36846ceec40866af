#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <vector>

#include "statistics/pair_sums.h"
#include "statistics/parallel_rows.h"
#include "statistics/row_spectra.h"
#include "statistics/wide_vectors.h"

// With x and y the values of two variables (0 where missing), m the mask (0 or 1) and q = m x y, the sum over
// pairs of cells of rows i and j of which the second lies k columns east of the first is
//     sum m_i m_j (x_i - x_j) (y_i - y_j)
//         = corr(q_i, m_j)[k] + corr(m_i, q_j)[k] - corr(x_i, y_j)[k] - corr(y_i, x_j)[k],
// and the number of such pairs is corr(m_i, m_j)[k]. One variable is the case y = x. Sums over days are taken
// before the inverse transform. Days of equal masks share m, and their q are summed before the forward
// transform: of each day only x_i conj(y_j) remains, a scalar product of length (days x frequencies x 2) for
// every pair of rows. Where azimuth does not count neither does the sign of k: corr[k] + corr[-k] is enough,
// and that is the transform of the real part of the cross-spectrum.

namespace shamal {

namespace {

/// Rows of a tile. The spectra of a season fill no cache: each row that is fetched is multiplied with
/// several.
constexpr std::size_t kTileRows = 4;
constexpr std::size_t kTileOthers = 8;

/// Of one block of frequencies: the parts that add up to the real and, with azimuth, the imaginary parts of a
/// product with the first factor conjugated.
struct BlockSums {
    std::array<double, kSpectrumBlockDoubles> real{};
    std::array<double, kSpectrumBlockDoubles> imaginary{};

    void operator+=(const BlockSums& other)
    {
        for (std::size_t i = 0; i < kSpectrumBlockDoubles; ++i) {
            real[i] += other.real[i];
            imaginary[i] += other.imaginary[i];
        }
    }
    double realAt(std::size_t k) const { return real[k] + real[k + kSpectrumBlock]; }
    double imaginaryAt(std::size_t k) const { return imaginary[k] - imaginary[k + kSpectrumBlock]; }
};

/// Sums over `count` slots, `stride` doubles apart, of their products, each times its weight (none: 1). The
/// sums are local arrays, which stay in registers: through a reference they might be what a or b point to.
template <bool directed>
[[gnu::always_inline]] inline BlockSums products(const double* a, const double* b, std::size_t count,
                                                 std::size_t stride, const double* weights = nullptr)
{
    std::array<double, kSpectrumBlockDoubles> real{}, imaginary{};
    for (std::size_t n = 0; n < count; ++n, a += stride, b += stride) {
        const double weight = weights == nullptr ? 1.0 : weights[n];
        for (std::size_t i = 0; i < kSpectrumBlockDoubles; ++i)
            real[i] += a[i] * b[i] * weight;
        if constexpr (directed) {
            for (std::size_t k = 0; k < kSpectrumBlock; ++k) {
                imaginary[k] += a[k] * b[k + kSpectrumBlock] * weight;
                imaginary[k + kSpectrumBlock] += a[k + kSpectrumBlock] * b[k] * weight;
            }
        }
    }
    return {real, imaginary};
}

/// Cross-spectra of two rows over all days, of the squares and of the counts, by frequency up to half the
/// length.
struct CrossSpectra {
    std::vector<double> squares, counts;                    // real parts
    std::vector<double> squaresImaginary, countsImaginary;  // where azimuth counts

    CrossSpectra(std::size_t size, bool directed)
        : squares(size),
          counts(size),
          squaresImaginary(directed ? size : 0),
          countsImaginary(directed ? size : 0)
    {
    }
};

/// One block of two rows' spectra.
struct RowBlocks {
    const double* a;
    const double* b;
    std::size_t valueSlots;
    bool twoVariables;
    const std::vector<double>& groupDays;
};

template <bool directed>
[[gnu::always_inline]] inline void multiplied(const RowBlocks& rows, std::size_t firstFrequency,
                                              CrossSpectra& cross)
{
    constexpr std::size_t kNext = kSpectrumBlockDoubles;
    const double *const a = rows.a, *const b = rows.b;
    BlockSums values;
    if (rows.twoVariables) {
        values = products<directed>(a, b + kNext, rows.valueSlots / 2, 2 * kNext);
        values += products<directed>(a + kNext, b, rows.valueSlots / 2, 2 * kNext);
    } else {
        values = products<directed>(a, b, rows.valueSlots, kNext);
    }
    const std::size_t groups = rows.groupDays.size();
    const double* const qa = a + rows.valueSlots * kNext;  // m follows, then the next group's q
    const double* const qb = b + rows.valueSlots * kNext;
    BlockSums squares = products<directed>(qa, qb + kNext, groups, 2 * kNext);
    squares += products<directed>(qa + kNext, qb, groups, 2 * kNext);
    const BlockSums counts =
        products<directed>(qa + kNext, qb + kNext, groups, 2 * kNext, rows.groupDays.data());
    const double twice = rows.twoVariables ? 1.0 : 2.0;  // of one variable both products are the same
    for (std::size_t k = 0; k < kSpectrumBlock; ++k) {
        const std::size_t frequency = firstFrequency + k;
        cross.squares[frequency] = squares.realAt(k) - twice * values.realAt(k);
        cross.counts[frequency] = counts.realAt(k);
        if constexpr (directed) {
            cross.squaresImaginary[frequency] = squares.imaginaryAt(k) - twice * values.imaginaryAt(k);
            cross.countsImaginary[frequency] = counts.imaginaryAt(k);
        }
    }
}

SHAMAL_WIDE_VECTORS void multiply(const RowBlocks& rows, std::size_t firstFrequency, CrossSpectra& cross)
{
    multiplied<false>(rows, firstFrequency, cross);
}

SHAMAL_WIDE_VECTORS void multiplyDirected(const RowBlocks& rows, std::size_t firstFrequency,
                                          CrossSpectra& cross)
{
    multiplied<true>(rows, firstFrequency, cross);
}

/// Pairs of a few rows with themselves and the rows north of them.
template <bool directed>
class TilePairer {
public:
    TilePairer(const RowSpectra& spectra, const OffsetClasses& classes, bool twoVariables,
               std::vector<PairSums>& byRow)
        : m_spectra(spectra),
          m_classes(classes),
          m_twoVariables(twoVariables),
          m_byRow(byRow),
          m_cross(kTileRows * kTileOthers, CrossSpectra(spectra.blocks() * kSpectrumBlock, directed)),
          m_both(spectra.transform().length())
    {
    }

    void operator()(std::size_t tile)
    {
        const std::size_t first = tile * kTileRows;
        const std::size_t end = std::min(first + kTileRows, m_byRow.size());
        std::size_t farthest = 0;
        for (std::size_t row = first; row < end; ++row)
            farthest = std::max(farthest, m_classes.rowEnd(row));
        for (std::size_t others = first; others < farthest; others += kTileOthers)
            pair(first, end, others, std::min(others + kTileOthers, farthest));
    }

private:
    struct RowPair {
        std::size_t i, j;
        CrossSpectra& cross;
    };

    bool inReach(std::size_t i, std::size_t j) const
    {
        return j >= i && j < m_classes.rowEnd(i) && m_spectra.hasData(i) && m_spectra.hasData(j);
    }
    void pair(std::size_t first, std::size_t end, std::size_t others, std::size_t othersEnd)
    {
        std::vector<RowPair> pairs;
        for (std::size_t i = first; i < end; ++i) {
            for (std::size_t j = others; j < othersEnd; ++j) {
                if (inReach(i, j))
                    pairs.push_back({i, j, m_cross[pairs.size()]});
            }
        }
        for (std::size_t block = 0; block < m_spectra.blocks(); ++block) {
            for (const RowPair& rows : pairs)
                (directed ? multiplyDirected : multiply)(
                    {m_spectra.at(rows.i, block), m_spectra.at(rows.j, block), m_spectra.valueSlots(),
                     m_twoVariables, m_spectra.groupDays()},
                    block * kSpectrumBlock, rows.cross);
        }
        for (const RowPair& rows : pairs) {
            transformBack(rows.cross);
            addToClasses(rows.i, rows.j);
        }
    }

    /// Both results are real and fit one complex run: squares become its real, counts its imaginary part.
    void transformBack(const CrossSpectra& cross)
    {
        const std::size_t length = m_both.size();
        for (std::size_t f = 0; f <= length / 2; ++f) {
            const std::size_t mirrored = f == 0 ? 0 : length - f;
            m_both[mirrored] = {cross.squares[f], cross.counts[f]};
            if constexpr (directed) {
                // S + i C with S and C those of real sequences, whose mirror images are conjugate.
                const std::complex<double> turned{-cross.countsImaginary[f], cross.squaresImaginary[f]};
                m_both[f] = m_both[mirrored] + turned;
                if (mirrored != f)
                    m_both[mirrored] -= turned;
            } else {
                m_both[f] = m_both[mirrored];
            }
        }
        m_spectra.transform().backward(m_both);
    }

    void addToClasses(std::size_t i, std::size_t j)
    {
        const OffsetClasses::OfRows classes = m_classes.of(i, j);
        // Within a row the offsets k and -k are the same pairs, and 0 is no pair.
        const bool sameRow = i == j;
        for (std::size_t offset = sameRow ? 1 : 0; offset < classes.east.size(); ++offset) {
            const bool once = sameRow || offset == 0;
            if constexpr (directed) {
                add(i, classes.east[offset], offset, 1.0);
                if (!once)
                    add(i, classes.west[offset], m_both.size() - offset, 1.0);
            } else {
                add(i, classes.east[offset], offset, once ? 1.0 : 2.0);
            }
        }
    }
    void add(std::size_t row, int classOfPair, std::size_t offset, double times)
    {
        if (classOfPair == LagClasses::kOutOfReach)
            return;
        const double scale = times / static_cast<double>(m_both.size());
        const std::int64_t pairs = std::llround(scale * m_both[offset].imag());
        if (pairs == 0)
            return;
        m_byRow[row].squares[static_cast<std::size_t>(classOfPair)] += scale * m_both[offset].real();
        m_byRow[row].pairs[static_cast<std::size_t>(classOfPair)] += pairs;
    }

    const RowSpectra& m_spectra;
    const OffsetClasses& m_classes;
    bool m_twoVariables;
    std::vector<PairSums>& m_byRow;
    std::vector<CrossSpectra> m_cross;
    std::vector<std::complex<double>> m_both;
};

template <bool directed>
void pairRows(const RowSpectra& spectra, const OffsetClasses& classes, bool twoVariables,
              std::vector<PairSums>& byRow, const PairSumsRun& run)
{
    const auto pairsPart = [&run](double fraction) {
        if (run.done)
            run.done(0.2 + 0.8 * fraction);
    };
    forEachRow((byRow.size() + kTileRows - 1) / kTileRows, run.threads,
               [&] { return TilePairer<directed>(spectra, classes, twoVariables, byRow); }, pairsPart,
               run.stop);
}

}  // namespace

std::size_t spectraBytesPerDay(const ImageStack& stack, const LagClasses& lags)
{
    const std::size_t columnEnd = lags.columnEnd(sinSquaredOfOffsets(stack.longitudes));
    const std::size_t frequencies = RowSpectra::lengthFor(stack.columns(), columnEnd) / 2 + kSpectrumBlock;
    constexpr std::size_t kSlots = 3;  // values, squares and mask, when every day has a mask of its own
    return stack.rows() * frequencies * kSlots * 2 * sizeof(double);
}

PairSums pairSumsByTransform(const ImageStack& stack, const LagClasses& lags, const PairSumsRun& run)
{
    return pairSumsByTransform(stack, OffsetClasses(lags, stack.longitudes, run.threads, run.stop), run);
}

PairSums pairSumsByTransform(const ImageStack& stack, const OffsetClasses& classes, const PairSumsRun& run)
{
    const RowSpectra spectra(stack, classes.columnEnd(), run);
    std::vector<PairSums> byRow(stack.rows(), PairSums(classes.lags().classes()));
    const bool twoVariables = !stack.others.empty();
    if (classes.lags().directed())
        pairRows<true>(spectra, classes, twoVariables, byRow, run);
    else
        pairRows<false>(spectra, classes, twoVariables, byRow, run);

    // Rows are added in their order, so that the number of threads does not show in the last digits.
    PairSums total(classes.lags().classes());
    for (const PairSums& sums : byRow)
        total.add(sums);
    for (double& squares : total.squares) {
        squares *= spectra.unitOfSquares();
        if (!twoVariables)
            squares = std::max(squares, 0.0);  // of a constant field rounding may leave less than nothing
    }
    return total;
}

}  // namespace shamal
