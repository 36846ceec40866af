#include "fields/field_comparison.h"
#include "fields/error.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace shamal;

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

}  // namespace

class FieldComparisonTest : public QObject {
    Q_OBJECT
private slots:
    void comparesCellByCell()
    {
        const std::vector<float> a{3.0F, -1.0F};
        const std::vector<float> b{2.0F, 4.0F};
        QCOMPARE(compare(a, b, Comparison::Difference), (std::vector<float>{1.0F, -5.0F}));
        QCOMPARE(compare(a, b, Comparison::Ratio), (std::vector<float>{1.5F, -0.25F}));
        QCOMPARE(compare(a, b, Comparison::RelativeDifference), (std::vector<float>{50.0F, -125.0F}));
    }

    void missingCellsStayMissing()
    {
        for (const Comparison comparison :
             {Comparison::Difference, Comparison::Ratio, Comparison::RelativeDifference}) {
            const auto compared =
                compare(std::vector<float>{kMissing, 1.0F}, std::vector<float>{1.0F, kMissing}, comparison);
            QVERIFY(std::isnan(compared[0]) && std::isnan(compared[1]));
        }
    }

    void nothingIsDividedByZero()
    {
        const std::vector<float> a{1.0F, 0.0F};
        const std::vector<float> zero{0.0F, 0.0F};
        QCOMPARE(compare(a, zero, Comparison::Difference), a);
        for (const Comparison comparison : {Comparison::Ratio, Comparison::RelativeDifference}) {
            for (const float cell : compare(a, zero, comparison))
                QVERIFY(std::isnan(cell));
        }
    }

    void fieldsOfDifferentGridsAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(
            compare(std::vector<float>{1.0F}, std::vector<float>{1.0F, 2.0F}, Comparison::Difference),
            InputError);
    }
};

QTEST_APPLESS_MAIN(FieldComparisonTest)
#include "field_comparison_test.moc"
