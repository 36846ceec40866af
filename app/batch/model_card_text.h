#pragma once
#include "downscale/model_card.h"

#include <string>

/// A model card as lines to read: what it is, what it was trained on, how well it does.
std::string describe(const shamal::ModelCard& card);

/// Table of a card's scores on its held-out days.
std::string scoreTable(const shamal::ModelCard& card);
