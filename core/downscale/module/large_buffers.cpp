#include "downscale/module/large_buffers.h"

#include <malloc.h>
#include <algorithm>
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
    const auto heap = mallinfo2();
    // Beside large data the buffers of a day are not worth being asked for anew every day.
    if (heap.fordblks > std::max(kMuch, heap.uordblks))
        malloc_trim(0);
}

}  // namespace shamal
