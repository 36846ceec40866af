#pragma once
#include <cassert>
#include <memory>
#include <mutex>

namespace shamal {

/// FFTW plans, and forgets plans, in one thread at a time; only the execution is free of shared state.
inline std::mutex& fftwPlanner()
{
    static std::mutex mutex;
    return mutex;
}

/// What `make()` plans, until its last owner lets `destroy` have it. Of either precision.
template <class Make, class Destroy>
std::shared_ptr<void> fftwPlan(const Make& make, Destroy destroy)
{
    const std::scoped_lock lock(fftwPlanner());
    const auto made = make();
    assert(made != nullptr);
    return {made, [destroy](void* old) {
                const std::scoped_lock again(fftwPlanner());
                destroy(static_cast<decltype(make())>(old));
            }};
}

}  // namespace shamal
