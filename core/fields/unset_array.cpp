#include "fields/unset_array.h"

#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace shamal {

namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20U;
constexpr std::size_t kCacheLine = 64;

}  // namespace

std::shared_ptr<void> unsetBytes(std::size_t bytes)
{
    const bool large = bytes >= 2 * kLargePage;
    const std::align_val_t alignment{large ? kLargePage : kCacheLine};
    std::shared_ptr<void> memory(::operator new(bytes, alignment),
                                 [alignment](void* data) { ::operator delete(data, alignment); });
#ifdef __linux__
    if (large)
        madvise(memory.get(), bytes, MADV_HUGEPAGE);  // a wish: without it all works as well
#endif
    return memory;
}

}  // namespace shamal
