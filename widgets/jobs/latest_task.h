#pragma once
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <cstdint>
#include <functional>
#include <stop_token>

/// Runs the newest of a stream of computations off the GUI thread. A newer one asks the older to stop, and
/// whatever the older still delivers is dropped by its generation number, so a stale result is never shown.
class LatestTask : public QObject {
    Q_OBJECT
public:
    /// Computes on a worker thread from what it owns, and returns what to do with the result on the GUI
    /// thread.
    using Deliver = std::function<void()>;
    using Work = std::function<Deliver(std::stop_token)>;

    explicit LatestTask(QObject* parent = nullptr);
    ~LatestTask() override;

    void submit(Work work);
    void cancel();  ///< nothing under way is delivered any more
    bool busy() const { return m_busy; }

signals:
    void started();
    void finished();                      ///< delivered
    void failed(const QString& message);  ///< the work threw; not emitted for a stop

private:
    void settle(std::uint64_t generation, const Deliver& deliver, const QString& fault);

    // Not the application's pool: Qt paints with that one, and would wait for a computation to end.
    QThreadPool m_pool;
    std::uint64_t m_generation = 0;
    std::stop_source m_stop;
    bool m_busy = false;
};
