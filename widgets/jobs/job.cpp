#include "jobs/job.h"

#include <utility>

namespace {
// Enough for a smooth bar, and no flood of queued signals from a fast loop.
constexpr qint64 kReportEveryMs = 40;
}  // namespace

Job::Job(QString title) : m_title(std::move(title)) {}

void Job::start()
{
    m_sinceStart.start();
    m_sinceReport.invalidate();
    const shamal::Progress progress(
        [this](double fraction, const std::string& doing) { reportProgress(fraction, doing); });
    try {
        run(progress, m_stop.get_token());
        emit finished();
    } catch (const shamal::Stopped&) {
        emit stopped();
    } catch (const shamal::Error& error) {
        emit failed(QString::fromUtf8(error.what()));
    } catch (const std::bad_alloc&) {
        emit failed(tr("There is not enough memory for this. Choose a smaller area or fewer days."));
    } catch (const std::exception& error) {
        emit failed(tr("A defect of this software: %1").arg(QString::fromUtf8(error.what())));
    }
}

void Job::reportProgress(double fraction, const std::string& doing)
{
    if (m_sinceReport.isValid() && m_sinceReport.elapsed() < kReportEveryMs && fraction < 1.0)
        return;
    m_sinceReport.start();
    const double seconds = static_cast<double>(m_sinceStart.elapsed()) / 1000.0;
    const double left = fraction > 0.02 && seconds > 0.5 ? seconds * (1.0 - fraction) / fraction : -1.0;
    emit progressed(fraction, QString::fromStdString(doing), left);
}

JobThread::JobThread(std::unique_ptr<Job> job, QObject* parent) : QObject(parent), m_job(std::move(job))
{
    m_job->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_job.get(), &Job::start);
    // Direct: the end of the job ends the thread's loop at once, whatever the GUI thread is doing.
    for (const auto end : {&Job::finished, &Job::stopped})
        connect(m_job.get(), end, &m_thread, &QThread::quit, Qt::DirectConnection);
    connect(m_job.get(), &Job::failed, &m_thread, &QThread::quit, Qt::DirectConnection);
}

JobThread::~JobThread()
{
    m_job->requestStop();
    m_thread.quit();
    m_thread.wait();
}

void JobThread::start()
{
    m_thread.start();
}
