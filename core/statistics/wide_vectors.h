#pragma once

/// Before a function: it is compiled for AVX2 as well, which is taken where the processor has it. Its numbers
/// are the same either way, as long as no sum is split and no product is fused with a sum (the file's
/// -ffp-contract=off).
#if defined(__x86_64__) && defined(__ELF__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SHAMAL_WIDE_VECTORS __attribute__((target_clones("avx2", "default")))
#else  // the choice is made before a sanitizer is ready
#define SHAMAL_WIDE_VECTORS
#endif
