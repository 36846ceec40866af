#pragma once
#include "io/opendap_address.h"

#include <optional>
#include <string>

namespace shamal {

/// Sets for an address what the user's rc files (.ncrc, .daprc, .dodsrc in the home or current folder) leave
/// open: the login file ~/.netrc if there is one, a cookie jar in the cache folder (Earthdata Login works by
/// cookies) and time-outs. netCDF-C by itself looks into no login file and waits for half an hour.
void completeOpendapSettings(const OpendapAddress& address);

/// A setting of netCDF-C ("HTTP.TIMEOUT") as it holds for an address; nothing when it is unset or empty.
std::optional<std::string> opendapSetting(const std::string& key, const OpendapAddress& address);

}  // namespace shamal
