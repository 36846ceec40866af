#include "statistics/field_cosine_transform.h"

#include <QtTest>
#include <cmath>
#include <numbers>
#include <thread>
#include <vector>

using namespace shamal;

class FieldCosineTransformTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheSumsOfItsDefinition()
    {
        for (const auto& [rows, columns] : {std::pair{7, 10}, std::pair{1, 5}, std::pair{12, 9}}) {
            const std::vector<float> field = bumpy(rows * columns);
            std::vector<float> got = field;
            FieldCosineTransform(rows, columns).forward(got);
            for (int k = 0; k < rows; ++k)
                for (int l = 0; l < columns; ++l) {
                    double sum = 0.0;
                    for (int r = 0; r < rows; ++r)
                        for (int c = 0; c < columns; ++c)
                            sum += field[r * columns + c] * wave(k, r, rows) * wave(l, c, columns);
                    QVERIFY(std::abs(got[k * columns + l] - sum) < 1e-5);
                }
        }
    }
    void backwardUndoesForward()
    {
        const std::vector<float> field = bumpy(228 * 322);
        std::vector<float> there = field;
        const FieldCosineTransform transform(228, 322);
        transform.forward(there);
        transform.backward(there);
        for (std::size_t i = 0; i < field.size(); ++i)
            QVERIFY(std::abs(there[i] - field[i]) < 1e-5F);
    }
    /// Parseval.
    void sumsOfSquaresAreKept()
    {
        std::vector<float> field = bumpy(228 * 322);
        const double before = squares(field);
        FieldCosineTransform(228, 322).forward(field);
        QVERIFY(std::abs(squares(field) / before - 1.0) < 1e-5);
    }
    void threadsMayTransformAtOnce()
    {
        const FieldCosineTransform transform(60, 70);
        std::vector<float> expected = bumpy(60 * 70);
        transform.forward(expected);
        std::vector<std::vector<float>> got(4, bumpy(60 * 70));
        {
            std::vector<std::jthread> threads;
            for (auto& field : got)
                threads.emplace_back([&transform, &field] { transform.forward(field); });
        }
        for (const auto& field : got)
            QCOMPARE(field, expected);
    }

private:
    static double wave(int k, int i, int n)
    {
        return std::sqrt((k > 0 ? 2.0 : 1.0) / n) * std::cos(std::numbers::pi * k * (i + 0.5) / n);
    }
    static std::vector<float> bumpy(int count)
    {
        std::vector<float> values;
        for (int i = 0; i < count; ++i)
            values.push_back(std::sin(0.7F * static_cast<float>(i % 1013)) +
                             0.01F * static_cast<float>(i % 17));
        return values;
    }
    static double squares(const std::vector<float>& values)
    {
        double sum = 0.0;
        for (const double value : values)
            sum += value * value;
        return sum;
    }
};

QTEST_GUILESS_MAIN(FieldCosineTransformTest)
#include "field_cosine_transform_test.moc"
