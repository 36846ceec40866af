#include "io/value_decoding.h"

#include <netcdf.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace shamal {

namespace {

/// GMAO marks missing values by 1e15; averages of such fields leave numbers a little below it.
constexpr double kGmaoFill = 1e15;
constexpr double kGmaoFillFrom = kGmaoFill * 0.999;

bool isFloating(int type)
{
    return type == NC_FLOAT || type == NC_DOUBLE;
}

/// As a value of the variable's own type reads: a double 1e15 is not equal to the float 1e15.
double inTypeOf(const NetcdfVariable& variable, double value)
{
    return variable.type == NC_FLOAT && std::abs(value) <= std::numeric_limits<float>::max()
               ? static_cast<double>(static_cast<float>(value))
               : value;
}

/// What netCDF leaves in cells never written; single bytes have none (NetCDF User's Guide, appendix A).
void addDefaultFill(ValueDecoding& decoding, const NetcdfVariable& variable)
{
    switch (variable.type) {
        case NC_FLOAT:
        case NC_DOUBLE:
            decoding.missingFrom = std::min(decoding.missingFrom, 9.9e36);
            break;
        case NC_SHORT:
            decoding.missing.push_back(NC_FILL_SHORT);
            break;
        case NC_USHORT:
            decoding.missing.push_back(NC_FILL_USHORT);
            break;
        case NC_INT:
            decoding.missing.push_back(NC_FILL_INT);
            break;
        case NC_UINT:
            decoding.missing.push_back(NC_FILL_UINT);
            break;
        default:
            break;
    }
}

void addMissing(ValueDecoding& decoding, const NetcdfFile& file, const NetcdfVariable& variable)
{
    bool gmao = !file.numbers(variable.id, "fmissing_value").values.empty();
    for (const char* name : {"_FillValue", "missing_value", "fmissing_value"}) {
        for (const double value : file.numbers(variable.id, name).values) {
            decoding.missing.push_back(inTypeOf(variable, value));
            gmao = gmao || std::abs(std::abs(value) / kGmaoFill - 1.0) < 1e-3;
        }
    }
    if (isFloating(variable.type)) {
        // Attributes written with six digits (-9.96921e+36f) miss the stored value by some parts in ten
        // million.
        decoding.relativeTolerance = 1e-6;
        if (gmao)
            decoding.missingFrom = kGmaoFillFrom;
        addDefaultFill(decoding, variable);
    } else if (file.numbers(variable.id, "_FillValue").values.empty()) {
        addDefaultFill(decoding, variable);
    }
}

/// A range given in the type of the packed data is meant before unpacking, one in another type after (NetCDF
/// User's Guide).
void addValidRange(ValueDecoding& decoding, const NetcdfFile& file, const NetcdfVariable& variable)
{
    const NumericAttribute range = file.numbers(variable.id, "valid_range");
    NumericAttribute low = file.numbers(variable.id, "valid_min");
    NumericAttribute high = file.numbers(variable.id, "valid_max");
    if (range.values.size() == 2) {
        low = {range.type, {range.values[0]}};
        high = {range.type, {range.values[1]}};
    }
    if (!low.values.empty() && !high.values.empty() && low.values[0] >= high.values[0])
        return;  // an empty range is a slip of the writer, not a verdict on every value
    const auto isStored = [&variable](const NumericAttribute& attribute) {
        return isFloating(variable.type) || attribute.type == variable.type;
    };
    if (!low.values.empty())
        (isStored(low) ? decoding.lowestStored : decoding.lowest) = inTypeOf(variable, low.values[0]);
    if (!high.values.empty())
        (isStored(high) ? decoding.highestStored : decoding.highest) = inTypeOf(variable, high.values[0]);
}

double spanOfUnsigned(int type)
{
    switch (type) {
        case NC_BYTE:
            return 256.0;
        case NC_SHORT:
            return 65536.0;
        case NC_INT:
            return 4294967296.0;
        default:
            return 0.0;
    }
}

bool isStoredUnsigned(const NetcdfFile& file, const NetcdfVariable& variable)
{
    const std::string isUnsigned = file.text(variable.id, "_Unsigned");
    return isUnsigned == "true" || isUnsigned == "True" || isUnsigned == "TRUE";
}

double firstOr(const NumericAttribute& attribute, double otherwise)
{
    return attribute.values.empty() ? otherwise : attribute.values[0];
}

}  // namespace

float ValueDecoding::decode(double stored) const
{
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
    if (!(std::abs(stored) < missingFrom))  // also NaN
        return kNone;
    for (const double value : missing) {
        if (std::abs(stored - value) <= relativeTolerance * std::abs(value))
            return kNone;
    }
    if (unsignedSpan > 0.0 && stored < 0.0)
        stored += unsignedSpan;
    if (stored < lowestStored || stored > highestStored)
        return kNone;
    const double value = stored * scale + offset;
    // What a float cannot hold is no value of these fields: as an infinity it would spoil every mean.
    if (!(std::abs(value) <= std::numeric_limits<float>::max()) || value < lowest || value > highest)
        return kNone;
    return static_cast<float>(value);
}

ValueDecoding valueDecoding(const NetcdfFile& file, const NetcdfVariable& variable)
{
    ValueDecoding decoding;
    decoding.scale = firstOr(file.numbers(variable.id, "scale_factor"), 1.0);
    decoding.offset = firstOr(file.numbers(variable.id, "add_offset"), 0.0);
    addMissing(decoding, file, variable);
    addValidRange(decoding, file, variable);
    if (isStoredUnsigned(file, variable)) {
        decoding.unsignedSpan = spanOfUnsigned(variable.type);
        // The range is written in the signed type as well.
        if (decoding.highestStored < decoding.lowestStored || decoding.highestStored < 0.0)
            decoding.highestStored += decoding.unsignedSpan;
    }
    return decoding;
}

std::vector<double> unpackedValues(const NetcdfFile& file, const NetcdfVariable& variable)
{
    const double scale = firstOr(file.numbers(variable.id, "scale_factor"), 1.0);
    const double offset = firstOr(file.numbers(variable.id, "add_offset"), 0.0);
    const double span = isStoredUnsigned(file, variable) ? spanOfUnsigned(variable.type) : 0.0;
    std::vector<double> values = file.values(variable);
    for (double& value : values)
        value = (value < 0.0 ? value + span : value) * scale + offset;
    return values;
}

}  // namespace shamal
