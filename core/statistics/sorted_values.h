#pragma once
#include <span>
#include <vector>

namespace shamal {

/// The values that are not NaN, ascending; -0 before +0. By radix (three passes of eleven bits over the
/// numbers' bits in their order), which takes as many steps a value however many there are: long records have
/// tens of millions.
std::vector<float> sortedValues(std::span<const float> values);

}  // namespace shamal
