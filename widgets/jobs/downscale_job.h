#pragma once
#include "downscale/downscaler.h"
#include "jobs/job.h"

#include <optional>

/// Runs one downscaling off the GUI thread on a snapshot of its inputs.
class DownscaleJob : public Job {
    Q_OBJECT
public:
    explicit DownscaleJob(shamal::DownscaleRequest request);

signals:
    /// Checked and about to run.
    void planned(const shamal::DownscaleRunInfo& info);
    /// In date order; good whatever happens later.
    void dayFinished(const shamal::DownscaledDay& day);

protected:
    void run(const shamal::Progress& progress, const std::stop_token& stop) override;

private:
    shamal::DownscaleRequest m_request;
};

Q_DECLARE_METATYPE(shamal::DownscaleRunInfo)
Q_DECLARE_METATYPE(shamal::DownscaledDay)
