#pragma once
#include "fields/progress.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QThread>

#include <memory>
#include <stop_token>

/// Long work off the GUI thread. Owns a snapshot of its inputs, lives on its JobThread's thread, talks by
/// queued signals only. Exactly one of finished(), stopped(), failed() ends it.
class Job : public QObject {
    Q_OBJECT
public:
    explicit Job(QString title);

    const QString& title() const { return m_title; }
    void requestStop() { m_stop.request_stop(); }  ///< from any thread

public slots:
    void start();

signals:
    /// `secondsLeft` is negative while it cannot be told.
    void progressed(double fraction, const QString& doing, double secondsLeft);
    void finished();
    void stopped();
    void failed(const QString& message);

protected:
    virtual void run(const shamal::Progress& progress, const std::stop_token& stop) = 0;

private:
    void reportProgress(double fraction, const std::string& doing);

    QString m_title;
    std::stop_source m_stop;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceReport;
};

/// A thread for one job. Connect to job() first, then start(). Destroying it stops the job and waits for it.
class JobThread : public QObject {
    Q_OBJECT
public:
    explicit JobThread(std::unique_ptr<Job> job, QObject* parent = nullptr);
    ~JobThread() override;

    void start();
    Job& job() { return *m_job; }
    bool running() const { return m_thread.isRunning(); }

private:
    QThread m_thread;
    std::unique_ptr<Job> m_job;
};
