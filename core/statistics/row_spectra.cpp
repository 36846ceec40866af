#include "statistics/row_spectra.h"

#include <algorithm>
#include <cmath>
#include <complex>

#include "fields/unset_array.h"
#include "statistics/parallel_rows.h"

namespace shamal {

namespace {

/// Per cell 1 where it has data, else 0.
std::vector<unsigned char> maskOf(const std::vector<float>& image)
{
    std::vector<unsigned char> mask(image.size());
    std::ranges::transform(image, mask.begin(), [](float value) { return std::isnan(value) ? 0 : 1; });
    return mask;
}

/// Days whose images lack the same cells.
std::vector<std::vector<std::size_t>> groupByMask(const ImageStack& stack, const PairSumsRun& run)
{
    std::vector<std::vector<unsigned char>> masks(stack.images.size());
    const auto makeWorker = [&] { return [&](std::size_t day) { masks[day] = maskOf(stack.images[day]); }; };
    forEachRow(masks.size(), run.threads, makeWorker, {}, run.stop);
    std::vector<std::vector<std::size_t>> result;  // in the order of their first days
    for (std::size_t day = 0; day < masks.size(); ++day) {
        const auto lacksTheSame = [&](const std::vector<std::size_t>& days) {
            return masks[days.front()] == masks[day];
        };
        const auto group = std::ranges::find_if(result, lacksTheSame);
        if (group == result.end())
            result.push_back({day});
        else
            group->push_back(day);
    }
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

/// The images in the order of their slots, each with its mean.
struct SlotImage {
    const std::vector<float>* image;
    double mean;
};

std::vector<SlotImage> slotImages(const ImageStack& stack, const PairSumsRun& run)
{
    std::vector<SlotImage> result;
    for (std::size_t day = 0; day < stack.images.size(); ++day) {
        result.push_back({&stack.images[day], 0.0});
        if (!stack.others.empty())
            result.push_back({&stack.others[day], 0.0});
    }
    const auto makeWorker = [&] {
        return [&](std::size_t slot) { result[slot].mean = meanOf(*result[slot].image); };
    };
    forEachRow(result.size(), run.threads, makeWorker, {}, run.stop);
    return result;
}

}  // namespace

/// Forward transforms of one row: all days, all groups.
class RowSpectra::RowTransformer {
public:
    RowTransformer(RowSpectra& spectra, const std::vector<SlotImage>& images, std::size_t columns,
                   std::size_t variables)
        : m_spectra(spectra),
          m_images(images),
          m_columns(columns),
          m_variables(variables),
          m_both(spectra.m_transform.length() + 1)
    {
    }

    void operator()(std::size_t row)
    {
        for (std::size_t slot = 0; slot < m_images.size(); slot += 2) {
            std::ranges::fill(m_both, 0.0);
            addValues(m_images[slot], row, 1.0);
            if (slot + 1 < m_images.size())
                addValues(m_images[slot + 1], row, kImaginary);
            // Without a second image its slot takes the zeros, until the group that owns the slot writes
            // there.
            transformInto(row, slot);
        }
        for (std::size_t group = 0; group < m_spectra.m_groups.size(); ++group) {
            std::ranges::fill(m_both, 0.0);
            addProductsAndMask(m_spectra.m_groups[group], row);
            transformInto(row, m_images.size() + 2 * group);
        }
    }

private:
    static constexpr std::complex<double> kImaginary{0.0, 1.0};

    std::span<const float> cells(const SlotImage& image, std::size_t row) const
    {
        return std::span(*image.image).subspan(row * m_columns, m_columns);
    }
    void addValues(const SlotImage& image, std::size_t row, std::complex<double> part)
    {
        const std::span<const float> values = cells(image, row);
        for (std::size_t column = 0; column < values.size(); ++column) {
            if (!std::isnan(values[column]))
                m_both[column] += part * (values[column] - image.mean);
        }
    }
    void addProductsAndMask(const std::vector<std::size_t>& days, std::size_t row)
    {
        for (const std::size_t day : days) {
            const SlotImage& first = m_images[day * m_variables];
            const SlotImage& second = m_images[day * m_variables + m_variables - 1];
            const std::span<const float> x = cells(first, row), y = cells(second, row);
            for (std::size_t column = 0; column < x.size(); ++column) {
                if (std::isnan(x[column]))
                    continue;
                m_both[column] = {
                    m_both[column].real() + (x[column] - first.mean) * (y[column] - second.mean), 1.0};
                m_spectra.m_hasData[row] = 1;
            }
        }
    }
    /// Takes apart the spectrum of (a + i b), a and b real sequences, into slot and slot + 1.
    void transformInto(std::size_t row, std::size_t slot)
    {
        const std::size_t n = m_spectra.m_transform.length();
        m_spectra.m_transform.forward(std::span(m_both).first(n));
        m_both[n] = m_both[0];
        double* to = m_spectra.m_values.get() +
                     (row * m_spectra.m_blocks * m_spectra.m_slots + slot) * kSpectrumBlockDoubles;
        for (std::size_t first = 0; first <= n / 2; first += kSpectrumBlock) {
            for (std::size_t k = 0; k < kSpectrumBlock; ++k) {
                const std::complex<double> own = m_both[first + k], mirrored = m_both[n - first - k];
                to[k] = 0.5 * (own.real() + mirrored.real());
                to[k + kSpectrumBlock] = 0.5 * (own.imag() - mirrored.imag());
                to[k + 2 * kSpectrumBlock] = 0.5 * (own.imag() + mirrored.imag());
                to[k + 3 * kSpectrumBlock] = 0.5 * (mirrored.real() - own.real());
            }
            to += m_spectra.m_slots * kSpectrumBlockDoubles;
        }
    }

    RowSpectra& m_spectra;
    const std::vector<SlotImage>& m_images;
    std::size_t m_columns;
    std::size_t m_variables;
    std::vector<std::complex<double>> m_both;  // and the first frequency once more, behind the last
};

RowSpectra::RowSpectra(const ImageStack& stack, std::size_t columnEnd, const PairSumsRun& run)
    : m_transform(lengthFor(stack.columns(), columnEnd)),
      m_blocks((m_transform.length() / 2 + kSpectrumBlock) / kSpectrumBlock),
      m_valueSlots(stack.images.size() + stack.others.size()),
      m_groups(groupByMask(stack, run)),
      m_slots(m_valueSlots + 2 * m_groups.size()),
      m_values(unsetArray<double>(stack.rows() * m_blocks * m_slots * kSpectrumBlockDoubles)),
      m_hasData(stack.rows(), 0)
{
    for (const std::vector<std::size_t>& days : m_groups)
        m_groupDays.push_back(static_cast<double>(days.size()));
    const std::vector<SlotImage> images = slotImages(stack, run);
    forEachRow(
        stack.rows(), run.threads,
        [&] { return RowTransformer(*this, images, stack.columns(), stack.others.empty() ? 1 : 2); }, {},
        run.stop);
}

}  // namespace shamal
