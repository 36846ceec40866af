#include <QTest>

#include "statistics/cosine_transform.h"

#include <cmath>
#include <random>

using namespace shamal;

namespace {

std::vector<double> randomValues(std::size_t n, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<double> values(n);
    for (double& value : values)
        value = normal(random);
    return values;
}

/// The sum of the definition, term by term.
std::vector<double> bySum(const std::vector<double>& x)
{
    const auto n = static_cast<double>(x.size());
    std::vector<double> result;
    for (std::size_t k = 0; k < x.size(); ++k) {
        double sum = 0.0;
        for (std::size_t t = 0; t < x.size(); ++t)
            sum += x[t] *
                   std::cos(M_PI * static_cast<double>(k) * (2.0 * static_cast<double>(t) + 1.0) / (2.0 * n));
        result.push_back(std::sqrt((k == 0 ? 1.0 : 2.0) / n) * sum);
    }
    return result;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

}  // namespace

class CosineTransformTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheSumOfItsDefinitionAtAnyLength_data()
    {
        QTest::addColumn<int>("length");
        for (const int length : {2, 3, 4, 5, 7, 16, 31, 64, 228, 322, 432})
            QTest::newRow(qPrintable(QString::number(length))) << length;
    }
    void agreesWithTheSumOfItsDefinitionAtAnyLength()
    {
        QFETCH(const int, length);
        const std::vector<double> a = randomValues(static_cast<std::size_t>(length), 1);
        const std::vector<double> b = randomValues(static_cast<std::size_t>(length), 2);
        std::vector<double> first = a, second = b;
        CosineTransform(static_cast<std::size_t>(length)).run(first, second);
        QVERIFY(largestDifference(first, bySum(a)) < 1e-11);
        QVERIFY(largestDifference(second, bySum(b)) < 1e-11);
    }
};

QTEST_GUILESS_MAIN(CosineTransformTest)
#include "cosine_transform_test.moc"
