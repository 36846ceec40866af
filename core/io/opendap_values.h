#pragma once
#include "io/netcdf_file.h"
#include "io/opendap_connection.h"

#include <optional>
#include <span>
#include <string>

namespace shamal {

/// The constraint that asks for a hyperslab of a variable, as it is numbered behind the address' own
/// constraint. Nothing where that one holds more than projections with index ranges, which only netCDF-C
/// understands.
std::optional<std::string> hyperslabConstraint(const std::string& ownConstraint,
                                               const NetcdfVariable& variable,
                                               std::span<const std::size_t> start,
                                               std::span<const std::size_t> count);

/// Values of the first array in what DAP2 sent. Throws InputError naming `address` when there are not as many
/// as there is room for, or the answer was cut short.
void decodeValues(const std::string& answer, const NetcdfVariable& variable,
                  const std::filesystem::path& address, std::span<double> values);
void decodeValues(const std::string& answer, const NetcdfVariable& variable,
                  const std::filesystem::path& address, std::span<float> values);

}  // namespace shamal
