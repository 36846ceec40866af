#include "jobs/write_job.h"

#include <utility>

WriteJob::WriteJob(std::function<void()> write) : Job(tr("Exporting")), m_write(std::move(write)) {}

void WriteJob::run(const shamal::Progress& progress, const std::stop_token&)
{
    progress.report(0.0, tr("Exporting").toStdString());
    m_write();
}
