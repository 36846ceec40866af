#include "jobs/latest_task.h"

#include "fields/error.h"

#include <QCoreApplication>
#include <QPointer>

#include <utility>

LatestTask::LatestTask(QObject* parent) : QObject(parent)
{
    constexpr int kNewestAndOneThatStops = 2;
    m_pool.setMaxThreadCount(kNewestAndOneThatStops);
}

LatestTask::~LatestTask()
{
    m_stop.request_stop();
}

void LatestTask::submit(Work work)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_busy = true;
    emit started();
    m_pool.start([self = QPointer<LatestTask>(this), generation = ++m_generation, stop = m_stop.get_token(),
                  work = std::move(work)] {
        Deliver deliver;
        QString fault;
        try {
            if (!stop.stop_requested())
                deliver = work(stop);
        } catch (const shamal::Stopped&) {
            return;
        } catch (const std::exception& error) {
            fault = QString::fromUtf8(error.what());
        }
        // The application outlives this pool; `self` is looked at on the GUI thread only.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, generation, deliver = std::move(deliver), fault] {
                if (self)
                    self->settle(generation, deliver, fault);
            },
            Qt::QueuedConnection);
    });
}

void LatestTask::cancel()
{
    m_stop.request_stop();
    ++m_generation;
    m_busy = false;
}

void LatestTask::settle(std::uint64_t generation, const Deliver& deliver, const QString& fault)
{
    if (generation != m_generation)
        return;
    m_busy = false;
    if (!fault.isEmpty()) {
        emit failed(fault);
    } else if (deliver) {
        deliver();
        emit finished();
    }
}
