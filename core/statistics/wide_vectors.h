#pragma once

#include <cstddef>
#include <cstring>

namespace shamal {

/// Four numbers side by side, which one instruction adds or multiplies where the processor can. Of GCC's and
/// Clang's vectors; they alone have another alignment in every function that SHAMAL_WIDE_VECTORS compiles.
struct alignas(32) FourDoubles {
    double __attribute__((vector_size(32))) lanes;

    static constexpr std::size_t kSize = 4;
    [[gnu::always_inline]] static FourDoubles at(const double* numbers)
    {
        decltype(lanes) four;
        std::memcpy(&four, numbers, sizeof four);
        return {four};
    }
    [[gnu::always_inline]] friend FourDoubles operator+(const FourDoubles& a, const FourDoubles& b)
    {
        return {a.lanes + b.lanes};
    }
    [[gnu::always_inline]] friend FourDoubles operator*(const FourDoubles& a, const FourDoubles& b)
    {
        return {a.lanes * b.lanes};
    }
    [[gnu::always_inline]] FourDoubles& operator+=(const FourDoubles& other)
    {
        lanes += other.lanes;
        return *this;
    }
};

/// Eight sums side by side, so that one need not wait for the other: from loops over arrays of sums compilers
/// make shuffles.
class EightSums {
public:
    static constexpr std::size_t kSize = 2 * FourDoubles::kSize;

    /// Adds the products of eight numbers and eight others.
    [[gnu::always_inline]] void addProducts(const double* a, const double* b)
    {
        m_low += FourDoubles::at(a) * FourDoubles::at(b);
        m_high += FourDoubles::at(a + FourDoubles::kSize) * FourDoubles::at(b + FourDoubles::kSize);
    }
    double total() const
    {
        const FourDoubles four = m_low + m_high;
        return (four.lanes[0] + four.lanes[1]) + (four.lanes[2] + four.lanes[3]);
    }

private:
    FourDoubles m_low{}, m_high{};
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
