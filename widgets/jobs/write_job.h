#pragma once
#include "jobs/job.h"

#include <functional>

/// Writes a file off the GUI thread from what `write` owns. `write` throws shamal::OutputError and returns
/// what the user is to know of the file beside that it is there; mostly nothing.
class WriteJob : public Job {
    Q_OBJECT
public:
    using Write = std::function<QString(const std::stop_token&)>;
    explicit WriteJob(Write write);

    const QString& remark() const { return m_remark; }  ///< what `write` returned, once it has finished

protected:
    void run(const shamal::Progress& progress, const std::stop_token& stop) override;

private:
    Write m_write;
    QString m_remark;
};
