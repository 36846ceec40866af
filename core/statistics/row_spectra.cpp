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

/// An image whose values are taken less its mean, which differences do not see but which costs digits, and
/// times a scale.
struct SlotImage {
    const std::vector<float>* image = nullptr;
    std::size_t cells = 0;  // with data
    double mean = 0.0;
    double squares = 0.0;  // sum of (value - mean)^2
    double scale = 1.0;

    double scaled(float value) const { return scale * (value - mean); }
};

/// The image with its mean and sum of squares; not yet scaled.
SlotImage measured(const std::vector<float>& image)
{
    SlotImage result;
    result.image = &image;
    double sum = 0.0;
    for (const float value : image) {
        if (std::isnan(value))
            continue;
        sum += value;
        ++result.cells;
    }
    if (result.cells == 0)
        return result;
    result.mean = sum / static_cast<double>(result.cells);
    for (const float value : image) {
        if (!std::isnan(value))
            result.squares += (value - result.mean) * (value - result.mean);
    }
    return result;
}

/// A power of two near 1 / standard deviation over all images of one variable, each about its own mean; 1
/// where that is 0. One transform holds two sequences (two images, products and mask, squares and counts),
/// and rounds both to a share of the larger: they must be of like size, whatever the unit. A power of two
/// itself rounds nothing.
double scaleOf(const std::vector<SlotImage>& images, std::size_t variable, std::size_t variables)
{
    double squares = 0.0, cells = 0.0;
    for (std::size_t slot = variable; slot < images.size(); slot += variables) {
        squares += images[slot].squares;
        cells += static_cast<double>(images[slot].cells);
    }
    const double deviation = std::sqrt(squares / cells);
    return deviation > 0.0 ? std::exp2(-std::ceil(std::log2(deviation))) : 1.0;
}

/// The images in the order of their slots, those of each variable with one scale.
std::vector<SlotImage> slotImages(const ImageStack& stack, const PairSumsRun& run)
{
    const std::size_t variables = stack.others.empty() ? 1 : 2;
    std::vector<SlotImage> result(stack.images.size() * variables);
    const auto makeWorker = [&] {
        return [&](std::size_t slot) {
            const auto& images = slot % variables == 0 ? stack.images : stack.others;
            result[slot] = measured(images[slot / variables]);
        };
    };
    forEachRow(result.size(), run.threads, makeWorker, {}, run.stop);
    for (std::size_t variable = 0; variable < variables; ++variable) {
        const double scale = scaleOf(result, variable, variables);
        for (std::size_t slot = variable; slot < result.size(); slot += variables)
            result[slot].scale = scale;
    }
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
                m_both[column] += part * image.scaled(values[column]);
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
                m_both[column] = {m_both[column].real() + first.scaled(x[column]) * second.scaled(y[column]),
                                  1.0};
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
    if (!images.empty())
        m_unitOfSquares = 1.0 / (images.front().scale * images[stack.others.empty() ? 0 : 1].scale);
    forEachRow(
        stack.rows(), run.threads,
        [&] { return RowTransformer(*this, images, stack.columns(), stack.others.empty() ? 1 : 2); }, {},
        run.stop);
}

}  // namespace shamal
