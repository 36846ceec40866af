#pragma once
#include "io/opendap_address.h"

#include <filesystem>
#include <memory>
#include <string>

namespace shamal {

struct OpendapAnswer;

/// Asks one OPeNDAP address. netCDF-C asks as well, but tells an unknown host, a server that cannot be
/// reached and one that hangs by one status, takes an answer that was cut short for whole, and crashes on
/// some texts. Everything here throws InputError saying what is wrong: unknown host, not reachable, time-out,
/// login needed, not found, an error of the server, not an OPeNDAP server.
class OpendapConnection {
public:
    explicit OpendapConnection(std::filesystem::path address);
    ~OpendapConnection();
    OpendapConnection(const OpendapConnection&) = delete;
    OpendapConnection& operator=(const OpendapConnection&) = delete;

    /// Returns when the address describes its data.
    void requireDescription();
    /// What DAP2 sends for a constraint ("dust[0:9][3:5]"): a description, "Data:" and the values.
    std::string data(const std::string& constraint);

private:
    OpendapAnswer ask(const std::string& suffix, const std::string& constraint, long longestSeconds);

    std::filesystem::path m_address;
    OpendapAddress m_parts;
    std::unique_ptr<void, void (*)(void*)> m_connection;  ///< libcurl's
};

}  // namespace shamal
