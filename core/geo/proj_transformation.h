#pragma once
#include "fields/grid.h"

#include <memory>
#include <mutex>
#include <span>
#include <string>

struct pj_ctx;
struct PJconsts;

namespace shamal {

struct PlanePoint;

/// One of PROJ's map projections with a context of its own: degrees to its units and back. One thread at a
/// time is let in, as PROJ's objects hold their last error.
class ProjTransformation {
public:
    /// Throws InputError when PROJ refuses `text` or it is no map projection that can be inverted.
    explicit ProjTransformation(const std::string& text);
    ~ProjTransformation();
    ProjTransformation(const ProjTransformation&) = delete;
    ProjTransformation& operator=(const ProjTransformation&) = delete;

    /// NaN where PROJ has no answer.
    void forward(std::span<const LatLon> points, std::span<PlanePoint> places) const;
    /// NaN also where the answer is not mapped back onto the place: many inverses go on beyond the Earth's
    /// limb or wrap round a cut.
    void inverse(std::span<const PlanePoint> places, std::span<LatLon> points) const;

private:
    pj_ctx* m_context;
    PJconsts* m_projection = nullptr;
    bool m_degrees = false;  ///< else radians on the geographic side
    mutable std::mutex m_mutex;
};

}  // namespace shamal
