#include "jobs/write_job.h"

#include <utility>

WriteJob::WriteJob(Write write) : Job(tr("Exporting")), m_write(std::move(write)) {}

void WriteJob::run(const shamal::Progress& progress, const std::stop_token& stop)
{
    progress.report(0.0, tr("Exporting").toStdString());
    m_remark = m_write(stop);
}
