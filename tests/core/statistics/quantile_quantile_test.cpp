#include <QTest>

#include "statistics/quantile_quantile.h"

#include <cmath>
#include <limits>

#include "daily_series.h"
#include "fields/error.h"
#include "reference_file.h"

using namespace shamal;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
const Region kAllOfIt{"all", {-90.0, 90.0, 0.0, 90.0}};

std::vector<double> reference(const QByteArray& name)
{
    return referenceRow("distribution_reference.csv", name);
}

std::vector<float> floats(const QByteArray& name)
{
    const std::vector<double> row = reference(name);
    return {row.begin(), row.end()};
}

bool near(const std::vector<double>& found, const std::vector<double>& expected)
{
    return std::ranges::equal(found, expected, [](double a, double b) { return std::abs(a - b) < 1e-14; });
}

}  // namespace

class QuantileQuantileTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithNumpy()
    {
        std::vector<float> x = floats("x"), y = floats("y");
        y.resize(41);
        x.insert(x.begin() + 5, kNan);
        const QuantileQuantile found = quantileQuantile(x, y, reference("probabilities"));
        QCOMPARE(found.probabilities, reference("probabilities"));
        QVERIFY(near(found.first, reference("x quantiles")));
        QVERIFY(near(found.second, reference("y quantiles")));
    }

    void isTheValueItselfOfOneOrOfEqualValues()
    {
        const std::vector<double> probabilities{0.0, 0.3, 1.0};
        QCOMPARE(quantiles(std::vector<float>{2.5F}, probabilities), (std::vector<double>{2.5, 2.5, 2.5}));
        const double tenth = 0.1F;
        QCOMPARE(quantiles(std::vector<float>(7, 0.1F), probabilities),
                 (std::vector<double>{tenth, tenth, tenth}));
    }

    void spacesProbabilitiesEvenly()
    {
        QCOMPARE(evenProbabilities(4), (std::vector<double>{0.125, 0.375, 0.625, 0.875}));
        QVERIFY_EXCEPTION_THROWN(evenProbabilities(0), InputError);
    }

    void ofSeriesTakesAllTheirDays()
    {
        const FieldSeries first = randomSeries(Grid::regular(10, 1, 4, 20, 1, 5), {1, 2, 4}, 0.2, 111);
        const FieldSeries second = randomSeries(Grid::regular(10, 2, 2, 20, 2, 3), {7, 8}, 0.1, 112);
        std::vector<float> firstValues, secondValues;
        for (const std::size_t step : {0, 2})
            firstValues.insert(firstValues.end(), first.field(step).begin(), first.field(step).end());
        for (const std::size_t step : {0, 1})
            secondValues.insert(secondValues.end(), second.field(step).begin(), second.field(step).end());
        const std::vector<double> probabilities = evenProbabilities(9);
        const QuantileQuantile expected = quantileQuantile(firstValues, secondValues, probabilities);
        const std::vector<std::size_t> steps{0, 2};
        const QuantileQuantile found = seriesQuantileQuantile(
            first, steps, second, allSteps(second), kAllOfIt, probabilities, Progress(), std::stop_token());
        QCOMPARE(found.first, expected.first);
        QCOMPARE(found.second, expected.second);
    }

    void refusesSamplesWithoutValuesAndOtherProbabilities()
    {
        const std::vector<float> one{1.0F}, none{kNan};
        const std::vector<double> median{0.5}, beyond{1.1};
        QVERIFY_EXCEPTION_THROWN(quantileQuantile(one, none, median), InputError);
        QVERIFY_EXCEPTION_THROWN(quantileQuantile(none, one, median), InputError);
        QVERIFY_EXCEPTION_THROWN(quantileQuantile(one, one, beyond), InputError);
        QVERIFY(std::isnan(quantiles(none, median)[0]));
    }
};

QTEST_GUILESS_MAIN(QuantileQuantileTest)
#include "quantile_quantile_test.moc"
