#include "statistics/row_spectra.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "statistics/parallel_rows.h"

namespace shamal {

namespace {

/// Days whose images lack the same cells.
std::vector<std::vector<std::size_t>> groupByMask(const ImageStack& stack)
{
    std::map<std::vector<bool>, std::vector<std::size_t>> groups;
    for (std::size_t day = 0; day < stack.images.size(); ++day) {
        const std::vector<float>& image = stack.images[day];
        std::vector<bool> mask(image.size());
        for (std::size_t cell = 0; cell < image.size(); ++cell)
            mask[cell] = !std::isnan(image[cell]);
        groups[std::move(mask)].push_back(day);
    }
    std::vector<std::vector<std::size_t>> result;
    result.reserve(groups.size());
    for (auto& [mask, days] : groups)
        result.push_back(std::move(days));
    // In the order of the days and not of the masks, for the same sums whatever the masks are.
    std::ranges::sort(result, {}, [](const std::vector<std::size_t>& days) { return days.front(); });
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

std::vector<SlotImage> slotImages(const ImageStack& stack)
{
    std::vector<SlotImage> result;
    for (std::size_t day = 0; day < stack.images.size(); ++day) {
        result.push_back({&stack.images[day], meanOf(stack.images[day])});
        if (!stack.others.empty())
            result.push_back({&stack.others[day], meanOf(stack.others[day])});
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
          m_real(spectra.m_transform.length()),
          m_imaginary(spectra.m_transform.length())
    {
    }

    void operator()(std::size_t row)
    {
        for (std::size_t slot = 0; slot < m_images.size(); slot += 2) {
            clear();
            addValues(m_images[slot], row, m_real);
            if (slot + 1 < m_images.size())
                addValues(m_images[slot + 1], row, m_imaginary);
            // Without a second image its slot takes the zeros, until the group that owns the slot writes
            // there.
            transformInto(row, slot);
        }
        for (std::size_t group = 0; group < m_spectra.m_groups.size(); ++group) {
            clear();
            addProductsAndMask(m_spectra.m_groups[group], row);
            transformInto(row, m_images.size() + 2 * group);
        }
    }

private:
    void clear()
    {
        std::ranges::fill(m_real, 0.0);
        std::ranges::fill(m_imaginary, 0.0);
    }
    std::span<const float> cells(const SlotImage& image, std::size_t row) const
    {
        return std::span(*image.image).subspan(row * m_columns, m_columns);
    }
    void addValues(const SlotImage& image, std::size_t row, std::vector<double>& into) const
    {
        const std::span<const float> values = cells(image, row);
        for (std::size_t column = 0; column < values.size(); ++column) {
            if (!std::isnan(values[column]))
                into[column] = values[column] - image.mean;
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
                m_real[column] += (x[column] - first.mean) * (y[column] - second.mean);
                m_imaginary[column] = 1.0;
                m_spectra.m_hasData[row] = 1;
            }
        }
    }
    /// Takes apart the spectrum of (a + i b), a and b real sequences, into slot and slot + 1.
    void transformInto(std::size_t row, std::size_t slot)
    {
        m_spectra.m_transform.run(m_real, m_imaginary);
        const std::size_t n = m_real.size();
        for (std::size_t f = 0; f <= n / 2; ++f) {
            const std::size_t mirrored = (n - f) % n;
            set(row, f, slot, 0.5 * (m_real[f] + m_real[mirrored]),
                0.5 * (m_imaginary[f] - m_imaginary[mirrored]));
            set(row, f, slot + 1, 0.5 * (m_imaginary[f] + m_imaginary[mirrored]),
                0.5 * (m_real[mirrored] - m_real[f]));
        }
    }
    void set(std::size_t row, std::size_t frequency, std::size_t slot, double real, double imaginary)
    {
        const std::size_t block = frequency / kSpectrumBlock;
        double* values =
            m_spectra.m_values.data() +
            ((row * m_spectra.m_blocks + block) * m_spectra.m_slots + slot) * kSpectrumBlockDoubles;
        values[frequency % kSpectrumBlock] = real;
        values[frequency % kSpectrumBlock + kSpectrumBlock] = imaginary;
    }

    RowSpectra& m_spectra;
    const std::vector<SlotImage>& m_images;
    std::size_t m_columns;
    std::size_t m_variables;
    std::vector<double> m_real, m_imaginary;
};

RowSpectra::RowSpectra(const ImageStack& stack, std::size_t columnEnd, const PairSumsRun& run)
    : m_transform(lengthFor(stack.columns(), columnEnd)),
      m_blocks((m_transform.length() / 2 + kSpectrumBlock) / kSpectrumBlock),
      m_valueSlots(stack.images.size() + stack.others.size()),
      m_groups(groupByMask(stack)),
      m_slots(m_valueSlots + 2 * m_groups.size()),
      m_values(stack.rows() * m_blocks * m_slots * kSpectrumBlockDoubles),
      m_hasData(stack.rows(), 0)
{
    for (const std::vector<std::size_t>& days : m_groups)
        m_groupDays.push_back(static_cast<double>(days.size()));
    const std::vector<SlotImage> images = slotImages(stack);
    forEachRow(
        stack.rows(), run.threads,
        [&] { return RowTransformer(*this, images, stack.columns(), stack.others.empty() ? 1 : 2); }, {},
        run.stop);
}

}  // namespace shamal
