#include "fields/field_comparison.h"

#include "fields/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace shamal {

namespace {

float compareCell(float a, float b, Comparison comparison)
{
    if (comparison == Comparison::Difference)
        return a - b;
    if (b == 0.0F)
        return std::numeric_limits<float>::quiet_NaN();
    return comparison == Comparison::Ratio ? a / b : 100.0F * (a - b) / b;
}

}  // namespace

std::string_view nameOf(Comparison comparison)
{
    switch (comparison) {
        case Comparison::Difference:
            return "difference";
        case Comparison::Ratio:
            return "ratio";
        case Comparison::RelativeDifference:
            return "relative difference";
    }
    return {};
}

std::vector<float> compare(std::span<const float> a, std::span<const float> b, Comparison comparison)
{
    if (a.size() != b.size())
        throw InputError(fmt::format(
            "Fields of {} and {} cells cannot be compared cell by cell; bring one to the other's grid first.",
            a.size(), b.size()));
    std::vector<float> compared(a.size());
    std::transform(a.begin(), a.end(), b.begin(), compared.begin(),
                   [comparison](float x, float y) { return compareCell(x, y, comparison); });
    return compared;
}

}  // namespace shamal
