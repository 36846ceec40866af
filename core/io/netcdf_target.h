#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace shamal {

/// A netCDF-4 file being written. Every member throws OutputError that names the final file.
class NetcdfTarget {
public:
    /// Creates `file`; `shownAs` is the name told in errors.
    NetcdfTarget(const std::filesystem::path& file, std::filesystem::path shownAs);
    /// Opens a file made before, to go on with it.
    static std::unique_ptr<NetcdfTarget> reopen(const std::filesystem::path& file,
                                                std::filesystem::path shownAs);
    /// Closes without a word when finish() was not reached.
    ~NetcdfTarget();
    NetcdfTarget(const NetcdfTarget&) = delete;
    NetcdfTarget& operator=(const NetcdfTarget&) = delete;

    static constexpr std::size_t kUnlimited = 0;
    int dimension(const std::string& name, std::size_t length);
    /// A dimension that grows by writing past its end.
    int growingDimension(const std::string& name);
    int variable(const std::string& name) const;  ///< of an earlier definition
    int doubles(const std::string& name, const std::vector<int>& dimensions);
    int integers(const std::string& name, const std::vector<int>& dimensions);
    /// zlib's trade: levels above cost far more time than they save bytes on noisy floats.
    static constexpr int kDeflateLevel = 4;
    /// Deflated and shuffled floats with _FillValue.
    int floats(const std::string& name, const std::vector<int>& dimensions,
               const std::vector<std::size_t>& chunks, float fill, int deflateLevel = kDeflateLevel);
    /// Of a variable; of the file with kGlobal.
    static constexpr int kGlobal = -1;
    void attribute(int variable, const std::string& name, const std::string& text);
    void attribute(int variable, const std::string& name, int value);
    void attribute(int variable, const std::string& name, float value);
    void attribute(int variable, const std::string& name, double value);

    void write(int variable, std::span<const double> values);
    void write(int variable, std::span<const int> values);
    void write(int variable, std::size_t at, int value);
    void write(int variable, std::span<const std::size_t> start, std::span<const std::size_t> count,
               std::span<const float> values);
    void write(int variable, std::span<const std::size_t> start, std::span<const std::size_t> count,
               std::span<const double> values);
    /// Hands everything written so far to the disk.
    void flush();
    /// Flushes and closes.
    void finish();

private:
    explicit NetcdfTarget(std::filesystem::path shownAs) : m_shownAs(std::move(shownAs)) {}
    void check(int status, const char* doing) const;

    std::filesystem::path m_shownAs;
    int m_id = -1;
};

}  // namespace shamal
