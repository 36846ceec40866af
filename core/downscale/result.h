#pragma once
#include "downscale/downscaler.h"
#include "io/output_part.h"

#include <memory>
#include <vector>

namespace shamal {

/// What of a result to write beside its mean, and which days and cells of it.
struct ResultPart {
    OutputPart part = {};
    bool spread = true;
    bool members = true;
};

/// Days of one run gathered, as series a map, a chart or a file can take. All share the values of the days.
class DownscaleResult {
public:
    DownscaleResult(DownscaleRunInfo info, FieldMetadata coarseMetadata);
    void add(DownscaledDay day);  ///< ascending dates
    bool empty() const { return m_days.empty(); }
    const std::vector<std::shared_ptr<const DownscaledDay>>& days() const { return m_days; }
    const DownscaleRunInfo& info() const { return m_info; }

    FieldSeries mean() const;
    std::optional<FieldSeries> spread() const;  ///< of log10; none with fewer than two members
    std::vector<FieldSeries> members() const;
    std::optional<FieldSeries> member(std::size_t index) const;  ///< none where there are not so many

    /// CF-1.8 file content: mean, spread, members along the dimension realization, with model id,
    /// checksum, seed, sampler. Throws InputError when nothing is left.
    OutputFile toFile(const ResultPart& wanted = {}) const;
    /// Of the values of that file, before compression; 0 when nothing is left.
    std::uintmax_t bytesOfFile(const ResultPart& wanted) const;
    /// The same without the variables.
    OutputFile describeFile() const;

private:
    DownscaleRunInfo m_info;
    FieldMetadata m_coarse;
    std::vector<std::shared_ptr<const DownscaledDay>> m_days;
};

}  // namespace shamal
