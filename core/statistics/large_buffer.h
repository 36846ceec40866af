#pragma once
#include <cstddef>
#include <memory>

namespace shamal {

/// Room for many numbers, not set: whoever writes to a page first is given it by the system, which for memory
/// that one thread clears takes longer than to fill it by many. On Linux in large pages where the system
/// grants them, as asking for each small one is a third of what filling it costs.
class LargeBuffer {
public:
    explicit LargeBuffer(std::size_t size);
    double* data() { return m_data.get(); }
    const double* data() const { return m_data.get(); }

private:
    struct Free {
        void operator()(double* data) const;
    };
    std::unique_ptr<double[], Free> m_data;
};

}  // namespace shamal
