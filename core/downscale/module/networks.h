#pragma once
#include "downscale/day_inputs.h"

#include <torch/torch.h>

namespace shamal {

/// Two 3x3 convolutions with group normalisation and SiLU around a skip; the second starts at zero, so a new
/// block passes its input on. `embeddingSize` > 0: scaled and shifted by an embedding of the noise level
/// (FiLM, Perez et al. 2018).
class ResidualBlockImpl : public torch::nn::Module {
public:
    ResidualBlockImpl(int in, int out, int embeddingSize = 0);
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& embedding = {});

private:
    torch::nn::GroupNorm m_norm1{nullptr}, m_norm2{nullptr};
    torch::nn::Conv2d m_convolution1{nullptr}, m_convolution2{nullptr}, m_skip{nullptr};
    torch::nn::Linear m_film{nullptr};
};
TORCH_MODULE(ResidualBlock);

/// Stage A: a temporal U-Net from 40 days (yesterday first) to the next one. Its deepest features, at a
/// quarter of the resolution, are what is transferred.
class TransferEncoderImpl : public torch::nn::Module {
public:
    static constexpr int kFeatures = 48;
    TransferEncoderImpl();
    /// N x 40 x rows x columns -> N x 1 x rows x columns, as a change from yesterday.
    torch::Tensor forward(const torch::Tensor& history);
    /// N x 40 x rows x columns -> N x kFeatures x rows/4 x columns/4
    torch::Tensor features(const torch::Tensor& history);

private:
    torch::nn::Conv2d m_input{nullptr}, m_down1{nullptr}, m_down2{nullptr}, m_output{nullptr};
    ResidualBlock m_block0{nullptr}, m_block1{nullptr}, m_block2{nullptr}, m_up1{nullptr}, m_up0{nullptr};
};
TORCH_MODULE(TransferEncoder);

/// A U-Net at 1/2, 1/4 and 1/8 of the resolution from images to one image, which starts as zero. Sides must
/// be multiples of 8.
class UNetworkImpl : public torch::nn::Module {
public:
    /// `features`: channels joined at a quarter of the resolution, 0 for none. `timed`: told a noise level.
    UNetworkImpl(int channels, int features, bool timed);
    /// images N x channels, features N x features at a quarter, time N (NoiseLevel::time); what the network
    /// has no use for stays undefined.
    torch::Tensor forward(const torch::Tensor& images, const torch::Tensor& features,
                          const torch::Tensor& time = {});

private:
    torch::nn::Linear m_time1{nullptr}, m_time2{nullptr};
    torch::nn::Conv2d m_input{nullptr}, m_down1{nullptr}, m_down2{nullptr}, m_output{nullptr};
    ResidualBlock m_block0{nullptr}, m_block1{nullptr}, m_middle1{nullptr}, m_middle2{nullptr},
        m_up1{nullptr}, m_up0{nullptr};
    torch::nn::GroupNorm m_outputNorm{nullptr};
};
TORCH_MODULE(UNetwork);

/// A 3x3 convolution that keeps the size, or divides it by `stride`.
torch::nn::Conv2d convolution(int in, int out, int stride = 1);
/// Nearest neighbour, to the size of `like`.
torch::Tensor enlarge(const torch::Tensor& x, const torch::Tensor& like);

/// Groups of a group normalisation.
std::int64_t groupsOfNorm(std::int64_t channels);
/// N times -> N x 32, what a network is told of a noise level: sines, then cosines of the time at 16
/// wavelengths from 2 pi / 1000 to 2 pi.
torch::Tensor timeWaves(const torch::Tensor& time);

/// Convolutions run ten times faster with channels innermost; weights too must lie so.
void makeChannelsLast(torch::nn::Module& network);
torch::Tensor channelsLast(const torch::Tensor& images);

}  // namespace shamal
