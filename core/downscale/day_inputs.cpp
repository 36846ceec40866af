#include "downscale/day_inputs.h"

#include <cmath>
#include <numbers>
#include <optional>

namespace shamal {

namespace {

/// Writes one map after the other for one window of the maps' grid.
class InputGatherer {
public:
    InputGatherer(const FittedMaps& maps, const DayFields& fields, const CellWindow& window)
        : m_maps(maps), m_fields(fields), m_window(window)
    {
    }

    /// Takes fine fields from `predicted` from that day on.
    void usePredictions(const DayFields& predicted, std::int64_t from)
    {
        m_predicted = &predicted;
        m_predictedFrom = from;
    }

    void copy(const std::vector<float>& field, std::span<float> to) const
    {
        copyWindow(field, m_maps.rows, m_maps.columns, m_window, to);
    }

    void coarse(const std::vector<float>& field, std::span<float> to) const
    {
        copy(field, to);
        fillFrom(m_maps.coarseClimatology, to);
    }

    /// Applies the per-cell regression to a coarse field already on the window.
    void regress(std::span<float> coarseField) const
    {
        forEachCell([&](std::size_t cell, std::size_t i) {
            coarseField[i] = m_maps.slope[cell] * coarseField[i] + m_maps.intercept[cell];
        });
    }

    /// A history day, made up where needed; how far it is to be trusted, nothing when all of it is made up.
    std::optional<float> history(std::int64_t day, PastKnown past, std::span<float> to) const
    {
        const bool fineKnown = past == PastKnown::Everything || past == PastKnown::OwnPredictions;
        const DayFields::Fine* fine = fineKnown ? fineField(day) : nullptr;
        if (fine != nullptr) {
            copy(fine->values, to);
            if (std::none_of(to.begin(), to.end(), [](float x) { return std::isnan(x); }))
                return fine->trust;
            std::vector<float> madeUp(to.size());
            makeUp(day, past, madeUp);
            for (std::size_t i = 0; i < to.size(); ++i)
                to[i] = std::isnan(to[i]) ? madeUp[i] : to[i];
            return fine->trust;
        }
        makeUp(day, past, to);
        return std::nullopt;
    }

private:
    const DayFields::Fine* fineField(std::int64_t day) const
    {
        return (m_predicted != nullptr && day >= m_predictedFrom ? *m_predicted : m_fields).fine(day);
    }

    void makeUp(std::int64_t day, PastKnown past, std::span<float> to) const
    {
        const std::vector<float>* coarseField = past == PastKnown::Nothing ? nullptr : m_fields.coarse(day);
        if (coarseField == nullptr) {
            copy(m_maps.fineClimatology, to);
            return;
        }
        coarse(*coarseField, to);
        regress(to);
    }

    void fillFrom(const std::vector<float>& map, std::span<float> to) const
    {
        forEachCell([&](std::size_t cell, std::size_t i) {
            if (std::isnan(to[i]))
                to[i] = map[cell];
        });
    }

    template <typename Action>
    void forEachCell(Action action) const
    {
        for (std::size_t r = 0; r < m_window.rows; ++r) {
            const std::size_t row = std::min(m_window.row + r, m_maps.rows - 1);
            for (std::size_t c = 0; c < m_window.columns; ++c)
                action(row * m_maps.columns + std::min(m_window.column + c, m_maps.columns - 1),
                       r * m_window.columns + c);
        }
    }

    const FittedMaps& m_maps;
    const DayFields& m_fields;
    CellWindow m_window;
    const DayFields* m_predicted = nullptr;
    std::int64_t m_predictedFrom = 0;
};

}  // namespace

FittedMaps FittedMaps::window(const CellWindow& part) const
{
    FittedMaps cut;
    cut.rows = part.rows;
    cut.columns = part.columns;
    cut.residualScale = residualScale;
    for (const auto map : {&FittedMaps::slope, &FittedMaps::intercept, &FittedMaps::fineClimatology,
                           &FittedMaps::coarseClimatology, &FittedMaps::elevation, &FittedMaps::latitude,
                           &FittedMaps::longitude})
        cut.*map = cutWindow(this->*map, rows, columns, part);
    return cut;
}

const std::vector<float>* DayFields::coarse(std::int64_t day) const
{
    const auto found = m_coarse.find(day);
    return found == m_coarse.end() ? nullptr : &found->second;
}

const DayFields::Fine* DayFields::fine(std::int64_t day) const
{
    const auto found = m_fine.find(day);
    return found == m_fine.end() ? nullptr : &found->second;
}

void DayFields::forgetBefore(std::int64_t day)
{
    m_coarse.erase(m_coarse.begin(), m_coarse.lower_bound(day));
    m_fine.erase(m_fine.begin(), m_fine.lower_bound(day));
}

std::span<const float> DayInputs::condition(Condition which) const
{
    const std::size_t cells = conditions.size() / kConditions;
    return std::span(conditions).subspan(static_cast<std::size_t>(which) * cells, cells);
}

DayInputs gatherInputs(const FittedMaps& maps, const DayFields& fields, Date date, Calendar calendar,
                       const CellWindow& window, PastKnown past, const Rollouts* rollouts)
{
    const std::size_t cells = window.cells();
    const std::int64_t day = dayNumber(date, calendar);
    InputGatherer gather(maps, fields, window);
    if (past == PastKnown::OwnPredictions)
        gather.usePredictions(rollouts->predicted, rollouts->starts.at(day));
    DayInputs inputs;
    inputs.date = date;
    inputs.conditions.resize(kConditions * cells);
    inputs.history.resize(static_cast<std::size_t>(kHistoryDays) * cells);
    const auto map = [&](Condition which) {
        return std::span(inputs.conditions).subspan(static_cast<std::size_t>(which) * cells, cells);
    };

    const std::vector<float>* today = fields.coarse(day);
    const std::vector<float>* yesterday = past == PastKnown::Nothing ? nullptr : fields.coarse(day - 1);
    const std::vector<float>& coarseToday = today != nullptr ? *today : maps.coarseClimatology;
    gather.coarse(coarseToday, map(Condition::CoarseToday));
    gather.coarse(yesterday != nullptr ? *yesterday : coarseToday, map(Condition::CoarseYesterday));
    gather.copy(maps.elevation, map(Condition::Elevation));
    gather.copy(maps.latitude, map(Condition::Latitude));
    gather.copy(maps.longitude, map(Condition::Longitude));
    gather.copy(maps.fineClimatology, map(Condition::FineClimatology));
    const double phase = 2.0 * std::numbers::pi * dayOfYear(date, calendar) / 365.25;
    std::ranges::fill(map(Condition::SineOfYear), static_cast<float>(std::sin(phase)));
    std::ranges::fill(map(Condition::CosineOfYear), static_cast<float>(std::cos(phase)));
    std::ranges::copy(map(Condition::CoarseToday), map(Condition::Regression).begin());
    gather.regress(map(Condition::Regression));

    float trust = 0.0F;
    for (int lag = 1; lag <= kHistoryDays; ++lag) {
        const auto to = std::span(inputs.history).subspan(static_cast<std::size_t>(lag - 1) * cells, cells);
        const std::optional<float> real = gather.history(day - lag, past, to);
        inputs.fullHistory = inputs.fullHistory && real.has_value();
        trust += real.value_or(0.0F) * std::ldexp(1.0F, -lag);
        if (lag <= 3)
            std::ranges::copy(
                to, map(static_cast<Condition>(static_cast<int>(Condition::FineLag1) + lag - 1)).begin());
    }
    std::ranges::fill(map(Condition::HistoryTrust), trust);
    return inputs;
}

}  // namespace shamal
