#include <QTest>

#include "downscale/evaluation_bars.h"

#include "evaluated_world.h"
#include "fields/error.h"

#include <algorithm>

using namespace shamal;
using namespace evaluated_world;

namespace {

const BarCheck& find(const std::vector<BarCheck>& bars, const std::string& part)
{
    const auto found = std::ranges::find_if(
        bars, [&](const BarCheck& bar) { return bar.bar.find(part) != std::string::npos; });
    if (found == bars.end())
        throw std::runtime_error("no bar with " + part);
    return *found;
}

}  // namespace

class EvaluationBarsTest : public QObject {
    Q_OBJECT
private slots:
    void aBarIsMetAtItsLimitAndNotWithoutAValue()
    {
        QVERIFY(atMost("x", 0.2, 0.2).met() && !atMost("x", 0.21, 0.2).met());
        QVERIFY(atLeast("x", 75, 75).met() && !atLeast("x", 74, 75).met());
        QVERIFY(within("x", 1.1, 0.9, 1.1).met() && !within("x", 0.89, 0.9, 1.1).met());
        QVERIFY(!atMost("x", NAN, 1.0).met() && !atLeast("x", NAN, 1.0).met());
    }
    void skillBarsHoldTheNumbersOfTheMethods()
    {
        const MethodEvaluation ours = evaluate(days(20, 4), "ours"), unet = evaluate(days(20, 0), "U-Net");
        const std::vector<MethodEvaluation> others{evaluate(days(20, 0, 0.5F), "worse"),
                                                   evaluate(days(20, 0, 0.1F), "better")};
        const std::vector<BarCheck> bars = skillBars(ours, unet, others);
        QCOMPARE(find(bars, "R2 of the ensemble mean less").value, ours.r2 - unet.r2);
        QCOMPARE(find(bars, "temporal R2").value, ours.temporalR2 - unet.temporalR2);
        QVERIFY(find(bars, "RMSE less that of worse").met());
        QVERIFY(!find(bars, "RMSE less that of better").met());
        QCOMPARE(find(bars, "CRPS").value, ours.ensemble.crps / unet.mae);
        QCOMPARE(find(bars, "spread/skill").value, ours.ensemble.spreadSkill);
        QCOMPARE(std::ranges::count_if(
                     bars, [](const BarCheck& bar) { return bar.bar.starts_with("variance of a member"); }),
                 std::ptrdiff_t{3});
    }
    void anEqualRmseIsNotBelow()
    {
        const MethodEvaluation ours = evaluate(days(6, 2));
        QVERIFY(!find(skillBars(ours, ours, std::vector{ours}), "RMSE less").met());
    }
    void theWorstBinOfTheSemivariogramDecides()
    {
        MethodEvaluation ours = evaluate(days(6, 2));
        ours.truthGamma = {1.0, 2.0, 4.0};
        ours.memberGamma = {1.05, 1.7, 4.0};
        ours.lagKm = {10, 20, 30};
        const BarCheck bar = find(skillBars(ours, ours, {}), "semivariogram");
        QVERIFY(std::abs(bar.value - 0.15) < 1e-12);
        QVERIFY(!bar.met());
        QVERIFY(bar.remark.find("20 km") != std::string::npos);
        ours.memberGamma[1] = NAN;
        QVERIFY(!find(skillBars(ours, ours, {}), "semivariogram").met());
    }
    void aSoundRollOutReachesItsBars()
    {
        const LeadSkill better{{0.1, 0.2}, {0.3, 0.3}, 12};
        std::vector<Day> good = days(75, 0, 0.1F), blind = days(75, 0, 0.3F);
        for (const BarCheck& bar : outOfDataBars(evaluate(good), evaluate(blind), better)) {
            if (bar.bar.find("worst lag") == std::string::npos)
                QVERIFY2(bar.met(), bar.bar.c_str());
        }
        for (Day& day : good)
            day.mean = day.truth;
        for (const BarCheck& bar : outOfDataBars(evaluate(good), evaluate(blind), better))
            QVERIFY2(bar.met(), bar.bar.c_str());
    }
    void driftAndLostSkillAreFound()
    {
        std::vector<Day> drifting = days(76, 0, 0.1F);
        for (std::size_t i = 0; i < drifting.size(); ++i) {
            for (float& value : drifting[i].mean)
                value += 0.005F * static_cast<float>(i);
        }
        LeadSkill leads{std::vector<double>(20, 0.2), std::vector<double>(20, 0.2), 12};
        leads.own[0] = 0.1;    // the others of the first ten are equal: no gain
        leads.own[12] = 0.25;  // a loss
        const auto bars = outOfDataBars(evaluate(drifting), evaluate(days(76, 0, 0.3F)), leads);
        const double drift = find(bars, "drift").value;
        QVERIFY(std::abs(drift - 0.005 * 51) < 0.01);  // thirds of 25 days whose middles are 51 days apart
        QVERIFY(!find(bars, "drift").met());
        QCOMPARE(find(bars, "leads with a larger RMSE").value, 1.0);
        QVERIFY(find(bars, "leads with a larger RMSE").remark.find("12 runs; by 0.05") != std::string::npos);
        QCOMPARE(find(bars, "first 10 leads").value, 9.0);
        const auto shortRun = outOfDataBars(evaluate(days(20, 0)), evaluate(days(20, 0)), {});
        QVERIFY(!find(shortRun, "days of").met());
        QVERIFY(!find(shortRun, "leads with a larger RMSE").met());  // not measured
    }
    void otherDaysAreNotCompared()
    {
        QVERIFY_EXCEPTION_THROWN(outOfDataBars(evaluate(days(6, 0)), evaluate(days(5, 0)), {}), InputError);
    }
    void reachedAndMissedAreBothPrinted()
    {
        const std::vector<BarCheck> bars{atMost("seconds a day", 0.16, 0.2), atLeast("skill", 0.5, 0.6),
                                         within("unmeasured", NAN, 0.9, 1.1)};
        const QString text = QString::fromStdString(barText(bars));
        QVERIFY(text.contains("reached  seconds a day") && text.contains("at most 0.2"));
        QVERIFY(text.contains("MISSED   skill") && text.contains("at least 0.6"));
        QVERIFY(text.contains("not measured") && text.contains("0.9 to 1.1"));
        QVERIFY(text.endsWith("1 of 3 reached.\n"));
        QVERIFY(
            QString::fromStdString(barMarkdown(bars)).contains("| skill | 0.5 | at least 0.6 | **no** |"));
    }
};

QTEST_GUILESS_MAIN(EvaluationBarsTest)
#include "evaluation_bars_test.moc"
