#include "statistics/large_buffer.h"

#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace shamal {

namespace {

constexpr std::align_val_t kLargePage{std::size_t{2} << 20U};

}  // namespace

LargeBuffer::LargeBuffer(std::size_t size)
{
    const std::size_t bytes = size * sizeof(double);
    m_data.reset(static_cast<double*>(::operator new(bytes, kLargePage)));
#ifdef __linux__
    madvise(m_data.get(), bytes, MADV_HUGEPAGE);  // a wish: without it all works as well
#endif
}

void LargeBuffer::Free::operator()(double* data) const
{
    ::operator delete(data, kLargePage);
}

}  // namespace shamal
