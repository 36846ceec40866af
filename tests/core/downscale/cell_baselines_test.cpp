#include <QTest>

#include "downscale/cell_regression.h"
#include "downscale/harmonic_climatology.h"

#include <array>
#include <cmath>
#include <functional>
#include <random>

#include "fields/error.h"

using namespace shamal;

namespace {

constexpr std::size_t kCells = 5;
constexpr int kDays = 400;
constexpr std::int64_t kFirst = 13149;  // 2006-01-01
constexpr double kRidge = 1e-3;

std::vector<Date> dates(int from, int to)
{
    std::vector<Date> result;
    for (int i = from; i < to; ++i)
        result.push_back(dateOfDay(kFirst + i, Calendar::Standard));
    return result;
}

/// Fine fields that follow the coarse ones of the day and the day before and themselves, with noise.
DayFields world()
{
    std::mt19937 random(11);
    std::normal_distribution<float> normal;
    DayFields fields;
    std::vector<float> before(kCells, 0.0F), fineBefore(kCells, 0.0F);
    for (int i = 0; i < kDays; ++i) {
        std::vector<float> coarse(kCells), fine(kCells);
        for (std::size_t c = 0; c < kCells; ++c) {
            const auto place = static_cast<float>(c);
            coarse[c] = 0.5F * before[c] + normal(random);
            fine[c] = 0.1F * place + 0.6F * coarse[c] - 0.2F * before[c] +
                      (0.1F + 0.1F * place) * fineBefore[c] + 0.3F * normal(random);
        }
        fields.setCoarse(kFirst + i, coarse);
        fields.setFine(kFirst + i, {fine, 1.0F});
        before = coarse;
        fineBefore = fine;
    }
    return fields;
}

/// Coefficients by the normal equations, written out: (X'X + ridge n D) b = X'y with a column of ones, D the
/// unit matrix without the constant's row, scaled so that the constant is not pulled; Gauss-Jordan.
std::vector<double> normalEquations(const std::vector<std::vector<double>>& rows,
                                    const std::vector<double>& y)
{
    const std::size_t p = rows.front().size();
    std::vector<std::vector<double>> a(p, std::vector<double>(p + 1, 0.0));
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t i = 0; i < p; ++i) {
            for (std::size_t j = 0; j < p; ++j)
                a[i][j] += rows[r][i] * rows[r][j];
            a[i][p] += rows[r][i] * y[r];
        }
    }
    for (std::size_t i = 1; i < p; ++i)
        a[i][i] += kRidge * static_cast<double>(rows.size());
    for (std::size_t i = 0; i < p; ++i) {
        const double pivot = a[i][i];
        for (double& value : a[i])
            value /= pivot;
        for (std::size_t k = 0; k < p; ++k) {
            const double factor = a[k][i];
            for (std::size_t j = 0; k != i && j <= p; ++j)
                a[k][j] -= factor * a[i][j];
        }
    }
    std::vector<double> result;
    for (const auto& row : a)
        result.push_back(row[p]);
    return result;
}

using Row = std::function<std::vector<double>(const DayFields&, std::int64_t, std::size_t)>;

std::vector<double> historyRow(const DayFields& fields, std::int64_t day, std::size_t cell)
{
    return {1.0, (*fields.coarse(day))[cell], (*fields.coarse(day - 1))[cell],
            fields.fine(day - 1)->values[cell]};
}

std::vector<double> yearRow(const DayFields&, std::int64_t day, std::size_t)
{
    const double phase =
        2.0 * M_PI * dayOfYear(dateOfDay(day, Calendar::Standard), Calendar::Standard) / 365.25;
    return {1.0, std::cos(phase), std::sin(phase), std::cos(2 * phase), std::sin(2 * phase)};
}

/// Of the days [from, to) on which the cell's numbers are all there.
std::vector<double> plainFit(const DayFields& fields, const Row& row, std::size_t cell, int from, int to)
{
    std::vector<std::vector<double>> rows;
    std::vector<double> y;
    for (std::int64_t day = kFirst + from; day < kFirst + to; ++day) {
        const std::vector<double> x = row(fields, day, cell);
        const double target = fields.fine(day)->values[cell];
        bool whole = !std::isnan(target);
        for (const double value : x)
            whole = whole && !std::isnan(value);
        if (whole) {
            rows.push_back(x);
            y.push_back(target);
        }
    }
    return normalEquations(rows, y);
}

void near(double found, double expected)
{
    QVERIFY2(std::abs(found - expected) < 2e-6,
             qPrintable(QString("%1 for %2").arg(found, 0, 'g', 9).arg(expected, 0, 'g', 9)));
}

CellRegression regression(const DayFields& fields, RegressionInputs inputs, int from = 1, int to = 300)
{
    return {fields, dates(from, to), Calendar::Standard, kCells, inputs};
}

void spoil(DayFields& fields, int day, std::size_t cell)
{
    std::vector<float> values = fields.fine(kFirst + day)->values;
    values[cell] = NAN;
    fields.setFine(kFirst + day, {values, 1.0F});
}

}  // namespace

