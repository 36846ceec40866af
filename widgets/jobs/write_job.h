#pragma once
#include "jobs/job.h"

#include <functional>

/// Writes a file off the GUI thread from what `write` owns; `write` throws shamal::OutputError.
class WriteJob : public Job {
    Q_OBJECT
public:
    explicit WriteJob(std::function<void()> write);

protected:
    void run(const shamal::Progress& progress, const std::stop_token& stop) override;

private:
    std::function<void()> m_write;
};
