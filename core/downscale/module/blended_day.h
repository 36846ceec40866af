#pragma once
#include "downscale/module/trained_model.h"

namespace shamal {

/// One day predicted twice: on its history and without. The mean is weight * first + (1 - weight) * second;
/// members are those of the weightier one, moved by what its mean differs from that.
class BlendedDay : public PreparedDay {
public:
    BlendedDay(std::unique_ptr<PreparedDay> first, std::unique_ptr<PreparedDay> second, double weight);
    std::vector<float> mean() const override { return m_mean; }
    std::vector<float> member(const NoiseSource& noise) const override;

private:
    std::unique_ptr<PreparedDay> m_drawn;
    std::vector<float> m_mean, m_shift;
};

}  // namespace shamal
