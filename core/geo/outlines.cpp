#include "geo/outlines.h"

#include "fields/resources.h"
#include "geo/outline_bytes.h"

#include <utility>

namespace shamal {

std::vector<Outline> readOutlines(const std::filesystem::path& file)
{
    OutlineBytes bytes(file, "SHAMALOL");
    std::vector<Outline> outlines;
    for (std::uint32_t line = 0; line < bytes.entries(); ++line) {
        Outline outline;
        outline.kind = bytes.byte() == 0 ? OutlineKind::Coast : OutlineKind::Border;
        outline.points = bytes.points();
        outlines.push_back(std::move(outline));
    }
    bytes.requireEnd();
    return outlines;
}

const std::vector<Outline>& naturalEarthOutlines(OutlineScale scale)
{
    const auto read = [](const char* name) { return readOutlines(resourcesFolder() / "outlines" / name); };
    if (scale == OutlineScale::Small) {
        static const std::vector<Outline> small = read("natural-earth-110m.bin");
        return small;
    }
    static const std::vector<Outline> medium = read("natural-earth-50m.bin");
    return medium;
}

}  // namespace shamal
