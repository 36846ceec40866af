#include "statistics/parallel_rows.h"

#include <QTest>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace shamal;

namespace {

constexpr unsigned kThreads = 4;

}  // namespace

/// Also what the thread sanitizer is given to look at: many rounds, so that threads meet in many ways.
class ParallelRowsTest : public QObject {
    Q_OBJECT
private slots:
    void takeEachRowOnce();
    void giveEachThreadScratchSpaceOfItsOwn();
    void reportOnTheCallingThread();
    void throwWhatARowThrew();
    void endWhenAskedToFromAnotherThread();
    void haveNothingToDoWithoutRows();
};

void ParallelRowsTest::takeEachRowOnce()
{
    for (int round = 0; round < 50; ++round) {
        std::vector<int> taken(97, 0);
        const auto makeWorker = [&] { return [&](std::size_t row) { ++taken[row]; }; };
        forEachRow(taken.size(), kThreads, makeWorker, {}, {});
        QCOMPARE(taken, std::vector<int>(97, 1));
    }
}

void ParallelRowsTest::giveEachThreadScratchSpaceOfItsOwn()
{
    for (int round = 0; round < 50; ++round) {
        std::vector<std::size_t> sums(97, 0);
        const auto makeWorker = [&] {
            return [&, scratch = std::vector<std::size_t>(64)](std::size_t row) mutable {
                std::iota(scratch.begin(), scratch.end(), row);
                sums[row] = std::accumulate(scratch.begin(), scratch.end(), std::size_t{0});
            };
        };
        forEachRow(sums.size(), kThreads, makeWorker, {}, {});
        for (std::size_t row = 0; row < sums.size(); ++row)
            QCOMPARE(sums[row], 64 * row + 2016);  // 0 + 1 + ... + 63
    }
}

void ParallelRowsTest::reportOnTheCallingThread()
{
    int elsewhere = 0;
    const auto report = [&, here = std::this_thread::get_id()](double fraction) {
        elsewhere += std::this_thread::get_id() == here && fraction > 0.0 && fraction <= 1.0 ? 0 : 1;
    };
    for (int round = 0; round < 50; ++round)
        forEachRow(97, kThreads, [] { return [](std::size_t) {}; }, report, {});
    QCOMPARE(elsewhere, 0);
}

void ParallelRowsTest::throwWhatARowThrew()
{
    const auto makeWorker = [] {
        return [](std::size_t row) {
            if (row % 10 == 9)
                throw std::out_of_range("a row ending in 9");
        };
    };
    for (int round = 0; round < 50; ++round)
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, forEachRow(97, kThreads, makeWorker, {}, {}));
}

void ParallelRowsTest::endWhenAskedToFromAnotherThread()
{
    for (int round = 0; round < 50; ++round) {
        std::stop_source stop;
        std::atomic<bool> begun = false;
        std::jthread asking([&] {
            begun.wait(false);
            stop.request_stop();
        });
        const auto makeWorker = [&] {
            return [&](std::size_t) {
                begun = true;
                begun.notify_one();
            };
        };
        constexpr std::size_t kMoreThanCanBeDone = std::size_t{1} << 60U;
        QVERIFY_THROWS_EXCEPTION(Stopped,
                                 forEachRow(kMoreThanCanBeDone, kThreads, makeWorker, {}, stop.get_token()));
    }
}

void ParallelRowsTest::haveNothingToDoWithoutRows()
{
    int calls = 0;
    const auto count = [&](double) { ++calls; };
    forEachRow(0, kThreads, [&] { return [&](std::size_t) { ++calls; }; }, count, {});
    QCOMPARE(calls, 0);
}

QTEST_GUILESS_MAIN(ParallelRowsTest)
#include "parallel_rows_test.moc"
