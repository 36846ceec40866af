#include "downscale/training_description.h"

#include "fields/resources.h"

#include <fmt/format.h>

namespace shamal {

ModelCard describeModel(const TrainRequest& request, const TrainingSet& set)
{
    ModelCard card;
    card.name = request.name.empty() ? "Unnamed model" : request.name;
    card.variable = request.fine.metadata().name;
    card.units = request.fine.metadata().units;
    card.profile = request.profile;
    card.method = request.method;
    card.encoderUse = request.encoderUse;
    card.prediction = request.denoiserPrediction();
    card.season = request.season;
    card.area = request.area;
    card.fineGrid = set.grid;
    card.coarse = set.coarse;
    card.fine = set.fine;
    card.historyDays = kHistoryDays;
    card.synthetic = request.fine.metadata().synthetic || request.coarse.metadata().synthetic;
    card.split = set.days;
    card.trainedWith = request.command;
    card.softwareVersion = softwareVersion();
    card.folder = request.output;
    return card;
}

std::string describeSettings(const TrainRequest& request, const TrainingSet& set)
{
    return fmt::format(
        "{}, encoder {}, prediction {}, {} steps rolled out, {} training and {} validation days, fitted "
        "{:.17g} "
        "{:.17g} {:.17g} {:.17g} {:.17g}",
        nameOf(request.method), nameOf(request.encoderUse), nameOf(request.denoiserPrediction()),
        request.rolloutSteps, set.days.train.size(), set.days.validation.size(), set.fine.offset,
        set.fine.scale, set.coarse.offset, set.coarse.scale, set.maps.residualScale);
}

}  // namespace shamal
