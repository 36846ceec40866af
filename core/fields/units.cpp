#include "fields/units.h"

#include <udunits2.h>

#include <cmath>
#include <memory>
#include <mutex>

namespace shamal {

namespace {

// UDUNITS keeps its state in globals, its error messages among them.
std::mutex g_udunits;

using Unit = std::unique_ptr<ut_unit, void (*)(ut_unit*)>;
using Converter = std::unique_ptr<cv_converter, void (*)(cv_converter*)>;

ut_system* unitSystem()
{
    static ut_system* const system = [] {
        ut_set_error_message_handler(ut_ignore);
        return ut_read_xml(nullptr);
    }();
    return system;
}

Unit parsed(const std::string& text)
{
    return {ut_parse(unitSystem(), text.empty() ? "1" : text.c_str(), UT_UTF8), ut_free};
}

}  // namespace

bool sameUnit(const std::string& a, const std::string& b)
{
    if (a == b)
        return true;
    const std::lock_guard lock(g_udunits);
    if (unitSystem() == nullptr)
        return false;
    const Unit first = parsed(a);
    const Unit second = parsed(b);
    if (!first || !second || ut_are_convertible(first.get(), second.get()) == 0)
        return false;
    const Converter convert(ut_get_converter(first.get(), second.get()), cv_free);
    return convert && std::abs(cv_convert_double(convert.get(), 0.0)) < 1e-12 &&
           std::abs(cv_convert_double(convert.get(), 1.0) - 1.0) < 1e-9;
}

std::optional<double> secondsIn(const std::string& unit)
{
    const std::lock_guard lock(g_udunits);
    if (unitSystem() == nullptr || unit.empty())
        return std::nullopt;
    const Unit given = parsed(unit);
    const Unit second = parsed("s");
    if (!given || ut_are_convertible(given.get(), second.get()) == 0)
        return std::nullopt;
    const Converter convert(ut_get_converter(given.get(), second.get()), cv_free);
    return convert ? std::optional(cv_convert_double(convert.get(), 1.0)) : std::nullopt;
}

}  // namespace shamal
