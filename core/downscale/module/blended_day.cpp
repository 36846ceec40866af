#include "downscale/module/blended_day.h"

namespace shamal {

BlendedDay::BlendedDay(std::unique_ptr<PreparedDay> first, std::unique_ptr<PreparedDay> second, double weight)
    : m_drawn(std::move(weight < 0.5 ? second : first)), m_mean(m_drawn->mean()), m_shift(m_mean.size())
{
    const bool ofSecond = weight < 0.5;
    const std::vector<float> other = (ofSecond ? first : second)->mean();
    const auto share = static_cast<float>(ofSecond ? weight : 1.0 - weight);
    for (std::size_t i = 0; i < m_mean.size(); ++i) {
        m_shift[i] = share * (other[i] - m_mean[i]);
        m_mean[i] += m_shift[i];
    }
}

std::vector<float> BlendedDay::member(const NoiseSource& noise) const
{
    std::vector<float> member = m_drawn->member(noise);
    for (std::size_t i = 0; i < member.size(); ++i)
        member[i] += m_shift[i];
    return member;
}

}  // namespace shamal
