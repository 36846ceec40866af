#include <QTest>

#include "downscale/evaluation.h"

#include "evaluated_world.h"
#include "fields/error.h"
#include "statistics/autocorrelation.h"
#include "statistics/lag_skill.h"
#include "statistics/semivariogram.h"
#include "statistics/skill_scores.h"

#include <numeric>

using namespace shamal;
using namespace evaluated_world;

namespace {

const Region kAll{"all", {20.0, 40.0, 50.0, 70.0}};

void near(double found, double expected, double tolerance = 1e-9)
{
    QVERIFY2(std::abs(found - expected) <= tolerance,
             qPrintable(QString("%1 for %2").arg(found, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

/// One field of every day, as a series.
template <class Which>
FieldSeries seriesOf(const std::vector<Day>& days, const Which& which)
{
    std::vector<TimeStep> steps;
    std::vector<float> values;
    for (const Day& day : days) {
        steps.push_back({dateOfDay(day.number, Calendar::Standard), 43200, 1, true});
        const Field& field = which(day);
        values.insert(values.end(), field.begin(), field.end());
    }
    return {FieldMetadata{}, grid(), Calendar::Standard, std::move(steps), std::move(values)};
}

FieldSeries truthSeries(const std::vector<Day>& days)
{
    return seriesOf(days, [](const Day& day) -> const Field& { return day.truth; });
}

/// The first members, without the cells that the truth lacks.
FieldSeries memberSeries(const std::vector<Day>& days)
{
    static thread_local Field field;
    return seriesOf(days, [](const Day& day) -> const Field& {
        return field = withHolesOf(day.truth, day.members.front());
    });
}

std::vector<std::size_t> allSteps(const FieldSeries& series)
{
    std::vector<std::size_t> steps(series.size());
    std::iota(steps.begin(), steps.end(), 0);
    return steps;
}

Field joined(const std::vector<Day>& days, Field Day::*which)
{
    Field all;
    for (const Day& day : days)
        all.insert(all.end(), (day.*which).begin(), (day.*which).end());
    return all;
}

}  // namespace

class EvaluationTest : public QObject {
    Q_OBJECT
private slots:
    void scoresOfTheMeanAreThoseOfAllCellsOfAllDaysAtOnce()
    {
        const std::vector<Day> all = days(20, 3);
        const MethodEvaluation of = evaluate(all);
        const SkillScores expected = skillScores(joined(all, &Day::truth), joined(all, &Day::mean));
        near(of.rmse, expected.rmse);
        near(of.mae, expected.mae);
        near(of.bias, expected.bias);
        near(of.r2, expected.r2);
        near(of.nse, expected.nse);
        near(of.kge, expected.kge);
    }
    void temporalR2IsTheMeanOverCells()
    {
        const std::vector<Day> all = days(20, 0);
        double sum = 0.0, cells = 0.0;
        for (std::size_t cell = 0; cell < grid().cells(); ++cell) {
            Field truth, mean;
            for (const Day& day : all) {
                truth.push_back(day.truth[cell]);
                mean.push_back(day.mean[cell]);
            }
            const SkillScores inTime = skillScores(truth, mean);
            sum += inTime.n > 0 ? inTime.r2 : 0.0;
            cells += inTime.n > 0 ? 1.0 : 0.0;
        }
        near(evaluate(all).temporalR2, sum / cells);
    }
    void scoresOfMembersAreThoseOfAllCellsOfAllDaysAtOnce()
    {
        const std::vector<Day> all = days(20, 3);
        std::vector<Field> members(3);
        for (const Day& day : all) {
            for (std::size_t m = 0; m < 3; ++m)
                members[m].insert(members[m].end(), day.members[m].begin(), day.members[m].end());
        }
        const std::vector<std::span<const float>> spans(members.begin(), members.end());
        const EnsembleScores expected = ensembleSums(joined(all, &Day::truth), spans).scores();
        const EnsembleScores found = evaluate(all).ensemble;
        near(found.crps, expected.crps);
        near(found.fairCrps, expected.fairCrps);
        near(found.spreadSkill, expected.spreadSkill);
        near(found.rankHistogram[1], expected.rankHistogram[1]);
    }
    void aSingleFieldsCrpsIsItsMae()
    {
        const MethodEvaluation of = evaluate(days(8, 0));
        QCOMPARE(of.members, std::size_t{1});
        near(of.ensemble.fairCrps, of.mae);
        QVERIFY(std::isnan(of.ensemble.spreadSkill));
    }
    void withoutAMeanThatOfTheMembersIsScored()
    {
        std::vector<Day> all = days(8, 4);
        for (Day& day : all)
            day.mean.clear();
        const MethodEvaluation of = evaluate(all);
        near(of.rmse, of.ensemble.skill, 1e-6);  // the mean is rounded to a float on the way
    }
    void semivariogramsAreThoseOfTheSeries()
    {
        const std::vector<Day> all = days(20, 2);  // more than wait at once
        const MethodEvaluation of = evaluate(all);
        SemivariogramOptions same;
        same.maxLagKm = 150.0;
        same.bins = 5;
        same.log10Transform = false;
        const FieldSeries truth = truthSeries(all), member = memberSeries(all);
        const auto expectedTruth = semivariogram(truth, allSteps(truth), kAll, same, {}, {});
        const auto expectedMember = semivariogram(member, allSteps(member), kAll, same, {}, {});
        for (std::size_t bin = 0; bin < 5; ++bin) {
            QCOMPARE(of.lagKm[bin], expectedTruth.lagKm[bin]);
            QCOMPARE(std::isnan(of.truthGamma[bin]), std::isnan(expectedTruth.gamma[bin]));
            if (std::isnan(of.truthGamma[bin]))
                continue;
            near(of.truthGamma[bin], expectedTruth.gamma[bin]);
            near(of.memberGamma[bin], expectedMember.gamma[bin]);
            near(of.gammaRatio[bin], expectedMember.gamma[bin] / expectedTruth.gamma[bin]);
        }
    }
    void lagCurvesAreThoseOfTheSeriesAlsoAcrossGaps()
    {
        std::vector<Day> all = days(25, 2);
        all.erase(all.begin() + 7);
        all.erase(all.begin() + 12, all.begin() + 18);
        const MethodEvaluation of = evaluate(all);
        const FieldSeries truth = truthSeries(all), member = memberSeries(all);
        const LagSkill truthLags = lagSkill(truth, allSteps(truth), kAll, 4, false, {}, {});
        const LagSkill memberLags = lagSkill(member, allSteps(member), kAll, 4, false, {}, {});
        const Autocorrelation truthAcf = autocorrelation(truth, allSteps(truth), kAll, 4, false);
        const Autocorrelation memberAcf = autocorrelation(member, allSteps(member), kAll, 4, false);
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(of.lags.lagDays[i], static_cast<int>(i) + 1);
            QCOMPARE(of.lags.pairs[i], truthLags.pairs[i]);
            near(of.lags.truthR2[i], truthLags.r2Mean[i]);
            near(of.lags.memberR2[i], memberLags.r2Mean[i]);
            near(of.lags.truthAcf[i], truthAcf.acf[i + 1]);
            near(of.lags.memberAcf[i], memberAcf.acf[i + 1]);
        }
    }
    void theTruthItselfKeepsAllOfItsTexture()
    {
        std::vector<Day> all = days(10, 0);
        for (Day& day : all)
            day.mean = day.truth;
        const MethodEvaluation of = evaluate(all);
        QCOMPARE(of.rmse, 0.0);
        QCOMPARE(of.logSpectralDistance, 0.0);
        for (const double ratio : of.varianceRatio)
            QCOMPARE(ratio, 1.0);
        QVERIFY(of.lags.memberR2 == of.lags.truthR2 && of.lags.memberAcf == of.lags.truthAcf);
    }
    void variancesAreMeansOverDaysAndMembers()
    {
        // Two members, once and twice the truth's departures: variances 1 and 4, their mean 2.5; the first
        // member's semivariogram is the truth's.
        std::vector<Day> all = days(6, 0);
        for (Day& day : all) {
            Field twice = day.truth;
            for (float& value : twice)
                value *= 2.0F;
            day.members = {day.truth, twice};
        }
        const MethodEvaluation of = evaluate(all);
        for (const double ratio : of.varianceRatio)
            near(ratio, 2.5, 1e-6);
        near(of.gammaRatio[3], 1.0);
    }
    void someDaysAreEnoughForTheSemivariogram()
    {
        const std::vector<Day> all = days(9, 0);
        EvaluationOptions sparse = options();
        sparse.semivariogramEvery = 4;
        EvaluationAccumulator some("some", grid(), sparse), three("three", grid(), options());
        for (std::size_t i = 0; i < all.size(); ++i) {
            some.add(all[i].number, all[i].truth, all[i].prediction());
            if (i % 4 == 0)
                three.add(all[i].number, all[i].truth, all[i].prediction());
        }
        QCOMPARE(some.result().truthGamma[3], three.result().truthGamma[3]);
        sparse.semivariogramEvery = 0;
        EvaluationAccumulator none("none", grid(), sparse);
        none.add(1, all[0].truth, all[0].prediction());
        QVERIFY(std::isnan(none.result().gammaRatio[3]));
    }
    void aDayWithoutTruthChangesNothing()
    {
        std::vector<Day> all = days(10, 2);
        const MethodEvaluation before = evaluate(all);
        Day blank = all.back();
        blank.number += 1;
        blank.truth.assign(blank.truth.size(), NAN);
        all.push_back(blank);
        const MethodEvaluation after = evaluate(all);
        QCOMPARE(after.days.size(), std::size_t{11});
        QCOMPARE(after.rmse, before.rmse);
        QCOMPARE(after.ensemble.fairCrps, before.ensemble.fairCrps);
        QVERIFY(after.varianceRatio == before.varianceRatio);
        QVERIFY(after.lags.memberAcf == before.lags.memberAcf);
        QVERIFY(std::isnan(after.days.back().rmse()));
    }
    void intervalsHoldTheScoreAndDifferencesArePaired()
    {
        const MethodEvaluation good = evaluate(days(30, 4), "good"),
                               bad = evaluate(days(30, 4, 0.35F), "bad");
        for (const Score score : {Score::Rmse, Score::Mae, Score::Bias, Score::R2, Score::Nse, Score::Kge,
                                  Score::Crps, Score::FairCrps, Score::SpreadSkill}) {
            const BootstrapInterval of = interval(good, score, {});
            near(of.value, valueOf(good, score));
            QVERIFY(of.lower < of.value && of.value < of.upper);
            const BootstrapInterval itself = difference(good, good, score, {});
            QCOMPARE(itself.lower, 0.0);
            QCOMPARE(itself.upper, 0.0);
        }
        const BootstrapInterval loss = difference(bad, good, Score::Rmse, {});
        near(loss.value, bad.rmse - good.rmse);
        QVERIFY(loss.excludes(0.0));
        near(ratio(good, Score::Crps, bad, Score::Mae, {}).value, good.ensemble.crps / bad.mae);
    }
    void theCardGetsTheSameScores()
    {
        const MethodEvaluation of = evaluate(days(10, 0), "U-Net");
        const ModelScore score = of.modelScore();
        QCOMPARE(score.method, std::string("U-Net"));
        QCOMPARE(score.rmse, of.rmse);
        QCOMPARE(score.temporalR2, of.temporalR2);
    }
    void whatMakesNoSenseIsRefused()
    {
        const std::vector<Day> all = days(3, 2);
        EvaluationAccumulator scores("any", grid(), options());
        QVERIFY_EXCEPTION_THROWN(scores.result(), InputError);
        QVERIFY_EXCEPTION_THROWN(scores.add(1, all[0].truth, {}), InputError);
        scores.add(all[1].number, all[1].truth, all[1].prediction());
        QVERIFY_EXCEPTION_THROWN(scores.add(all[0].number, all[0].truth, all[0].prediction()), InputError);
        QVERIFY_EXCEPTION_THROWN(scores.add(all[2].number, all[2].truth, {all[2].mean, {}}), InputError);
        const Field shorter(5, 0.0F);
        QVERIFY_EXCEPTION_THROWN(scores.add(all[2].number, shorter, all[2].prediction()), InputError);
        QVERIFY_EXCEPTION_THROWN(difference(evaluate(days(3, 0)), evaluate(days(4, 0)), Score::Rmse, {}),
                                 InputError);
        EvaluationOptions wrong = options();
        wrong.lagBins = 0;
        QVERIFY_EXCEPTION_THROWN(EvaluationAccumulator("any", grid(), wrong), InputError);
    }
};

QTEST_GUILESS_MAIN(EvaluationTest)
#include "evaluation_test.moc"
