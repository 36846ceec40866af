#include "downscale/training_patches.h"

namespace shamal {

namespace {

/// Shares of samples without any past, without fine history and, once there are such, with a history of own
/// predictions: what makes a model work where the truth is missing.
constexpr double kNothingShare = 0.06;
constexpr double kCoarseOnlyShare = 0.14;
constexpr double kOwnPredictionsShare = 0.35;
/// Patches lie on multiples of it, so that features at a quarter of the resolution can be cut likewise.
constexpr std::size_t kGrain = 4;

std::size_t sideOf(std::size_t length)
{
    return std::min(PatchSource::kSide, length / kSideMultiple * kSideMultiple);
}

PastKnown drawPast(UniformStream& stream, bool rolledOut)
{
    double choice = stream.next();
    if ((choice -= kNothingShare) < 0.0)
        return PastKnown::Nothing;
    if ((choice -= kCoarseOnlyShare) < 0.0)
        return PastKnown::CoarseOnly;
    return rolledOut && choice < kOwnPredictionsShare ? PastKnown::OwnPredictions : PastKnown::Everything;
}

}  // namespace

PatchSource::PatchSource(const TrainingSet& set)
    : m_set(set), m_rows(sideOf(set.grid.rows())), m_columns(sideOf(set.grid.columns()))
{
}

CellWindow PatchSource::drawWindow(UniformStream& stream) const
{
    const std::size_t row = kGrain * stream.below((m_set.grid.rows() - m_rows) / kGrain + 1);
    const std::size_t column = kGrain * stream.below((m_set.grid.columns() - m_columns) / kGrain + 1);
    return {row, column, m_rows, m_columns};
}

TrainingPatch PatchSource::at(Date date, const CellWindow& window, PastKnown past) const
{
    TrainingPatch patch;
    patch.date = date;
    patch.window = window;
    patch.past = past;
    patch.inputs =
        gatherInputs(m_set.maps, m_set.fields, date, m_set.calendar, window, past, &m_set.rollouts);
    patch.truth = cutWindow(m_set.fields.fine(dayNumber(date, m_set.calendar))->values, m_set.grid.rows(),
                            m_set.grid.columns(), window);
    return patch;
}

TrainingPatch PatchSource::draw(UniformStream& stream) const
{
    const Date date = m_set.days.train[stream.below(m_set.days.train.size())];
    const CellWindow window = drawWindow(stream);
    return at(date, window, drawPast(stream, !m_set.rollouts.empty()));
}

std::vector<TrainingPatch> validationPatches(TrainingSet& set, std::size_t count, std::uint64_t seed)
{
    std::vector<TrainingPatch> patches;
    const std::vector<Date>& days = set.days.validation;
    if (days.empty())
        return patches;
    revealDays(set, days);
    const PatchSource source(set);
    UniformStream stream(seed);
    for (std::size_t k = 0; k < count; ++k) {
        const bool own = !set.rollouts.empty() && k % 2 == 1;
        patches.push_back(source.at(days[k * days.size() / count], source.drawWindow(stream),
                                    own ? PastKnown::OwnPredictions : PastKnown::Everything));
    }
    hideDays(set, days);
    return patches;
}

}  // namespace shamal
