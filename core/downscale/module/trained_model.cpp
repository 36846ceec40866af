#include "downscale/module/trained_model.h"

#include "downscale/module/day_predictor.h"
#include "downscale/module/network_package.h"
#include "downscale/module/published_predictor.h"

namespace shamal {

namespace {

class InteractiveModel : public TrainedModel {
public:
    explicit InteractiveModel(const ModelCard& card)
        : m_package(loadNetworks(card)), m_networks(m_package.networks)
    {
    }
    const ModelCard& card() const override { return m_package.card; }
    const FittedMaps& maps() const override { return m_package.maps; }
    std::unique_ptr<PreparedDay> prepare(const DayInputs& inputs, std::size_t rows, std::size_t columns,
                                         const SamplerOptions& sampler) const override
    {
        return std::make_unique<DayPredictor>(m_package, m_networks, inputs, rows, columns, sampler);
    }

private:
    NetworkPackage m_package;
    InferenceNetworks m_networks;
};

class PublishedDay : public PreparedDay {
public:
    explicit PublishedDay(PublishedPredictor predictor) : m_predictor(std::move(predictor)) {}
    std::vector<float> mean() const override { return m_predictor.mean(); }
    std::vector<float> member(const NoiseSource& noise) const override
    {
        return m_predictor.member(noise(0));
    }

private:
    PublishedPredictor m_predictor;
};

class PublishedModel : public TrainedModel {
public:
    explicit PublishedModel(const ModelCard& card) : m_card(card), m_package(PublishedPackage::load(card)) {}
    const ModelCard& card() const override { return m_card; }
    const FittedMaps& maps() const override { return m_package.maps; }
    std::unique_ptr<PreparedDay> prepare(const DayInputs& inputs, std::size_t rows, std::size_t columns,
                                         const SamplerOptions& sampler) const override
    {
        return std::make_unique<PublishedDay>(
            PublishedPredictor(m_package, inputs, rows, columns, inputs.date.year, sampler));
    }

private:
    ModelCard m_card;
    PublishedPackage m_package;
};

}  // namespace

std::unique_ptr<TrainedModel> loadModel(const ModelCard& card)
{
    if (card.profile == Profile::Published)
        return std::make_unique<PublishedModel>(card);
    return std::make_unique<InteractiveModel>(card);
}

}  // namespace shamal
