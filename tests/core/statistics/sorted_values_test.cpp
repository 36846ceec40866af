#include "statistics/sorted_values.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace shamal;

namespace {

std::vector<float> plainlySorted(std::vector<float> values)
{
    std::erase_if(values, [](float value) { return std::isnan(value); });
    std::sort(values.begin(), values.end());
    return values;
}

std::vector<float> randomValues(std::size_t count)
{
    std::mt19937 random(11);
    std::normal_distribution<float> normal(0.0F, 1.0F);
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(i % 17 == 3 ? std::numeric_limits<float>::quiet_NaN()
                                     : std::pow(10.0F, 6.0F * normal(random)) * normal(random));
    return values;
}

}  // namespace

class SortedValuesTest : public QObject {
    Q_OBJECT
private slots:
    void areThoseOfAPlainSort();
    void holdExtremesInTheirPlaces();
    void areNoneOfNothing();
};

void SortedValuesTest::areThoseOfAPlainSort()
{
    for (const std::size_t count :
         {std::size_t{1}, std::size_t{100}, std::size_t{4096}, std::size_t{100003}}) {
        const std::vector<float> values = randomValues(count);
        QVERIFY(sortedValues(values) == plainlySorted(values));
    }
}

void SortedValuesTest::holdExtremesInTheirPlaces()
{
    using Limits = std::numeric_limits<float>;
    std::vector<float> values = randomValues(5000);
    values.insert(values.end(), {Limits::infinity(), -Limits::infinity(), Limits::denorm_min(),
                                 -Limits::denorm_min(), Limits::max(), Limits::lowest(), 0.0F, -0.0F});
    const std::vector<float> sorted = sortedValues(values);
    QVERIFY(sorted == plainlySorted(values));
    QCOMPARE(sorted.front(), -Limits::infinity());
    QCOMPARE(sorted.back(), Limits::infinity());
}

void SortedValuesTest::areNoneOfNothing()
{
    QVERIFY(sortedValues({}).empty());
    QVERIFY(sortedValues(std::vector<float>(5000, std::numeric_limits<float>::quiet_NaN())).empty());
}

QTEST_GUILESS_MAIN(SortedValuesTest)
#include "sorted_values_test.moc"
