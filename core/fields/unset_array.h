#pragma once
#include <cstddef>
#include <memory>
#include <type_traits>

namespace shamal {

/// `bytes` of memory at the start of a line of the processor's cache, not set.
std::shared_ptr<void> unsetBytes(std::size_t bytes);

/// Room for many numbers that their maker fills, not set before: clearing it first is a second pass over
/// memory, and by one thread. On Linux long ones are in large pages where the system grants them, as asking
/// for every small page takes a third of the time that filling it does.
template <class T>
std::shared_ptr<T[]> unsetArray(std::size_t size)
{
    static_assert(std::is_arithmetic_v<T>);
    const std::shared_ptr<void> bytes = unsetBytes(size * sizeof(T));
    return {bytes, static_cast<T*>(bytes.get())};
}

}  // namespace shamal
