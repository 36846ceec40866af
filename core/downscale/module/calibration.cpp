#include "downscale/module/calibration.h"

#include "downscale/gaussian_noise.h"
#include "downscale/module/model_networks.h"
#include "downscale/module/set_predictor.h"

#include <algorithm>
#include <cmath>

namespace shamal {

namespace {

constexpr std::size_t kPairs = 16;
constexpr double kTriedPersistence = 0.8;
constexpr double kLargestPersistence = 0.98;
constexpr std::uint64_t kSeed = 1;

/// Fields of two successive days, less the mean of each.
struct Pair {
    std::vector<float> yesterday, today;
};

/// Lagged correlation of many pairs, about zero.
double correlation(const std::vector<Pair>& pairs)
{
    double products = 0.0;
    double before = 0.0;
    double after = 0.0;
    for (const Pair& pair : pairs) {
        for (std::size_t i = 0; i < pair.today.size(); ++i) {
            products += double{pair.yesterday[i]} * double{pair.today[i]};
            before += double{pair.yesterday[i]} * double{pair.yesterday[i]};
            after += double{pair.today[i]} * double{pair.today[i]};
        }
    }
    const double scale = std::sqrt(before * after);
    return scale > 0.0 ? products / scale : 0.0;
}

class Calibrator {
public:
    Calibrator(const TrainedModel& model, const TrainingSet& set) : m_predictor(model, set, 1), m_set(set) {}

    /// The validation days whose day before is one too, spread evenly.
    std::vector<Date> pairedDays() const
    {
        const std::vector<Date>& days = m_set.days.validation;
        std::vector<Date> second;
        for (std::size_t i = 1; i < days.size(); ++i) {
            if (m_predictor.number(days[i]) == m_predictor.number(days[i - 1]) + 1)
                second.push_back(days[i]);
        }
        std::vector<Date> chosen;
        const std::size_t count = std::min(kPairs, second.size());
        for (std::size_t i = 0; i < count; ++i)
            chosen.push_back(second[i * second.size() / count]);
        return chosen;
    }

    void add(Date date)
    {
        const std::int64_t today = m_predictor.number(date);
        const CellWindow& whole = m_predictor.window();
        const std::vector<float> fresh = gaussianNoise(kSeed, 0, today, whole);
        const std::vector<float> before = gaussianNoise(kSeed, 0, today - 1, whole);
        std::vector<float> lasting(fresh.size());
        for (std::size_t i = 0; i < lasting.size(); ++i)
            lasting[i] =
                static_cast<float>(kTriedPersistence) * before[i] +
                static_cast<float>(std::sqrt(1.0 - kTriedPersistence * kTriedPersistence)) * fresh[i];

        const auto seeing = m_predictor.prepare(today, PastKnown::Everything);
        m_truths.push_back(less(*m_predictor.truth(today), seeing->mean()));
        m_members.push_back(less(m_predictor.onGrid(draw(*seeing, fresh)), seeing->mean()));

        const auto unseeing = m_predictor.prepare(today, PastKnown::CoarseOnly);
        const auto unseeingBefore = m_predictor.prepare(today - 1, PastKnown::CoarseOnly);
        const std::vector<float> drawnBefore =
            less(m_predictor.onGrid(draw(*unseeingBefore, before)), unseeingBefore->mean());
        m_errors.push_back({less(*m_predictor.truth(today - 1), unseeingBefore->mean()),
                            less(*m_predictor.truth(today), unseeing->mean())});
        m_afresh.push_back({drawnBefore, less(m_predictor.onGrid(draw(*unseeing, fresh)), unseeing->mean())});
        m_lasting.push_back(
            {drawnBefore, less(m_predictor.onGrid(draw(*unseeing, lasting)), unseeing->mean())});
    }

    Calibration result() const
    {
        Calibration result;
        result.gain = fitSpectralGain(m_truths, m_members, fieldExtent(m_set.grid));
        const double afresh = correlation(m_afresh);
        const double slope = (correlation(m_lasting) - afresh) / kTriedPersistence;
        if (slope > 0.0)
            result.noisePersistence =
                std::clamp((correlation(m_errors) - afresh) / slope, 0.0, kLargestPersistence);
        return result;
    }

private:
    /// By the usual sampler, which draws no noise on its way.
    static std::vector<float> draw(const PreparedDay& day, const std::vector<float>& noise)
    {
        return day.member([&](int) { return noise; });
    }
    /// 0 where missing: no error there, and none of the members'.
    std::vector<float> less(std::vector<float> field, const std::vector<float>& paddedMean) const
    {
        const std::vector<float> mean = m_predictor.onGrid(paddedMean);
        for (std::size_t i = 0; i < field.size(); ++i)
            field[i] = std::isnan(field[i]) ? 0.0F : field[i] - mean[i];
        return field;
    }

    SetPredictor m_predictor;
    const TrainingSet& m_set;
    std::vector<std::vector<float>> m_truths, m_members;
    std::vector<Pair> m_errors, m_afresh, m_lasting;
};

}  // namespace

SpectralGain fitMeanGain(const TrainedModel& model, TrainingSet& set, const Progress& progress,
                         const std::stop_token& stop)
{
    const std::vector<Date>& days = set.days.validation;
    if (model.card().method != Method::ResidualDiffusion || days.empty())
        return {};
    revealDays(set, days);
    const SetPredictor predictor(model, set, 0);
    std::vector<std::vector<float>> truths, told;
    for (std::size_t i = 0; i < days.size(); ++i) {
        throwIfStopped(stop);
        progress.report(static_cast<double>(i) / static_cast<double>(days.size()),
                        "Calibrating the mean on " + toString(days[i]));
        const std::int64_t day = predictor.number(days[i]);
        const DayInputs inputs = predictor.inputs(day, PastKnown::Everything);
        const std::span<const float> padded = inputs.condition(Condition::Regression);
        const std::vector<float> regression = predictor.onGrid({padded.begin(), padded.end()});
        std::vector<float> mean = predictor.onGrid(predictor.prepare(inputs)->mean());
        std::vector<float> truth = *predictor.truth(day);
        for (std::size_t cell = 0; cell < truth.size(); ++cell) {
            const bool known = !std::isnan(truth[cell]);
            truth[cell] = known ? truth[cell] - regression[cell] : 0.0F;
            mean[cell] = known ? mean[cell] - regression[cell] : 0.0F;
        }
        truths.push_back(std::move(truth));
        told.push_back(std::move(mean));
    }
    hideDays(set, days);
    return fitShrinkage(truths, told, fieldExtent(set.grid));
}

Calibration calibrate(const TrainedModel& model, TrainingSet& set, const Progress& progress,
                      const std::stop_token& stop)
{
    Calibrator calibrator(model, set);
    const std::vector<Date> days = calibrator.pairedDays();
    if (days.empty() || !drawsMembers(model.card().method))
        return {};
    revealDays(set, set.days.validation);
    for (std::size_t i = 0; i < days.size(); ++i) {
        throwIfStopped(stop);
        progress.report(static_cast<double>(i) / static_cast<double>(days.size()),
                        "Calibrating the members on " + toString(days[i]));
        calibrator.add(days[i]);
    }
    const Calibration result = calibrator.result();
    hideDays(set, set.days.validation);
    return result;
}

}  // namespace shamal
