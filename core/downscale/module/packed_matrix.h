#pragma once
#include <cstdint>
#include <vector>

namespace shamal {

/// Matrices that many short rows are multiplied by, laid out for it: columns in strips of sixteen (the last
/// may have eight), in a strip row after row. Every product is summed in the order of the rows: it does not
/// depend on what is computed beside it, nor on how many threads there are.
class PackedMatrices {
public:
    PackedMatrices() = default;
    /// count x in x out numbers, `out` a multiple of 8.
    PackedMatrices(const float* matrices, std::int64_t count, std::int64_t in, std::int64_t out);

    std::int64_t count() const { return m_count; }
    std::int64_t in() const { return m_in; }
    std::int64_t out() const { return m_out; }

    /// rows x in, times a matrix, is rows x out.
    void multiply(std::int64_t matrix, const float* from, std::int64_t rows, float* to) const;

private:
    std::int64_t m_count = 0, m_in = 0, m_out = 0;
    std::vector<float> m_values;
};

}  // namespace shamal
