#include "downscale/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "fields/error.h"
#include "statistics/autocorrelation.h"
#include "statistics/skill_scores.h"

namespace shamal {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
/// A season's semivariogram is several times cheaper in batches than day by day (pair_sums.h).
constexpr std::size_t kSemivariogramBatch = 16;

const EvaluationOptions& checked(const EvaluationOptions& options)
{
    if (!(options.maxLagKm > 0.0) || options.lagBins < 1)
        throw InputError(
            fmt::format("A semivariogram to {} km in {} bins was asked for. Both must be above 0.",
                        options.maxLagKm, options.lagBins));
    if (options.semivariogramEvery < 0 || options.maxLagDays < 1)
        throw InputError(fmt::format(
            "Semivariograms of every {} days and lags to {} days were asked for. Choose 0 or more "
            "and 1 or more.",
            options.semivariogramEvery, options.maxLagDays));
    return options;
}

std::vector<float> meanOf(const std::vector<std::span<const float>>& members)
{
    std::vector<float> mean(members.front().size());
    for (std::size_t cell = 0; cell < mean.size(); ++cell) {
        double sum = 0.0;
        for (const std::span<const float> member : members)
            sum += member[cell];
        mean[cell] = static_cast<float>(sum / static_cast<double>(members.size()));
    }
    return mean;
}

DaySums sumsOf(std::int64_t day, std::span<const float> truth, std::span<const float> prediction)
{
    DaySums sums;
    sums.day = day;
    for (std::size_t cell = 0; cell < truth.size(); ++cell) {
        const double x = truth[cell];
        const double y = prediction[cell];
        if (std::isnan(x) || std::isnan(y))
            continue;
        sums.n += 1.0;
        sums.truth += x;
        sums.prediction += y;
        sums.truthSquares += x * x;
        sums.predictionSquares += y * y;
        sums.products += x * y;
        sums.absolute += std::abs(y - x);
    }
    return sums;
}

}  // namespace

double DaySums::rmse() const
{
    return std::sqrt(std::max(0.0, truthSquares + predictionSquares - 2.0 * products) / n);
}

double DaySums::bias() const
{
    return (prediction - truth) / n;
}

ModelScore MethodEvaluation::modelScore() const
{
    ModelScore score{method, rmse, mae, bias, r2, temporalR2};
    if (members > 1)
        score.crps = ensemble.fairCrps;
    return score;
}

EvaluationAccumulator::EvaluationAccumulator(std::string method, const Grid& grid,
                                             const EvaluationOptions& options)
    : m_method(std::move(method)),
      m_grid(grid),
      m_options(checked(options)),
      m_temporal(m_method, grid.cells()),
      m_spectrum(grid, m_options.bandEdgesKm),
      m_lagClasses(grid.latitudes(), m_options.maxLagKm, m_options.lagBins),
      m_truthPairs(m_options.lagBins),
      m_memberPairs(m_options.lagBins),
      m_lagSums(static_cast<std::size_t>(m_options.maxLagDays))
{
}

void EvaluationAccumulator::add(std::int64_t day, std::span<const float> truth,
                                const PredictedDay& prediction)
{
    std::vector<std::span<const float>> members = prediction.members;
    if (members.empty())
        members.push_back(prediction.mean);
    for (const std::span<const float> field : members) {
        if (field.size() != m_grid.cells() || truth.size() != m_grid.cells() ||
            (!prediction.mean.empty() && prediction.mean.size() != m_grid.cells()))
            throw InputError(
                fmt::format("A field of '{}' has not the {} cells of its grid.", m_method, m_grid.cells()));
    }
    if (!m_days.empty() && (day <= m_days.back().day || members.size() != m_days.back().ensemble.members))
        throw InputError(
            fmt::format("'{}' is to be scored on day {} with {} members after day {} with {}. "
                        "Give days in ascending order with as many members each.",
                        m_method, day, members.size(), m_days.back().day, m_days.back().ensemble.members));

    const std::vector<float> ownMean = prediction.mean.empty() ? meanOf(members) : std::vector<float>();
    const std::span<const float> mean = prediction.mean.empty() ? ownMean : prediction.mean;
    m_temporal.add(truth, mean);
    DaySums sums = sumsOf(day, truth, mean);
    sums.ensemble = ensembleSums(truth, members);

    // From here on every field lacks the same cells.
    std::vector<float> common(truth.begin(), truth.end());
    for (const std::span<const float> member : members)
        common = withHolesOf(member, common);
    std::vector<std::vector<float>> masked;
    for (const std::span<const float> member : members)
        masked.push_back(withHolesOf(common, member));
    if (sums.ensemble.n > 0) {
        addSpectra(common, masked);
        addLags(day, common, masked.front());
        if (m_options.semivariogramEvery > 0 &&
            m_days.size() % static_cast<std::size_t>(m_options.semivariogramEvery) == 0) {
            m_truthImages.push_back(std::move(common));
            m_memberImages.push_back(std::move(masked.front()));
        }
        if (m_truthImages.size() == kSemivariogramBatch) {
            m_truthPairs.add(pairSums(m_truthImages));
            m_memberPairs.add(pairSums(m_memberImages));
            m_truthImages.clear();
            m_memberImages.clear();
        }
    }
    m_days.push_back(std::move(sums));
}

void EvaluationAccumulator::addSpectra(std::span<const float> truth,
                                       std::span<const std::vector<float>> members)
{
    m_truthSpectrum += m_spectrum(truth);
    for (const std::vector<float>& member : members) {
        PowerSpectrum spectrum = m_spectrum(member);
        spectrum *= 1.0 / static_cast<double>(members.size());
        m_memberSpectrum += spectrum;
    }
}

