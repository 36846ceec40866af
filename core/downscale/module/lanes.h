#pragma once
#include <cstdint>

/// A function compiled for AVX2 and fused multiplication beside the baseline; the loader takes what the
/// processor has. (Named by its level: "arch=haswell" would be taken on processors of that maker alone.)
#define SHAMAL_VECTORISED __attribute__((target_clones("arch=x86-64-v3", "default"), optimize("O3")))
/// What such functions are made of.
#define SHAMAL_INLINE __attribute__((always_inline)) inline

namespace shamal {

inline constexpr std::int64_t kLanes = 8;
/// Eight channels at once, wherever they lie.
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float)), aligned(4), may_alias));

SHAMAL_INLINE const Lanes& lanesAt(const float* values)
{
    return *reinterpret_cast<const Lanes*>(values);
}
SHAMAL_INLINE Lanes& lanesAt(float* values)
{
    return *reinterpret_cast<Lanes*>(values);
}

}  // namespace shamal
