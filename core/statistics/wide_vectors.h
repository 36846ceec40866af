#pragma once

#include <cstddef>
#include <cstring>

namespace shamal {

/// Eight sums side by side, so that one need not wait for the other. Of GCC's and Clang's vectors: loops over
/// arrays of sums are compiled to shuffles.
class EightSums {
public:
    static constexpr std::size_t kSize = 8;

    /// Adds the products of eight numbers and eight others.
    [[gnu::always_inline]] void addProducts(const double* a, const double* b)
    {
        for (std::size_t half = 0; half < 2; ++half) {
            Four x, y;
            std::memcpy(&x, a + 4 * half, sizeof x);
            std::memcpy(&y, b + 4 * half, sizeof y);
            m_sums[half] += x * y;
        }
    }
    double total() const
    {
        const Four four = m_sums[0] + m_sums[1];
        return (four[0] + four[1]) + (four[2] + four[3]);
    }

private:
    using Four = double __attribute__((vector_size(32)));
    Four m_sums[2]{};
};

}  // namespace shamal

/// Before a function: it is compiled for AVX2 as well, which is taken where the processor has it. Its numbers
/// are the same either way, as long as no sum is split and no product is fused with a sum (the file's
/// -ffp-contract=off).
#if defined(__x86_64__) && defined(__ELF__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SHAMAL_WIDE_VECTORS __attribute__((target_clones("avx2", "default")))
#else  // the choice is made before a sanitizer is ready
#define SHAMAL_WIDE_VECTORS
#endif
