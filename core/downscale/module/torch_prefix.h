#pragma once
// Precompiled: takes 20 s to read.
#include <torch/torch.h>
