#include "session/work.h"

#include <utility>

namespace {

/// Deletes a finished job's thread from the event loop, not from inside the job's own signal.
void retire(std::unique_ptr<JobThread>& thread)
{
    if (thread)
        thread.release()->deleteLater();
}

}  // namespace

Work::Work(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

Work::~Work() = default;

void Work::read(std::vector<ReadOrder> orders)
{
    startReading(std::make_unique<ReadJob>(std::move(orders)));
}

void Work::readDemo()
{
    startReading(ReadJob::ofDemoWorld());
}

void Work::startReading(std::unique_ptr<ReadJob> job)
{
    if (m_reading)
        return;
    ReadJob* reading = job.get();
    m_reading = std::make_unique<JobThread>(std::move(job));
    connect(reading, &ReadJob::sourceRead, &m_session, &Session::addSource);
    connect(reading, &ReadJob::sizeToConfirm, this,
            [this](const ReadOrder& order) { m_toConfirm.push_back(order); });
    connect(reading, &Job::progressed, this, &Work::readProgressed);
    connect(reading, &Job::finished, this, &Work::endReading);
    connect(reading, &Job::stopped, this, [this] {
        m_toConfirm.clear();
        endReading();
    });
    connect(reading, &Job::failed, this, [this](const QString& message) {
        endReading();
        emit failed(tr("The data could not be opened"), message);
    });
    m_reading->start();
    emit readingChanged();
}

void Work::endReading()
{
    retire(m_reading);
    emit readingChanged();
    for (const ReadOrder& order : std::exchange(m_toConfirm, {}))
        emit sizeToConfirm(order);
}

void Work::cancelReading()
{
    if (m_reading)
        m_reading->job().requestStop();
}

void Work::downscale(const DownscaleChoice& choice)
{
    const LoadedSource* coarse = m_session.coarse();
    if (m_downscaling || coarse == nullptr) {
        if (coarse == nullptr)
            emit downscaleEnded(tr("Open a coarse data set first."), true);
        return;
    }
    shamal::DownscaleRequest request;
    request.model = choice.model;
    request.coarse = coarse->series;
    if (const LoadedSource* fine = m_session.fine(); fine != nullptr && !fine->series.timeless())
        request.fine = fine->series;
    request.area = {-90.0, 90.0, -180.0, 180.0};
    if (!choice.wholeModelArea && m_session.region())
        request.area = m_session.region()->bounds();
    request.days = choice.days;
    request.history = choice.history;
    request.sampler = choice.sampler;

    auto job = std::make_unique<DownscaleJob>(std::move(request));
    DownscaleJob* downscaling = job.get();
    m_downscaling = std::make_unique<JobThread>(std::move(job));
    connect(downscaling, &DownscaleJob::planned, this,
            [this](const shamal::DownscaleRunInfo& info) { m_session.beginResult(info); });
    connect(downscaling, &DownscaleJob::dayFinished, this, [this](const shamal::DownscaledDay& day) {
        m_session.addDay(day);
        emit dayFinished(day.date, day.seconds);
    });
    connect(downscaling, &Job::progressed, this, &Work::downscaleProgressed);
    connect(downscaling, &Job::finished, this, [this] {
        const auto& result = m_session.result();
        QString message =
            tr("%n day(s) downscaled.", nullptr, result ? static_cast<int>(result->days().size()) : 0);
        if (result && !result->info().warning.empty())
            message += " " + QString::fromStdString(result->info().warning);
        endDownscaling(message, false);
    });
    connect(downscaling, &Job::stopped, this, [this] {
        const auto& result = m_session.result();
        endDownscaling(tr("Cancelled; %n finished day(s) kept.", nullptr,
                          result ? static_cast<int>(result->days().size()) : 0),
                       false);
    });
    connect(downscaling, &Job::failed, this,
            [this](const QString& message) { endDownscaling(message, true); });
    m_downscaling->start();
    emit downscalingChanged();
}

void Work::endDownscaling(const QString& message, bool fault)
{
    retire(m_downscaling);
    emit downscalingChanged();
    emit downscaleEnded(message, fault);
}

void Work::cancelDownscaling()
{
    if (m_downscaling)
        m_downscaling->job().requestStop();
}

void Work::write(const QString& path, WriteJob::Write write)
{
    if (m_writing) {
        emit failed(tr("An export is still running"), tr("Wait until it is done, then export again."));
        return;
    }
    auto job = std::make_unique<WriteJob>(std::move(write));
    WriteJob* writing = job.get();
    m_writing = std::make_unique<JobThread>(std::move(job));
    connect(writing, &Job::finished, this, [this, writing, path] {
        const QString remark = writing->remark();
        retire(m_writing);
        emit written(path, remark);
    });
    connect(writing, &Job::failed, this, [this](const QString& message) {
        retire(m_writing);
        emit failed(tr("The export failed"), message);
    });
    m_writing->start();
}
