#include "downscale/module/large_buffers.h"

#include <malloc.h>
#include <cstddef>
#include <limits>

namespace shamal {

void keepLargeBuffers()
{
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

void giveBackBuffers()
{
    constexpr std::size_t kMuch = std::size_t{512} << 20U;
    if (mallinfo2().fordblks > kMuch)
        malloc_trim(0);
}

}  // namespace shamal
