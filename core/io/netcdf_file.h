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

/// A variable of an open file. Ids mean nothing in another file.
struct NetcdfVariable {
    int id = -1;        ///< counted through all groups
    std::string name;   ///< `ownName`, with its groups before it ("Grid/x") where that is not unique
    std::string group;  ///< "Grid/", "Grid/Inner/"; empty for the root group
    std::string ownName;
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

/// One netCDF file (classic, 64-bit and netCDF-4 with all its groups) or OPeNDAP address open for reading,
/// closed on destruction. Every member throws InputError naming the file when the file is damaged, or the
/// server fails.
class NetcdfFile {
public:
    /// Throws InputError: no such file, a folder, no permission, not netCDF, truncated, damaged; an address
    /// as OpendapConnection says.
    explicit NetcdfFile(std::filesystem::path path);
    ~NetcdfFile();
    NetcdfFile(const NetcdfFile&) = delete;
    NetcdfFile& operator=(const NetcdfFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    const std::vector<NetcdfVariable>& variables() const { return m_variables; }
    /// The variable that an attribute of `from` names: in its group or one around it, or by a path from the
    /// root ("/Grid/x").
    std::optional<NetcdfVariable> variableNear(const NetcdfVariable& from, const std::string& name) const;
    bool isRemote() const;
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
    /// Where netCDF-C has a variable.
    struct Place {
        int group = -1;
        int variable = -1;
    };
    /// Throws InputError when a filter that is not installed is why reading failed.
    void checkFilters(int status, const NetcdfVariable& variable) const;
    void addVariables(int group, const std::string& path);
    void nameVariables();
    NetcdfVariable describe(Place place) const;
    Place placeOf(int variable) const;
    void check(int status, const std::string& doing) const;
    bool readByDap2(const NetcdfVariable& variable, std::span<const std::size_t> start,
                    std::span<const std::size_t> count, auto values) const;

    std::filesystem::path m_path;
    std::unique_ptr<OpendapConnection> m_connection;  ///< to an address
    int m_id = -1;
    std::vector<NetcdfVariable> m_variables;
    std::vector<Place> m_places;  ///< of m_variables
};

}  // namespace shamal
