#pragma once
#include "downscale/day_inputs.h"
#include "downscale/downscaler.h"
#include "downscale/sampler.h"

#include <memory>

namespace shamal {

/// One day on one window, with everything done that all of its images share. Fields are standardised,
/// row-major on the window.
class PreparedDay {
public:
    virtual ~PreparedDay() = default;
    /// Expectation of the fine field.
    virtual std::vector<float> mean() const = 0;
    /// A draw; the mean where the method draws none. `noise` gives standard normal fields on the window: that
    /// of step 0 is what the member starts from.
    virtual std::vector<float> member(const NoiseSource& noise) const = 0;
};

/// A model in memory. It must outlive the days it prepared.
class TrainedModel {
public:
    virtual ~TrainedModel() = default;
    virtual const ModelCard& card() const = 0;
    virtual const FittedMaps& maps() const = 0;  ///< on card().fineGrid
    /// `inputs` hold rows x columns cells; both are multiples of 8. The encoder runs here, once.
    virtual std::unique_ptr<PreparedDay> prepare(const DayInputs& inputs, std::size_t rows,
                                                 std::size_t columns,
                                                 const SamplerOptions& sampler) const = 0;
};

/// The model of a package whose card has been read. Throws InputError naming the tensor that is missing or of
/// the wrong shape.
std::unique_ptr<TrainedModel> loadModel(const ModelCard& card);

}  // namespace shamal
