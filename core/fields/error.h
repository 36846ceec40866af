#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>

namespace shamal {

/// The one family of exceptions this software throws on purpose. what() is a sentence a scientist
/// understands: which file or value, what is wrong with it, what would be right.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
    ~Error() override;  // defined in error.cpp: one type_info for every module that throws or catches it
};

/// What was asked for cannot be done with this input.
class InputError : public Error {
public:
    using Error::Error;
    /// "FILE: FAULT. REMEDY."
    InputError(const std::filesystem::path& file, const std::string& fault, const std::string& remedy);
    ~InputError() override;
};

/// A result could not be written. The file that stood there before is untouched.
class OutputError : public Error {
public:
    using Error::Error;
    OutputError(const std::filesystem::path& file, const std::string& fault, const std::string& remedy);
    ~OutputError() override;
};

/// The user stopped the work; what was finished before is kept.
class Stopped : public Error {
public:
    Stopped();
    ~Stopped() override;
};

}  // namespace shamal
