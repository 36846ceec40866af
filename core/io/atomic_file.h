#pragma once
#include <filesystem>
#include <functional>

namespace shamal {

/// Calls `write` with a temporary path in the folder of `target` (same extension), then renames it to
/// `target`. When `write` throws, or the folder cannot be written or is full, the temporary file is removed,
/// `target` is untouched and the error goes on (I/O failures as OutputError).
void writeAtomically(const std::filesystem::path& target,
                     const std::function<void(const std::filesystem::path& temporary)>& write);

/// Throws OutputError when no file can be made at `target`: no folder, a folder in the way, no permission.
void requireWritableFolder(const std::filesystem::path& target);

}  // namespace shamal
