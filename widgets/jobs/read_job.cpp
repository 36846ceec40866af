#include "jobs/read_job.h"

#include "demo/nature_run.h"
#include "fields/region.h"

#include <QLocale>

#include <algorithm>
#include <set>
#include <utility>

namespace {

/// A part of a whole: fractions 0..1 of the part are reported as `from`..`to`.
shamal::Progress part(const shamal::Progress& whole, double from, double to)
{
    return shamal::Progress([&whole, from, to](double fraction, const std::string& doing) {
        whole.report(from + (to - from) * fraction, doing);
    });
}

std::size_t daysOf(const shamal::Dataset& dataset, const ReadOrder& order)
{
    std::set<shamal::Date> dates;
    for (const shamal::TimeStep& step : dataset.steps()) {
        if ((!order.firstDate || *order.firstDate <= step.date) &&
            (!order.lastDate || step.date <= *order.lastDate))
            dates.insert(step.date);
    }
    return std::max<std::size_t>(dates.size(), 1);
}

void refuseIfTooLarge(const shamal::Dataset& dataset, const ReadOrder& order,
                      const shamal::VariableInfo& variable)
{
    std::size_t cells = variable.grid.cells();
    if (order.window) {
        const shamal::Region window{"", *order.window};
        cells = window.cellCount(variable.grid);
    }
    const std::size_t values = cells * daysOf(dataset, order);
    if (values > kMostValuesInMemory) {
        const double gigabytes = static_cast<double>(values) * sizeof(float) / 1e9;
        throw shamal::InputError(
            dataset.files().front(),
            ReadJob::tr("%1 holds %2 GB in memory as daily means, more than the %3 GB kept of one data set")
                .arg(QString::fromStdString(variable.metadata.name), QLocale().toString(gigabytes, 'f', 1),
                     QLocale().toString(static_cast<double>(kMostValuesInMemory) * sizeof(float) / 1e9, 'f',
                                        0))
                .toStdString(),
            ReadJob::tr("Open it by File > Open Area… to read a part of the map").toStdString());
    }
}

shamal::ReadRequest requestOf(const ReadOrder& order, const std::string& variable)
{
    return {.variable = variable,
            .window = order.window,
            .firstDate = order.firstDate,
            .lastDate = order.lastDate,
            .dailyMeans = true,
            .level = order.level};
}

LoadedSource readSource(const ReadOrder& order, const shamal::Dataset& dataset,
                        const shamal::Progress& progress, const std::stop_token& stop)
{
    const std::string variable = order.variable.empty() ? usualVariable(dataset) : order.variable;
    refuseIfTooLarge(dataset, order, dataset.variable(variable));
    shamal::FieldSeries series = dataset.read(requestOf(order, variable), progress, stop);
    return {dataset,          variable, order.level, order.window, order.role.value_or(dataset.role().role),
            std::move(series)};
}

}  // namespace

std::uintmax_t ReadOrder::bytesToRead() const
{
    return opened->bytesToRead(requestOf(*this, variable.empty() ? usualVariable(*opened) : variable));
}

ReadJob::ReadJob(std::vector<ReadOrder> orders) : Job(tr("Reading")), m_orders(std::move(orders))
{
    qRegisterMetaType<LoadedSource>();
    qRegisterMetaType<ReadOrder>();
}

std::unique_ptr<ReadJob> ReadJob::ofDemoWorld()
{
    auto job = std::make_unique<ReadJob>(std::vector<ReadOrder>{});
    job->m_demo = true;
    return job;
}

void ReadJob::run(const shamal::Progress& progress, const std::stop_token& stop)
{
    double done = 0.0;
    if (m_demo) {
        const double share = shamal::demoWorldIsCached() ? 0.0 : 0.9;
        const shamal::DemoWorldFiles files = shamal::cachedDemoWorld(part(progress, 0.0, share), stop);
        m_orders = {
            {.files = {files.coarse}, .variable = {}, .window = {}, .role = shamal::SourceRole::Coarse},
            {.files = {files.fine}, .variable = {}, .window = {}, .role = shamal::SourceRole::Fine}};
        done = share;
    }
    const double each = (1.0 - done) / static_cast<double>(m_orders.size());
    for (const ReadOrder& order : m_orders) {
        shamal::throwIfStopped(stop);
        const shamal::Progress doing = part(progress, done, done + each);
        doing.report(0.0, tr("Opening %1")
                              .arg(QString::fromStdString(order.files.front().filename().string()))
                              .toStdString());
        const shamal::Dataset dataset = order.opened ? *order.opened : shamal::Dataset::open(order.files);
        shamal::throwIfStopped(stop);
        if (dataset.isRemote() && !order.opened) {
            ReadOrder found = order;
            found.opened = dataset;
            emit sizeToConfirm(found);
        } else {
            emit sourceRead(readSource(order, dataset, doing, stop));
        }
        done += each;
    }
}
