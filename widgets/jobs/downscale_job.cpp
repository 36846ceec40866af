#include "jobs/downscale_job.h"

#include <utility>

DownscaleJob::DownscaleJob(shamal::DownscaleRequest request)
    : Job(tr("Downscaling")), m_request(std::move(request))
{
    qRegisterMetaType<shamal::DownscaleRunInfo>();
    qRegisterMetaType<shamal::DownscaledDay>();
}

void DownscaleJob::run(const shamal::Progress& progress, const std::stop_token& stop)
{
    const shamal::DownscaleRunInfo info = shamal::planDownscaling(m_request);
    m_request.sampler = info.sampler;
    emit planned(info);
    progress.report(0.0, tr("Loading the networks").toStdString());
    const std::unique_ptr<shamal::Downscaler> downscaler = shamal::makeDownscaler();
    downscaler->downscale(
        m_request, [this](const shamal::DownscaledDay& day) { emit dayFinished(day); }, progress, stop);
}
