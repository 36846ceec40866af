#pragma once
#include "downscale/result.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace shamal {

/// A run on its way to a netCDF file, one day at a time in constant memory. Days lie in `PATH.part` until
/// finish() gives the file its name; a run that is killed can be resumed from there.
class ResultFile {
public:
    /// For a new run; an old `PATH.part` is given up. Throws OutputError when nothing can be written there.
    static ResultFile begin(std::filesystem::path path, DownscaleRunInfo info, FieldMetadata coarseMetadata);
    /// For the rest of a run that was cut: takes up `PATH.part`, or else `PATH`, as finish() left it when the
    /// run was stopped. Without either, as begin(). Throws InputError when what is there was made with
    /// another model, sampler, seed, number of members or grid, or holds other days than the first ones of
    /// the run.
    static ResultFile resume(std::filesystem::path path, DownscaleRunInfo info, FieldMetadata coarseMetadata);
    /// How the run was stitched whose rest resume() would take up from `path`; nothing without one.
    static std::optional<Stitching> stitchingOf(const std::filesystem::path& path);
    ~ResultFile();
    ResultFile(ResultFile&&) noexcept;
    ResultFile& operator=(ResultFile&&) noexcept;

    /// Days of the run that are in the file.
    const std::vector<Date>& finishedDays() const;
    /// The means that were in the file when it was resumed, as far back as the model's history reaches: for
    /// DownscaleRequest::predicted.
    const std::optional<FieldSeries>& predicted() const;

    /// What the run reads, for the attribute shamal_source_files: written with the next day.
    void setSources(std::string files);
    /// Later days only. On the disk when it returns.
    void add(const DownscaledDay& day);
    /// Gives the file its name, also of a run that was stopped early; does nothing without a day.
    void finish();

private:
    struct State;
    explicit ResultFile(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace shamal
