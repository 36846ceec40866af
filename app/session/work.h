#pragma once
#include "jobs/downscale_job.h"
#include "jobs/read_job.h"
#include "jobs/write_job.h"
#include "panels/downscale_panel.h"
#include "session/session.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

/// The session's long work, each kind in one background thread at a time; results go into the session as they
/// come.
class Work : public QObject {
    Q_OBJECT
public:
    explicit Work(Session& session, QObject* parent = nullptr);
    ~Work() override;

    void read(std::vector<ReadOrder> orders);
    void readDemo();
    bool reading() const { return m_reading != nullptr; }
    void cancelReading();

    /// Takes a snapshot of the session; days appear in it as they are finished.
    void downscale(const DownscaleChoice& choice);
    bool downscaling() const { return m_downscaling != nullptr; }
    void cancelDownscaling();

    /// `write` is told in WriteJob.
    void write(const QString& path, WriteJob::Write write);
    bool writing() const { return m_writing != nullptr; }

signals:
    void readingChanged();
    void sizeToConfirm(const ReadOrder& order);  ///< see ReadJob; once reading has ended
    void readProgressed(double fraction, const QString& doing, double secondsLeft);
    void downscalingChanged();
    void downscaleProgressed(double fraction, const QString& doing, double secondsLeft);
    /// One sentence on how the run ended; `fault` when nothing more will come because something is wrong.
    void downscaleEnded(const QString& message, bool fault);
    void dayFinished(shamal::Date day, double seconds);
    void written(const QString& path, const QString& remark);
    void failed(const QString& title, const QString& message);

private:
    void startReading(std::unique_ptr<ReadJob> job);
    void endReading();
    void endDownscaling(const QString& message, bool fault);

    Session& m_session;
    std::unique_ptr<JobThread> m_reading, m_downscaling, m_writing;
    std::vector<ReadOrder> m_toConfirm;
};
