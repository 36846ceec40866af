#include "downscale/module/calibration.h"

#include "downscale/gaussian_noise.h"
#include "downscale/module/model_networks.h"

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
    Calibrator(const TrainedModel& model, const TrainingSet& set)
        : m_model(model),
          m_set(set),
          m_window{0, 0, (set.grid.rows() + 7) / 8 * 8, (set.grid.columns() + 7) / 8 * 8}
    {
        m_sampler.members = 1;
    }

    /// The validation days whose day before is one too, spread evenly.
    std::vector<Date> pairedDays() const
    {
        const std::vector<Date>& days = m_set.days.validation;
        std::vector<Date> second;
        for (std::size_t i = 1; i < days.size(); ++i) {
            if (number(days[i]) == number(days[i - 1]) + 1)
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
        const std::int64_t today = number(date);
        const CellWindow whole = m_window;
        const std::vector<float> fresh = gaussianNoise(kSeed, 0, today, whole);
        const std::vector<float> before = gaussianNoise(kSeed, 0, today - 1, whole);
        std::vector<float> lasting(fresh.size());
        for (std::size_t i = 0; i < lasting.size(); ++i)
            lasting[i] =
                static_cast<float>(kTriedPersistence) * before[i] +
                static_cast<float>(std::sqrt(1.0 - kTriedPersistence * kTriedPersistence)) * fresh[i];

        const auto seeing = prepare(date, PastKnown::Everything);
        m_truths.push_back(less(truth(today), seeing->mean()));
        m_members.push_back(less(onGrid(draw(*seeing, fresh)), seeing->mean()));

        const auto unseeing = prepare(date, PastKnown::CoarseOnly);
        const auto unseeingBefore = prepare(dateOfDay(today - 1, m_set.calendar), PastKnown::CoarseOnly);
        const std::vector<float> drawnBefore =
            less(onGrid(draw(*unseeingBefore, before)), unseeingBefore->mean());
        m_errors.push_back(
            {less(truth(today - 1), unseeingBefore->mean()), less(truth(today), unseeing->mean())});
        m_afresh.push_back({drawnBefore, less(onGrid(draw(*unseeing, fresh)), unseeing->mean())});
        m_lasting.push_back({drawnBefore, less(onGrid(draw(*unseeing, lasting)), unseeing->mean())});
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
    std::int64_t number(Date date) const { return dayNumber(date, m_set.calendar); }
    std::unique_ptr<PreparedDay> prepare(Date date, PastKnown past) const
    {
        const DayInputs inputs =
            gatherInputs(m_model.maps(), m_set.fields, date, m_set.calendar, m_window, past);
        return m_model.prepare(inputs, m_window.rows, m_window.columns, m_sampler);
    }
    /// By the usual sampler, which draws no noise on its way.
    static std::vector<float> draw(const PreparedDay& day, const std::vector<float>& noise)
    {
        return day.member([&](int) { return noise; });
    }
    const std::vector<float>& truth(std::int64_t day) const { return m_set.fields.fine(day)->values; }
    std::vector<float> onGrid(const std::vector<float>& padded) const
    {
        return cutWindow(padded, m_window.rows, m_window.columns,
                         {0, 0, m_set.grid.rows(), m_set.grid.columns()});
    }
    /// 0 where missing: no error there, and none of the members'.
    std::vector<float> less(std::vector<float> field, const std::vector<float>& paddedMean) const
    {
        const std::vector<float> mean = onGrid(paddedMean);
        for (std::size_t i = 0; i < field.size(); ++i)
            field[i] = std::isnan(field[i]) ? 0.0F : field[i] - mean[i];
        return field;
    }

    const TrainedModel& m_model;
    const TrainingSet& m_set;
    CellWindow m_window;
    SamplerOptions m_sampler;
    std::vector<std::vector<float>> m_truths, m_members;
    std::vector<Pair> m_errors, m_afresh, m_lasting;
};

}  // namespace

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
