#include "batch/model_card_text.h"

#include <fmt/format.h>

#include <cmath>

namespace {

using shamal::Date;

void addLine(std::string& text, const char* label, const std::string& value)
{
    text += fmt::format("{:<12} {}\n", label, value);
}

std::string formulaOf(const shamal::FieldTransform& transform)
{
    return fmt::format("(log10(max(x, {:g})) - {:.4f}) / {:.4f}, {}", transform.floor, transform.offset,
                       transform.scale, nameOf(transform.scaling));
}

std::string spanOf(const std::vector<Date>& days)
{
    if (days.empty())
        return "none";
    return fmt::format("{} days, {} .. {}", days.size(), toString(days.front()), toString(days.back()));
}

void addTraining(std::string& text, const shamal::ModelCard& card)
{
    for (const shamal::StageRecord& stage : card.training.stages) {
        std::string line = fmt::format("{} steps, {:.0f} s on {}, loss {:.4g}", stage.steps, stage.seconds,
                                       card.training.device, stage.trainingLoss);
        if (std::isfinite(stage.validationLoss))
            line += fmt::format(", validation {:.4g}", stage.validationLoss);
        addLine(text, "Stage", stage.stage + ": " + line);
    }
}

void addGain(std::string& text, const char* what, const shamal::SpectralGain& gain)
{
    for (std::size_t band = 0; band < gain.gain.size(); ++band)
        addLine(text, band == 0 ? "Gain" : "",
                fmt::format("{}, {:.0f} km: {:.3f}", what, gain.wavelengthKm[band], gain.gain[band]));
}

void addNetworks(std::string& text, const shamal::ModelCard& card)
{
    addLine(text, "Profile", std::string(nameOf(card.profile)));
    addLine(text, "Method",
            fmt::format("{}, encoder {}, prediction {}", nameOf(card.method), nameOf(card.encoderUse),
                        nameOf(card.prediction)));
    addLine(text, "Coarse", formulaOf(card.coarse));
    addLine(text, "Fine", formulaOf(card.fine));
    addLine(text, "History", fmt::format("{} days", card.historyDays));
    addLine(text, "Trust", fmt::format("{:g} in its own predictions as history", card.predictionTrust));
    if (card.historyWeight)
        addLine(
            text, "Blend",
            fmt::format("{:.2f}, {:.2f}, {:.2f} of predictions on own ones 2, 7 and 30 days after the last "
                        "true day; the "
                        "rest without fine history",
                        card.historyWeight->at(2), card.historyWeight->at(7), card.historyWeight->at(30)));
    addLine(text, "Noise", fmt::format("correlation of one day with the next {:g}", card.noisePersistence));
    addGain(text, "mean less regression", card.meanGain);
    addGain(text, "member less mean", card.spectralGain);
}

std::string number(double value)
{
    return std::isfinite(value) ? fmt::format("{:.3f}", value) : "-";
}

}  // namespace

std::string scoreTable(const shamal::ModelCard& card)
{
    std::string text = fmt::format("{:<36} {:>7} {:>7} {:>7} {:>7} {:>11} {:>7}   (log10)\n", "held-out days",
                                   "RMSE", "MAE", "bias", "R2", "temporal R2", "CRPS");
    for (const shamal::ModelScore& s : card.scores)
        text += fmt::format("{:<36} {:>7} {:>7} {:>7} {:>7} {:>11} {:>7}\n", s.method, number(s.rmse),
                            number(s.mae), number(s.bias), number(s.r2), number(s.temporalR2),
                            s.crps ? number(*s.crps) : "");
    return text;
}

std::string describe(const shamal::ModelCard& card)
{
    std::string text;
    addLine(text, "Model", card.name);
    addLine(text, "Id", card.id);
    addLine(text, "Folder", card.folder.string());
    addLine(text, "Variable", fmt::format("{}, in '{}'", card.variable, card.units));
    addLine(text, "Season", std::string(nameOf(card.season)));
    addLine(text, "Area",
            fmt::format("{:g} .. {:g} N, {:g} .. {:g} E", card.area.south, card.area.north, card.area.west,
                        card.area.east));
    addLine(
        text, "Grid",
        fmt::format("{} x {} cells of {:.4g} x {:.4g} degrees", card.fineGrid.rows(), card.fineGrid.columns(),
                    card.fineGrid.meanLatitudeStep(), card.fineGrid.meanLongitudeStep()));
    addNetworks(text, card);
    addLine(text, "Training", spanOf(card.split.train) + fmt::format(", seed {}", card.split.seed));
    addLine(text, "Validation", spanOf(card.split.validation));
    addLine(text, "Test", spanOf(card.split.test));
    addLine(text, "Out of data", spanOf(card.split.outOfData));
    addTraining(text, card);
    addLine(text, "Synthetic", card.synthetic ? "yes: trained on the demo world" : "no");
    addLine(text, "Made by", card.trainedWith);
    addLine(text, "Software",
            fmt::format("Shamal {}, schema version {}", card.softwareVersion, card.schemaVersion));
    for (const auto& [name, checksum] : card.sha256)
        addLine(text, "SHA-256", checksum + "  " + name);
    return text + "\n" + scoreTable(card);
}
