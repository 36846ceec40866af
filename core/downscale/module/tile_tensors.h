#pragma once
#include "downscale/cell_window.h"

#include <torch/torch.h>

#include <span>
#include <vector>

namespace shamal {

/// Values as `count` x `channels` x rows x columns; the tensor borrows them.
inline torch::Tensor imagesOf(std::span<const float> values, std::int64_t count, std::int64_t channels,
                              std::size_t rows, std::size_t columns)
{
    return torch::from_blob(
        const_cast<float*>(values.data()),
        {count, channels, static_cast<std::int64_t>(rows), static_cast<std::int64_t>(columns)});
}

/// Windows of the images of `whole` (N x C x rows x columns), one after the other along N.
inline torch::Tensor cutImages(const torch::Tensor& whole, std::span<const CellWindow> tiles)
{
    std::vector<torch::Tensor> parts;
    for (const CellWindow& tile : tiles)
        parts.push_back(whole
                            .slice(2, static_cast<std::int64_t>(tile.row),
                                   static_cast<std::int64_t>(tile.row + tile.rows))
                            .slice(3, static_cast<std::int64_t>(tile.column),
                                   static_cast<std::int64_t>(tile.column + tile.columns)));
    return torch::cat(parts, 0);
}

}  // namespace shamal
