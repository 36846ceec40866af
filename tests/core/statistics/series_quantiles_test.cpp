#include <QTest>

#include "statistics/series_quantiles.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "daily_series.h"
#include "fields/error.h"
#include "statistics/quantile_quantile.h"
#include "statistics/skill_scores.h"

using namespace shamal;

namespace {

const Region kAllOfIt{"all", {-90.0, 90.0, 0.0, 90.0}};
const Grid kGrid = Grid::regular(10, 1, 20, 20, 1, 30);

std::vector<double> found(const FieldSeries& series, const std::vector<std::size_t>& steps,
                          const Region& region, const std::vector<double>& probabilities, bool log10)
{
    return seriesQuantiles(series, steps, region, probabilities, log10, Progress(), std::stop_token());
}

/// Of the list that seriesQuantiles() does not make.
std::vector<double> listed(const FieldSeries& series, const std::vector<std::size_t>& steps,
                           const Region& region, const std::vector<double>& probabilities, bool log10)
{
    const auto mask = region.mask(series.grid());
    std::vector<float> values;
    for (const std::size_t step : steps) {
        for (std::size_t cell = 0; cell < mask.size(); ++cell) {
            const float value = series.field(step)[cell];
            if (mask[cell] != 0 && !std::isnan(value))
                values.push_back(log10 ? log10Floored(value) : value);
        }
    }
    std::ranges::sort(values);
    std::vector<double> quantiles;
    for (const double p : probabilities) {
        const double rank = p * static_cast<double>(values.size() - 1);
        const auto lower = static_cast<std::size_t>(std::floor(rank));
        const auto upper = static_cast<std::size_t>(std::ceil(rank));
        const double below = values[lower], above = values[upper];
        quantiles.push_back(below + (rank - std::floor(rank)) * (above - below));
    }
    return quantiles;
}

}  // namespace

class SeriesQuantilesTest : public QObject {
    Q_OBJECT
private slots:
    void areThoseOfTheListOfAllValues_data()
    {
        QTest::addColumn<bool>("log10");
        QTest::newRow("native") << false;
        QTest::newRow("log10") << true;
    }
    void areThoseOfTheListOfAllValues()
    {
        QFETCH(bool, log10);
        const FieldSeries series = randomSeries(kGrid, {1, 2, 4, 5, 9, 10, 11, 12, 13, 20}, 0.2, 31);
        const std::vector<std::size_t> steps{0, 2, 3, 4, 5, 6, 7, 8, 9};
        std::vector<double> probabilities = evenProbabilities(99);
        probabilities.insert(probabilities.end(), {0.0, 1.0, 0.5});
        const Region part{"part", {12.5, 25.2, 22.4, 40.1}};
        for (const Region& region : {kAllOfIt, part})
            QCOMPARE(found(series, steps, region, probabilities, log10),
                     listed(series, steps, region, probabilities, log10));
    }
    void orderNegativeValuesBelowPositiveOnes()
    {
        std::vector<float> values;
        for (int i = 0; i < 600; ++i)
            values.push_back(0.01F * static_cast<float>(i * 7 % 600 - 300));
        const FieldSeries series({}, kGrid, Calendar::Standard, {{{2006, 1, 1}, 0, 1, true}}, values);
        const std::vector<double> probabilities = evenProbabilities(7);
        QCOMPARE(found(series, {0}, kAllOfIt, probabilities, false),
                 listed(series, {0}, kAllOfIt, probabilities, false));
    }
    void areTheValueWhereAllAreEqual()
    {
        const FieldSeries flat({}, kGrid, Calendar::Standard, {{{2006, 1, 1}, 0, 1, true}},
                               std::vector<float>(600, 0.25F));
        QCOMPARE(found(flat, {0}, kAllOfIt, {0.0, 0.3, 1.0}, false), (std::vector<double>{0.25, 0.25, 0.25}));
    }
    void areNaNWithoutAValue()
    {
        const FieldSeries none({}, kGrid, Calendar::Standard, {{{2006, 1, 1}, 0, 1, true}},
                               std::vector<float>(600, std::numeric_limits<float>::quiet_NaN()));
        QVERIFY(std::isnan(found(none, {0}, kAllOfIt, {0.5}, true).front()));
    }
    void refuseWhatHasNone()
    {
        const FieldSeries series = randomSeries(kGrid, {1, 2}, 0.2, 31);
        QVERIFY_EXCEPTION_THROWN(found(series, {0}, kAllOfIt, {1.1}, false), InputError);
        QVERIFY_EXCEPTION_THROWN(found(series, {2}, kAllOfIt, {0.5}, false), InputError);
        QVERIFY_EXCEPTION_THROWN(found(series, {0}, {"away", {-40.0, -30.0, 0.0, 5.0}}, {0.5}, false),
                                 InputError);
    }
};

QTEST_GUILESS_MAIN(SeriesQuantilesTest)
#include "series_quantiles_test.moc"
