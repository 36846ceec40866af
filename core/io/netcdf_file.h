#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace shamal {

class OpendapConnection;

/// A variable of an open file. Ids are netCDF-C's and mean nothing in another file.
struct NetcdfVariable {
    int id = -1;
    std::string name;
    int type = 0;                      ///< nc_type
    std::vector<int> dimensions;       ///< dimension ids, slowest first
    std::vector<std::size_t> lengths;  ///< of those dimensions

    bool isNumeric() const;
};

/// An attribute of numbers, with the type it is stored in.
struct NumericAttribute {
    int type = 0;                ///< nc_type
    std::vector<double> values;  ///< empty when absent or text
};

/// Variable id of global attributes.
inline constexpr int kGlobalAttributes = -1;

/// One netCDF file (root group; classic, 64-bit and netCDF-4) or OPeNDAP address open for reading, closed on
/// destruction. Every member throws InputError naming the file when the file is damaged, or the server fails.
class NetcdfFile {
public:
    /// Throws InputError: no such file, a folder, no permission, not netCDF, truncated, damaged; an address
    /// as OpendapConnection says.
    explicit NetcdfFile(std::filesystem::path path);
    ~NetcdfFile();
    NetcdfFile(const NetcdfFile&) = delete;
    NetcdfFile& operator=(const NetcdfFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    bool isRemote() const;
    std::vector<NetcdfVariable> variables() const;
    std::string dimensionName(int dimension) const;

    /// Text of an attribute without trailing blanks and NULs; empty when absent or not text.
    std::string text(int variable, const std::string& attribute) const;
    NumericAttribute numbers(int variable, const std::string& attribute) const;

    /// The whole variable as stored, without unpacking.
    std::vector<double> values(const NetcdfVariable& variable) const;
    /// The hyperslab from `start` of extent `count`, as stored, slowest dimension first.
    void read(const NetcdfVariable& variable, std::span<const std::size_t> start,
              std::span<const std::size_t> count, std::span<double> values) const;
    void read(const NetcdfVariable& variable, std::span<const std::size_t> start,
              std::span<const std::size_t> count, std::span<float> values) const;

    /// Of one value as stored, or as the server sends it.
    std::size_t valueBytes(const NetcdfVariable& variable) const;

private:
    NetcdfVariable variableAt(int id) const;
    void check(int status, const std::string& doing) const;
    bool readByDap2(const NetcdfVariable& variable, std::span<const std::size_t> start,
                    std::span<const std::size_t> count, auto values) const;

    std::filesystem::path m_path;
    std::unique_ptr<OpendapConnection> m_connection;  ///< to an address
    int m_id = -1;
};

}  // namespace shamal
