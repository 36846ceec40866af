#include "jobs/job.h"
#include "jobs/latest_task.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <thread>

namespace {

using namespace std::chrono_literals;

/// Counts to `steps`, or throws on the way.
class CountingJob : public Job {
public:
    explicit CountingJob(int steps, int faultAt = -1) : Job("Counting"), m_steps(steps), m_faultAt(faultAt) {}
    std::atomic<int> reached = 0;
    std::atomic<Qt::HANDLE> thread = nullptr;

protected:
    void run(const shamal::Progress& progress, const std::stop_token& stop) override
    {
        thread = QThread::currentThreadId();
        for (int i = 0; i < m_steps; ++i) {
            shamal::throwIfStopped(stop);
            if (i == m_faultAt)
                throw shamal::InputError("a.nc", "it is torn", "Mend it");
            progress.report(static_cast<double>(i) / m_steps, "counting");
            std::this_thread::sleep_for(2ms);
            ++reached;
        }
    }

private:
    int m_steps, m_faultAt;
};

}  // namespace

class JobsTest : public QObject {
    Q_OBJECT
private slots:
    void aJobRunsOnItsOwnThreadAndFinishes();
    void aStopEndsItEarlyAndSaysSo();
    void aFaultIsReportedInItsOwnWords();
    void destroyingTheThreadWaitsForTheJob();
    void onlyTheLatestResultIsDelivered();
    void aCancelledTaskDeliversNothing();
    void aTaskMayOutliveWhoAskedForIt();
};

void JobsTest::aJobRunsOnItsOwnThreadAndFinishes()
{
    auto job = std::make_unique<CountingJob>(5);
    CountingJob* counting = job.get();
    JobThread thread(std::move(job));
    QSignalSpy finished(counting, &Job::finished);
    thread.start();
    QVERIFY(finished.wait(5000));
    QCOMPARE(counting->reached.load(), 5);
    QVERIFY(counting->thread.load() != QThread::currentThreadId());
}

void JobsTest::aStopEndsItEarlyAndSaysSo()
{
    auto job = std::make_unique<CountingJob>(100000);
    CountingJob* counting = job.get();
    JobThread thread(std::move(job));
    QSignalSpy stopped(counting, &Job::stopped);
    QSignalSpy progressed(counting, &Job::progressed);
    thread.start();
    QVERIFY(progressed.wait(5000));
    counting->requestStop();
    QVERIFY(stopped.wait(5000));
    QVERIFY(counting->reached < 100000);
}

void JobsTest::aFaultIsReportedInItsOwnWords()
{
    auto job = std::make_unique<CountingJob>(5, 2);
    CountingJob* counting = job.get();
    JobThread thread(std::move(job));
    QSignalSpy failed(counting, &Job::failed);
    thread.start();
    QVERIFY(failed.wait(5000));
    QCOMPARE(failed[0][0].toString(), QStringLiteral("a.nc: it is torn. Mend it."));
}

void JobsTest::destroyingTheThreadWaitsForTheJob()
{
    std::atomic<bool> ended = false;
    class SlowToStop : public Job {
    public:
        explicit SlowToStop(std::atomic<bool>& flag) : Job("Slow"), m_ended(flag) {}

    protected:
        void run(const shamal::Progress&, const std::stop_token& stop) override
        {
            while (!stop.stop_requested())
                std::this_thread::sleep_for(1ms);
            std::this_thread::sleep_for(50ms);
            m_ended = true;
        }

    private:
        std::atomic<bool>& m_ended;
    };
    {
        JobThread thread(std::make_unique<SlowToStop>(ended));
        thread.start();
        QTest::qWait(20);
    }
    QVERIFY(ended.load());
}

void JobsTest::onlyTheLatestResultIsDelivered()
{
    LatestTask task;
    QSignalSpy finished(&task, &LatestTask::finished);
    std::vector<int> delivered;
    for (int i = 0; i < 20; ++i) {
        task.submit([i, &delivered](const std::stop_token&) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20 - i));  // the older the slower
            return LatestTask::Deliver([i, &delivered] { delivered.push_back(i); });
        });
    }
    QVERIFY(finished.wait(5000));
    QTest::qWait(100);
    QCOMPARE(delivered, std::vector<int>{19});
    QVERIFY(!task.busy());
}

void JobsTest::aCancelledTaskDeliversNothing()
{
    LatestTask task;
    bool delivered = false;
    task.submit([&delivered](const std::stop_token&) {
        std::this_thread::sleep_for(20ms);
        return LatestTask::Deliver([&delivered] { delivered = true; });
    });
    task.cancel();
    QTest::qWait(100);
    QVERIFY(!delivered);
    QVERIFY(!task.busy());
}

void JobsTest::aTaskMayOutliveWhoAskedForIt()
{
    std::atomic<bool> ended = false;
    bool delivered = false;
    {
        LatestTask task;
        task.submit([&](const std::stop_token&) {
            std::this_thread::sleep_for(30ms);
            ended = true;
            return LatestTask::Deliver([&delivered] { delivered = true; });
        });
        QTest::qWait(5);
    }
    QTRY_VERIFY(ended.load());
    QTest::qWait(20);
    QVERIFY(!delivered);
}

QTEST_GUILESS_MAIN(JobsTest)
#include "jobs_test.moc"
