#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "statistics/fourier_transform.h"
#include "statistics/pair_sums.h"

namespace shamal {

/// Frequencies that are multiplied together: their real and their imaginary parts fill one line of the cache.
inline constexpr std::size_t kSpectrumBlock = 4;
inline constexpr std::size_t kSpectrumBlockDoubles = 2 * kSpectrumBlock;

/// Spectra of every row of a stack of images. Slots hold, of every day, x (and then y, of two variables), and
/// then q and m of every group of days that lack the same cells; see pair_sums_transform.cpp.
/// Values are anomalies from their day's mean, scaled by a power of two to a standard deviation near 1 over
/// all days, so that no transform holds sequences of unlike size.
/// Layout: row, block of frequencies, slot, {real parts, imaginary parts}.
class RowSpectra {
public:
    /// Transforms the rows of `stack`; `columnEnd - 1` is the longest column offset that will be asked for.
    RowSpectra(const ImageStack& stack, std::size_t columnEnd, const PairSumsRun& run);

    /// Zeros behind a row as long as the longest offset keep the two ends of a row from meeting. At least two
    /// blocks, so that the last one does not reach past the mirrored frequencies.
    static std::size_t lengthFor(std::size_t columns, std::size_t columnEnd)
    {
        return FourierTransform::lengthFor(std::max(columns + columnEnd, 2 * kSpectrumBlock));
    }

    const FourierTransform& transform() const { return m_transform; }
    std::size_t blocks() const { return m_blocks; }
    std::size_t valueSlots() const { return m_valueSlots; }
    /// What sums of products of two scaled values are multiplied with: a power of two.
    double unitOfSquares() const { return m_unitOfSquares; }
    /// Number of days in each group.
    const std::vector<double>& groupDays() const { return m_groupDays; }
    /// Whether the row has data on some day.
    bool hasData(std::size_t row) const { return m_hasData[row] != 0; }
    /// Slot 0; the next slots follow.
    const double* at(std::size_t row, std::size_t block) const
    {
        return m_values.get() + (row * m_blocks + block) * m_slots * kSpectrumBlockDoubles;
    }

private:
    class RowTransformer;

    FourierTransform m_transform;
    std::size_t m_blocks;
    std::size_t m_valueSlots;
    std::vector<std::vector<std::size_t>> m_groups;  // days
    std::vector<double> m_groupDays;
    std::size_t m_slots;
    std::shared_ptr<double[]> m_values;  // of each row, set by the thread that transforms it
    std::vector<unsigned char> m_hasData;
    double m_unitOfSquares = 1.0;
};

}  // namespace shamal
