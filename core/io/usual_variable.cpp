#include "io/usual_variable.h"

#include <algorithm>

namespace shamal {

std::string usualVariable(const Dataset& dataset)
{
    const auto& variables = dataset.variables();
    for (const char* wanted : {"DUEXTTAU", "TOTEXTTAU"}) {
        if (std::ranges::any_of(variables,
                                [&](const VariableInfo& info) { return info.metadata.name == wanted; }))
            return wanted;
    }
    return variables.front().metadata.name;
}

}  // namespace shamal
