#pragma once
#include "demo/model_domain.h"

#include <vector>

namespace shamal {

/// How easily each cell gives dust (0 = never; area mean about 0.05): topographic lowland (Ginoux et al.
/// 2001, doi:10.1029/2000JD000053: ((z_max - z) / (z_max - z_min))^5 over 10 x 10 degrees) times desert times
/// a log-normal pattern of hot spots, finer and stronger with fine detail.
std::vector<float> sourceStrength(const ModelDomain& domain, Detail detail);

}  // namespace shamal
