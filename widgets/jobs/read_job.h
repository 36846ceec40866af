#pragma once
#include "io/dataset.h"
#include "io/usual_variable.h"
#include "jobs/job.h"

#include <filesystem>
#include <optional>
#include <vector>

/// A data set read into memory: one variable, daily means.
struct LoadedSource {
    shamal::Dataset dataset;
    std::string variable;
    std::size_t level = 0;
    std::optional<shamal::LatLonBox> window;  ///< the part read; whole without
    shamal::SourceRole role = shamal::SourceRole::Other;
    shamal::FieldSeries series;
};

struct ReadOrder {
    std::vector<std::filesystem::path> files;  ///< files, folders or globs that are one data set
    std::string variable;                      ///< empty: shamal::usualVariable()
    std::size_t level = 0;
    std::optional<shamal::LatLonBox> window;
    std::optional<shamal::SourceRole> role;                     ///< what to take it for; guessed without
    std::optional<shamal::Date> firstDate = {}, lastDate = {};  ///< both included
    /// What `files` are, opened before. A data set on a server is only fetched when this is given: see
    /// ReadJob::sizeToConfirm.
    std::optional<shamal::Dataset> opened = {};
    /// Of `opened`. Bytes that will be read with this order.
    std::uintmax_t bytesToRead() const;
};

/// The most values held in memory of one data set (4 bytes each): 2 GB.
inline constexpr std::size_t kMostValuesInMemory = 500'000'000;

/// Opens data sets and reads one variable of each as daily means; or makes the demo world first.
class ReadJob : public Job {
    Q_OBJECT
public:
    explicit ReadJob(std::vector<ReadOrder> orders);
    /// The demo world: made on first use, then read.
    static std::unique_ptr<ReadJob> ofDemoWorld();

signals:
    void sourceRead(const LoadedSource& source);
    /// Instead of fetching from a server: the order with what it opened, to be given again when the size is
    /// agreed to.
    void sizeToConfirm(const ReadOrder& order);

protected:
    void run(const shamal::Progress& progress, const std::stop_token& stop) override;

private:
    std::vector<ReadOrder> m_orders;
    bool m_demo = false;
};

Q_DECLARE_METATYPE(LoadedSource)
Q_DECLARE_METATYPE(ReadOrder)