void EvaluationAccumulator::addLags(std::int64_t day, const std::vector<float>& truth,
                                    const std::vector<float>& member)
{
    m_past.erase(m_past.begin(), m_past.lower_bound(day - m_options.maxLagDays));
    for (const auto& [pastDay, past] : m_past) {
        const double truthR2 = skillScores(past.truth, truth).r2;
        const double memberR2 = skillScores(past.member, member).r2;
        if (std::isnan(truthR2) || std::isnan(memberR2))
            continue;
        LagSums& sums = m_lagSums[static_cast<std::size_t>(day - pastDay - 1)];
        sums.truthR2 += truthR2;
        sums.memberR2 += memberR2;
        ++sums.pairs;
    }
    m_past[day] = {truth, member};
    m_areaMeans.days.push_back(day);
    m_areaMeans.truth.push_back(areaMean(truth));
    m_areaMeans.member.push_back(areaMean(member));
}

double EvaluationAccumulator::areaMean(const std::vector<float>& field) const
{
    double sum = 0.0, area = 0.0;
    for (std::size_t row = 0; row < m_grid.rows(); ++row) {
        const double cell = m_grid.cellAreaKm2(row);
        for (const float value : std::span(field).subspan(row * m_grid.columns(), m_grid.columns())) {
            sum += std::isnan(value) ? 0.0 : cell * value;
            area += std::isnan(value) ? 0.0 : cell;
        }
    }
    return sum / area;
}

PairSums EvaluationAccumulator::pairSums(const std::vector<std::vector<float>>& images) const
{
    if (images.empty())
        return PairSums(m_options.lagBins);
    const ImageStack stack{m_grid.latitudes(), m_grid.longitudes(), images};
    const PairSumsRun run{m_options.threads, {}, {}};
    return evenlySpaced(stack.longitudes) ? pairSumsByTransform(stack, m_lagClasses, run)
                                          : pairSumsByLoop(stack, m_lagClasses, run);
}

MethodEvaluation EvaluationAccumulator::result() const
{
    if (m_days.empty())
        throw InputError(fmt::format("'{}' was scored on no day.", m_method));
    MethodEvaluation result;
    result.method = m_method;
    result.days = m_days;
    result.members = m_days.front().ensemble.members;
    result.rmse = valueOf(result, Score::Rmse);
    result.mae = valueOf(result, Score::Mae);
    result.bias = valueOf(result, Score::Bias);
    result.r2 = valueOf(result, Score::R2);
    result.nse = valueOf(result, Score::Nse);
    result.kge = valueOf(result, Score::Kge);
    result.temporalR2 = m_temporal.score().temporalR2;
    EnsembleSums ensemble;
    for (const DaySums& day : m_days)
        ensemble += day.ensemble;
    result.ensemble = ensemble.scores();
    fillTexture(result);
    fillLags(result);
    return result;
}

void EvaluationAccumulator::fillTexture(MethodEvaluation& result) const
{
    result.bandEdgesKm = m_options.bandEdgesKm;
    result.varianceRatio = varianceRatios(m_memberSpectrum, m_truthSpectrum);
    result.varianceRatio.resize(m_options.bandEdgesKm.size() - 1, kMissing);
    result.logSpectralDistance = logSpectralDistance(m_memberSpectrum, m_truthSpectrum);

    PairSums truth = m_truthPairs, member = m_memberPairs;
    truth.add(pairSums(m_truthImages));
    member.add(pairSums(m_memberImages));
    for (int bin = 0; bin < m_options.lagBins; ++bin) {
        const auto i = static_cast<std::size_t>(bin);
        const auto pairs = static_cast<double>(truth.pairs[i]);
        result.lagKm.push_back(m_options.maxLagKm * (bin + 0.5) / m_options.lagBins);
        result.truthGamma.push_back(pairs > 0.0 ? 0.5 * truth.squares[i] / pairs : kMissing);
        result.memberGamma.push_back(pairs > 0.0 ? 0.5 * member.squares[i] / pairs : kMissing);
        result.gammaRatio.push_back(
            result.truthGamma.back() > 0.0 ? result.memberGamma.back() / result.truthGamma.back() : kMissing);
    }
}

void EvaluationAccumulator::fillLags(MethodEvaluation& result) const
{
    const auto acf = [&](const std::vector<double>& values) {
        const bool constant = std::ranges::adjacent_find(values, std::not_equal_to<>()) == values.end();
        return values.size() < 3 || constant
                   ? std::vector<double>(m_lagSums.size() + 1, kMissing)
                   : autocorrelation(m_areaMeans.days, values, m_options.maxLagDays).acf;
    };
    const std::vector<double> truthAcf = acf(m_areaMeans.truth), memberAcf = acf(m_areaMeans.member);
    for (std::size_t i = 0; i < m_lagSums.size(); ++i) {
        const LagSums& sums = m_lagSums[i];
        const auto pairs = static_cast<double>(sums.pairs);
        result.lags.lagDays.push_back(static_cast<int>(i) + 1);
        result.lags.pairs.push_back(sums.pairs);
        result.lags.truthR2.push_back(sums.pairs > 0 ? sums.truthR2 / pairs : kMissing);
        result.lags.memberR2.push_back(sums.pairs > 0 ? sums.memberR2 / pairs : kMissing);
        result.lags.truthAcf.push_back(truthAcf[i + 1]);
        result.lags.memberAcf.push_back(memberAcf[i + 1]);
    }
}

}  // namespace shamal
