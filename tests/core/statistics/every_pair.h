#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "fields/field_series.h"
#include "fields/region.h"

/// Two cells of a grid, `a` before `b` in row-major order.
struct CellPair {
    std::size_t a, b;
    shamal::LatLon placeA, placeB;
    double distanceKm;  ///< great-circle
};

/// Every pair of cells whose centres lie in a box, once.
std::vector<CellPair> everyPair(const shamal::Grid& grid, const shamal::LatLonBox& box);

/// Bin [lower, upper) of a distance, of which the last includes its upper border; nothing outside.
std::optional<std::size_t> binOf(double distanceKm, const std::vector<double>& bordersKm);

/// A value as semivariograms take it.
double transformed(float value, bool log10Transform);

/// Semivariances per bin in the plainest way.
struct PlainSemivariogram {
    std::vector<double> gamma;
    std::vector<std::int64_t> pairs;
};
PlainSemivariogram plainSemivariogram(const shamal::FieldSeries& series,
                                      const std::vector<std::size_t>& steps,
                                      const std::vector<CellPair>& pairs,
                                      const std::vector<double>& bordersKm, bool log10Transform);

PlainSemivariogram plainCrossSemivariogram(const shamal::FieldSeries& first,
                                           const shamal::FieldSeries& second,
                                           const std::vector<CellPair>& pairs,
                                           const std::vector<double>& bordersKm, bool log10Transform);

/// Bearing of the great circle at the midpoint of a pair, degrees 0..180 clockwise from north: the midpoint
/// and the bearing from there by the formulae of spherical trigonometry.
double azimuthDegrees(const CellPair& pair);

/// Fails the calling test unless the numbers of pairs are equal and semivariances differ by less than
/// `relative`; NaN where there is no pair.
void compareBins(const std::vector<double>& gamma, const std::vector<std::int64_t>& pairs,
                 const PlainSemivariogram& expected, double relative);
