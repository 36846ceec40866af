#include "fields/error.h"

#include <fmt/format.h>

namespace shamal {

namespace {
std::string sentence(const std::filesystem::path& file, const std::string& fault, const std::string& remedy)
{
    return fmt::format("{}: {}. {}.", file.string(), fault, remedy);
}
}  // namespace

Error::~Error() = default;

InputError::InputError(const std::filesystem::path& file, const std::string& fault, const std::string& remedy)
    : Error(sentence(file, fault, remedy))
{
}
InputError::~InputError() = default;

OutputError::OutputError(const std::filesystem::path& file, const std::string& fault,
                         const std::string& remedy)
    : Error(sentence(file, fault, remedy))
{
}
OutputError::~OutputError() = default;

Stopped::Stopped() : Error("Stopped.") {}
Stopped::~Stopped() = default;

}  // namespace shamal
