#pragma once
#include <filesystem>
#include <span>
#include <string>

namespace shamal {

/// SHA-256 (FIPS 180-4) as 64 lower-case hex digits.
std::string sha256(std::span<const unsigned char> bytes);
/// Of a file's content. Throws InputError when it cannot be read.
std::string sha256OfFile(const std::filesystem::path& file);

}  // namespace shamal
