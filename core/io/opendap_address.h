#pragma once
#include <filesystem>
#include <string>

namespace shamal {

/// "http://..." or "https://...": an OPeNDAP address rather than a file.
bool isAddress(const std::filesystem::path& source);

/// The parts of http://host:port/path?constraint#fragment.
struct OpendapAddress {
    std::string hostPort;    ///< "host" or "host:port", as rc files name it
    std::string base;        ///< all before the constraint expression
    std::string constraint;  ///< with its leading "?", or empty
    std::string fragment;    ///< what netCDF-C is told about the protocol: "dap4", "mode=bytes"

    std::string path() const;  ///< of `base`, from the host on: "/path"
    bool isDap4() const;
    /// Whether the fragment asks for something else than OPeNDAP (byte ranges of a file, zarr).
    bool isOtherProtocol() const;
};

OpendapAddress opendapAddress(const std::filesystem::path& address);

/// Name of the file at an address or in a folder, without the constraint expression.
std::filesystem::path nameOfSource(const std::filesystem::path& source);

}  // namespace shamal
