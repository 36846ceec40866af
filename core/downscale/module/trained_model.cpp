#include "downscale/module/trained_model.h"

#include "downscale/module/day_predictor.h"
#include "downscale/module/network_package.h"
#include "downscale/module/published_predictor.h"

#include <mutex>

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
        return std::make_unique<DayPredictor>(m_package, m_networks, inputs, rows, columns, sampler,
                                              DayPredictor::kCellsPerBatch, filters(rows, columns));
    }

private:
    /// Making them takes longer than applying them, and successive days are of one size.
    std::shared_ptr<const DayFilters> filters(std::size_t rows, std::size_t columns) const
    {
        const std::scoped_lock lock(m_filtersMutex);
        if (!m_filters || m_filtersSize != std::pair(rows, columns)) {
            m_filters = std::make_shared<DayFilters>(m_package.card, rows, columns);
            m_filtersSize = {rows, columns};
        }
        return m_filters;
    }

    NetworkPackage m_package;
    InferenceNetworks m_networks;
    mutable std::mutex m_filtersMutex;
    mutable std::shared_ptr<const DayFilters> m_filters;
    mutable std::pair<std::size_t, std::size_t> m_filtersSize;
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