class CellBaselinesTest : public QObject {
    Q_OBJECT
private slots:
    void regressionSolvesTheNormalEquationsOfEveryCell()
    {
        const DayFields fields = world();
        const CellRegression fit = regression(fields, RegressionInputs::CoarseAndHistory);
        for (std::size_t cell = 0; cell < kCells; ++cell) {
            const std::vector<double> expected = plainFit(fields, historyRow, cell, 1, 300);
            for (std::size_t i = 0; i < 4; ++i)
                near(fit.coefficients()[i][cell], expected[i]);
            double value = 0.0;
            const std::vector<double> x = historyRow(fields, kFirst + 350, cell);
            for (std::size_t i = 0; i < 4; ++i)
                value += expected[i] * x[i];
            near(fit.predict(fields, kFirst + 350)[cell], value);
        }
    }
    void missingValuesCostTheirCellTheirDaysAlone()
    {
        DayFields fields = world();
        for (int day = 10; day < 250; day += 3)
            spoil(fields, day, 2);
        const CellRegression fit = regression(fields, RegressionInputs::CoarseAndHistory);
        for (std::size_t cell = 0; cell < kCells; ++cell) {
            const std::vector<double> expected = plainFit(fields, historyRow, cell, 1, 300);
            for (std::size_t i = 0; i < 4; ++i)
                near(fit.coefficients()[i][cell], expected[i]);
        }
    }
    void otherDaysThanTheTrainingDaysHaveNoSay()
    {
        DayFields fields = world();
        const auto before = regression(fields, RegressionInputs::CoarseAndHistory).coefficients();
        const auto climatology = HarmonicClimatology(fields, dates(0, 300), Calendar::Standard, kCells, 2);
        const std::vector<float> summer = climatology.field({2007, 7, 1});
        for (int day = 300; day < kDays; ++day)
            fields.setFine(kFirst + day, {std::vector<float>(kCells, 99.0F), 1.0F});
        QVERIFY(regression(fields, RegressionInputs::CoarseAndHistory).coefficients() == before);
        QVERIFY(
            HarmonicClimatology(fields, dates(0, 300), Calendar::Standard, kCells, 2).field({2007, 7, 1}) ==
            summer);
    }
    void whatIsMissingOfTheDayBeforeFallsBackToTheCoarseField()
    {
        DayFields fields = world();
        const CellRegression full = regression(fields, RegressionInputs::CoarseAndHistory);
        const CellRegression coarse = regression(fields, RegressionInputs::CoarseToday);
        const std::vector<float> whole = full.predict(fields, kFirst + 350);
        const std::vector<float> fallback = coarse.predict(fields, kFirst + 350);
        spoil(fields, 349, 3);
        const std::vector<float> holed = full.predict(fields, kFirst + 350);
        for (std::size_t cell = 0; cell < kCells; ++cell)
            QCOMPARE(holed[cell], cell == 3 ? fallback[cell] : whole[cell]);
        QVERIFY(full.predict(fields, kFirst) ==
                coarse.predict(fields, kFirst));  // nothing before the first day
    }
    void withoutACoarseFieldTheMeanIsPredicted()
    {
        const DayFields fields = world();
        const std::vector<float> predicted =
            regression(fields, RegressionInputs::CoarseAndHistory).predict(fields, kFirst + kDays + 50);
        for (std::size_t cell = 0; cell < kCells; ++cell) {
            double sum = 0.0;
            for (int day = 1; day < 300; ++day)
                sum += fields.fine(kFirst + day)->values[cell];
            near(predicted[cell], sum / 299);
        }
    }
    void climatologyOfASeasonIsItsMean()
    {
        const DayFields fields = world();
        const HarmonicClimatology climatology(fields, dates(20, 110), Calendar::Standard, kCells, 0);
        for (std::size_t cell = 0; cell < kCells; ++cell) {
            double sum = 0.0;
            for (int day = 20; day < 110; ++day)
                sum += fields.fine(kFirst + day)->values[cell];
            near(climatology.field({2006, 3, 1})[cell], sum / 90);
        }
    }
    void climatologyOfTheYearSolvesTheNormalEquations()
    {
        DayFields fields = world();
        for (int day = 0; day < 90; ++day)
            spoil(fields, day, 1);  // a cell that is never seen in spring
        const HarmonicClimatology climatology(fields, dates(0, kDays), Calendar::Standard, kCells, 2);
        for (std::size_t cell = 0; cell < kCells; ++cell) {
            const std::vector<double> expected = plainFit(fields, yearRow, cell, 0, kDays);
            for (const int day : {100, 200, 300}) {
                const std::vector<double> x = yearRow(fields, kFirst + day, cell);
                double value = 0.0;
                for (std::size_t i = 0; i < 5; ++i)
                    value += expected[i] * x[i];
                near(climatology.field(dateOfDay(kFirst + day, Calendar::Standard))[cell], value);
            }
        }
    }
    void aCellThatIsNeverObservedStaysAtTheOverallMean()
    {
        DayFields fields = world();
        for (int day = 0; day < kDays; ++day)
            spoil(fields, day, 4);
        QCOMPARE(HarmonicClimatology(fields, dates(0, kDays), Calendar::Standard, kCells, 1)
                     .field({2006, 5, 1})[4],
                 0.0F);
        QCOMPARE(regression(fields, RegressionInputs::CoarseToday).predict(fields, kFirst + 5)[4], 0.0F);
    }
    void nothingToFitIsRefused()
    {
        const DayFields fields = world();
        QVERIFY_EXCEPTION_THROWN(HarmonicClimatology(fields, {}, Calendar::Standard, kCells, 0), InputError);
        QVERIFY_EXCEPTION_THROWN(HarmonicClimatology(fields, dates(0, 9), Calendar::Standard, kCells, -1),
                                 InputError);
        QVERIFY_EXCEPTION_THROWN(regression(fields, RegressionInputs::CoarseToday, 1000, 1010), InputError);
    }
};

QTEST_GUILESS_MAIN(CellBaselinesTest)
#include "cell_baselines_test.moc"
