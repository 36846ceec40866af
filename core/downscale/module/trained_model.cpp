#include "downscale/module/trained_model.h"

#include "downscale/module/day_predictor.h"
#include "downscale/module/network_package.h"
#include "fields/error.h"

#include <fmt/format.h>

namespace shamal {

namespace {

class InteractiveModel : public TrainedModel {
public:
    explicit InteractiveModel(const ModelCard& card) : m_package(loadNetworks(card)) {}
    const ModelCard& card() const override { return m_package.card; }
    const FittedMaps& maps() const override { return m_package.maps; }
    std::unique_ptr<PreparedDay> prepare(const DayInputs& inputs, std::size_t rows, std::size_t columns,
                                         const SamplerOptions& sampler) const override
    {
        return std::make_unique<DayPredictor>(m_package, inputs, rows, columns, sampler);
    }

private:
    NetworkPackage m_package;
};

}  // namespace

std::unique_ptr<TrainedModel> loadModel(const ModelCard& card)
{
    if (card.profile != Profile::Interactive)
        throw InputError(card.folder / "model.json",
                         fmt::format("is of the {} profile", nameOf(card.profile)),
                         "Choose a model of the interactive profile");
    return std::make_unique<InteractiveModel>(card);
}

}  // namespace shamal
